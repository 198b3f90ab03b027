"""One command from documents to a site; the second time there is nothing to do."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import World

from builder.errors import AnswerbookError
from builder.format import read_project
from builder.pipeline import build

NOTHING = "Nothing to do: no input changed. 0 model calls, 0 files written. Answers: 1 abstained, 4 answered.\n"


def calls(found: dict[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = found["model_calls"]
    return counts


def outcome(world: World, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(world.run("build", "--json", *arguments))
    assert world.code == 0, world.talk
    return found


def test_a_build_and_a_second_one_with_nothing_to_do(world: World) -> None:
    said = world.run("build")
    assert world.code == 0, world.talk
    assert said.startswith("Read 2 files, set aside 0: 2 documents, 5 passages.\n")
    assert "Answers to 4 questions: 1 abstained, 4 answered.\n" in said
    page = (world.root / "site" / "answers" / "ships" / "mast" / "index.html").read_text("utf-8")
    assert "The mast of the frigate is 48" in page
    before = {path: path.stat().st_mtime_ns for path in world.root.rglob("*") if path.name != "lock"}
    assert world.run("build") == f"{NOTHING}The site is in site/\n"
    assert {path: path.stat().st_mtime_ns for path in world.root.rglob("*") if path.name != "lock"} == before


def test_a_build_with_nothing_to_do_loads_no_runtime(world: World) -> None:
    world.run("build")
    code = (
        "import sys\nfrom builder.cli import run\n"
        f"run(['-C', {str(world.root)!r}, 'build'])\nprint('onnxruntime' in sys.modules, 'mkdocs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False False\n"), done.stdout


def test_a_post_whose_date_came_is_something_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    building = sys.modules["builder.pipeline.build"]
    monkeypatch.setattr(building, "find_waiting", lambda project: ["blog/posts/launch.md"])
    world.run("build")
    assert world.run("build").startswith("Nothing to do")
    monkeypatch.setattr(building, "find_waiting", lambda project: [])
    assert not world.run("build").startswith("Nothing to do")


def test_an_edit_costs_what_it_changes(world: World) -> None:
    first = calls(outcome(world))
    world.edit("seeds/ships/documents/schooner.md", "A crew of 12", "A crew of 14")
    second = calls(outcome(world))
    assert (first["reader"], second["reader"]) == (20, 4)
    assert second["encoder"] <= 4 < first["encoder"]
    assert world.answers()["crew", "schooner"]["claims"][0]["text"] == "A crew of 14 sails the ship."


def test_a_deleted_document_leaves_no_byte_behind(world: World) -> None:
    world.run("build")
    (world.root / "seeds/ships/documents/schooner.md").unlink()
    outcome(world)
    left = [name for name, content in world.files("site", "build", "seeds").items() if b"cotton" in content]
    assert left == []
    assert not (world.root / "site/documents/ships/schooner").exists()
    assert b"schooner" not in (world.root / "site/sitemap.xml").read_bytes()


def test_a_deleted_question_takes_its_answers_along(world: World) -> None:
    world.run("build")
    world.write("seeds/ships/questions.yml", "questions:\n  - {id: mast, ask: How tall is the mast?}\n")
    outcome(world)
    assert [path.name for path in (world.root / "seeds/ships/answers").iterdir()] == ["mast.yml"]
    assert not (world.root / "site/answers/ships/anchor").exists()


def test_a_file_missing_from_the_site_is_brought_back(world: World) -> None:
    world.run("build")
    page = world.root / "site" / "answers" / "ships" / "mast" / "index.html"
    content = page.read_bytes()
    page.unlink()
    assert outcome(world)["site_changed"] is True
    assert page.read_bytes() == content


def test_files_that_a_person_put_into_the_site_are_not_deleted(world: World) -> None:
    world.run("build")
    world.write("site/CNAME", "ships.example.org")
    world.write("site/.DS_Store", "nobody's")
    assert world.run("build") == ""
    assert (world.code, world.talk) == (
        1,
        "error: site: files lie here that no build wrote, and a site is replaced or deleted as a whole: CNAME\n"
        "hint: move them to `docs/`, from where MkDocs copies them into every site, or delete them\n",
    )
    assert (world.root / "site/CNAME").read_text("utf-8") == "ships.example.org"
    (world.root / "site/CNAME").rename(world.root / "docs/CNAME")
    world.write("docs/.nojekyll", "")
    world.write("mkdocs.yml", (world.root / "mkdocs.yml").read_text("utf-8") + "exclude_docs: |\n  !.nojekyll\n")
    assert outcome(world)["site_changed"] is True
    assert (world.root / "site/CNAME").read_text("utf-8") == "ships.example.org"
    assert (world.root / "site/.nojekyll").is_file()


def test_files_that_a_person_put_into_the_site_are_not_cleaned_away(world: World) -> None:
    world.run("build")
    world.write("site/CNAME", "ships.example.org")
    assert world.run("clean") == ""
    assert world.code == 1
    assert world.talk.startswith("error: site: files lie here that no build wrote")
    assert (world.root / "site/index.html").is_file()
    (world.root / "site/CNAME").unlink()
    world.run("clean")
    assert (world.code, (world.root / "site").exists()) == (0, False)


def test_folders_that_are_links_lead_no_build_astray(world: World) -> None:
    world.run("build")
    elsewhere = world.root.with_name("elsewhere")
    elsewhere.mkdir()
    (world.root / "site").rename(elsewhere / "www")
    (world.root / "site").symlink_to(elsewhere / "www")
    (world.root / "build" / "pages").rename(elsewhere / "pages")
    (elsewhere / "pages" / "note.txt").write_text("mine")
    (world.root / "build" / "pages").symlink_to(elsewhere / "pages")
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    world.run("build")
    assert world.code == 0
    assert (world.root / "site").is_symlink()
    assert "51 m tall" in (elsewhere / "www/answers/ships/mast/index.html").read_text("utf-8")
    assert (elsewhere / "pages" / "note.txt").read_text("utf-8") == "mine"
    assert "51 m tall" not in "".join(path.read_text("utf-8") for path in (elsewhere / "pages").rglob("*.md"))


def test_a_site_that_mkdocs_built_by_itself_is_replaced(world: World) -> None:
    world.write("docs/more.md", "# More\n")
    world.run("build")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(mkdocs, cwd=world.root, check=True, capture_output=True)
    (world.root / "docs/more.md").unlink()
    assert outcome(world)["site_changed"] is True
    shutil.rmtree(world.root / ".answerbook")
    world.write("docs/more.md", "# More\n")
    subprocess.run(mkdocs, cwd=world.root, check=True, capture_output=True)
    (world.root / "docs/more.md").unlink()
    assert outcome(world)["site_changed"] is True
    assert not (world.root / "site/more").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"inputs": 1}', bytes(range(256))])
def test_a_damaged_note_of_the_last_build_only_costs_time(world: World, content: bytes) -> None:
    world.run("build")
    (world.root / ".answerbook" / "last-build.json").write_bytes(content)
    assert outcome(world)["site_changed"] is False


def test_committed_answers_make_the_same_site_without_asking_a_reader(world: World, tmp_path: Path) -> None:
    world.run("build")
    site = world.files("site")
    for folder in ("site", "build", ".answerbook"):
        shutil.rmtree(world.root / folder)
    made = calls(outcome(world, "--frozen"))
    assert (made["reader"], made["judge"]) == (0, 0)
    assert world.files("site") == site


def test_frozen_refuses_what_is_not_committed(world: World) -> None:
    assert world.run("build", "--frozen") == ""
    assert (world.code, world.talk) == (
        1,
        "error: no committed answer to `ships/anchor` and 3 more, and --frozen composes none\n"
        "hint: run `answerbook build` where the models are, and commit seeds/*/answers\n",
    )


def test_frozen_refuses_answers_to_a_question_in_other_words(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.edit("seeds/ships/questions.yml", "How tall is the mast?", "how tall is the Mast")
    build(project, engine="toy", render=False, frozen=True)  # letters' case asks nothing else
    world.edit("seeds/ships/questions.yml", "how tall is the Mast", "Who made the mast?")
    with pytest.raises(AnswerbookError) as refused:
        build(project, engine="toy", render=False, frozen=True)
    assert str(refused.value) == ("no committed answer to `ships/mast` in its words of now, and --frozen composes none")


def test_the_same_inputs_give_the_same_bytes_elsewhere(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "another place"
    shutil.copytree(world.root, other)
    world.run("build")
    expected = world.files("site", "build", "seeds")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    world.root = other
    world.run("build")
    assert world.code == 0, world.talk
    assert world.files("site", "build", "seeds") == expected


def test_mkdocs_warnings_keep_the_old_site(world: World) -> None:
    world.run("build")
    site = world.files("site")
    world.write("docs/about.md", "# About\n\n[nowhere](missing.md)\n")
    assert world.run("build") == ""
    assert world.code == 1
    assert world.talk.startswith("error: mkdocs.yml: MkDocs could not render the site; the last one is untouched\n")
    assert "missing.md" in world.talk
    assert "or build with --no-strict to publish in spite of its warnings\n" in world.talk
    assert world.files("site") == site
    world.run("build", "--no-strict")
    assert world.code == 0
    assert "missing.md" in world.talk
    assert not list((world.root / ".answerbook").glob("*staging-*"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_name: Test\n", ""),
        ("[answerbook]", "[answerbook, nowhere]"),
        ("name: material", "name: nowhere"),
        ("https://example.org/", "example"),
    ],
)
def test_a_wrong_setting_is_no_matter_of_strictness(world: World, old: str, new: str) -> None:
    world.edit("mkdocs.yml", old, new)
    world.run("build")
    assert world.code == 1
    assert "--no-strict" not in world.talk
    assert world.talk.endswith("hint: mend what MkDocs names, then run this again\n")


def test_the_date_comes_from_git_or_from_source_date_epoch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run("build")
    assert b"2001-09-09" not in b"".join(world.files("build").values())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    world.run("build")
    assert b"2001-09-09" in b"".join(world.files("build").values())
    assert b"<lastmod>2001-09-09</lastmod>" in world.files("site")["site/sitemap.xml"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    world.run("build")
    assert (world.code, world.talk) == (
        1,
        "error: SOURCE_DATE_EPOCH is `soon`, not a number of seconds\nhint: unset it, or give seconds since 1970\n",
    )


def test_the_date_is_that_of_the_last_change_in_git(world: World) -> None:
    world.write(".gitignore", ".answerbook/\nbuild/\nsite/\n")
    when = {**os.environ, "GIT_COMMITTER_DATE": "2002-02-02T12:00:00+0000"}
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        subprocess.run(command, cwd=world.root, env=when, check=True, capture_output=True)
    world.run("build")
    assert b"2002-02-02" in b"".join(world.files("build").values())


def test_clean_leaves_what_people_wrote(world: World) -> None:
    before = world.files("docs", "seeds")
    world.run("build")
    answers = world.files("seeds")
    assert world.run("clean") == "Deleted build/, site/, .answerbook/.\n"
    assert world.files(".") == {**before, **answers, "mkdocs.yml": (world.root / "mkdocs.yml").read_bytes()}


@pytest.mark.parametrize("name", ["notes.txt", "papers/first.pdf", ".git/HEAD"])
def test_a_folder_that_is_no_site_is_neither_replaced_nor_deleted(world: World, name: str) -> None:
    world.run("build")
    if not name.startswith(".git"):
        shutil.rmtree(world.root / "site")
    world.write(f"site/{name}", "somebody's own")
    world.edit("mkdocs.yml", "site_name: Test", "site_name: Tests")
    assert world.run("build") == ""
    assert (world.code, world.talk) == (
        1,
        "error: site: this folder holds files that are no site of MkDocs, and a site is replaced as a whole\n"
        "hint: move them elsewhere, or name another folder as `site_dir` in mkdocs.yml\n",
    )
    assert world.run("clean") == "Deleted build/, .answerbook/.\n"
    assert (world.root / "site" / name).read_text("utf-8") == "somebody's own"
