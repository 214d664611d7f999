"""An S3 server for the tests of URLs: moto's, in threads of the test itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

BUCKET = "cabinet"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[dict[str, str]]:
    """The environment in which boto3 and s3fs find a server with an empty bucket."""
    pytest.importorskip("s3fs")
    boto3 = pytest.importorskip("boto3")
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    found = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "cle-d-essai",
        "AWS_SECRET_ACCESS_KEY": "secret-d-essai",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in found.items():
                patch.setenv(name, value)
            boto3.client("s3").create_bucket(Bucket=BUCKET)
        yield found
    finally:
        server.stop()


@pytest.fixture
def s3(s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a bucket that this test may write in."""
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}"
