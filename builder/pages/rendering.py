"""Templates to pages: a template's name and values come in, a page goes out. A project's own templates win."""

import re
import traceback
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
from markupsafe import Markup

from builder.digest import short
from builder.errors import FileError
from builder.links import relative
from builder.packaged import templates_dir
from builder.pages.escape import harmless, one_block, title_text
from builder.pages.lookup import Lookup
from builder.records import Book, Page, Project
from builder.standing import DISPUTED, STANDINGS, WORDS
from builder.text import counted, shorten

MONTHS = "January February March April May June July August September October November December".split()
LINE_END = Markup("&#10;")  # a line end of a document, which is not one of the page file
HIDDEN = ("navigation", "toc")
_BACKTICKED = re.compile(r"`([^`]+)`")


class Templates:
    """The templates of one site, and what all of them may use."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._environment = make_environment(lookup.site.project)
        self._environment.globals.update(
            lookup=lookup, site=lookup.site, words=WORDS, standings=STANDINGS, disputed=DISPUTED, line_end=LINE_END
        )

    def page(
        self,
        path: str,
        template: str,
        title: str,
        values: Mapping[str, Any],
        *,
        book: Book | None = None,
        description: str = "",
        searched: bool = False,
    ) -> Page:
        """One page, rendered with links as seen from its own URL; lists of other pages are not `searched`."""
        here = self.lookup.page(path)
        rendered = self.fragment(template, here, {**values, "title": title, "book": book})
        meta = {
            "description": title_text(description),
            "hide": HIDDEN,
            "search": {} if searched else {"exclude": True},
        }
        kept = tuple((name, value) for name, value in meta.items() if value)
        return Page(path=path, title=title_text(title), html=rendered, meta=kept)

    def fragment(self, template: str, here: str, values: Mapping[str, Any]) -> str:
        """A piece of HTML with links as seen from a URL."""

        def link(url: str) -> Markup:
            return Markup(quote(relative(url, here), safe="/#%~."))

        try:
            return one_block(self._environment.get_template(template).render({**values, "here": here, "link": link}))
        except jinja2.TemplateError as error:
            fault = _told(error, own_templates(self.lookup.site.project))
            if fault is None:
                raise
            raise fault from error


def own_templates(project: Project) -> Path:
    """Return the folder of the templates that a project may have of its own."""
    return project.root / "templates"


def _told(error: jinja2.TemplateError, own: Path) -> FileError | None:
    """Say what is wrong in a template of the project's own; in one of ours it is a bug, and nothing is said."""
    places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    found = next((one for one in reversed(places) if Path(one[0]).is_relative_to(own)), None)
    if found is None:
        return None
    message = (error.message or type(error).__name__).rstrip(".")
    hint = "mend it, or delete it: then the template that ships takes its place again"
    return FileError(f"this template cannot be used: {message}", path=found[0], line=found[1], hint=hint)


def make_environment(project: Project) -> jinja2.Environment:
    """An environment in which every value is made harmless, not only what a template remembers to escape."""
    folders = [own_templates(project), templates_dir()]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        finalize=harmless,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(short=short, spans=spans, code=code, attribute=attribute)
    environment.filters.update(day=day, count=counted, web=web, shorten=shorten, figure=figure)
    return environment


def attribute(text: str) -> Markup:
    """An id for an attribute, unchanged: letters, digits, dots, hyphens."""
    return Markup(quote(text, safe="/.~-_"))


def code(text: str) -> Markup:
    """A text of people with what stands between backticks set as code, as in web/dom.js."""
    parts = _BACKTICKED.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(harmless(part)) if place % 2 else harmless(part)
        for place, part in enumerate(parts)
    )


def spans(parts: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, str]]:
    """Names and counts as stretches of a bar: name, start and width in hundredths of it."""
    counted = [(name, number) for name, _, number in parts if number]
    total = sum(number for _, number in counted)
    found, before = [], 0
    for name, number in counted:
        found.append((name, f"{100 * before / total:.2f}", f"{100 * number / total:.2f}"))
        before += number
    return found


def day(text: str) -> str:
    """`2026-11-20` as people write it."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def web(url: str) -> str:
    """The URL if it leads to the web, and nothing otherwise."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a placeholder that nobody has filled in: https://[your-domain]/
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def figure(value: float) -> str:
    """A number as people write it: whole where it is, else three digits."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3g}"
