"""Cases and figures as one page of HTML that needs nothing else: the worst first, both palettes. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

from builder.eval.measuring import FIGURES, OUTCOMES, Case, figures_of
from builder.text import counted

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2126; --paper: #fff; --soft: #f2f4f6; --line: #d5dae0; --bad: #b3261e;
  --good: #1b6e3a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7ea; --paper: #16191d; --soft: #22272d; --line: #3a424b; --bad: #ff8a80; --good: #7fd19b; } }
body { margin: 2rem auto; max-width: 56rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th[scope=row] { overflow-wrap: anywhere; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
article { background: var(--soft); padding: .75rem 1rem; margin: .75rem 0; border-radius: .4rem; }
article h3 { margin: 0 0 .4rem; font-size: 1rem; }
.where, .quote { font-size: .9rem; opacity: .8; }
.quote { margin: 0 0 .5rem 1rem; }
.found { color: var(--good); }
.lost { color: var(--bad); }
ul { margin: .4rem 0; padding-left: 1.2rem; }
"""


def render_evaluation(title: str, engines: Mapping[str, Sequence[Case]]) -> str:
    """The page: the figures of each engine side by side, by book, then every case of the first engine."""
    first = next(iter(engines.values()))
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{counted(len(first), 'question')}. Shares in percent.</p>",
        _figures(engines),
    ]
    books = sorted({case.book for case in first})
    if len(books) > 1:
        parts += ["<h2>By book</h2>", _figures({book: [c for c in first if c.book == book] for book in books})]
    for outcome, meaning in OUTCOMES.items():
        cases = [case for case in first if case.outcome == outcome]
        if cases:
            parts.append(f'<h2 id="{outcome}">{escape(meaning.capitalize())} ({len(cases)})</h2>')
            parts += [_case(case) for case in cases]
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def _figures(columns: Mapping[str, Sequence[Case]]) -> str:
    measured = {name: figures_of(cases) for name, cases in columns.items()}
    head = "".join(f'<th scope="col" class="number">{escape(name)}</th>' for name in columns)
    rows = [f'<table>\n<tr><th scope="col">figure</th><th scope="col">share</th>{head}</tr>']
    for name, meaning in FIGURES.items():
        cells = "".join(f'<td class="number">{_shown(figures[name])}</td>' for figures in measured.values())
        rows.append(f'<tr><th scope="row">{escape(name)}</th><td>{escape(meaning)}</td>{cells}</tr>')
    return "\n".join([*rows, "</table>"])


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.1f}"


def _case(case: Case) -> str:
    where = " · ".join(part for part in (case.book, case.gold.document) if part)
    lines = [
        f"<article>\n<h3>{escape(case.gold.text)}</h3>",
        f'<p class="where">{escape(where)} · line {case.gold.line}'
        f"{' · published answer' if case.said.known else ''}</p>",
    ]
    facts = [_mark(" or ".join(fact), found) for fact, found in zip(case.gold.facts, case.facts, strict=True)]
    if case.cited is not None:
        facts.append(_mark(f"cited: {case.gold.sentence}", case.cited))
    if facts:
        lines.append("<ul>" + "".join(facts) + "</ul>")
    lines += [f"<p>{escape(sentence)}</p>" for sentence in case.said.sentences]
    lines += [f'<p class="quote">“{escape(quote)}”</p>' for quote in case.said.quotes]
    return "\n".join([*lines, "</article>"])


def _mark(text: str, found: bool) -> str:
    said, name = ("there", "found") if found else ("missing", "lost")
    return f'<li><span class="{name}">{said}</span>: {escape(text)}</li>'
