"""What MkDocs would refuse at the end is refused first: before any document is read."""

import sys

import pytest
from conftest import CONFIG, World

from builder import mkdocs_plugin
from builder.errors import AnswerbookError
from builder.format import read_project
from builder.pipeline import beforehand
from builder.store import Store

NAV = "nav:\n  - About: about.md\n  - More:\n      - gone.md\n      - Ask: ask.md\n      - https://example.org/x.md\n"


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (CONFIG + NAV, "WARNING -  `nav` names the page 'gone.md', which is not in "),
        (CONFIG.replace("answerbook", "answerbook, nobody"), 'The "nobody" plugin is not installed\n'),
        (CONFIG + "markdown_extensions: [no.such]\n", "Failed to load extension 'no.such'.\n"),
    ],
)
def test_what_mkdocs_would_refuse_is_refused_first(world: World, settings: str, complaint: str) -> None:
    world.write("mkdocs.yml", settings)
    world.run("build")
    assert world.code == 1
    assert "MkDocs cannot render the site with these settings\n    " in world.talk
    assert complaint in world.talk
    assert "hint: mend what MkDocs names, then run this again\n" in world.talk
    assert not (world.root / ".answerbook/cache").exists()


def test_a_setting_that_mkdocs_does_not_know_is_refused_first_too_unless_warnings_may_be(world: World) -> None:
    world.write("mkdocs.yml", CONFIG + "demo_url: https://example.org/\nmarkdown_extensions: [admonition]\n")
    world.run("build")
    assert world.code == 1
    assert "Unrecognised configuration name: demo_url\n" in world.talk
    assert world.talk.endswith("or build with --no-strict to publish in spite of its warnings\n")
    assert not (world.root / ".answerbook/cache").exists()
    world.run("build", "--no-strict")
    assert world.code == 0


def test_a_page_that_is_missing_in_nav_may_be_published_without_strict(world: World) -> None:
    world.write("mkdocs.yml", CONFIG + NAV)
    world.run("build", "--no-strict")
    assert (world.code, "gone.md" in world.talk) == (0, True)


def test_nothing_is_said_of_pages_that_another_plugin_may_make(world: World) -> None:
    path = world.write("mkdocs.yml", CONFIG.replace("answerbook", "answerbook, tags") + NAV)
    assert mkdocs_plugin.look_over(str(path), strict=True) == 0


def test_settings_are_looked_at_again_only_when_they_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    project, store = read_project(world.root), Store(world.root / ".answerbook/cache")
    monkeypatch.setattr(sys, "executable", "/nothing/there")
    beforehand.look_over(project, store, strict=True)  # nothing is named that could be missing
    monkeypatch.undo()
    world.write("mkdocs.yml", CONFIG + NAV.replace("gone", "about"))
    beforehand.look_over(project, store, strict=True)
    monkeypatch.setattr(sys, "executable", "/nothing/there")
    beforehand.look_over(project, store, strict=True)
    monkeypatch.undo()
    world.write("mkdocs.yml", CONFIG + NAV)
    with pytest.raises(AnswerbookError):
        beforehand.look_over(project, store, strict=True)
