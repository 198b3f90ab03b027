"""The browser's modules hold to the types that their comments declare, as TypeScript checks them; and stay small."""

import gzip
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from builder.bundle.scripts import MODULES, TEXT, join_modules, read_module, read_script
from builder.packaged import WEB

ROOT = Path(__file__).parent.parent
FILES = sorted(WEB.glob("*.js"))


def test_types_hold() -> None:
    compiler = ROOT / "node_modules" / ".bin" / "tsc"
    if not compiler.is_file():
        pytest.skip("typescript is not installed: npm install --no-save typescript")
    done = subprocess.run([compiler, "-p", WEB], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_joined_script_is_sound(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    path = tmp_path / "script.js"
    path.write_bytes(read_script())
    done = subprocess.run([node, "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"^(import|export)\b", join_modules(), re.MULTILINE)


def test_no_name_stands_at_the_top_of_two_modules_that_are_joined() -> None:
    named = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
    counts = Counter(name for module in MODULES for name in named.findall((WEB / f"{module}.js").read_text("utf-8")))
    assert len(counts) > 100
    assert [name for name, times in counts.items() if times > 1] == []


def test_a_page_that_nobody_asks_loads_little() -> None:
    assert len(read_module("load")) <= 4096


def test_the_script_is_small() -> None:
    assert len(gzip.compress(read_script(), 9, mtime=0)) <= 14_500


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_markup_is_ever_made_of_text(path: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment",
        path.read_text("utf-8"),
    )


@pytest.mark.parametrize("path", [path for path in FILES if path.name != "page.js"], ids=lambda path: path.name)
def test_no_text_changes_where_a_script_is_made_tight(path: Path) -> None:
    code = re.sub(r"/\*\*.*?\*/|^import [^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    kept = read_module(path.stem).decode()
    assert [text for text in re.findall(r'"[^"\n`]*"', code) if text not in kept] == []
    assert not re.search(r" =>? |, [a-z]", re.sub(TEXT, "", kept))


def test_every_pattern_stays_as_it_is_written() -> None:
    """Such as `/^[a-z]{4,}$/`, whose comma ends no list."""
    patterns = re.findall(
        r"(?:[=(:,] ?|\n  )(/(?![ *])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*)", join_modules()
    )
    script = read_script().decode()
    assert len(patterns) > 20
    assert [one for one in patterns if one not in script] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 300
