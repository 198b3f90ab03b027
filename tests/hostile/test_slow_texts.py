"""Texts written to take a builder's time: each is read in time by its length, in a process that is ended otherwise."""

import subprocess
import sys

import pytest

SECONDS = 60  # a hundred times what a busy machine needs; what these tests are about takes hours

LONG = {
    "a list's separators": ("from builder.wording import tidy as run", "'The row a' + ', ' * 2_000 + 'x is there.'"),
    "a long word behind a dash": (
        "from builder.answers.fitness import _NAME_BEHIND_DASH; run = _NAME_BEHIND_DASH.search",
        "'Mast — ' + 'A' * 400 + ' . b'",
    ),
    "labels in a row": ("from builder.answers.fitness import is_whole as run", "'As in: ' * 44 + 'yes.'"),
    "a run of letters": ("from builder.readers.plain import read_plain as run", "'a' * 400_000"),
    "letters apart": ("from builder.readers.plain import read_plain as run", "'A ' * 200_000"),
    "words to count": ("from builder.repair.words import count_words as run", "['a' * 100_000, 'a-' * 100_000]"),
    "marks never closed": ("from builder.readers.markdown import read_markdown as run", "'==a ^^a ' * 20_000"),
    "an admonition's blanks": (
        "from builder.readers.markdown import read_markdown as run",
        "'!!! ' + ' ' * 20_000 + 'a%'",
    ),
    "a block's blanks": (
        "from builder.readers.markdown import read_markdown as run",
        "'/// a | b' + ' ' * 100_000 + 'c'",
    ),
    "what to drop": ("from builder.instructions import speaks_to_model as run", "'drop table ' + '-' * 19_000 + ' x'"),
    "what to skip": ("from builder.instructions import speaks_to_model as run", "'Skip ' + ' ' * 19_000 + ' x'"),
    "lines without words": ("from builder.instructions import speaks_to_model as run", "'-\\n' * 9_000 + 'x'"),
    "marks of passages": ("from builder.instructions import speaks_to_model as run", "'a ' + '>[1]a' * 30_000"),
}


@pytest.mark.parametrize("name", LONG)
def test_it_takes_time_by_its_length_alone(name: str) -> None:
    run, text = LONG[name]
    subprocess.run([sys.executable, "-c", f"{run}; run({text})"], check=True, timeout=SECONDS)
