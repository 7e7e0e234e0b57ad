"""Markdown: a heading for each article and a table for each kind of fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prisonwatch.output.facts import Cell, overview
from prisonwatch.output.result import Result
from prisonwatch.output.visible import one_line
from prisonwatch.output.wording import HINT

# Pipes end a table's cell; the others would start markup or, as HTML, act on the page.
_MARKUP = re.compile(r"([\\|`*_{}\[\]<>#~&$])")


def render_markdown(results: Sequence[Result], *, explain: bool, only: frozenset[str] | None) -> str:
    """The results as one Markdown text, a section for each."""
    return "\n".join("\n".join(_article(result, explain, only)) + "\n" for result in results)


def _article(result: Result, explain: bool, only: frozenset[str] | None) -> list[str]:
    record = result.record
    shown = overview(result, explain=explain, only=only)
    about = [*shown.about, record.url] if record.url else shown.about
    lines = [f"# {_escaped(shown.headline)}", "", " · ".join(map(_escaped, about)), ""]
    for warning in record.warnings:
        lines += [f"> {_escaped(warning)}", ""]
    if shown.incident:
        lines += [*_grid(shown.incident[0], shown.incident[1:]), ""]
    for table in shown.tables:
        lines += [f"## {table.title}", "", *_grid(table.columns, table.rows), ""]
    if shown.has_unresolved:
        lines += [f"*{HINT}*", ""]
    if shown.missing:
        lines += [f"*Not found: {', '.join(shown.missing)}.*", ""]
    return lines[:-1]


def _grid(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    return [
        _line([_escaped(column) for column in columns]),
        _line(["---"] * len(columns)),
        *(_line([_cell(cell) for cell in row]) for row in rows),
    ]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return _escaped(cell)
    before, span, after = cell.parts
    return f"{_escape(before)}**{_escape(span)}**{_escape(after)}".strip()


def _escaped(text: str) -> str:
    return _escape(one_line(text))


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
