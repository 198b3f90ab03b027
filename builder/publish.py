"""Files onto the disk, whole or not at all: bytes come in, a durable file, folder or site goes out.

    one file       temporary file → fsync → rename → fsync of the folder
    a folder       temporary files → fsync of all of them, several at a time → renames → fsync of the folders
    a site         staging folder → fsync of all of it → exchanged with the old one in one step → old one removed

It never changes a file in place.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.digest import sha256
from builder.errors import AnswerbookError, BusyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TEMPORARY = ".answerbook-"
AT_ONCE = 16  # files that wait for the disk together
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2
_HERE = -100  # AT_FDCWD
_WAY_OUT = "free space or mend its permissions"
_WAYS_OUT = {errno.ENAMETOOLONG: "give the folders or documents that it is named after shorter names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many files were written, removed, and left as they were."""

    written: int = 0
    removed: int = 0
    kept: int = 0


def write_file(path: Path, content: bytes) -> None:
    """Write one file so that a crash leaves either the old one or the new one."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_all({path: content})
        _sync_folder(path.parent)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make a folder hold exactly these files: rewrite what differs, remove what is not among them."""
    with told(folder):
        _drop_folders(folder)
    wanted = {folder / name: content for name, content in sorted(files.items())}
    fresh = {path: content for path, content in wanted.items() if not _is_same(path, content)}
    for path in fresh:
        with told(path):
            _make_folder(folder, path.parent)
    with told(folder):
        _replace_all(fresh)
    touched, removed = {path.parent for path in fresh}, 0
    for path in sorted(_all_files(folder)):
        if path not in wanted:
            with told(path):
                path.unlink()
            touched.add(path.parent)
            removed += not path.name.startswith(TEMPORARY)
    _drop_folders(folder)
    for parent in sorted(touched):
        if parent.is_dir():
            with told(parent):
                _sync_folder(parent)
    return Changes(written=len(fresh), removed=removed, kept=len(files) - len(fresh))


def remove_tree(folder: Path) -> None:
    """Remove a folder and all in it; one that is not there is fine."""
    with told(folder):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)


def remove_temporaries(folder: Path) -> None:
    """Remove the half-written files that a killed build left in a folder."""
    for path in list(_all_files(folder)):
        if path.name.startswith(TEMPORARY):
            with told(path):
                path.unlink(missing_ok=True)


def tree_digest(folder: Path) -> str:
    """Return one sha256 over the names and bytes of all files in a folder; "" where there is none."""
    if not folder.is_dir():
        return ""
    with told(folder):
        return _sum({path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in _all_files(folder)})


def tree_names(folder: Path) -> set[str]:
    """Return the names of all files in a folder; none where there is no folder."""
    return {path.relative_to(folder).as_posix() for path in _all_files(folder)}


def files_digest(files: Mapping[str, bytes]) -> str:
    """Return the `tree_digest` of a folder that holds exactly these files."""
    return _sum({name: sha256(content) for name, content in files.items()})


def publish_site(staging: Path, site: Path) -> None:
    """Put a finished folder in the place of the site in one step; the old one is removed afterwards."""
    with told(site):
        _sync_tree(staging)
        site.parent.mkdir(parents=True, exist_ok=True)
        if not site.exists():
            staging.rename(site)
        elif not _exchange(staging, site):
            _swap_by_renames(staging, site)
        _sync_folder(site.parent)
        _sync_folder(staging.parent)
    remove_tree(staging)


def can_exchange() -> bool:
    """Say whether this system can exchange two folders in one step."""
    return sys.platform == "linux" and hasattr(ctypes.CDLL(None), "renameat2")


def restore_site(site: Path) -> None:
    """Put an old site back that an interrupted publication without atomic exchange had moved aside."""
    aside = _aside(site)
    if aside.is_dir():
        with told(site):
            if site.exists():
                shutil.rmtree(aside)
            else:
                aside.rename(site)


@contextlib.contextmanager
def locked(path: Path, what: str = "another build") -> Iterator[None]:
    """Hold a lock file; the system frees it when its holder dies, so that none is ever stale."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _take(handle):
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() if hasattr(os, "pread") else ""
            raise BusyError(
                f"{what} is at work here" + (f" (process {holder})" if holder else ""),
                path=str(path.parent.parent),
                hint="wait until it is done, then run this again",
            )
        with told(path):
            os.truncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into an error that names the file and the way out."""
    try:
        yield
    except OSError as error:
        name = error.filename2 or error.filename or path
        raise AnswerbookError(
            f"cannot be written or read: {error.strerror or error}",
            path=os.fsdecode(name) if not isinstance(name, int) else str(path),
            hint=f"{_WAYS_OUT.get(error.errno or 0, _WAY_OUT)}, then run this again; the last site is untouched",
        ) from error


def _replace_all(files: Mapping[Path, bytes]) -> None:
    """Write all files beside those they replace, and replace these only when all lie safely on the disk."""
    temporaries = {path: path.with_name(TEMPORARY + uuid.uuid4().hex) for path in files}
    try:
        for path, content in files.items():
            with told(path), temporaries[path].open("xb") as file:
                file.write(content)
        _sync_files(temporaries.values())
        for path, temporary in temporaries.items():
            with told(path):
                temporary.replace(path)
    except BaseException:
        for temporary in temporaries.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise


def _sum(digests: Mapping[str, str]) -> str:
    return sha256("\n".join(f"{name} {one}" for name, one in sorted(digests.items())))


def _is_same(path: Path, content: bytes) -> bool:
    with told(path):
        try:
            return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return False


def _make_folder(top: Path, folder: Path) -> None:
    """Make a folder below `top`; a file that stands in its way is one of ours and vanishes."""
    for parent in [*reversed(folder.parents), folder]:
        if top in parent.parents and parent.is_file():
            parent.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _all_files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        for name in names:
            yield Path(where, name)


def _drop_folders(folder: Path) -> None:
    """Remove empty folders, and links to folders: what lies behind these is somebody else's."""
    for where, names, _ in os.walk(folder, topdown=False):
        for link in filter(Path.is_symlink, (Path(where, name) for name in names)):
            link.unlink()
        with contextlib.suppress(OSError):
            Path(where).rmdir()


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_tree(folder: Path) -> None:
    _sync_files(_all_files(folder))
    for where, _, _ in os.walk(folder):
        _sync_folder(Path(where))


def _sync_files(paths: Iterable[Path]) -> None:
    """Wait until files lie on the disk, several at a time: it takes them together, in a fraction of the time."""
    several = list(paths)
    if len(several) == 1:
        _sync_file(several[0])
        return
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(_sync_file, several))


def _sync_file(path: Path) -> None:
    with told(path):
        handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can; say whether it could."""
    if not can_exchange():
        return False
    rename = ctypes.CDLL(None, use_errno=True).renameat2
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _swap_by_renames(staging: Path, site: Path) -> None:
    """Two renames with an instant between them; restore_site mends a crash in that instant."""
    aside = _aside(site)
    if aside.exists():
        shutil.rmtree(aside)
    site.rename(aside)
    staging.rename(site)
    shutil.rmtree(aside)


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
