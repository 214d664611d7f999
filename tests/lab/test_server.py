"""`kit explore`: this machine alone, a token, one client a server, nothing left at its end."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from kit.__main__ import main
from kit.places import EXAMPLES, folder_of
from tests.lab.servers import PATIENCE, Server, explored

FR = folder_of("data_templates") / EXAMPLES["fr"]
EN = folder_of("data_templates") / EXAMPLES["en"]

# What a user may have set for a Jupyter of his own, without a lock.
OPEN = """
c.IdentityProvider.token = ""
c.PasswordIdentityProvider.hashed_password = ""
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.allow_origin = "*"
c.ServerApp.allow_remote_access = True
c.ServerApp.allow_unauthenticated_access = True
c.ServerApp.disable_check_xsrf = True
c.ServerApp.base_url = "/other/"
"""


@pytest.fixture
def careless(tmp_path: Path) -> dict[str, str]:
    """The environment of a user whose own Jupyter is open to all, and a room for his rooms."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.py").write_text(OPEN, encoding="utf-8")
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    return {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_CONFIG_PATH": str(tmp_path / "config"),
        "JUPYTER_TOKEN": "",
        "JUPYTER_SERVER_ALLOW_UNAUTHENTICATED_ACCESS": "1",
        "TMPDIR": str(rooms),
    }


def test_nobody_gets_in_without_the_token_and_nothing_is_left_at_the_end(
    tmp_path: Path, careless: dict[str, str]
) -> None:
    workbook = Path(shutil.copy(FR, tmp_path))
    with explored(workbook, tmp_path / "outputs", env=careless) as server:
        assert_closed(server)
        assert_french(server)
        kernel = str(server.json("/api/kernels", "POST")["id"])  # type: ignore[index]
        assert asyncio.run(said_by(server, kernel, "import kit; print(1 + 1)")) == "2\n"
        server.json(f"/api/kernels/{kernel}/interrupt", "POST")
        server.json(f"/api/kernels/{kernel}/restart", "POST")
        assert asyncio.run(said_by(server, kernel, "print('kit' in dir())")) == "False\n"
        known = server.processes()
        assert len(known) > 1  # the kernel's too

        assert server.end() == 0
        psutil.wait_procs(known, timeout=PATIENCE)
        assert server.processes() == []
    assert list((tmp_path / "rooms").iterdir()) == []
    assert sorted(path.name for path in (tmp_path / "config").iterdir()) == [
        "jupyter_server_config.py"
    ]
    [client] = (tmp_path / "outputs").iterdir()
    assert server.said.splitlines() == [
        f"Vos carnets pour ce client\u202f: {client / 'carnets'}",
        "Ctrl-C pour arrêter.",
    ]


def assert_closed(server: Server) -> None:
    token = server.token
    assert len(token) >= 32
    assert server.answer("/lab")[0] == 302  # to the page that asks for the token
    for path in ("/api/contents", "/api/kernels", "/api/status", "/lab/api/settings"):
        assert server.answer(path)[0] == 403, path
        assert server.answer(path, "no-such-token")[0] == 403, path
        assert server.answer(path, token)[0] == 200, path
    assert server.answer("/lab/tree/explore.ipynb", token)[0] == 200
    assert server.answer("/api/terminals", token)[0] == 404

    # The page of another site, or one whose name leads to this machine.
    assert server.answer("/api/kernels", token, Host="evil.example")[0] == 403
    known = {"Cookie": server.cookie()}  # what the browser sends along, whoever makes it ask
    evil = {**known, "Origin": "http://evil.example"}
    assert asyncio.run(status_of_events(server, **known)) == 101
    assert asyncio.run(status_of_events(server, **evil)) == 403
    assert server.answer("/api/status", **known)[0] == 200
    assert server.answer("/api/kernels", method="POST", **evil)[0] in (403, 404)
    assert server.answer("/api/kernels", method="POST", **known)[0] == 403  # no XSRF token
    assert server.json("/api/kernels") == []

    for process in server.processes():
        assert not any(token in part for part in process.cmdline())
        for link in process.net_connections("inet"):
            if link.status == psutil.CONN_LISTEN or not link.raddr:
                assert link.laddr.ip in ("127.0.0.1", "::1"), link


def assert_french(server: Server) -> None:
    _, page = server.answer("/lab", server.token)
    told = json.loads(
        page.partition('id="jupyter-config-data"')[2].partition(">")[2].partition("</")[0]
    )
    assert told["terminalsAvailable"] is False
    assert told["news"] == {"disabled": True}
    cards = json.loads(told["kit"])["cards"]
    assert (cards[0]["label"], cards[0]["path"]) == ("Explorer ce client", "explore.ipynb")
    assert "kit-lab" in [one["name"] for one in told["federated_extensions"]]
    settings = server.json("/lab/api/settings/@jupyterlab/translation-extension:plugin")
    assert '"fr_FR"' in json.dumps(settings)
    specs = server.json("/api/kernelspecs")
    assert (specs["default"], list(specs["kernelspecs"])) == ("kit", ["kit"])  # type: ignore[index]
    resources = specs["kernelspecs"]["kit"]["resources"]  # type: ignore[index]
    assert {"logo-svg", "logo-64x64"} <= set(resources)


