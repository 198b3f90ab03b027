"""Quotes for the pages that MkDocs renders itself: looked-up records come in, one JSON file for the plugin goes out."""

from builder.digest import canonical
from builder.links import quote_id
from builder.pages.documents import citers
from builder.pages.lookup import Lookup
from builder.pages.rendering import Templates
from builder.records import Source


def quotes_file(templates: Templates) -> bytes:
    """`{page URL: {"quotes": [{"id", "text", "place"}], "after": HTML that leads back to the answers}}`."""
    lookup = templates.lookup
    rendered = [source for source in lookup.site.sources if source.page_url]
    pages = {lookup.document_url(source): _page(templates, source) for source in rendered}
    return canonical({url: page for url, page in pages.items() if page["quotes"]}).encode("utf-8")


def _page(templates: Templates, source: Source) -> dict[str, object]:
    lookup = templates.lookup
    quotes = _quotes(lookup, source)
    found = dict.fromkeys(citer for passage in lookup.passages(source) for citer in citers(lookup, passage))
    after = templates.fragment("cited.html", lookup.document_url(source), {"citers": list(found)}) if quotes else ""
    return {"quotes": quotes, "after": after}


def _quotes(lookup: Lookup, source: Source) -> list[dict[str, str]]:
    found = {}
    for passage in lookup.passages(source):
        for citation, _ in lookup.cited(passage):
            found[quote_id(citation)] = {
                "id": quote_id(citation),
                "text": citation.quote,
                "place": passage.place,
            }
    return list(found.values())
