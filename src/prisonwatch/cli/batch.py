"""`prisonwatch batch`: folders, archives and crawls into one file or database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from prisonwatch.cli.options import Debug, Language, Model, Published, WithText
from prisonwatch.cli.streams import complain, show_traceback, write_out

if TYPE_CHECKING:
    from prisonwatch.batch.run import Summary


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Folders (with all below them), files that 'extract' reads, .jsonl, .jsonl.gz, .warc and"
            " .warc.gz; - is JSON Lines from standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write, by its ending: .jsonl, .csv or .db (SQLite); - streams JSON Lines.",
            show_default=False,
        ),
    ],
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Worker processes; as many as cores by default."
        ),
    ] = None,
    relevant_only: Annotated[
        bool,
        typer.Option(
            "--relevant-only", help="Skip articles whose words are not about prisons and their people."
        ),
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Of folders, read these files only; may be repeated."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Of folders, leave these files and folders out; may be repeated."),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin anew: throw away what FILE holds.")
    ] = False,
    published: Published = None,
    language: Language = "auto",
    model: Model = None,
    with_text: WithText = False,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Work on the Dask cluster with this scheduler (tcp://HOST:PORT) instead of --jobs.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    debug: Debug = False,
) -> None:
    """Read many articles into one file or database.

    A run that was stopped goes on where it was when the same command is given again. What cannot be read
    is told and counted, and costs nothing but itself.

    \b
    Examples:
      prisonwatch batch articles/ --output watch.db
      prisonwatch batch crawl.warc.gz --output watch.jsonl --relevant-only
    """
    from prisonwatch.batch.errors import BatchError, BatchStopped
    from prisonwatch.batch.pool import cores
    from prisonwatch.batch.progress import choose_reporter
    from prisonwatch.batch.run import Job, output_format, own_files, run
    from prisonwatch.batch.settings import Settings
    from prisonwatch.batch.walk import Walk

    try:
        settings = Settings(output_format(output), language, model, published, with_text, relevant_only)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from None
    walk = Walk(inputs, include or (), exclude or (), own_files(output))
    job = Job(walk, settings, output, jobs or cores(), restart, dask)
    reporter = choose_reporter(quiet)
    try:
        summary = run(job, reporter, count=not quiet)
    except KeyboardInterrupt:
        if output != "-":
            reporter.say("stopped: the same command goes on from here")
        raise
    except BrokenPipeError as error:
        show_traceback(error)
        write_out("")
        raise typer.Exit(0) from None
    except BatchError as error:
        complain(str(error), error)
        raise typer.Exit(1 if isinstance(error, BatchStopped) else 2) from None
    if not quiet:
        for line in _told(summary, output):
            reporter.say(line)
    if summary.failed:
        raise typer.Exit(1)


def _told(summary: Summary, output: str) -> list[str]:
    """What came of a run, in two lines."""
    from prisonwatch.batch.progress import duration

    tally = summary.tally
    where = "" if output == "-" else f" in {output}"
    if not (summary.articles or summary.skipped or summary.failed):
        return [
            f"no articles{where}: nothing to read in these inputs (--include takes other files of folders)"
        ]
    first = [f"{summary.articles:,} articles{where}", f"{tally.incidents:,} with incidents"]
    if summary.before:
        first.append(f"{summary.before:,} known from before")
    for number, what in (
        (summary.replaced, "replaced"),
        (summary.duplicates, "named twice"),
        (summary.skipped - summary.duplicates, "skipped"),
        (summary.failed, "failed"),
    ):
        if number > 0:
            first.append(f"{number:,} {what}")
    facts = ", ".join(f"{n:,} {kind}" for kind, n in zip(tally._fields[1:], tally[1:], strict=True))
    return [", ".join(first), f"{facts}; {duration(summary.seconds)}"]
