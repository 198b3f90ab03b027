"""Measure repair on transcripts of papers: `python bench/repair.py --transcripts F... [--sound FOLDER] [--json]`.

Each file holds one JSON object a line: `publication`, `question`, `context`. Damage is counted in the contexts before
and in the text of blocks after; the folder holds sound Markdown in which nothing may change.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.rows import read_rows
from builder.readers.markdown import read_markdown
from builder.readers.transcript import read_transcript
from builder.records import FileText
from builder.repair import characters, leaves, prose
from builder.repair.decoding import decode
from builder.repair.words import count_words, decide_hyphens, mend_stray_hyphens

FORM = (
    "Use the following pieces of context to answer the question at the end.\n\n{context}\n\nQuestion: %INSTRUCTIONS:\n"
    '\nQuery: "{question}"\n\nHelpful Answer:\n'
)
QUOTABLE = {"paragraph", "list", "caption", "heading"}
DAMAGE = {
    "words split at line ends": r"[a-z]-[ ]?\n[ ]?[a-z]",
    "double blanks": r"\S  +\S",
    "page breaks": "\f",
    "running heads": r"EcologicalInformatics\d|\n\n[A-Z][\w. -]+ et al\. *\n|Informatics \d+ \(\d{4}\) \d+"
    r"|\n\n(?:Remote Sens\.|Sensors) 20\d\d, \d+, \d+",
    "detached accents": r"[A-Za-z][´¨ˆ˜ˇ˘˙][A-Za-z]|[a-z]¸",
    "codes of glyphs": r"\(cid:",
    "ligatures": "[ﬀ-ﬆ]",
    "private characters": "[\ue000-\uf8ff]",
    "mathematical letters": "[\U0001d400-\U0001d7ff]",
    "download stamps": r"Authorized licensed|Wiley Online Library on \[|uploaded by [A-Z]",
}


def measure_transcripts(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The share of contexts that hold each damage, before and after."""
    by_publication: dict[str, list[tuple[str, FileText]]] = defaultdict(list)
    started = time.perf_counter()
    for row in rows:
        transcript = FORM.format(context=row["context"], question=row["question"])
        by_publication[row["publication"]].append((row["context"], read_transcript(transcript)))
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    count = 0
    for texts in by_publication.values():
        known = count_words(block.text for _, read in texts for block in read.blocks)
        for context, read in texts:
            count += 1
            kinds.update(block.kind for block in read.blocks if block.text)
            words = "\n\n".join(
                mend_stray_hyphens(decide_hyphens(block.text, known), known)
                for block in read.blocks
                if block.kind in QUOTABLE
            )
            for name, pattern in DAMAGE.items():
                before[name] += bool(re.search(pattern, context))
                after[name] += bool(re.search(pattern, words))
    return {
        "contexts": count,
        "publications": len(by_publication),
        "seconds": round(time.perf_counter() - started, 1),
        "blocks": dict(kinds.most_common()),
        "damage": {name: {"before": before[name] / count, "after": after[name] / count} for name in DAMAGE},
    }


def measure_sound(folder: Path) -> dict[str, int]:
    """How many sound files, and how many of their paragraphs, each repair or judgement would touch."""
    touched: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text("utf-8")
        touched["files"] += 1
        touched["decode"] += decode(text.encode())[0] != text
        for mend in (*_mends(), leaves.drop_stamps, leaves.drop_running_heads):
            touched[mend.__name__] += mend(text) != text
        blocks = [block for block in read_markdown(text).blocks if block.kind in {"paragraph", "list"}]
        touched["blocks"] += len(blocks)
        touched["is_reference"] += sum(prose.is_reference(block.text) for block in blocks)
        touched["is_soup"] += sum(prose.is_soup(block.text) for block in blocks)
    return dict(touched)


def _mends() -> list[Any]:
    return [value for name, value in sorted(vars(characters).items()) if name.startswith("mend_")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--transcripts", type=Path, nargs="*", default=[])
    parser.add_argument("--sound", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    figures: dict[str, Any] = {}
    if options.transcripts:
        rows = (row for path in options.transcripts for row in read_rows(path, dict))
        figures["transcripts"] = measure_transcripts(rows)
    if options.sound:
        figures["sound"] = measure_sound(options.sound)
    if options.json:
        print(json.dumps(figures))
        return
    for name, shares in figures.get("transcripts", {}).get("damage", {}).items():
        print(f"{name:26} {shares['before']:7.2%} → {shares['after']:7.2%}")
    for name, value in figures.get("sound", {}).items():
        print(f"{name:26} {value}")


if __name__ == "__main__":
    main()
