"""Which printed lines are headings, by their numbers or by what papers call their sections. Judges, never changes."""

import re

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.)\s+(?=[A-Z])[^.!?;]{3,110}$")
_LETTERED = re.compile(r"(?:[A-H]|[IVX]{1,4})\.\s+[A-Z][\w-]+ [A-Za-z][^.!?;]{3,80}$")
_LIST_OF_WORKS = (
    r"(?:references(?: and notes)?|bibliography|(?:literature|works|references) cited"
    r"|références(?: bibliographiques)?|bibliographie|literatur(?:verzeichnis)?|quellenverzeichnis"
    r"|refer[eê]ncias(?: bibliográficas)?|bibliograf[ií]a|riferimenti bibliografici)"
)
_REFERENCES = re.compile(rf"(?:\d{{1,2}}\.?\s+)?{_LIST_OF_WORKS}[:.]?", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:abstract|summary|introduction|background|related works?|materials? and methods?|methods?"
    r"|methodology|results?|discussions?|results and discussions?|experiments?|conclusions?"
    r"|conclusions? and future works?|acknowledge?ments?"
    rf"|{_LIST_OF_WORKS}"
    r"|data availability(?: statement)?|appendix(?: [a-z])?"
    r"|funding|keywords|highlights|article info|author contributions?|declaration of competing interests?"
    r"|credit authorship contribution statement|supplementary (?:materials?|data)|study (?:area|site))[:.]?",
    re.IGNORECASE,
)
_STEP = re.compile(r"\n*(?P<mark>[ \t]*\d{1,2}\.[ \t]+)\S.*\n(?P<indent>[ \t]+)\S")


def goes_on_indented(text: str) -> bool:
    """Whether a numbered line is a step of a list: the next line stands below its words, not below its number."""
    found = _STEP.match(text)
    return found is not None and len(found["indent"].expandtabs()) >= len(found["mark"].expandtabs())


def is_references(title: str) -> bool:
    """Whether a heading stands above a list of other works."""
    return bool(_REFERENCES.fullmatch(title))


def heading_level(title: str) -> int:
    """The level of a heading that is one by its number, or by what papers call their sections; 0 of any other."""
    if numbered := _NUMBERED.match(title):
        return numbered.group("number").strip(".").count(".") + 1 if title.count(",") < 3 else 0
    if _NAMED.fullmatch(title):
        return 1
    return 2 if _LETTERED.match(title) and " et al" not in title else 0
