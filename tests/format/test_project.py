"""What mkdocs.yml says of a project is read as MkDocs reads it, and no site takes the place of what people wrote."""

from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from builder.errors import FileError
from builder.format import find_root, read_project, read_settings, switched_on


def write_config(root: Path, text: str) -> None:
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(text, "utf-8")


def told(root: Path) -> tuple[int, str, str]:
    with pytest.raises(FileError) as caught:
        read_project(root)
    assert caught.value.path == str(root / "mkdocs.yml")
    return caught.value.line, caught.value.message, caught.value.hint


def test_the_root_is_found_upward(tmp_path: Path) -> None:
    write_config(tmp_path, "site_name: Test\n")
    below = tmp_path / "seeds" / "methods"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path
    (tmp_path / "mkdocs.yml").unlink()
    with pytest.raises(FileError, match=r"no mkdocs.yml here or in any folder above"):
        find_root(below)


def test_a_misspelt_folder_is_not_taken_for_the_one_around_it(tmp_path: Path) -> None:
    write_config(tmp_path, "site_name: Test\n")
    with pytest.raises(FileError, match="there is no such folder"):
        find_root(tmp_path / "docz")


def test_mkdocs_settings_that_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "base.yml").write_text("docs_dir: pages\nsite_name: Base\n", "utf-8")
    (tmp_path / "pages").mkdir()
    write_config(
        tmp_path,
        "INHERIT: base.yml\nsite_name: Own\nsite_url: !ENV [PLACE, 'https://example.org/']\nsite_dir: public\n"
        "use_directory_urls: false\nmarkdown_extensions:\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
    )
    project = read_project(tmp_path)
    assert (project.site_name, project.site_url) == ("Own", "https://example.org/")
    assert (project.docs_dir, project.site_dir) == (tmp_path / "pages", tmp_path / "public")
    assert project.use_directory_urls is False
    monkeypatch.setenv("PLACE", "https://example.net/")
    assert read_project(tmp_path).site_url == "https://example.net/"


@pytest.mark.parametrize(
    ("written", "unset", "set_"), [("PLACE", "", "x"), ("[PLACE]", "", "x"), ("[PLACE, y]", "y", "x"), ("[]", "", "")]
)
def test_variables_are_read_as_mkdocs_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, unset: str, set_: str
) -> None:
    write_config(tmp_path, f"site_name: X\nsite_url: !ENV {written}\n")
    monkeypatch.delenv("PLACE", raising=False)
    assert read_project(tmp_path).site_url == unset
    monkeypatch.setenv("PLACE", "x")
    assert read_project(tmp_path).site_url == set_


def test_a_missing_folder_of_pages(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\ndocs_dir: pages\n", "utf-8")
    assert told(tmp_path) == (2, "the folder of pages `pages` does not exist", "create it or set `docs_dir`")


@pytest.mark.parametrize(
    ("site", "lost"),
    [
        (".", "this project"),
        ("..", "this project"),
        ("docs", "`docs`"),
        ("docs/site", "`docs`"),
        ("seeds", "`seeds`"),
        ("seeds/book", "`seeds`"),
        ("templates", "`templates`"),
        ("build", "`build`"),
        (".answerbook/site", "`.answerbook`"),
    ],
)
def test_a_site_never_takes_the_place_of_what_is_kept(tmp_path: Path, site: str, lost: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    write_config(root, f"site_name: X\nsite_dir: {site}\n")
    assert told(root) == (
        2,
        f"the site cannot be written to `{site}`: it would take the place of {lost}",
        "give the site a folder of its own, such as `site_dir: site`",
    )


@pytest.mark.parametrize("site", ["public", "out/site", "../public", "docs-site"])
def test_a_site_may_lie_in_any_folder_of_its_own(tmp_path: Path, site: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    write_config(root, f"site_name: X\nsite_dir: {site}\n")
    assert read_project(root).site_dir == (root / site).resolve()


def test_files_that_become_no_page(tmp_path: Path) -> None:
    write_config(tmp_path, "site_name: X\n")
    assert read_project(tmp_path).left_out == ((".*", "/templates/"), ())
    write_config(tmp_path, "site_name: X\nexclude_docs: |\n  old/\n  !.kept.md\ndraft_docs: next.md\n")
    assert read_project(tmp_path).left_out == ((".*", "/templates/", "old/", "!.kept.md"), ("next.md",))


def test_what_is_no_pattern_is_refused(tmp_path: Path) -> None:
    write_config(tmp_path, "site_name: X\nexclude_docs: '!'\n")
    line, message, _ = told(tmp_path)
    assert (line, message.partition(":")[0]) == (2, "`exclude_docs` holds what is no pattern of files")


def test_mappings_that_are_inherited_are_put_together_as_mkdocs_does_it(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "site_name: X\nplugins:\n  macros: {}\n  answerbook: {encoder_in_browser: runtime}\n"
        "  blog: {blog_dir: news, draft_if_future_date: true}\nmarkdown_extensions: [pymdownx.snippets]\n",
        "utf-8",
    )
    write_config(
        tmp_path,
        "INHERIT: base.yml\nplugins:\n  answerbook: {strict_policy: true}\n  blog: {post_dir: '{blog}/all'}\n"
        "markdown_extensions:\n  toc: {}\n",
    )
    project = read_project(tmp_path)
    assert (project.macros, project.browser_runtime) == (True, tmp_path / "runtime")
    assert project.posts == project.scheduled == ("news/all",)
    assert project.taken_from == ()  # a mapping takes the place of a list
    with (tmp_path / "mkdocs.yml").open("rb") as file:
        meant = yaml_load(file)["plugins"]
    assert switched_on(read_settings(tmp_path), "plugins").keys() == meant.keys()


def test_a_mistake_in_what_is_inherited_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "site_name: X\n\n\nplugins:\n  search: {}\n  answerbook:\n    encoder_in_browser: [1]\n", "utf-8"
    )
    write_config(tmp_path, "INHERIT: base.yml\nplugins:\n  answerbook: {strict_policy: true}\n")
    with pytest.raises(FileError, match=r"base\.yml:7: this must be a text, not a list"):
        read_project(tmp_path)


def test_a_file_that_inherits_from_itself_is_named(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\n", "utf-8")
    write_config(tmp_path, "INHERIT: base.yml\n")
    with pytest.raises(FileError, match=r"base\.yml:1: this file inherits from itself"):
        read_project(tmp_path)
