"""Draws results: JSON, JSON Lines, CSV, Markdown, HTML, and tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from prisonwatch.output.result import KINDS, Result

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("json", "jsonl", "csv", "html", "markdown")
"""What `render` can write; `print_tables` is the terminal's."""

__all__ = ["FORMATS", "KINDS", "Result", "print_tables", "render"]


def render(
    format: str,
    results: Sequence[Result],
    *,
    explain: bool = False,
    only: frozenset[str] | None = None,
    array: bool = False,
) -> str:
    """The results in one of FORMATS, ending in a line break.

    `only` limits the facts to some of KINDS; `explain` adds the sentence behind each fact;
    `array` asks for a JSON array even where there is one result. Raises ValueError for another format.
    """
    # Imported on use: reading one article as JSON must not wait for the other formats.
    if format == "json":
        from prisonwatch.output.jsonform import render_json

        return render_json(results, explain=explain, only=only, array=array)
    if format == "jsonl":
        from prisonwatch.output.jsonform import render_jsonl

        return render_jsonl(results, explain=explain, only=only)
    if format == "csv":
        from prisonwatch.output.tidy import render_csv

        return render_csv(results, only=only)
    if format == "markdown":
        from prisonwatch.output.markdown import render_markdown

        return render_markdown(results, explain=explain, only=only)
    if format == "html":
        from prisonwatch.output.page import render_page

        return render_page(results, explain=explain, only=only)
    raise ValueError(f"no output format {format!r}: there are {', '.join(FORMATS)}")


def print_tables(
    console: Console, results: Iterable[Result], *, explain: bool = False, only: frozenset[str] | None = None
) -> None:
    """Draw the results as tables that fit the console's width."""
    from prisonwatch.output.terminal import print_result

    for result in results:
        print_result(console, result, explain=explain, only=only)
