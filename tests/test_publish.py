"""What is written is written whole, and a second writer waits or says so."""

import errno
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builder import publish
from builder.errors import AnswerbookError, BusyError


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_written_whole_with_ordinary_permissions(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.txt"
    publish.write_file(path, b"one")
    publish.write_file(path, b"two")
    assert files(tmp_path) == {"new/file.txt": b"two"}
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_tree_is_rewritten_only_where_it_differs(tmp_path: Path) -> None:
    assert publish.write_tree(tmp_path, {"a.md": b"a", "b/c.md": b"c", "d": b"d"}).written == 3
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    changes = publish.write_tree(tmp_path, {"a.md": b"a", "b/c.md": b"C", "d/e.md": b"e"})
    assert changes == publish.Changes(written=2, removed=0, kept=1)
    assert files(tmp_path) == {"a.md": b"a", "b/c.md": b"C", "d/e.md": b"e"}
    assert (tmp_path / "a.md").stat().st_mtime_ns == before[tmp_path / "a.md"]
    assert publish.write_tree(tmp_path, {"a.md": b"a"}) == publish.Changes(removed=2, kept=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md"]


def test_nothing_is_written_through_a_link_to_a_folder(tmp_path: Path) -> None:
    publish.write_tree(tmp_path / "theirs", {"a.md": b"theirs"})
    (tmp_path / "tree").mkdir()
    for name in ("wanted", "unwanted"):
        (tmp_path / "tree" / name).symlink_to(tmp_path / "theirs")
    publish.write_tree(tmp_path / "tree", {"wanted/a.md": b"ours"})
    assert files(tmp_path) == {"theirs/a.md": b"theirs", "tree/wanted/a.md": b"ours"}
    assert not (tmp_path / "tree" / "unwanted").is_symlink()


def test_half_written_files_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / f"{publish.TEMPORARY}123").write_bytes(b"half")
    (tmp_path / "folder" / "whole").write_bytes(b"whole")
    publish.remove_temporaries(tmp_path)
    assert files(tmp_path) == {"folder/whole": b"whole"}


@pytest.mark.parametrize("atomic", [True, False])
def test_a_site_is_exchanged_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool) -> None:
    if not atomic:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    site = tmp_path / "site"
    for content in (b"first", b"second"):
        staging = tmp_path / "staging"
        publish.write_tree(staging, {"index.html": content})
        publish.publish_site(staging, site)
        assert files(tmp_path) == {"site/index.html": content}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_site_moved_aside_by_an_interrupted_publication_comes_back(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", tmp_path / ".site.old"
    publish.write_tree(aside, {"index.html": b"old"})
    publish.restore_site(site)
    assert files(tmp_path) == {"site/index.html": b"old"}
    publish.write_tree(aside, {"index.html": b"older"})
    publish.restore_site(site)
    assert files(tmp_path) == {"site/index.html": b"old"}


def test_the_digest_of_a_tree_sees_names_and_bytes(tmp_path: Path) -> None:
    publish.write_tree(tmp_path / "one", {"a": b"1", "b": b"2"})
    publish.write_tree(tmp_path / "two", {"a": b"1", "b": b"2"})
    first = publish.tree_digest(tmp_path / "one")
    assert first == publish.tree_digest(tmp_path / "two")
    publish.write_tree(tmp_path / "two", {"a": b"1", "c": b"2"})
    assert first != publish.tree_digest(tmp_path / "two")
    assert publish.tree_digest(tmp_path / "three") == ""


def test_a_second_holder_is_told_who_is_at_work(tmp_path: Path) -> None:
    lock = tmp_path / ".answerbook" / "lock"
    with publish.locked(lock), pytest.raises(BusyError) as caught, publish.locked(lock):
        pass
    assert str(caught.value) == f"{tmp_path}: another build is at work here (process {os.getpid()})"
    with publish.locked(lock):
        pass


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = f"""
import pathlib, sys, time
from builder.publish import locked
with locked(pathlib.Path({str(lock)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BusyError), publish.locked(lock):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with publish.locked(lock):
        pass


def test_a_full_disk_names_the_file_and_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    publish.write_file(path, b"old")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, old[1]))
        with pytest.raises(AnswerbookError) as caught:
            publish.write_file(path, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, ignored)
    assert caught.value.path == str(path)
    assert os.strerror(errno.EFBIG) in caught.value.message
    assert files(tmp_path) == {"file": b"old"}


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AnswerbookError) as caught:
        publish.write_file(tmp_path / "file" / "below", b"x")
    assert caught.value.path.startswith(str(tmp_path / "file"))


def test_a_name_too_long_for_the_system_is_named_with_a_way_out(tmp_path: Path) -> None:
    name = "long" * 100 + ".md"
    with pytest.raises(AnswerbookError) as caught:
        publish.write_tree(tmp_path, {name: b"x", "short.md": b"x"})
    assert (caught.value.path, caught.value.message, caught.value.hint) == (
        str(tmp_path / name),
        f"cannot be written or read: {os.strerror(errno.ENAMETOOLONG)}",
        "give the folders or documents that it is named after shorter names, then run this again; "
        "the last site is untouched",
    )
    assert files(tmp_path) == {}


def test_a_link_is_never_taken_for_the_file_it_leads_to(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere.txt", tmp_path / "tree"
    elsewhere.write_bytes(b"same")
    folder.mkdir()
    (folder / "a.txt").symlink_to(elsewhere)
    publish.write_tree(folder, {"a.txt": b"same"})
    assert not (folder / "a.txt").is_symlink() and (folder / "a.txt").read_bytes() == b"same"
