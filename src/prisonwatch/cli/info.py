"""`prisonwatch info`: what is installed, and what it can therefore do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prisonwatch.cli.options import Debug
from prisonwatch.cli.streams import write_out

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def info(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of tables.")] = False,
    debug: Debug = False,
) -> None:
    """Show versions, languages, models and the size of the gazetteer.

    \b
    Examples:
      prisonwatch info
      prisonwatch info --json | jq .models
    """
    from prisonwatch.cli.installed import installed

    found = installed()
    if as_json:
        import json

        write_out(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
        return
    from rich.console import Console

    console = Console()
    with console.capture() as capture:
        _draw(console, found)
    write_out(capture.get())


def _draw(console: Console, found: dict[str, Any]) -> None:
    versions = _table("Versions", "What", "Version")
    for name, version in found["versions"].items():
        versions.add_row(name, version)
    languages = _table("Languages", "Code", "Language", "Names recognised by", "Examples")
    for pack in found["languages"]:
        languages.add_row(
            pack["code"], pack["name"], pack["model"] or "the pack's rules alone", f"{pack['examples']:,}"
        )
    models = _table("spaCy models", "Name", "Version", "Language", "Made for spaCy", "Fits")
    for model in found["models"]:
        fits = {True: "yes", False: "no: install a version that does", None: "not told"}[model["fits"]]
        models.add_row(
            model["name"], model["version"], model["language"] or "", model["spacy_version"] or "", fits
        )
    gazetteer = _table("Gazetteer", "What", "Number")
    for what, number in found["gazetteer"].items():
        gazetteer.add_row(what.replace("_", " "), f"{number:,}")
    for table in (versions, languages, models, gazetteer):
        console.print(table if table.row_count else f"\n{table.title}: none found")
    if found["model_asked_for"]:
        asked = found["model_asked_for"]
        known = asked in [model["name"] for model in found["models"]] or Path(asked).is_dir()
        told = f"\nPRISONWATCH_MODEL asks for {asked}" + ("" if known else ", which is not installed")
        console.print(told, highlight=False, markup=False)


def _table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text("\n" + title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, show_edge=False
    )
    for number, column in enumerate(columns):
        table.add_column(column, style="bold cyan" if number == 0 else "", overflow="fold")
    return table
