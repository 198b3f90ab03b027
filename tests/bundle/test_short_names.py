"""Short names: a script says the same with them, and nothing that has to keep its name loses it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.bundle.scripts import TEXT, join_modules, read_script
from builder.bundle.short_names import shorten_names

ROOT = Path(__file__).parent.parent.parent
SCRIPT = r"""
const letters = /[a-z'"`/{]+/g;
const quoted = 'it is "letters"';
let counted = 0;
class Shelf {
  books = ["letters", `of ${quoted} and ${[1, 2].map((number) => `${number}${{ a: "}" }.a}`).join()}`];
  constructor(owner, { place = "here", size: width } = {}) {
    this.owner = owner;
    Object.assign(this, { place, width, counted });
  }
  get label() {
    return `${this.owner}: ${this.place}${this.width ? ` ${this.width}` : ""}`;
  }
  static make(owner, ...rest) {
    return new Shelf(owner, ...rest);
  }
}
function count(text, most) {
  for (const [found] of text.matchAll(letters)) counted += found.length > most ? 1 : 0;
  const answer = { counted, most, found: text ? most : counted };
  try {
    throw new Error(text);
  } catch (error) {
    answer.error = error.message;
  }
  return answer;
}
const owner = { counted: 7, letters: 8 };
const { counted: seven, letters: eight = 9, missing = seven } = owner;
const shelves = [Shelf.make("Ann"), Shelf.make("Ben", { place: "there", size: 4 })];
console.log(JSON.stringify([
  shelves, shelves.map(({ label }) => label), count("some plain letters", 4),
  seven, eight, missing, owner?.letters, 6 / 2 / 3,
]));
"""


@pytest.fixture
def say() -> Callable[[str], str]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")

    def run(script: str) -> str:
        done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_a_script_says_the_same(say: Callable[[str], str]) -> None:
    short = shorten_names(SCRIPT)
    assert say(short) == say(SCRIPT) != ""
    assert not re.search(r"(?<!\.)\b(seven|eight|missing|rest|shelves)\b(?!:)", short), "names of one's own are short"


def test_a_browser_is_asked_by_its_own_names() -> None:
    script = (
        "function hide(event) {\n  document.title = location.hash;\n  setTimeout(() => fetch(event.target), 5);\n}\n"
    )
    assert (
        shorten_names(script)
        == "function A(a) {\n  document.title = location.hash;\n  setTimeout(() => fetch(a.target), 5);\n}\n"
    )


def test_every_name_of_the_script_is_known(tmp_path: Path) -> None:
    """A browser's name that was taken for one of the modules' own would be known to nobody."""
    compiler = ROOT / "node_modules" / ".bin" / "tsc"
    if not compiler.is_file():
        pytest.skip("typescript is not installed: npm install --no-save typescript")
    options = "--noEmit --allowJs --checkJs --noImplicitAny false --target esnext --lib esnext,dom,dom.iterable".split()

    def unknown(script: str) -> list[str]:
        (tmp_path / "script.js").write_text(script, "utf-8")
        command = [compiler, *options, tmp_path / "script.js"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return re.findall(r"error TS(?:2304|2552|18004): .*", done.stdout)

    assert unknown(read_script().decode()) == []
    assert len(unknown(shorten_names("queueMicrotask(show);\nscrollBy(1, 2);\n"))) == 2


def test_no_name_is_a_word_of_the_language() -> None:
    names = [f"name{number}x" for number in range(1500)]
    script = f"function all({', '.join(names)}) {{}}\n"
    assert re.findall(r"\b(do|if|in|of)\b", shorten_names(script)) == []


def test_the_modules_keep_texts_and_lose_names() -> None:
    script = read_script().decode()
    assert re.findall(r'"[^"\n`]*"', script) != []
    assert set(re.findall(r'"[a-z -]{9,}"', join_modules())) == set(re.findall(r'"[a-z -]{9,}"', script))
    code = re.sub(TEXT, '""', script)
    functions = re.findall(r"^(?:async )?function (\w{4,})", join_modules(), re.MULTILINE)
    assert len(functions) > 50
    assert [name for name in functions if re.search(rf"(?<![.\w]){name}\(", code)] == []
