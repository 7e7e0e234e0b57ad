"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

from prisonwatch.cli.streams import set_debugging
from prisonwatch.day import checked_day


class Format(StrEnum):
    """What `--format` can be: `table`, and what `prisonwatch.output.render` writes."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"
    markdown = "markdown"


# The kinds of fact that `--only` can name, as in `prisonwatch.output.KINDS` (importing that takes pydantic).
KINDS = ("incident", "counts", "dates", "facilities", "officials")


def _day(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return checked_day(value)
    except ValueError as error:
        raise typer.BadParameter(f"{error}, for instance 2024-01-14") from None


def _language(value: str) -> str:
    from prisonwatch.language import available_packs

    code = value.strip().lower()
    packs = available_packs()
    if code != "auto" and code not in packs:
        raise typer.BadParameter(f"no language pack for {value!r}: there are {', '.join(packs)}, and auto")
    return code


def _languages(incomplete: str) -> Iterable[str]:
    from prisonwatch.language import available_packs

    return [code for code in ("auto", *available_packs()) if code.startswith(incomplete)]


def _models(incomplete: str) -> Iterable[str]:
    from importlib.metadata import entry_points

    return [p.name for p in entry_points(group="spacy_models") if p.name.startswith(incomplete)]


def _kinds(value: str | None) -> str | None:
    for kind in split_kinds(value) or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"{kind!r} is no kind of fact: there are {', '.join(KINDS)}")
    return value


def split_kinds(value: str | None) -> frozenset[str] | None:
    """`dates,counts` → the set of both; None stands for all."""
    return (
        None
        if value is None
        else frozenset(part.strip().lower() for part in value.split(",") if part.strip())
    )


WithText = Annotated[bool, typer.Option("--with-text", help="Add the article's text to its record.")]
Debug = Annotated[
    bool,
    typer.Option("--debug", help="Show a traceback with an error.", callback=set_debugging, is_eager=True),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="The articles' publication date, YYYY-MM-DD, whatever they say themselves;"
        " relative dates are resolved against it.",
        callback=_day,
    ),
]
Language = Annotated[
    str,
    typer.Option(
        metavar="auto|CODE",
        help="The articles' language: en, es or another pack's; auto detects it.",
        callback=_language,
        autocompletion=_languages,
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        metavar="KINDS",
        help=f"Show some facts only: {','.join(KINDS)}. JSON keeps the incident, which its schema requires.",
        callback=_kinds,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The spaCy model that recognises names, instead of the language's own"
        " (also: PRISONWATCH_MODEL). 'prisonwatch info' lists those installed.",
        autocompletion=_models,
    ),
]
