"""`prisonwatch extract`: a few articles, seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from prisonwatch.cli.destination import Destination, open_destination
from prisonwatch.cli.options import Debug, Format, Language, Model, Only, Published, WithText, split_kinds
from prisonwatch.cli.streams import complain, complain_of_bug, warn

if TYPE_CHECKING:
    from prisonwatch.article import Article
    from prisonwatch.output import Result
    from prisonwatch.pipeline import Extractor
    from prisonwatch.records import Record

_BY_ENDING = {
    ".txt": Format.table,
    ".json": Format.json,
    ".jsonl": Format.jsonl,
    ".ndjson": Format.jsonl,
    ".csv": Format.csv,
    ".html": Format.html,
    ".htm": Format.html,
    ".md": Format.markdown,
    ".markdown": Format.markdown,
}
# Formats that need not wait for the last article.
_STREAMED = (Format.table, Format.jsonl)
_CHUNK = 64


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Articles: .txt, .md, .html, .json or .jsonl files; - is standard input.",
            show_default=False,
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format", "-f", help="Table, unless --output's ending says otherwise.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output."),
    ] = None,
    published: Published = None,
    language: Language = "auto",
    only: Only = None,
    model: Model = None,
    with_text: WithText = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the sentence behind each fact.")] = False,
    debug: Debug = False,
) -> None:
    """Read articles and show the facts in them.

    \b
    Examples:
      prisonwatch extract article.txt
      prisonwatch extract article.html --explain --published 2024-01-14
      curl -s https://example.org/news | prisonwatch extract - --json | jq .counts
    """
    wanted = Wanted(
        _format(format, as_json, output), split_kinds(only), explain, with_text, published, language
    )
    job = Job(wanted, model)
    with open_destination(output) as destination:
        job.run(inputs, destination)
        if not job.results and output is not None:
            # Nothing to put in the place of what the file may hold.
            raise typer.Exit(1)
    if job.failures:
        raise typer.Exit(1)


@dataclass(frozen=True)
class Wanted:
    """What to make of the articles."""

    format: Format
    only: frozenset[str] | None
    explain: bool
    with_text: bool
    published: str | None
    language: str


class Job:
    """One run of the command: reads, extracts, writes, and counts what failed."""

    def __init__(self, wanted: Wanted, model: str | None) -> None:
        self.wanted = wanted
        self.model = model
        self.results = 0
        self.failures = 0

    def run(self, inputs: Iterable[str], destination: Destination) -> None:
        gathered: list[Result] = []
        stream = self._articles(inputs)
        extractor: Extractor | None = None
        while chunk := list(islice(stream, _CHUNK)):
            extractor = extractor or self._extractor()
            results = list(self._results(extractor, chunk))
            self.results += len(results)
            if self.wanted.format in _STREAMED:
                self._write(results, destination)
            else:
                gathered += results
        if gathered:
            self._write(gathered, destination)

    def _articles(self, inputs: Iterable[str]) -> Iterator[Article]:
        """The articles of all inputs, as the command line wants them read; failures are told and counted."""
        from prisonwatch.article import Article
        from prisonwatch.reading import read
        from prisonwatch.records import Published

        changes: dict[str, object] = {}
        if self.wanted.published:
            changes["published"] = Published(value=self.wanted.published, origin="given")
        if self.wanted.language != "auto":
            changes["language"] = self.wanted.language
        for path in inputs:
            for item in read(path):
                if isinstance(item, Article):
                    yield replace(item, **changes) if changes else item  # type: ignore[arg-type]
                else:
                    self._fail(str(item), item.error)

    def _extractor(self) -> Extractor:
        from prisonwatch.language.pack import PackError
        from prisonwatch.pipeline import Extractor
        from prisonwatch.pipeline.models import ModelError

        try:
            return Extractor(self.wanted.language, self.model)
        except (PackError, ModelError) as error:
            raise _unusable(error) from None

    def _results(self, extractor: Extractor, articles: list[Article]) -> Iterator[Result]:
        from prisonwatch.output import Result

        for article, record in self._records(extractor, articles):
            for warning in record.warnings:
                warn(f"{article.id}: {warning}")
            if self.wanted.with_text:
                record = record.model_copy(update={"text": article.text})
            yield Result(record, article)

    def _records(self, extractor: Extractor, articles: list[Article]) -> Iterator[tuple[Article, Record]]:
        """Each article with its record; one that breaks the extractor is told and counted."""
        from prisonwatch.language.pack import PackError
        from prisonwatch.pipeline.models import ModelError

        try:
            for article, found in zip(articles, extractor.pipe_each(articles), strict=True):
                if isinstance(found, Exception):
                    self.failures += 1
                    complain_of_bug(found, article.id)
                else:
                    yield article, found
        except (PackError, ModelError) as error:
            raise _unusable(error) from None

    def _fail(self, message: str, error: BaseException | None = None) -> None:
        self.failures += 1
        complain(message, error)

    def _write(self, results: list[Result], destination: Destination) -> None:
        from prisonwatch.output import render

        wanted = self.wanted
        if wanted.format is Format.table:
            _write_tables(results, wanted, destination)
        else:
            # One article is one object; what is left of several is an array all the same.
            several = self.results + self.failures > 1
            destination.write(
                render(wanted.format, results, explain=wanted.explain, only=wanted.only, array=several)
            )


def _unusable(error: Exception) -> typer.Exit:
    """How the command ends, after saying why, without a model or a language that was asked for."""
    complain(str(error), error)
    return typer.Exit(2)


def _write_tables(results: list[Result], wanted: Wanted, destination: Destination) -> None:
    from rich.console import Console

    from prisonwatch.cli.destination import StandardOutput
    from prisonwatch.output import print_tables

    # Standard output decides on width and colour; a file gets neither colour nor a terminal's width.
    console = Console() if isinstance(destination, StandardOutput) else Console(width=100, no_color=True)
    with console.capture() as capture:
        print_tables(console, results, explain=wanted.explain, only=wanted.only)
    destination.write(capture.get())


def _format(format: Format | None, as_json: bool, output: str | None) -> Format:
    if as_json and format not in (None, Format.json):
        raise typer.BadParameter(f"--json and --format {format} contradict each other: leave one out")
    if as_json:
        return Format.json
    ending = PurePath(output).suffix.lower() if output else ""
    if format is None and ending and ending not in _BY_ENDING:
        raise typer.BadParameter(
            f"{output}: its ending tells no format (.txt, .json, .jsonl, .csv, .html or .md does):"
            " add --format, or use 'prisonwatch batch' for .db",
            param_hint="--output",
        )
    return format or _BY_ENDING.get(ending, Format.table)
