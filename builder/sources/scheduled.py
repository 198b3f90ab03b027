"""Posts that Material's blog holds back until their date: a project and a clock come in, those that wait go out."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath
from typing import Any

from builder.errors import SourceError
from builder.readers import MARKDOWN
from builder.readers.front_matter import cut_front_matter
from builder.records import Project
from builder.repair.decoding import decode

WAITS = "its date lies ahead, and the blog plugin holds it back until then"


def find_waiting(project: Project) -> Iterator[str]:
    """Yield the posts that wait now: whoever builds later may have more to read, though no file changed."""
    for folder in project.scheduled:
        for path in sorted((project.docs_dir / folder).rglob("*")):
            name = path.relative_to(project.docs_dir).as_posix()
            readable = path.suffix in MARKDOWN and path.is_file() and os.access(path, os.R_OK)
            if readable and waits(project, name, path.read_bytes()):
                yield name


def waits(project: Project, name: str, content: bytes) -> bool:
    """Whether a page is a post that is not to be read yet; `name` is its path in the folder of pages."""
    if not any(PurePosixPath(name).is_relative_to(folder) for folder in project.scheduled):
        return False
    try:
        meta, _, _ = cut_front_matter(decode(content)[0])
    except SourceError:
        return False
    return not isinstance(meta.get("draft"), bool) and _is_ahead(meta.get("date"))


def _is_ahead(written: Any) -> bool:
    """Whether a date lies in the future, as the plugin reads it: a day begins with its midnight in UTC."""
    created = written.get("created") if isinstance(written, dict) else written
    if isinstance(created, date) and not isinstance(created, datetime):
        created = datetime.combine(created, time())
    if not isinstance(created, datetime):
        return False
    return (created if created.tzinfo else created.replace(tzinfo=UTC)) > datetime.now(UTC)
