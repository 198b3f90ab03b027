"""Quotes for the pages that MkDocs renders itself: looked-up records come in, one JSON file for the plugin goes out."""

from builder.digest import canonical
from builder.links import quote_id
from builder.pages.documents import citers
from builder.pages.lookup import Lookup
from builder.pages.rendering import Templates
from builder.records import Passage, Source


def quotes_file(templates: Templates) -> bytes:
    """What the plugin marks, by the URL of a page.

    {"sha256": of the file as it was read, "passages": [text], "after": HTML that leads back to the answers,
     "quotes": [{"id", "text", "place", "passage": its number}]}
    """
    lookup = templates.lookup
    pages = {}
    for source in lookup.site.sources:
        cited = [passage for passage in lookup.passages(source) if lookup.cited(passage)]
        if source.page_url and cited:
            pages[lookup.document_url(source)] = _page(templates, source, cited)
    return canonical(pages).encode("utf-8")


def _page(templates: Templates, source: Source, cited: list[Passage]) -> dict[str, object]:
    lookup = templates.lookup
    found = dict.fromkeys(citer for passage in cited for citer in citers(lookup, passage))
    values = {"citers": list(found), "book": lookup.book[source.book]}
    return {
        "sha256": source.sha256,
        "passages": [passage.text for passage in cited],
        "quotes": _quotes(lookup, cited),
        "after": templates.fragment("cited.html", lookup.document_url(source), values),
    }


def _quotes(lookup: Lookup, cited: list[Passage]) -> list[dict[str, str | int]]:
    found: dict[str, dict[str, str | int]] = {
        quote_id(citation): {"text": citation.quote, "place": passage.place, "passage": number}
        for number, passage in enumerate(cited)
        for citation, _ in lookup.cited(passage)
    }
    return [{"id": name, **quote} for name, quote in found.items()]
