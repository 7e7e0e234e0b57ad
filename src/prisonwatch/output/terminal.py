"""Tables on a terminal, drawn with rich to the terminal's width."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from prisonwatch.output.facts import Cell, Overview, Table, overview
from prisonwatch.output.result import Result
from prisonwatch.output.visible import one_line
from prisonwatch.output.wording import HINT

# Styles are ANSI's eight colours, so that they suit dark and light terminals alike.
_VALUE, _MARK, _QUIET, _WARNING = "bold cyan", "bold underline", "dim", "yellow"


def print_result(console: Console, result: Result, *, explain: bool, only: frozenset[str] | None) -> None:
    """Draw one article: headline, incident, a table for each kind of fact."""
    shown = overview(result, explain=explain, only=only)
    console.print(_headline(shown, result.record.url))
    if shown.incident:
        console.print(_glance(shown.incident))
    for table in shown.tables:
        console.print(_table(table, marked=console.is_terminal, leading=int(explain)))
        if table.title == "Dates" and shown.has_unresolved:
            console.print(Text(HINT, style=_WARNING))
    if shown.missing:
        console.print()
        console.print(Text("Not found: " + ", ".join(shown.missing) + ".", style=_QUIET))
    console.print()


def _headline(shown: Overview, url: str | None) -> Panel:
    text = Text(shown.headline, style="bold")
    about = [*shown.about, one_line(url)] if url else shown.about
    text.append("\n" + " · ".join(about), style="not bold dim")
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
