"""The command line: one thin module per command, `app` puts them together."""

from prisonwatch.cli.run import main

__all__ = ["main"]
