"""One self-contained HTML page: each article's text with its facts marked, a legend, and tables.

The page needs no network and runs no script; its own policy forbids both, whatever an article holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from prisonwatch.output.facts import Cell, Table, overview
from prisonwatch.output.result import Result, wanted
from prisonwatch.output.visible import one_line, visible
from prisonwatch.output.wording import HINT, UNRESOLVED, amount, headline, place

_LEGEND = {
    "hostages": "hostages",
    "count": "other counts",
    "date": "dates",
    "facility": "facilities",
    "official": "officials",
}

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2330; --quiet: #5b6675; --line: #d8dde4; --paper: #fff;
  --hostages: #ffc9c4; --count: #ffe0a8; --date: #cfe3ff; --facility: #cdeccb; --official: #e4d5fa; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --quiet: #9aa5b4; --line: #3a4453;
  --paper: #171b22; --hostages: #7c2f2a; --count: #6b4c12; --date: #24446f; --facility: #26532a;
  --official: #4b3470; } }
body { font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 62rem; padding: 1.5rem; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
article + article { border-top: 3px solid var(--line); margin-top: 2.5rem; padding-top: 1.5rem; }
.quiet { color: var(--quiet); font-size: .9rem; margin: .2rem 0; overflow-wrap: anywhere; }
.warning { border-left: 4px solid var(--count); padding-left: .6rem; }
.glance { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1rem 0; }
.glance dt { color: var(--quiet); } .glance dd { margin: 0; } .glance dd:first-of-type { font-weight: 600; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: .4rem;
  padding: 1rem 1.2rem; line-height: 1.9; }
mark { color: inherit; border-radius: .2rem; padding: .1em .15em; }
mark small { color: var(--quiet); font-size: .68em; margin-left: .35em; white-space: nowrap; }
mark.nested { outline: 1px solid var(--quiet); }
.legend mark { margin-right: .6rem; padding: .15em .5em; }
.hostages { background: var(--hostages); } .count { background: var(--count); }
.date { background: var(--date); } .facility { background: var(--facility); }
.official { background: var(--official); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; } td:first-child { font-weight: 600; }
td b { text-decoration: underline; }
"""


class Span(NamedTuple):
    """A stretch of the article's text that a fact stands on; `note` is the normalised value."""

    start: int
    end: int
    kind: str
    note: str


def render_page(results: Sequence[Result], *, explain: bool, only: frozenset[str] | None) -> str:
    """The results as one HTML page."""
    title = one_line(headline(results[0])) if len(results) == 1 else f"prisonwatch: {len(results)} articles"
    articles = "\n".join(_article(result, explain, only) for result in results)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
{articles}
</body>
</html>
"""


def _article(result: Result, explain: bool, only: frozenset[str] | None) -> str:
    record = result.record
    shown = overview(result, explain=explain, only=only)
    about = [escape(part) for part in shown.about]
    if record.url:
        about.append(_link(one_line(record.url)))
    spans = _spans(result, only)
    parts = [
        "<article>",
        f"<h1>{escape(shown.headline)}</h1>",
        f'<p class="quiet">{" · ".join(about)}</p>',
        *(f'<p class="quiet warning">{escape(one_line(warning))}</p>' for warning in record.warnings),
        _glance(shown.incident),
        _legend({span.kind for span in spans}),
        f'<div class="text" dir="auto"{_lang(record.language)}>{_marked(result.article.text, spans)}</div>',
        *(_table(table) for table in shown.tables),
    ]
    if shown.has_unresolved:
        parts.append(f'<p class="quiet warning">{escape(HINT)}</p>')
    if shown.missing:
        parts.append(f'<p class="quiet">Not found: {", ".join(shown.missing)}.</p>')
    return "\n".join(part for part in [*parts, "</article>"] if part)


def _lang(code: str | None) -> str:
    return f' lang="{escape(code)}"' if code else ""


def _link(url: str) -> str:
    """A link, where the address is one that a browser may follow."""
    if not url.lower().startswith(("http://", "https://")):
        return escape(url)
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>'


def _glance(lines: list[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in lines)
    return f'<dl class="glance">{rows}</dl>' if rows else ""


def _legend(kinds: set[str]) -> str:
    marks = "".join(f'<mark class="{kind}">{name}</mark>' for kind, name in _LEGEND.items() if kind in kinds)
    return f'<p class="legend">{marks}</p>' if marks else ""


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>\n" for row in table.rows
    )
    return (
        f'<h2>{escape(table.title)}</h2>\n<div class="scroll"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>"
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    before, span, after = cell.parts
    return f"{escape(before)}<b>{escape(span)}</b>{escape(after)}"


def _spans(result: Result, only: frozenset[str] | None) -> list[Span]:
    record = result.record
    spans: list[Span] = []
    if wanted("counts", only):
        for count in record.counts:
            kind = "hostages" if count.kind == "hostages" else "count"
            spans.append(Span(count.start, count.end, kind, f"{amount(count)} {count.status or count.kind}"))
    if wanted("dates", only):
        spans += [Span(d.start, d.end, "date", d.value or UNRESOLVED) for d in record.dates]
    if wanted("facilities", only):
        for facility in record.facilities:
            note = place(facility) or one_line(facility.name)
            spans += [Span(m.start, m.end, "facility", note) for m in facility.mentions]
    if wanted("officials", only):
        for official in record.officials:
            note = one_line(official.role or official.name)
            spans += [Span(m.start, m.end, "official", note) for m in official.mentions]
    return spans


def _marked(text: str, spans: list[Span]) -> str:
    """The text with its facts marked.

    Spans may overlap: the text is cut wherever one begins or ends, a piece has the colour of the shortest
    span over it, and a span's value follows its last piece.
    """
    text = visible(text)
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    waiting = sorted(spans, reverse=True)
    over: list[Span] = []
    pieces = []
    for start, end in pairwise(cuts):
        piece = escape(text[start:end])
        over = [span for span in over if span.end > start]
        while waiting and waiting[-1].start <= start:
            over.append(waiting.pop())
        over.sort(key=lambda span: span.end - span.start)
        if not over:
            pieces.append(piece)
            continue
        names = over[0].kind + (" nested" if len(over) > 1 else "")
        title = escape("; ".join(f"{_LEGEND[s.kind]}: {s.note}" for s in over))
        notes = "".join(f"<small>{escape(s.note)}</small>" for s in over if s.end == end)
        pieces.append(f'<mark class="{names}" title="{title}">{piece}{notes}</mark>')
    return "".join(pieces)
