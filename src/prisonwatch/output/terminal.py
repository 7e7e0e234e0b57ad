"""Tables on a terminal, drawn with rich to the terminal's width."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from prisonwatch.output.facts import Cell, Table, fact_tables
from prisonwatch.output.result import Result, wanted
from prisonwatch.output.visible import one_line
from prisonwatch.output.wording import HINT, UNRESOLVED, glance, headline, origin

# Styles are ANSI's eight colours, so that they suit dark and light terminals alike.
_VALUE, _MARK, _QUIET, _WARNING = "bold cyan", "bold underline", "dim", "yellow"


def print_result(console: Console, result: Result, *, explain: bool, only: frozenset[str] | None) -> None:
    """Draw one article: headline, incident, a table for each kind of fact."""
    record = result.record
    console.print(_headline(result))
    incident = glance(record.incident) if wanted("incident", only) else []
    if incident:
        console.print(_glance(incident))
    drawn = fact_tables(result, explain=explain, only=only)
    for table in drawn:
        if table.rows:
            console.print(_table(table, marked=console.is_terminal, leading=int(explain)))
        if table.title == "Dates" and any(row[0] == UNRESOLVED for row in table.rows):
            console.print(Text(HINT, style=_WARNING))
    missing = [table.title.lower() for table in drawn if not table.rows]
    if wanted("incident", only) and not incident:
        missing.insert(0, "incident")
    if missing:
        console.print()
        console.print(Text("Not found: " + ", ".join(missing) + ".", style=_QUIET))
    console.print()


def _headline(result: Result) -> Panel:
    record = result.record
    facts = [origin(record), f"language {record.language or 'unknown'}", one_line(record.id)]
    if record.url:
        facts.append(one_line(record.url))
    text = Text(headline(result), style="bold")
    text.append("\n" + " · ".join(facts), style="not bold dim")
    return Panel(text, box=box.ROUNDED)


def _glance(lines: list[tuple[str, str]]) -> RichTable:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in lines:
        grid.add_row(Text(f" {name}", style=_QUIET), Text(value, style="bold" if name == "Incident" else ""))
    return grid


def _table(table: Table, *, marked: bool, leading: int) -> RichTable:
    drawn = RichTable(
        title=Text("\n" + table.title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        leading=leading,
    )
    shown = [number for number in range(len(table.columns)) if any(row[number] for row in table.rows)]
    for number in shown:
        drawn.add_column(table.columns[number], style=_VALUE if number == 0 else "", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(_cell(row[number], marked) for number in shown))
    return drawn


def _cell(cell: Cell, marked: bool) -> Text:
    """The text of a cell; the span of a sentence is set off by style, or by brackets where there is none."""
    if isinstance(cell, str):
        return Text(cell)
    before, span, after = cell.parts
    return Text.assemble(before, (span, _MARK) if marked else f"[{span}]", after)
