"""Settings that are written in another way, inherited, or that load from elsewhere: what init makes of each."""

import pytest
from conftest import World
from mkdocs.config import load_config

from builder.format import read_settings, switched_on


def test_a_list_of_plugins_that_is_inherited_is_not_replaced(world: World) -> None:
    world.write("base.yml", "site_name: X\nplugins:\n  - search\n  - tags\n")
    world.write("mkdocs.yml", "INHERIT: base.yml\n")
    world.run("init")
    assert (world.code, world.talk) == (
        1,
        "error: base.yml:3: the plugins here are inherited, and a list in mkdocs.yml would take their place\n"
        "hint: add `answerbook` to them by hand, then run `answerbook init` again\n",
    )
    assert (world.root / "mkdocs.yml").read_text("utf-8") == "INHERIT: base.yml\n"


def test_a_mapping_of_plugins_that_is_inherited_is_added_to(world: World) -> None:
    world.write("base.yml", "site_name: X\nplugins:\n  search: {lang: fr}\n")
    world.write("mkdocs.yml", "INHERIT: base.yml\n")
    world.run("init")
    assert world.code == 0
    assert (world.root / "mkdocs.yml").read_text("utf-8") == "INHERIT: base.yml\nplugins:\n  answerbook: {}\n"
    assert set(load_config(str(world.root / "mkdocs.yml")).plugins) == {"search", "answerbook"}


def test_a_mapping_in_the_place_of_an_inherited_list_must_name_the_plugin_itself(world: World) -> None:
    world.write("base.yml", "site_name: X\nplugins: [search, answerbook]\n")
    world.write("mkdocs.yml", "INHERIT: base.yml\nplugins:\n  search: {}\n")
    world.write("docs/index.md", "# X\n")
    assert "`plugins` does not name `answerbook`" in world.run("check", "--engine", "toy")


@pytest.mark.parametrize(
    "written",
    [
        "plugins: [search: {lang: fr}]\n",
        "plugins: [search,\n  tags]\n",
        "plugins: {search: {}}\n",
        "'plugins':\n  - search\n",
        "plugins :\n  - search\n",
    ],
)
def test_plugins_that_are_written_in_another_way_are_told_with_their_line(world: World, written: str) -> None:
    world.write("mkdocs.yml", f"site_name: X\n{written}")
    world.run("init")
    line = 2 if "{" in written or "[" in written else 3
    assert (world.code, world.talk) == (
        1,
        f"error: mkdocs.yml:{line}: the plugins here are neither `- name` lines below `plugins:`"
        " nor names in brackets\n"
        "hint: add `answerbook` to them by hand, then run `answerbook init` again\n",
    )
    assert (world.root / "mkdocs.yml").read_text("utf-8") == f"site_name: X\n{written}"


@pytest.mark.parametrize(
    ("written", "added"),
    [
        (b"plugins: [search]", b"plugins: [search, answerbook]"),
        (
            b"plugins:  [ search ,material/tags ]  # ours\n",
            b"plugins:  [ search ,material/tags, answerbook ]  # ours\n",
        ),
        (b"plugins: [search]\r\n# \xc3\xa9\r\n", b"plugins: [search, answerbook]\r\n# \xc3\xa9\r\n"),
    ],
)
def test_plugins_that_stand_in_brackets_are_added_to_and_the_rest_stays(
    world: World, written: bytes, added: bytes
) -> None:
    path = world.root / "mkdocs.yml"
    path.write_bytes(b"site_name: X\n" + written)
    world.run("init")
    assert (world.code, path.read_bytes()) == (0, b"site_name: X\n" + added)
    assert "answerbook" in switched_on(read_settings(world.root), "plugins")
    world.run("init")
    assert path.read_bytes() == b"site_name: X\n" + added


FONTS = "note: mkdocs.yml: the theme lets readers' browsers fetch fonts from fonts.googleapis.com\n"


@pytest.mark.parametrize(
    ("base", "own", "told"),
    [
        ("", "theme: material\n", True),
        ("", "theme:\n  name: material\n  font:\n    text: Lora\n", True),
        ("", "theme: {name: material, font: false}\n", False),
        ("theme: {font: false}\n", "theme: {name: material}\n", False),
        ("theme: {font: false}\n", "theme: material\n", True),
        ("", "theme: readthedocs\n", False),
        ("", "theme: material\nplugins:\n  - privacy\n", False),
        ("", "", False),
    ],
)
def test_fonts_of_another_host_are_told_once_answers_are_added_and_by_a_check(
    world: World, base: str, own: str, told: bool
) -> None:
    world.write("base.yml", f"site_name: X\n{base}")
    world.write("mkdocs.yml", f"INHERIT: base.yml\n{own}")
    world.run("init")
    assert (world.code, FONTS in world.talk) == (0, told)
    assert (FONTS in world.run("check", "--engine", "toy")) == told
