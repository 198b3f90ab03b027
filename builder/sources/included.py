"""Pages that take in other files (`--8<-- "name"`): a page's text comes in, the text that its readers see goes out.

Only files below the folders that mkdocs.yml names and within the project are read; nothing is fetched.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from builder.errors import SourceError
from builder.readers import LARGEST_TEXT
from builder.repair.decoding import decode

SCISSORS = "8<-"
_LINE = re.compile(r"""(?P<indent>[ \t]*)-+8<-+[ \t]+(?P<quote>["'])(?P<name>[^"'\n]+)(?P=quote)[ \t]*""")
_EDGE = re.compile(r"(?P<indent>[ \t]*)-+8<-+[ \t]*")  # before and after lines that each name a file
_PART = re.compile(r".+?(?::\d*){1,2}(?:,\d*(?::\d*)?)*|.+:[A-Za-z][\w-]*")
_MARK = re.compile(r"-+8<-+[ \t]+\[[ \t]*(?:start|end)")  # of a part that another page may take in

Gap = tuple[int, str]  # a line of the page, and what is missing there


def take_in(text: str, folders: Sequence[Path], root: Path) -> tuple[str, tuple[Gap, ...]]:
    """The page with the files that it names in their places, and what could not be read."""
    page = _Page(folders, root)
    lines = page.expand(text, ())
    return "\n".join(lines), tuple(page.gaps)


class _Page:
    """One page on its way to its whole text."""

    def __init__(self, folders: Sequence[Path], root: Path) -> None:
        self.folders = [folder.resolve() for folder in folders]
        self.root = root.resolve()
        self.gaps: list[Gap] = []
        self.line = 0  # of the page itself
        self.room = LARGEST_TEXT

    def expand(self, text: str, within: tuple[Path, ...]) -> list[str]:
        """The lines of a text that stands within these files."""
        lines: list[str] = []
        listing: str | None = None  # the indent of a list of files
        for number, line in enumerate(text.splitlines(), start=1):
            self.line = self.line if within else number
            if edge := _EDGE.fullmatch(line):
                listing = edge["indent"] if listing is None else None
            elif listing is not None:
                name = line.strip()
                lines += self.taken_in(name, listing, within) if name and not name.startswith(";") else []
            elif one := _LINE.fullmatch(line):
                lines += self.taken_in(one["name"].strip(), one["indent"], within) if one["name"][0] != ";" else []
            elif not (within and _MARK.search(line)):
                lines.append(line)
        return lines

    def taken_in(self, name: str, indent: str, within: tuple[Path, ...]) -> list[str]:
        """The lines of a file, or none and a gap."""
        try:
            path = self.find(name, within)
            content = path.read_bytes()
        except SourceError as error:
            self.gaps.append((self.line, f"`{name}` is taken in here and was not read: {error.message}"))
            return []
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no file's name"
            self.gaps.append((self.line, f"`{name}` is taken in here and cannot be read: {why}"))
            return []
        self.room -= len(content)
        if self.room < 0:
            raise SourceError(f"with the files it takes in it has more than the {LARGEST_TEXT:,} bytes a document may")
        return [indent + line for line in self.expand(decode(content)[0], (*within, path))]

    def find(self, name: str, within: tuple[Path, ...]) -> Path:
        """The file of that name in the first folder that has it."""
        if "://" in name:
            raise SourceError("nothing is fetched from the network")
        candidates = [(folder, (folder / name).resolve()) for folder in self.folders]
        there = [(folder, path) for folder, path in candidates if path.is_file()]
        if not there:
            raise SourceError("only whole files are taken in" if _PART.fullmatch(name) else "there is no such file")
        inside = [path for folder, path in there if path.is_relative_to(folder) and path.is_relative_to(self.root)]
        if not inside:
            raise SourceError("it lies outside the folders that mkdocs.yml names")
        if inside[0] in within:
            raise SourceError("it takes in itself")
        return inside[0]
