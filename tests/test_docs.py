"""Holds the documentation to the code: verbs, keys, links, commands, words, and what must never be written down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from markdown.extensions.toc import slugify

from builder.cli import VERBS, group
from builder.format import book, gold, questions
from builder.mkdocs_plugin import AnswerbookConfig

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site_src"
ROOMS = ("builder", "templates", "site_src", "seeds", "tests", "bench", ".ci")
PROSE = sorted([ROOT / "README.md", *SITE.rglob("*.md")])
READABLE = {".py", ".js", ".mjs", ".ts", ".md", ".yml", ".yaml", ".toml", ".html", ".css", ".json", ".sh", ".xml", ""}

# One subject each, and why it stays whole.
LONG_FILES = {
    "builder/records.py": "every record that crosses a room, to be read in one place",
    "site_src/reference/cli.md": "every verb with its options, section by section",
    "seeds/handbook/questions.yml": "one list, read from top to bottom by the person who adds to it",
    "tests/pages/sample_site.py": "one made-up site in sight of the tests that render it",
}


def project_files() -> list[Path]:
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    found = [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.yml"), ROOT / "Makefile", *inside]
    return sorted(path for path in found if path.suffix in READABLE and not made_by_others(path))


def made_by_others(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return "__pycache__" in parts or "documents" in parts[:3] or "node_modules" in parts or "models" in parts[:2]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """The text of a page without its code."""
    without_blocks = re.sub(r"^(```|~~~).*?^\1", "", path.read_text("utf-8"), flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", "", without_blocks)


def anchors(path: Path) -> set[str]:
    """The addresses that MkDocs gives the headings of a page."""
    found: set[str] = set()
    text = re.sub(r"^(```|~~~).*?^\1", "", path.read_text("utf-8"), flags=re.S | re.M)
    for heading in re.findall(r"^#{1,6} (.+)$", text, re.M):
        plain = re.sub(r"[`*]|\]\([^)]*\)", "", heading)
        found.add(slugify(plain, "-"))
    return found | set(re.findall(r'id="([^"]+)"', text))


def links(path: Path) -> Iterator[tuple[str, str]]:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if not re.match(r"[a-z]+:", target):
            page, _, anchor = target.partition("#")
            yield page, anchor


@pytest.mark.parametrize("path", PROSE, ids=name)
def test_links_inside_the_documentation_resolve(path: Path) -> None:
    for page, anchor in links(path):
        target = (path.parent / page).resolve() if page else path
        assert target.exists(), f"{name(path)} links to {page}, which is not there"
        if anchor:
            assert anchor in anchors(target), f"{name(path)} links to {page}#{anchor}: no heading has that address"


@pytest.mark.parametrize("path", PROSE, ids=name)
def test_prose_keeps_the_words_of_the_glossary(path: Path) -> None:
    if path == SITE / "design.md":
        return  # the design names the words that are not used
    strays = re.findall(r"\b(?:chunk|snippet)s?\b", prose(path), re.I)
    assert strays == [], f"{name(path)} uses {strays}: say passage"


def defined_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def words_of(identifier: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", identifier)}


def test_names_in_the_code_keep_the_words_of_the_glossary() -> None:
    foreign = {"chunk", "chunks", "snippet", "snippets"}
    names_of_others = {"_SNIPPET"}  # the Markdown extension of that name
    modules = sorted((ROOT / "builder").rglob("*.py"))
    found = {(name(path), one) for path in modules for one in defined_names(path) if words_of(one) & foreign}
    assert {(path, one) for path, one in found if one not in names_of_others} == set()


def test_the_glossary_is_in_order_and_holds_the_design_s_words() -> None:
    entries = re.findall(r"^\*\*(.+?)\*\*:", (SITE / "reference" / "glossary.md").read_text("utf-8"), re.M)
    assert entries == sorted(entries, key=str.lower)
    section = (SITE / "design.md").read_text("utf-8").split("## Words")[1].split("Not chunk")[0]
    listed = section.split("\n", 1)[1]
    for word in re.sub(r"\([^)]*\)", "", listed).replace("·", ".").split("."):
        if word.strip():
            assert word.strip().capitalize() in entries, f"the glossary lacks {word.strip()!r}"


def table_of_options(section: str) -> set[str]:
    rows = re.findall(r"^\| ((?:`--?[a-zA-Z-]+`(?:, )?)+) \|", section, re.M)
    return {option for row in rows for option in re.findall(r"`([^`]+)`", row)}


def sections(page: Path, level: str = "##") -> dict[str, str]:
    parts = re.split(rf"^{level} (.+)$", page.read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_documented(verb: str) -> None:
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    section = sections(SITE / "reference" / "cli.md").get(verb, "")
    assert_documented(verb, command, section.split("\n### ")[0])
    if isinstance(command, click.Group):
        parts = sections(SITE / "reference" / "cli.md", "###")
        for name_of_part, part in command.commands.items():
            full = f"{verb} {name_of_part}"
            assert_documented(full, part, parts.get(full, "").split("\n## ")[0])


def assert_documented(verb: str, command: click.Command, section: str) -> None:
    assert section.lstrip().startswith(f"`answerbook {verb}`"), f"reference/cli.md has no section on {verb}"
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert table_of_options(section) == {name for one in options for name in (*one.opts, *one.secondary_opts)}
    example = (command.epilog or "").removeprefix("Example: ")
    assert example, f"`answerbook {verb} --help` shows no example"
    assert f"`{example}`" in " ".join(section.split()), f"reference/cli.md lacks the example of {verb}: {example}"


def test_the_documentation_names_only_verbs_that_exist() -> None:
    assert set(sections(SITE / "reference" / "cli.md")) == {*VERBS, "Options before the verb", "Exit codes"}
    for path in PROSE:
        named = re.findall(r"(?:`|^\s*(?:- run: |- )?|&& )answerbook (?!book)([a-z]+)\b", path.read_text("utf-8"), re.M)
        assert set(named) <= set(VERBS), f"{name(path)} names {set(named) - set(VERBS)}"


def documented_keys(section: str) -> set[str]:
    return set(re.findall(r"^\| `([a-z_]+)` \|", section, re.M))


def test_every_key_of_the_files_is_documented() -> None:
    parts = sections(SITE / "reference" / "files.md")
    folders, pool = {"path", "include", "exclude"}, {"pattern", "files"}
    assert documented_keys(parts["book.yml"]) == {*book.KEYS, *folders, *pool}
    assert documented_keys(parts["questions.yml"]) == set(questions.KEYS)
    assert documented_keys(parts["Gold files"]) == set(gold.KEYS)
    assert documented_keys(parts["mkdocs.yml"]) == set(dict(AnswerbookConfig._schema))


def test_every_key_of_the_answers_lockfile_is_documented() -> None:
    source = ast.parse((ROOT / "builder" / "format" / "answers.py").read_text("utf-8"))
    reads = [
        node for node in ast.walk(source) if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "keys"
    ]
    known = {key for read in reads for key in ast.literal_eval(read.args[0])} - {"answers"}
    assert documented_keys(sections(SITE / "reference" / "files.md")["The answers lockfile"]) == known


def test_the_design_names_every_room() -> None:
    design = (SITE / "design.md").read_text("utf-8")
    rooms = design.split("## The rooms")[1].split("### Who may import whom")[0]
    here = [path for path in (ROOT / "builder").iterdir() if path.name not in {"__init__.py", "__pycache__"}]
    missing = [path.name for path in here if not re.search(rf"(?<![\w.]){re.escape(path.name)}\b", rooms)]
    assert missing == [], "site_src/design.md, The rooms, names no"


def test_the_readme_is_short_and_its_commands_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) <= 120
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for path in PROSE:
        named = set(re.findall(r"(?:`|^)make ([a-z]+)", path.read_text("utf-8"), re.M))
        assert named <= targets, f"{name(path)} names {named - targets}, which the Makefile lacks"


def test_no_registry_host_and_no_machine_path_is_written_down() -> None:
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "hugging" + "face.co"]
    places = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"]
    strays = [
        f"{name(path)}: {word}"
        for path in project_files()
        for word in (*hosts, *places)
        if word in path.read_text("utf-8", errors="replace")
    ]
    assert strays == []


def test_a_file_beyond_300_lines_is_one_subject() -> None:
    long = {
        name(path)
        for path in project_files()
        if path.suffix != ".json" and not {"seeds", "answers"} <= {*path.parts} and "golden" not in path.parts
        if len(path.read_text("utf-8", errors="replace").splitlines()) > 300
    }
    assert long - set(LONG_FILES) == set(), "split by subject, or list it with its reason"
    kept_in_vain = {path for path in LONG_FILES if (ROOT / path).exists()} - long
    assert kept_in_vain == set(), "no longer long: take it from the list"


def test_the_handbook_asks_enough_in_enough_words() -> None:
    questions = yaml.safe_load((ROOT / "seeds" / "handbook" / "questions.yml").read_text("utf-8"))["questions"]
    texts = [text for question in questions for text in (question["ask"], *question.get("also", ()))]
    assert len(questions) >= 40
    assert all(len(question["also"]) >= 6 for question in questions)
    assert len(set(texts)) == len(texts), "one wording leads to two questions"
    assert f"{len(questions)} questions about Answerbook" in (ROOT / "README.md").read_text("utf-8")
