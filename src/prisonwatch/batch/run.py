"""A run: inputs through a pool into a sink, with everything that may stop it on the way."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath

from prisonwatch.batch.errors import BatchError, BatchStopped
from prisonwatch.batch.inputs import items
from prisonwatch.batch.item import Item
from prisonwatch.batch.outcome import Outcome, Tally
from prisonwatch.batch.pool import LocalPool, Pool
from prisonwatch.batch.progress import Reporter
from prisonwatch.batch.settings import Format, Settings
from prisonwatch.batch.sink import Known, Sink
from prisonwatch.batch.walk import Walk

_CHUNK_ITEMS = 32
_CHUNK_KNOWN = 1024
_CHUNK_BYTES = 1 << 20
_COMMIT_SECONDS = 1.0
_FORMATS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".db": "db",
    ".sqlite": "db",
    ".sqlite3": "db",
}


@dataclass(frozen=True)
class Job:
    """What to read, what to do with it and where to write; `dask` is a scheduler's address."""

    walk: Walk
    settings: Settings
    output: str
    jobs: int
    restart: bool = False
    dask: str | None = None


@dataclass
class Summary:
    """What came of a run; `articles` are in the output, `before` of them from an earlier run."""

    articles: int = 0
    before: int = 0
    skipped: int = 0
    failed: int = 0
    replaced: int = 0
    duplicates: int = 0
    seconds: float = 0.0
    tally: Tally = field(default_factory=Tally)


def output_format(output: str) -> Format:
    """What an output's ending says; "-" is JSON Lines.

    Raises ValueError for another ending.
    """
    ending = PurePath(output).suffix.lower()
    if output == "-":
        return "jsonl"
    if ending not in _FORMATS:
        raise ValueError(f"{output}: its ending says how to write it, .jsonl, .csv or .db (SQLite)")
    return _FORMATS[ending]


def own_files(output: str) -> frozenset[str]:
    """The output and what stands beside it, by real path: never to be read as input."""
    from prisonwatch.batch.files import side_files

    if output == "-":
        return frozenset()
    beside = [output, f"{output}-wal", f"{output}-shm", f"{output}-journal", *side_files(output)]
    return frozenset(os.path.realpath(path) for path in beside)


def run(job: Job, reporter: Reporter, *, count: bool = True) -> Summary:
    """Do a job to its end.

    `count` looks first how many articles there are. Raises BatchError when it cannot begin, BatchStopped
    when it cannot go on; then, and after KeyboardInterrupt, running the same job again goes on from there.
    """
    started = time.monotonic()
    with _explained(job.output):
        sink = _open_sink(job)
        try:
            pool = _open_pool(job)
            try:
                if sink.journal.is_new:
                    pool.warm_up()
                reporter.begin(job.walk.count_articles() if count else None)
                summary = _Run(job, sink, pool, reporter).run()
                sink.finish()
            except (KeyboardInterrupt, BatchError):
                sink.stop()
                raise
            finally:
                reporter.end()
                pool.close()
            summary.articles, summary.skipped, summary.tally = sink.journal.met()
            summary.replaced, summary.duplicates = sink.replaced, sink.duplicates
        finally:
            sink.close()
    summary.seconds = time.monotonic() - started
    return summary


class _Run:
    def __init__(self, job: Job, sink: Sink, pool: Pool, reporter: Reporter) -> None:
        self.job = job
        self.sink = sink
        self.pool = pool
        self.reporter = reporter
        self.summary = Summary()
        self._settings = job.settings.digest()
        self._done = 0
        self._committed = time.monotonic()
        self._forgotten: list[Known] = []

    def run(self) -> Summary:
        self._settle_all(self._chunks(items(self.job.walk.files())))
        # Known when they came by, but an article before them took their place since; their turn is now.
        again = [Known(e.position, e.item, e.digest, known=False) for e in self._forgotten]
        self._settle_all(again[n : n + _CHUNK_ITEMS] for n in range(0, len(again), _CHUNK_ITEMS))
        return self.summary

    def _chunks(self, found: Iterable[Item]) -> Iterator[list[Known]]:
        """Items in chunks that are worth sending to a worker; what is known already rides along."""
        chunk: list[Known] = []
        new = size = 0
        for position, item in enumerate(found, 1):
            digest = item.digest(self._settings)
            known = self.sink.journal.knows(digest)
            chunk.append(Known(position, item, digest, known))
            if not known:
                new += 1
                size += len(item.data)
            if new >= _CHUNK_ITEMS or size >= _CHUNK_BYTES or len(chunk) >= _CHUNK_KNOWN:
                yield chunk
                chunk, new, size = [], 0, 0
        if chunk:
            yield chunk

    def _settle_all(self, chunks: Iterable[list[Known]]) -> None:
        under_way: deque[list[Known]] = deque()

        def to_do() -> Iterator[list[Item]]:
            for chunk in chunks:
                under_way.append(chunk)
                yield [entry.item for entry in chunk if _needs_work(entry)]

        for outcomes in self.pool.run(to_do()):
            waiting = iter(outcomes)
            for entry in under_way.popleft():
                self._settle(entry, waiting)
            self.reporter.advance(self._done, self.summary.failed)
            if time.monotonic() - self._committed > _COMMIT_SECONDS:
                self.sink.commit()
                self._committed = time.monotonic()

    def _settle(self, entry: Known, waiting: Iterator[Outcome]) -> None:
        if entry.known:
            if self.sink.journal.meet(entry.digest, entry.position):
                self.summary.before += 1
                self._done += 1
            else:
                self._forgotten.append(entry)
            return
        self._done += 1
        if entry.item.reason is not None:
            outcome = Outcome("failed", reason=f"{entry.item.place}: {entry.item.reason}")
        else:
            outcome = next(waiting)
        if outcome.status == "failed":
            self.summary.failed += 1
            self.reporter.say(outcome.reason or entry.item.place)
        self.sink.settle(entry, outcome)


@contextmanager
def _explained(output: str) -> Iterator[None]:
    """Say of a full disk and the like what it means for the run."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise BatchStopped(
            f"cannot write {output}: {why}; what was done is kept, the same command goes on"
        ) from error


def _needs_work(entry: Known) -> bool:
    return not entry.known and entry.item.reason is None


def _open_sink(job: Job) -> Sink:
    format = output_format(job.output)
    if job.output == "-":
        from prisonwatch.batch.files import StreamSink

        return StreamSink()
    if not os.path.isdir(os.path.dirname(job.output) or "."):
        raise BatchError(f"cannot write {job.output}: its folder does not exist")
    if os.path.isdir(job.output):
        raise BatchError(f"cannot write {job.output}: it is a folder")
    if format == "db":
        from prisonwatch.batch.dbsink import DatabaseSink

        return DatabaseSink(job.output, restart=job.restart)
    from prisonwatch.batch.files import FileSink

    return FileSink(job.output, format, restart=job.restart)


def _open_pool(job: Job) -> Pool:
    if job.dask is not None:
        from prisonwatch.batch.cluster import DaskPool

        return DaskPool(job.settings, job.dask)
    return LocalPool(job.settings, job.jobs)
