"""All that the kit keeps of one client, and its removal.

What the list says of a client elsewhere (portfolio, records) goes first, its folder last: cut
short at any moment, the same command finds what is left and goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit.errors import UsageError
from kit.kept import LOCK, ROW, WASTE, Kept, Who, is_link, kept_of, who, working_in
from kit.retention import COPY

if TYPE_CHECKING:
    from kit.batch.storage import Place

LOG = "purges.log"  # when, how many, how much: never of whom
_KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Purge:
    """What is kept of a client, and whether it was removed."""

    client: str  # as it was asked for
    folder: str  # name in the outputs; blank: no folder is left
    outputs: str
    items: tuple[Kept, ...]
    done: bool

    @property
    def bytes(self) -> int:
        return sum(one.bytes for one in self.items if one.kind != ROW)


def purge(client: str, outputs: str, *, do: bool, working: bool = False) -> Purge:
    """What is kept of *client* (name or folder) in *outputs*, removed when *do* is true.

    *working*: its executed notebooks alone. Raises UsageError when nothing is kept, or when
    several clients have that name; InUse while one of its runs, or a batch, is being made.
    """
    from kit.batch.storage import place_of

    place = place_of(outputs)
    one = who(place, client)
    items = tuple(working_in(place, one.folder) if working else kept_of(place, one))
    if not items:
        key = "kept.nothing_working" if working and one.folder else "commands.usage.no_client"
        raise UsageError(key, {"client": client, "outputs": place.where})
    if do:
        with _alone(place, items):
            if working:
                _remove(place, items)
            else:
                _remove_all(place, one, items)
            _log(place, items)
    return Purge(client, one.folder, place.where, items, do)


def _remove_all(place: Place, one: Who, items: Iterable[Kept]) -> None:
    from kit.batch.portfolio import without

    inside = (f"{one.folder}/", f"{WASTE}{one.folder}/")
    without(place, one.has)
    _remove(place, [it for it in items if it.kind != ROW and not it.name.startswith(inside)])
    if one.folder:
        place.remove(_set_aside(place, one.folder))
        place.remove(f"{WASTE}{one.folder}")
    _sweep()


def _remove(place: Place, items: Iterable[Kept]) -> None:
    for one in items:
        place.remove(one.name)


def _set_aside(place: Place, folder: str) -> str:
    """The folder under a hidden name, in one step: no run is ever seen half removed.

    At a URL nothing can be renamed; there a run without its manifest, which goes first, is none.
    """
    if place.folder is None or is_link(place, folder) or not place.exists(folder):
        return folder
    aside = f"{WASTE}{folder}"
    place.remove(aside)
    (place.folder / folder).rename(place.folder / aside)
    return aside


@contextmanager
def _alone(place: Place, items: Iterable[Kept]) -> Iterator[None]:
    """No batch writes in *place* for the block, and no run of the client is being made."""
    from kit.deliverable.locks import PREFIX, batch_lock, held, waited
    from kit.deliverable.rooms import remote_batch_lock

    if place.folder is None:
        with remote_batch_lock(place.where):
            yield
        return
    with ExitStack() as locks:
        locks.enter_context(batch_lock(place.folder))
        locks.enter_context(waited(place.folder / f"{PREFIX}clients"))
        for one in items:
            if one.kind == LOCK:  # left by a killed run, it is free
                told = (
                    ("explore", one.where.replace(PREFIX, ""))
                    if f"{PREFIX}{COPY}" in one.name
                    else ("run", one.where)
                )
                with held(place.folder / one.name, *told):
                    pass
        yield


def _sweep() -> None:
    """The temporary rooms of killed runs, whoever they were of."""
    import tempfile

    from kit.deliverable.rooms import sweep

    sweep(Path(tempfile.gettempdir()))


def _log(place: Place, items: tuple[Kept, ...]) -> None:
    """One dated line: that something was removed can be shown, not of whom."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    size = sum(one.bytes for one in items if one.kind != ROW) // _KILOBYTE
    before = place.read_text(LOG) if place.exists(LOG) else ""
    place.write_text(LOG, f"{before}{moment} {len(items)} items {size} kB\n")
