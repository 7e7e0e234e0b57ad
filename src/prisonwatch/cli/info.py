"""`prisonwatch info`: what is installed."""

from __future__ import annotations

from prisonwatch.cli.options import Debug


def info(debug: Debug = False) -> None:
    """Show versions, languages, models and the size of the gazetteer.

    \b
    Example:
      prisonwatch info
    """
