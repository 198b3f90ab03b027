"""YAML that people write: a file comes in, values that know their line go out. Never guesses what was meant."""

import difflib
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from builder.errors import FileError

SPELT = "use lower-case letters, digits, `-` and `_`"  # how an id is
KEEP_ONE = "keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>"
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")  # JSON leaves it, YAML refuses it
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")
_NAMES = {"str": "a text", "int": "a number", "float": "a number", "bool": "true or false", "null": "nothing"}
# The C parser is the same parser, only quicker; it is missing where PyYAML was built without libyaml.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a YAML file and where it stands."""

    path: Path
    node: yaml.Node | None
    inherited: "Entry | None" = None  # of another file: a mapping that this one goes before

    @property
    def line(self) -> int:
        """The line of the value, from 1."""
        return self.node.start_mark.line + 1 if self.node is not None else 1

    def wrong(self, message: str, hint: str = "") -> FileError:
        """Make the error that says what is wrong here."""
        return FileError(message, path=str(self.path), line=self.line, hint=hint)

    @property
    def empty(self) -> bool:
        """Whether nothing is written here."""
        return self.node is None or self.node.tag.endswith(":null")

    def keys(self, known: Iterable[str] | None = None, *, of: str = "here") -> dict[str, "Entry"]:
        """Return the mapping's entries, inherited ones too; an unknown key or a key given twice is an error."""
        if self.empty:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong(f"{of} must be lines of the form `key: value`, not {self.what()}")
        found: dict[str, Entry] = {}
        allowed = None if known is None else list(known)
        for key_node, value_node in self.node.value:
            key = Entry(self.path, key_node)
            name = key.text()
            if allowed is not None and name not in allowed:
                raise key.wrong(f"unknown key `{name}` in {of}", nearest_name(name, allowed))
            if name in found:
                raise key.wrong(f"the key `{name}` is given twice in {of}, first in line {found[name].line}")
            found[name] = Entry(self.path, value_node)
        far = self.inherited.keys() if self.inherited is not None else {}
        return far | {name: entry.over(far.get(name)) for name, entry in found.items()}

    def over(self, far: "Entry | None") -> "Entry":
        """Return the value as it counts before one of a file further away: mappings are put together, nothing else."""
        together = far is not None and self.is_mapping() and far.is_mapping()
        return replace(self, inherited=far) if together else self

    def entries(self, of: str = "here") -> list["Entry"]:
        """Return the entries of a list."""
        if self.empty:
            return []
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong(f"{of} must be a list (lines that start with `- `), not {self.what()}")
        return [Entry(self.path, node) for node in self.node.value]

    def is_mapping(self) -> bool:
        """Whether `key: value` lines stand here."""
        return isinstance(self.node, yaml.MappingNode)

    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    def text(self, of: str = "this") -> str:
        """Return one text; a number is taken as it is written."""
        if self.empty:
            return ""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong(f"{of} must be a text, not {self.what()}")
        return str(self.node.value)

    def words(self, of: str = "this") -> str:
        """Return one text that says something: no number, no true or false, and letters in it."""
        text = self.text(of)
        written = self.node is not None and self.node.tag.endswith(":str")
        if not self.empty and not (written and any(map(str.isalpha, text))):
            raise self.wrong(f"{of} must be words, not {self.what() if not written else f'`{text}`'}")
        return text

    def texts(self, of: str = "this") -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        if isinstance(self.node, yaml.ScalarNode) and not self.empty:
            return (self.text(of),)
        return tuple(entry.text(of) for entry in self.entries(of))

    def flag(self, of: str = "this") -> bool:
        """Return true or false."""
        if isinstance(self.node, yaml.ScalarNode) and self.node.tag.endswith(":bool"):
            return self.node.value.lower() in ("true", "yes", "on")
        raise self.wrong(f"{of} must be true or false, not {self.what()}")

    def number(self, of: str = "this") -> float:
        """Return a number."""
        try:
            found = float(self.text(of))
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise self.wrong(f"{of} must be a number, not {self.what()}")
        return found

    def one_of(self, allowed: Iterable[str], of: str = "this") -> str:
        """Return a text that must be one of a few."""
        text, choices = self.text(of), list(allowed)
        if text not in choices:
            raise self.wrong(f"{of} cannot be `{text}`", nearest_name(text, choices))
        return text

    def what(self) -> str:
        """Name the kind of value that stands here."""
        if isinstance(self.node, yaml.MappingNode):
            return "`key: value` lines"
        if isinstance(self.node, yaml.SequenceNode):
            return "a list"
        return _NAMES.get(self.node.tag.rsplit(":", 1)[-1], "this value") if self.node is not None else "nothing"


def nearest_name(name: str, allowed: list[str]) -> str:
    """Say which allowed name was probably meant, or list them all."""
    near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else "known here: " + ", ".join(f"`{one}`" for one in allowed)


def read_text(path: Path) -> str:
    """Read a file that people write, as UTF-8."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileError("there is no such file", path=str(path)) from None
    except OSError as error:
        raise FileError(f"cannot be read: {error.strerror}", path=str(path)) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError("this line is not UTF-8", path=str(path), line=line, hint="save the file as UTF-8") from None


def find_merge_conflict(path: Path, text: str) -> FileError | None:
    """Return what is wrong with a file that a merge left half done."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_CONFLICT):
            return FileError(
                "an unresolved merge conflict",
                path=str(path),
                line=number,
                hint=KEEP_ONE,
            )
    return None


def quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotes, on one line."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def load_yaml(text: str) -> Any:
    """Return what a text of YAML says, by the same parser that reads the files of people."""
    return yaml.load(text, Loader=_Loader)


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, bare where that reads the same."""
    try:
        plain = load_yaml(f"- {text}") == [text] and load_yaml(f"- key: {text}") == [{"key": text}]
    except yaml.YAMLError:
        plain = False
    return text if plain else quoted(text)


def say_the_same(one: str, other: str) -> bool:
    """Whether two texts of YAML differ in nothing but comments, line ends and spelling."""
    try:
        return bool(load_yaml(one) == load_yaml(other))
    except (yaml.YAMLError, ValueError):
        return False


def read_marked(path: Path) -> Entry:
    """Read a YAML file into values that know their line."""
    text = read_text(path)
    unresolved = find_merge_conflict(path, text)
    if unresolved is not None:
        raise unresolved
    try:
        return Entry(path, yaml.compose(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.problem, error.context)))
        raise FileError(f"not valid YAML: {problem}", path=str(path), line=mark.line + 1 if mark else 0) from None
    except yaml.reader.ReaderError as error:
        raise FileError(
            "a control character that YAML does not allow", path=str(path), line=_line(text, error)
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise FileError("not valid YAML", path=str(path)) from None


def _line(text: str, error: yaml.reader.ReaderError) -> int:
    return text.count("\n", 0, int(error.position)) + 1
