"""sftp:// only to servers whose key ``~/.ssh/known_hosts`` holds, as the ssh command does.

fsspec's own default takes any key that a server shows, an impostor's too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import paramiko

_FILES = (Path("~/.ssh/known_hosts"), Path("/etc/ssh/ssh_known_hosts"))


class KnownHosts(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    """Refuses a server whose key is in no file of known hosts."""

    def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
        known = paramiko.HostKeys()
        for file in _FILES:
            if file.expanduser().is_file():
                known.load(str(file.expanduser()))
        if not known.check(hostname, key):
            kind = key.get_name()
            raise paramiko.SSHException(
                f"{kind} key not in ~/.ssh/known_hosts: connect once by ssh"
            )


@cache
def known_hosts() -> KnownHosts:
    """One for all: fsspec takes two for two different servers."""
    return KnownHosts()
