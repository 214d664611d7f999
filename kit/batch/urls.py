"""URLs of folders and files, by fsspec: opened, and their errors told without credentials.

fsspec is an extra: this module is imported where a URL was given, nowhere else.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kit.errors import KitError, UsageError

# The extra of pyproject.toml that brings the library of a protocol.
_EXTRAS = {
    **dict.fromkeys(("s3", "s3a"), "s3"),
    **dict.fromkeys(("abfs", "abfss", "az", "adl"), "azure"),
    **dict.fromkeys(("sftp", "ssh"), "sftp"),
}
_CONTAINER_FIRST = frozenset({"abfs", "abfss", "wasb", "wasbs"})  # container@account: no secret
_NUMBERS = {
    FileNotFoundError: errno.ENOENT,
    FileExistsError: errno.EEXIST,
    PermissionError: errno.EACCES,
}
_REFUSAL = re.compile("Credential|Auth|Token")  # NoCredentialsError, AuthenticationException…
_LONGEST = 300  # characters of a library's message


def shown(url: str) -> str:
    """*url* without its credentials: user, password, signed query.

    >>> shown("sftp://ann:secret@files.example.org/2026/a b.xlsx")
    'sftp://files.example.org/2026/a b.xlsx'
    >>> shown("https://x.blob.core.windows.net/c/a.xlsx?sv=1&sig=secret")
    'https://x.blob.core.windows.net/c/a.xlsx'
    """
    scheme, rest = url.split("://", 1)
    rest = re.sub(r"\?[^/]*=.*", "", rest, flags=re.DOTALL)  # a lone "?" belongs to a glob
    host = rest.partition("/")[0]
    if "@" in host:
        if scheme.lower() not in _CONTAINER_FIRST or ":" in host.partition("@")[0]:
            rest = f"{host.rpartition('@')[2]}{rest[len(host) :]}"
    elif re.search(r":(?!\d*$)", host) and "@" in rest:  # a password with a "/" in it
        rest = rest.rpartition("@")[2]
    return f"{scheme}://{rest}"


def opened(url: str) -> tuple[Any, str]:
    """The filesystem of *url* and its path there. Raises UsageError, saying what to install."""
    scheme = url.partition("://")[0].lower()
    missing = UsageError(
        "commands.usage.url_library",
        {"url": shown(url), "extra": _EXTRAS.get(scheme, "cluster")},
    )
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing from None
    try:
        files, path = url_to_fs(url, **_options(scheme))
    except ImportError as error:
        raise (
            missing if scheme in _EXTRAS else _refused("commands.usage.url_unknown", url, error)
        ) from None
    except ValueError as error:
        raise _refused("commands.usage.url_unknown", url, error) from None
    except Exception as error:  # sftp connects here
        raise _refused("commands.usage.url_unreachable", url, error) from None
    return files, str(path).rstrip("/")


def _options(scheme: str) -> dict[str, Any]:
    if scheme not in {"sftp", "ssh"}:
        return {}
    from kit.batch.known_hosts import known_hosts

    return {"host_key_policy": known_hosts()}


def _refused(key: str, url: str, error: Exception) -> UsageError:
    params = {"url": shown(url), "reason": reason_of(error, url)}
    return UsageError(key, params)


def libraries(*places: str) -> list[str]:
    """The modules that open those of *places* that are URLs, to be loaded ahead of use."""
    schemes = {place.partition("://")[0].lower() for place in places if "://" in place}
    if not schemes - {"file", "local"}:
        return []
    from fsspec.registry import known_implementations

    found = {known_implementations.get(scheme, {}).get("class", "") for scheme in schemes}
    return sorted({name.rpartition(".")[0] for name in found} - {""})


def unreachable(error: OSError) -> UsageError:
    """The same as *error*, one of `reaching`, before anything was begun."""
    params = {"url": str(error.filename), "reason": str(error.strerror)}
    return UsageError("commands.usage.url_unreachable", params)


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Whatever a library raises becomes an OSError that names *url* without its credentials."""
    try:
        yield
    except KitError:
        raise
    except Exception as error:  # botocore, paramiko and azure have no common ancestor
        raise OSError(_number(error), reason_of(error, url), shown(url)) from None


def _number(error: Exception) -> int:
    """The errno that *error* stands for, so that Python makes it the right kind of OSError."""
    for kind, number in _NUMBERS.items():
        if isinstance(error, kind):
            return number
    if _REFUSAL.search(type(error).__name__):
        return errno.EACCES
    return getattr(error, "errno", None) or errno.EIO


def reason_of(error: BaseException, url: str) -> str:
    """What *error* says, one line, without the secrets of *url*."""
    reason = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
    reason = reason.replace(url, shown(url))
    rest = url.partition("://")[2]
    user = rest.rpartition("@")[0]
    for secret in {user, *user.split(":", 1), *rest.partition("?")[2].split("&")}:
        if len(secret) > 3:
            reason = reason.replace(secret, "…")
    return reason
