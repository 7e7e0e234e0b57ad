"""Markdown: a heading for each article and a table for each kind of fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prisonwatch.output.facts import Cell, fact_tables
from prisonwatch.output.result import Result, wanted
from prisonwatch.output.visible import one_line
from prisonwatch.output.wording import HINT, UNRESOLVED, glance, headline, origin

# Pipes end a table's cell; the others would start markup or, as HTML, act on the page.
_MARKUP = re.compile(r"([\\|`*_{}\[\]<>#~&$])")


def render_markdown(results: Sequence[Result], *, explain: bool, only: frozenset[str] | None) -> str:
    return "\n".join("\n".join(_article(result, explain, only)) + "\n" for result in results)


def _article(result: Result, explain: bool, only: frozenset[str] | None) -> list[str]:
    record = result.record
    facts = [origin(record), f"language {record.language or 'unknown'}", _escaped(record.id)]
    if record.url:
        facts.append(_escaped(record.url))
    lines = [f"# {_escaped(headline(result))}", "", " · ".join(facts), ""]
    for warning in record.warnings:
        lines += [f"> {_escaped(warning)}", ""]
    incident = glance(record.incident) if wanted("incident", only) else []
    if incident:
        lines += [*_grid(("Incident", ""), incident), ""]
    tables = fact_tables(result, explain=explain, only=only)
    for table in tables:
        if table.rows:
            lines += [f"## {table.title}", "", *_grid(table.columns, table.rows), ""]
    if any(row[0] == UNRESOLVED for table in tables for row in table.rows):
        lines += [f"*{HINT}*", ""]
    missing = [table.title.lower() for table in tables if not table.rows]
    if wanted("incident", only) and not incident:
        missing.insert(0, "incident")
    if missing:
        lines += [f"*Not found: {', '.join(missing)}.*", ""]
    return lines[:-1]


def _grid(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    return [
        _line(columns),
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
