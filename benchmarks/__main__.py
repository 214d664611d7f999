"""Speed, size and safety of the kit, as commands anyone can run from a checkout.

python -m benchmarks clients 40 FOLDER       synthetic clients
python -m benchmarks run                     one client from a cold start, beside its peers
python -m benchmarks batch --clients 40      a batch, beside its peers
python -m benchmarks floor                   the floor: the same cells in one warm process
python -m benchmarks flat --sizes 10,40,400  cost a client by number of clients
python -m benchmarks workers                 two workers against one
python -m benchmarks help                    kit --help against python -c pass
python -m benchmarks live --sizes 60,500     a figure moved in the explorer: what it costs
python -m benchmarks thousand                a thousand clients, faults and crashes planted
python -m benchmarks canary --clients 60     no byte of one client in what another gets
python -m benchmarks redraw --sizes 60,500   the explorer: from a slider to the figures, by tab
python -m benchmarks table                   docs/benchmarks.md from benchmarks/results.json

What was measured is kept: an interrupted command goes on where it stopped; --again measures
anew. Run them on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import canary, cases, clients, live, redraw, scale, table, thousand
from benchmarks.cases import BATCH, ONE, Setting
from benchmarks.machine import ROOT
from benchmarks.records import RESULTS, Records


def _told(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _run(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    asked = _asked(options, ONE)
    _again(options, records, "one", asked)
    cases.one_client(records, setting, options.workbook.resolve(), asked, options.repeat, _told)
    return 0


def _batch(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    asked = _asked(options, BATCH)
    _again(options, records, "batch", asked)
    sizes = (options.clients, options.sample)
    cases.a_batch(records, setting, *sizes, asked, options.repeat, _told)
    return 0


def _floor(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    _again(options, records, "batch", ["e"])
    cases.the_floor(records, setting, options.clients, options.repeat, _told)
    return 0


def _flat(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    sizes = [int(size) for size in options.sizes.split(",")]
    _again(options, records, "flat", options.sizes.split(","))
    scale.flat(records, setting, sizes, options.repeat, _told)
    return 0


def _workers(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    _again(options, records, "workers", ["1", "2"])
    scale.workers(records, setting, options.clients, options.repeat, _told)
    return 0


def _help(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    _again(options, records, "help", ["pass", "help", "check"])
    scale.at_rest(records, setting, options.repeat, _told)
    return 0


def _live(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    sizes = [int(size) for size in options.sizes.split(",")]
    live.cost_of_a_move(sizes, options.repeat, _told)
    return 0


def _thousand(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    if options.again:
        shutil.rmtree(setting.work / "thousand", ignore_errors=True)
    asked = (options.clients, options.faulty, options.planted, options.time_limit)
    wrong = thousand.thousand(records, setting, *asked, _told)
    print("\n".join((*wrong, f"{len(wrong)} not as they should be")))
    return 1 if wrong else 0


def _canary(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    room = setting.work / "canary"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    found = canary.canary(room, canary.batches(options.clients), _told)
    records.forget("canary", ["mixed"])
    seen = {"clients": found.clients, "delivered": found.delivered, "files": found.files}
    records.add("canary", "mixed", 1, **seen, wrong=len(found.wrong))
    print("\n".join((*found.wrong, f"{seen}, {len(found.wrong)} leaks")))
    return 1 if found.wrong else 0


def _redraw(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    sizes = [int(size) for size in options.sizes.split(",")]
    _again(options, records, "redraw", [f"{size} {tab}" for size in sizes for tab in redraw.TABS])
    room = setting.work / "redraw"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    redraw.redraw(records, room, sizes, options.moves, _told)
    return 0


def _table(options: argparse.Namespace, records: Records, setting: Setting) -> int:
    table.write_table(records)
    print(table.PAGE)
    return 0


def _asked(options: argparse.Namespace, known: Sequence[str]) -> list[str]:
    asked = options.only.split(",") if options.only else list(known)
    unknown = [case for case in asked if case not in known]
    if unknown:
        sys.exit(f"{', '.join(unknown)}: not among {', '.join(known)}")
    return asked


def _again(options: argparse.Namespace, records: Records, set: str, asked: Sequence[str]) -> None:
    if options.again:
        records.forget(set, asked)


COMMANDS: dict[str, Callable[[argparse.Namespace, Records, Setting], int]] = {
    "run": _run,
    "batch": _batch,
    "floor": _floor,
    "flat": _flat,
    "workers": _workers,
    "help": _help,
    "live": _live,
    "thousand": _thousand,
    "canary": _canary,
    "redraw": _redraw,
    "table": _table,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--only", default="", help="cases: a,b,bp,c,c1,d,d1,e")
    parser.add_argument("--repeat", type=int, default=3, help="rounds, every case in turn")
    parser.add_argument("--clients", type=int, default=0, help="how many")
    parser.add_argument("--sample", type=int, default=4, help="clients of a batch a peer does")
    parser.add_argument("--sizes", default="", help="clients of flat, lines of live and redraw")
    parser.add_argument("--moves", type=int, default=30, help="of a slider, by tab of redraw")
    parser.add_argument("--faulty", type=float, default=0.03, help="share of faulty workbooks")
    parser.add_argument("--planted", type=int, default=20, help="clients whose run must crash")
    parser.add_argument("--time-limit", type=int, default=120, help="seconds for a client")
    parser.add_argument("--document", default="report")
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--jobs", type=int, default=0, help="of kit batch; 0: its own choice")
    parser.add_argument(
        "--workbook", type=Path, default=ROOT / "data_templates" / "exemple-comptable.xlsx"
    )
    parser.add_argument("--work", type=Path, default=ROOT / "outputs" / "benchmarks")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--again", action="store_true", help="measure anew what is there")
    return parser


_SIZES = {"flat": "10,40,400", "live": "60,500", "redraw": "60,500"}
_CLIENTS = {"batch": 40, "floor": 5, "workers": 20, "thousand": 1000, "canary": 60}


def main(argv: Sequence[str]) -> int:
    """Run one command; 1 when a check of thousand or canary found something."""
    if argv[:1] == ["clients"]:
        return clients.main(argv[1:])
    options = _parser().parse_args(argv)
    options.sizes = options.sizes or _SIZES.get(options.command, "")
    options.clients = options.clients or _CLIENTS.get(options.command, 0)
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    setting = Setting(work, options.document, options.lang, options.jobs)
    return COMMANDS[options.command](options, Records(options.results), setting)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
