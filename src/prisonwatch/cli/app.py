"""The application: every command is one module, whose heavy imports wait for its own call."""

from __future__ import annotations

from typing import Annotated

import typer

from prisonwatch.cli.batch import batch
from prisonwatch.cli.extract import extract
from prisonwatch.cli.info import info
from prisonwatch.cli.options import Debug
from prisonwatch.cli.schema import schema
from prisonwatch.cli.streams import use_utf8, write_out

app = typer.Typer(
    name="prisonwatch",
    help="Facts with evidence from news about prisons: when, where, how many, who, and the incident.",
    epilog="Start with: prisonwatch extract article.txt",
    rich_markup_mode=None,  # help in rich's boxes takes longer to import than all the rest of it
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for command in (extract, batch, schema, info):
    app.command()(command)


def _show_version(asked: bool) -> None:
    if asked:
        from prisonwatch import __version__

        write_out(f"prisonwatch {__version__}\n")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
    debug: Debug = False,
) -> None:
    use_utf8()
