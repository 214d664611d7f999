"""The thread as a picture: which problem leads to which euros, and which leads to none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.analysis.model import ThreadRow
from kit.display.parts import chart, data_of
from kit.display.thread_flow import thread_flow
from kit.display.threads import FlowWords, Thread
from kit.display.words import Block, Words

_SHOWN = 12  # threads with a row of their own
_LEAST_SHARE = 0.005  # a smaller one would be written "0 %"
_LEAST_KNOWN = 0.5  # of the threads: from there on, processes have a column


def thread_chart(words: Words) -> list[Block]:
    """Problem, process (else need), action, euros a year: the largest first, the broken last."""
    rows = [row for row in words.analysis.thread if row.pain or row.action or row.gains]
    if not rows:
        return []
    between = _between(words, rows)
    total = sum(row.amount_year or 0.0 for row in rows)
    counted: set[str] = set()
    threads = []
    for row in rows:
        middle = (between[1][id(row)],) if between else ()
        links = (words.value(row.pain) if row.pain else None, *middle, row.action)
        broken = row.amount_year is None and not counted.issuperset(row.gains or ("",))
        threads.append(Thread(links, row.amount_year, _end(words, row, total, counted), broken))
        counted.update(row.gains)
    ordered = _ordered(threads)
    drawn = _grouped(words, ordered, total)
    heads = tuple(words(f"column.{key}") for key in _heads(between[0] if between else None))
    caption = _caption(words, ordered)
    details = words.series(_told(words, thread) for thread in drawn)
    alt = words("chart.thread.alt", conclusion=caption, details=details)
    svg = thread_flow(drawn, FlowWords(heads, words("thread.unsaid")), "thread")
    return chart("thread", caption, alt, svg, data=data_of(words, heads, _data(words, ordered)))


def _heads(middle: str | None) -> tuple[str, ...]:
    return ("thread_pain", *((middle,) if middle else ()), "thread_action", "value_a_year")


def _between(
    words: Words, rows: Sequence[ThreadRow]
) -> tuple[str, Mapping[int, str | None]] | None:
    """What stands between problem and action: processes where most are known, else needs."""
    processes = {id(row): _process(words, row) for row in rows}
    if sum(1 for name in processes.values() if name) > _LEAST_KNOWN * len(rows):
        return "process", processes
    needs = {id(row): row.need for row in rows}
    if any(needs.values()):
        return "thread_need", needs
    return ("process", processes) if any(processes.values()) else None


def _process(words: Words, row: ThreadRow) -> str | None:
    """The process of its automation, else the one all its gains are about."""
    for automation in words.client.automations:
        if automation.name == row.action:
            return automation.process
    stated = {f"gain-{n}": gain.process for n, gain in enumerate(words.client.gains, 1)}
    found = {stated.get(gain) for gain in row.gains}
    return found.pop() if len(found) == 1 else None


def _end(words: Words, row: ThreadRow, total: float, counted: set[str]) -> str:
    """The euros and their part of the whole; else why there are none."""
    if row.amount_year is None:
        if row.gains and counted.issuperset(row.gains):
            return words("chart.thread.counted")
        return words("chart.thread.no_gain" if row.action else "chart.thread.no_action")
    return _worth(words, row.amount_year, total)


def _worth(words: Words, amount: float, total: float) -> str:
    written = words.numbers.money(amount)
    if not _LEAST_SHARE <= amount / (total or 1.0) <= 1:
        return written
    share = words("chart.thread.share", share=words.numbers.share(amount / total))
    return f"{written}\n{share}"


def _ordered(threads: Sequence[Thread]) -> list[Thread]:
    """Largest problem first, its threads together; those that lead to nothing last."""
    worth: dict[str | None, float] = {}
    first: dict[str | None, int] = {}
    for at, thread in enumerate(threads):
        start = thread.links[0]
        worth[start] = worth.get(start, 0.0) + (thread.amount or 0.0)
        first.setdefault(start, at)

    def place(thread: Thread) -> tuple[bool, float, int, float]:
        start = thread.links[0]
        return (thread.amount is None, -worth[start], first[start], -(thread.amount or 0.0))

    return sorted(threads, key=place)


def _grouped(words: Words, threads: list[Thread], total: float) -> list[Thread]:
    """The first ones, then all the others as one."""
    if len(threads) <= _SHOWN + 1:  # "1 other" would save nothing
        return threads
    rest = threads[_SHOWN:]
    known = [thread.amount for thread in rest if thread.amount is not None]
    label = words.plural("chart.thread.others", len(rest))
    links = (label, *(None for _ in threads[0].links[1:-1]), label)
    if not known:
        links = (label, *(None for _ in threads[0].links[1:]))
        return [*threads[:_SHOWN], Thread(links, None, words("chart.thread.no_gain"), True)]
    worth = sum(known)
    return [*threads[:_SHOWN], Thread(links, worth, _worth(words, worth, total), False)]


def _caption(words: Words, threads: Sequence[Thread]) -> str:
    """How many threads reach euros, which carries most, what is loose, how many stop before."""
    money = words.numbers.money
    whole = [one for one in threads if one.links[0] and one.amount is not None]
    loose = [one.amount for one in threads if not one.links[0] and one.amount is not None]
    said = ""
    if whole:
        total = sum(one.amount or 0.0 for one in whole)
        first = max(whole, key=lambda one: one.amount or 0.0)
        share = (first.amount or 0.0) / total if total else 0.0
        named = len(whole) > 1 and 0 < share < 1
        params = {"amount": money(total)}
        if named:
            params |= {
                "name": _bare(first.links[-1] or first.links[0]),
                "share": words.numbers.share(share),
            }
        key = "caption_first" if named else "caption"
        said = words.plural(f"chart.thread.{key}", len(whole), **params)
    if loose:
        amount = money(sum(loose))
        key = "chart.thread.loose" if said else "chart.thread.all_loose"
        said = words(key, amount=amount, **({"said": said} if said else {}))
    broken = sum(1 for one in threads if one.broken)
    if not said:
        return words.plural("chart.thread.none", len(threads))
    return words.plural("chart.thread.broken", broken, said=said) if broken else said


def _bare(link: str | None) -> str:
    """What somebody wrote, as part of a sentence: without its full stop."""
    return (link or "").rstrip(" .;,")


def _told(words: Words, thread: Thread) -> str:
    """A thread in words, link after link."""
    names = [_bare(link) for link in dict.fromkeys(thread.links) if link]
    said = names[0] if names else words("thread.unsaid")
    for name in names[1:]:
        said = words("chart.thread.chain", start=said, next=name)
    return words.pair(said, thread.end.split("\n")[0])


def _data(words: Words, threads: Sequence[Thread]) -> list[list[str]]:
    unsaid = words("thread.unsaid")
    return [
        [*(link or unsaid for link in thread.links), thread.end.split("\n")[0]]
        for thread in threads
    ]
