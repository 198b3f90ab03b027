"""Everything that must never break, broken on purpose: `bench/durability.py`, or a tenth of it with `--share 0.1`.

Toy engines, one tiny project and one warm process keep a case at tenths of a second. Results are kept line by line;
the same command goes on where an interrupted one stopped. `make test` runs a tenth of each kind, seeded.
"""

import argparse
import json
import math
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from durable import crowd, damages, edits, kills, variants
from durable.ground import Broken, warm

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / ".answerbook" / "durability.jsonl"
ROUNDS = 100  # every kind is run in so many parts, turn by turn, so that an interrupted run has some of each
Case = Callable[[int, Path], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to break a build, how often, and what it proves."""

    count: int
    case: Case
    proves: str


KINDS = {
    "edits": Kind(
        500, edits.case, "random scripts: incremental = from nothing, byte for byte, and nothing stale shown"
    ),
    "kills": Kind(1000, kills.case, "builds killed: a whole site, identical finals, at most one batch of work lost"),
    "flips": Kind(10_000, damages.flip_case, "bits flipped in the cache and the answers: found, or refused by name"),
    "cuts": Kind(0, damages.cut_case, "files of the cache and the answers cut at every length: the same"),
    "variants": Kind(20, variants.case, "other folder, zone, locale, hash seed, order, workers: the same bytes"),
    "crowd": Kind(1, crowd.case, "builds at once: one works, the others say so"),
}


def main() -> int:
    """Run what is not yet done, and say what broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"all of {', '.join(KINDS)}, or some")
    parser.add_argument("--share", type=float, default=1.0, help="of the full counts; default: 1")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where results are kept; default: %(default)s")
    asked = parser.parse_args()
    for name in asked.kinds:
        if name not in KINDS:
            parser.error(f"there is no kind `{name}`: {', '.join(KINDS)}")
    with tempfile.TemporaryDirectory(prefix="answerbook-durability-") as folder, warm():
        _run(asked.kinds or list(KINDS), asked.share, asked.results, Path(folder))
    return _tell(asked.results)


def _run(names: list[str], share: float, results: Path, folder: Path) -> None:
    results.parent.mkdir(parents=True, exist_ok=True)
    done = {(line["kind"], number) for line in _lines(results) for number in line["cases"]}
    plans = {name: [number for number in _numbers(name, share, folder) if (name, number) not in done] for name in names}
    for part in range(ROUNDS):
        for name, numbers in plans.items():
            mine = numbers[len(numbers) * part // ROUNDS : len(numbers) * (part + 1) // ROUNDS]
            if mine:
                _note(results, name, mine, folder, share)


def _numbers(name: str, share: float, folder: Path) -> list[int]:
    """The numbers of the cases to run: the same ones each time, in no order."""
    full = KINDS[name].count or len(damages.cuts(folder / "damages-ground"))
    return random.Random(name).sample(range(full), max(1, math.ceil(full * share)))


def _note(results: Path, name: str, numbers: list[int], folder: Path, share: float) -> None:
    case = partial(crowd.case, size=max(2, round(100 * share))) if name == "crowd" else KINDS[name].case
    began, broken, notes = time.monotonic(), [], Counter[str]()
    for number in numbers:
        place = folder / "case"
        try:
            notes[case(number, place)] += 1
        except Exception as problem:
            told = str(problem) if isinstance(problem, Broken) else f"{type(problem).__name__}: {problem}"
            broken.append(f"{name} {number}: {told}")
        shutil.rmtree(place, ignore_errors=True)
    seconds = round(time.monotonic() - began, 1)
    line = {"kind": name, "cases": numbers, "broken": broken, "notes": {**notes}, "seconds": seconds, "share": share}
    with results.open("a", encoding="utf-8") as file:
        print(json.dumps(line, ensure_ascii=False), file=file)


def _lines(results: Path) -> Iterator[dict[str, Any]]:
    if results.is_file():
        for line in results.read_text("utf-8").splitlines():
            yield json.loads(line)


def _tell(results: Path) -> int:
    broken = 0
    for name, kind in KINDS.items():
        lines = [line for line in _lines(results) if line["kind"] == name]
        faults = [fault for line in lines for fault in line["broken"]]
        notes = sum((Counter(line["notes"]) for line in lines), Counter[str]())
        told = "".join(f", {count:,} {note}" for note, count in sorted(notes.items()) if note)
        count, seconds = sum(len(line["cases"]) for line in lines), sum(line["seconds"] for line in lines)
        if count:
            print(f"{name}: {count:,} cases, {len(faults):,} broken{told} ({seconds:,.0f} s) — {kind.proves}")
        for fault in faults:
            print(f"    {fault}")
        broken += len(faults)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