async def status_of_events(server: Server, **headers: str) -> int:
    """The status a websocket with these *headers* is answered with; 101: it is open."""
    url = f"ws://127.0.0.1:{server.port}/api/events/subscribe"
    try:
        await closed(await websocket_connect(HTTPRequest(url, headers=headers)))
    except HTTPClientError as error:
        return error.code
    return 101


async def said_by(server: Server, kernel: str, code: str) -> str:
    """What *code* prints in the *kernel*, through the channel JupyterLab uses."""
    url = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?token={server.token}"
    channel = await websocket_connect(url)
    content = {"code": code, "silent": False}
    header = {"msg_id": "1", "msg_type": "execute_request", "version": "5.3", "session": "s"}
    message = {"channel": "shell", "content": content, "header": header}
    await channel.write_message(json.dumps({**message, "parent_header": {}, "metadata": {}}))
    printed = ""
    while True:
        told = await asyncio.wait_for(channel.read_message(), PATIENCE)
        assert isinstance(told, str)
        found = json.loads(told)
        if found["parent_header"].get("msg_id") != "1":
            continue
        if found["msg_type"] == "stream":
            printed += found["content"]["text"]
        if found["content"].get("execution_state") == "idle":
            await closed(channel)
            return printed


async def closed(channel: WebSocketClientConnection) -> None:
    channel.close()
    while await channel.read_message() is not None:
        pass


def test_two_clients_at_once_stay_apart_and_the_same_one_is_not_opened_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = tmp_path / "outputs"
    with ExitStack() as both:
        one = both.enter_context(explored(FR, outputs))
        other = both.enter_context(explored(EN, outputs, "--lang", "en"))
        assert (one.port, one.token) != (other.port, other.token)
        assert other.answer("/api/contents", one.token)[0] == 403
        folders = sorted(outputs.glob("*/carnets"))
        assert len(folders) == 2
        for server, workbook in ((one, FR), (other, EN)):
            found = server.json("/api/contents/explore.ipynb?content=1")
            source = found["content"]["cells"][0]["source"]  # type: ignore[index]
            assert workbook.name in source

        assert main(["explore", str(FR), "-o", str(outputs), "--no-browser"]) == 5
        assert str(one.process.pid) in capsys.readouterr().err
        assert main(["purge", folders[0].parent.name, "-o", str(outputs), "--yes"]) == 5
        assert one.end(signal.SIGTERM) == other.end(signal.SIGHUP) == 0


def test_the_workshop_page_is_the_only_one_of_its_server(tmp_path: Path) -> None:
    pytest.importorskip("voila")
    workbook = Path(shutil.copy(FR, tmp_path))
    with explored(workbook, tmp_path / "outputs", "--present") as server:
        page = "/voila/render/present.ipynb"
        assert server.answer(page)[0] == 302
        status, shown = server.answer(page, server.token)
        assert status == 200
        assert '<html lang="fr">' in shown
        assert "open_engagement(" not in shown
        assert "cdn" not in shown.replace("cdnjs.cloudflare.com/ajax/libs/mathjax", "")
        for path in ("/lab", "/tree", "/voila/files/present.ipynb"):
            assert server.answer(path, server.token)[0] in (403, 404), path
        assert server.end() == 0
    assert not (tmp_path / "outputs").exists()
    assert [path.name for path in tmp_path.iterdir()] == [workbook.name]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--as-of", "2026-13-45"], "2026-13-45"),
        (["--scenario", "no such"], "scenarios.toml"),
        (["--votes", "no-such.toml"], "no-such.toml"),
        (["--port", "70000"], "65535"),
    ],
    ids=["as-of", "scenario", "votes", "port"],
)
def test_what_is_asked_is_checked_before_anything_is_made(
    options: list[str], word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = tmp_path / "outputs"
    assert main(["explore", str(FR), "-o", str(outputs), "--no-browser", *options]) == 2
    assert word in capsys.readouterr().err
    assert not outputs.exists()


def test_a_port_that_is_taken_and_a_workbook_that_is_refused_are_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["explore", "-o", str(tmp_path / "outputs"), "--no-browser"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main([*asked, str(FR), "--port", port]) == 2
        assert port in capsys.readouterr().err
    blank = tmp_path / "blank.xlsx"
    assert main(["template", "-o", str(blank)]) == 0
    assert main([*asked, str(blank)]) == 3
    assert "Entreprise" in capsys.readouterr().err
    assert not (tmp_path / "outputs").exists()


def test_without_voila_the_extra_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kit.lab.server.find_spec", lambda name: None)
    assert main(["explore", str(FR), "-o", str(tmp_path / "outputs"), "--present"]) == 2
    assert "kit-conseil[workshop]" in capsys.readouterr().err


def test_the_temporary_folder_is_this_users_own_again_after_a_session(tmp_path: Path) -> None:
    import os

    from kit.lab.settings import own_jupyter

    usual, folder = dict(os.environ), tempfile.tempdir
    with own_jupyter(tmp_path):
        assert os.environ["JUPYTER_DATA_DIR"].startswith(str(tmp_path))
    assert (dict(os.environ), tempfile.tempdir) == (usual, folder)
