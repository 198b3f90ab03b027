"""What only engines can say, audits and models' opinions: kept by a build for pages that are shown without engines.

What rests on words that are gone is left out; a file that does not hold what was written counts as none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.digest import short
from builder.errors import FileError
from builder.format import from_json, to_json
from builder.publish import write_file
from builder.records import Audit, Opinion, Passage, Project, Question, Source

FILE = "last-judged.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The audits and opinions of the last build, sealed."""

    audits: tuple[Audit, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    seal: str = ""


def keep_judged(project: Project, audits: Sequence[Audit], opinions: Sequence[Opinion]) -> None:
    """Leave what this build's engines said to the next look at an edit."""
    judged = Judged(audits=tuple(audits), opinions=tuple(opinions))
    content = to_json(replace(judged, seal=short(judged)))
    path = project.cache_dir / FILE
    if not (path.is_file() and path.read_bytes() == content):
        write_file(path, content)


def read_judged(
    project: Project, questions: Sequence[Question], sources: Sequence[Source], passages: Sequence[Passage]
) -> Judged:
    """Return what the last build's engines said of what is still there."""
    try:
        kept = from_json(Judged, (project.cache_dir / FILE).read_bytes())
    except (OSError, FileError):
        return Judged()
    if kept.seal != short(replace(kept, seal="")):
        return Judged()
    asked, documents = {one.id for one in questions}, {one.id for one in sources}
    known = {one.id for one in passages}
    return Judged(
        audits=tuple(_audit(one, known) for one in kept.audits if one.question in asked and one.source in documents),
        opinions=tuple(
            _opinion(one, known)
            for one in kept.opinions
            if one.question in asked and (one.document is None or one.document in documents)
        ),
    )


def _audit(audit: Audit, known: set[str]) -> Audit:
    sentences = tuple(one for one in audit.sentences if one.citation is None or one.citation.passage in known)
    return replace(audit, sentences=sentences)


def _opinion(opinion: Opinion, known: set[str]) -> Opinion:
    claims = tuple(one for one in opinion.claims if all(citation.passage in known for citation in one.citations))
    return replace(opinion, claims=claims)
