"""The errors a person can meet, each carrying where it is and the way out.

AnswerbookError          exit 1: known, told in one line
├── FileError            a file people write is wrong: path, line, what, hint
├── SourceError          one document cannot be read: set aside, the build goes on
├── EngineError          a model is missing, broken or does not run here
└── BusyError            another build holds the lock
"""


class AnswerbookError(Exception):
    """Something a person can mend; printed as `error: path:line: message` and `hint: …`."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = self.path + (f":{self.line}" if self.line else "")
        return f"{place}: {self.message}" if place else self.message


class FileError(AnswerbookError):
    """A file that people write (book.yml, questions.yml, answers, mkdocs.yml) is wrong."""


class SourceError(AnswerbookError):
    """One document cannot be read; the reason is published, the rest of the site is intact."""


class EngineError(AnswerbookError):
    """A model is missing, broken, or cannot run on this machine."""


class BusyError(AnswerbookError):
    """Another build is at work in this project."""
