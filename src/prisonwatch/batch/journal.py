"""What a run remembers: every article by its digest, and every failure, in SQLite.

The journal lies beside a file of records (`FILE.state`) or inside the database. An entry and what it stands
for are committed together, or the entry after it; so whatever stops a run, the journal never promises more
than there is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from prisonwatch.batch.errors import BatchError
from prisonwatch.batch.item import Item
from prisonwatch.batch.outcome import Outcome, Tally

_LAYOUT = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS _runs (run INTEGER PRIMARY KEY, moving INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS _items (
    digest BLOB PRIMARY KEY,
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    file TEXT NOT NULL,
    number INTEGER,
    status TEXT NOT NULL,
    article_id TEXT,
    record BLOB,
    start INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL DEFAULT 0,
    incidents INTEGER NOT NULL,
    dates INTEGER NOT NULL,
    facilities INTEGER NOT NULL,
    counts INTEGER NOT NULL,
    officials INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS _items_article ON _items (article_id);
CREATE INDEX IF NOT EXISTS _items_source ON _items (file, number);
CREATE INDEX IF NOT EXISTS _items_order ON _items (run, position);
CREATE TABLE IF NOT EXISTS failures (
    path TEXT NOT NULL,
    record INTEGER,
    reason TEXT NOT NULL,
    _run INTEGER NOT NULL,
    _position INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS failures_path ON failures (path, record);
"""


# What was skipped has an id, but no record.
_ENTRY = "digest, run, file, CASE status WHEN 'done' THEN article_id END, record, start, length"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that was done (then `article_id` is its record's) or skipped.

    For a file of records, `start` and `length` say where its record stands (bytes).
    """

    digest: bytes
    run: int
    file: str
    article_id: str | None
    record: bytes
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A bad input: its path, the record's number in it, and why."""

    path: str
    record: int | None
    reason: str


@contextmanager
def only_writer(path: str) -> Iterator[None]:
    """Say of a locked database who holds it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BatchError(f"another run is writing {path}: wait for it to end") from error


class Journal:
    """One run's view of the journal.

    "Met" are the entries whose articles this run has come by; the others are left from earlier runs.
    Raises BatchError when another run is writing.
    """

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self.db = connection
        self.where = where
        self._begin()
        layout = self.db.execute("PRAGMA user_version").fetchone()[0]
        if layout not in (0, _LAYOUT):
            raise BatchError(f"{where} was written by another version: begin anew with --restart")
        for statement in _SCHEMA.split(";"):
            self.db.execute(statement)
        self.db.execute(f"PRAGMA user_version = {_LAYOUT}")
        row = self.db.execute("SELECT run, moving FROM _runs").fetchone() or (0, 0)
        self.is_new = row[0] == 0
        self.run, self.was_moving = row[0] + 1, bool(row[1])
        self.db.execute("DELETE FROM _runs")
        self.db.execute("INSERT INTO _runs VALUES (?, ?)", (self.run, row[1]))

    def _begin(self) -> None:
        # Taken at once and held all through: a second run on the same output must not mix in.
        with only_writer(self.where):
            self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.db.execute("COMMIT")
        self._begin()

    def rollback(self) -> None:
        """Forget what was noted since the last commit."""
        self.db.execute("ROLLBACK")
        self._begin()

    def close(self, *, keep: bool = True) -> None:
        """Let go of the journal; what was noted after the last commit is kept only if `keep`."""
        if self.db.in_transaction:  # a full disk ends it too
            self.db.execute("COMMIT" if keep else "ROLLBACK")
        self.db.close()

    def set_moving(self, moving: bool) -> None:
        """Note that the journal speaks of a file that is about to take its place, or has taken it."""
        self.db.execute("UPDATE _runs SET moving = ?", (moving,))
        self.commit()

    def knows(self, digest: bytes) -> bool:
        return self.db.execute("SELECT 1 FROM _items WHERE digest = ?", (digest,)).fetchone() is not None

    def is_met(self, digest: bytes) -> bool:
        found = self.db.execute("SELECT run FROM _items WHERE digest = ?", (digest,)).fetchone()
        return found is not None and found[0] == self.run

    def meet(self, digest: bytes, position: int) -> bool:
        """Note that this run has come by a known article; False when it is known no more."""
        changed = self.db.execute(
            "UPDATE _items SET run = ?, position = ? WHERE digest = ? AND run <> ?",
            (self.run, position, digest, self.run),
        ).rowcount
        return changed > 0 or self.knows(digest)

    def entry_of(self, article_id: str) -> Entry | None:
        """The entry whose record has this id."""
        row = self.db.execute(
            f"SELECT {_ENTRY} FROM _items WHERE article_id = ? AND status = 'done'",
            (article_id,),
        ).fetchone()
        return Entry(*row) if row else None

    def superseded(self, item: Item) -> list[Entry]:
        """What stands where this item does and was not met: the article as it was before."""
        rows = self.db.execute(
            f"SELECT {_ENTRY} FROM _items WHERE file = ? AND number IS ? AND run <> ?",
            (item.file, item.number, self.run),
        )
        return [Entry(*row) for row in rows]

    def gone(self) -> list[Entry]:
        """Entries not met, of files that this run has read."""
        rows = self.db.execute(
            f"SELECT {_ENTRY} FROM _items WHERE run <> ?"
            " AND file IN"
            " (SELECT file FROM _items WHERE run = ? UNION SELECT path FROM failures WHERE _run = ?)",
            (self.run, self.run, self.run),
        )
        return [Entry(*row) for row in rows]

    def add(
        self, digest: bytes, item: Item, position: int, outcome: Outcome, start: int = 0, length: int = 0
    ) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO _items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                digest,
                self.run,
                position,
                item.file,
                item.number,
                outcome.status,
                outcome.id,
                outcome.digest,
                start,
                length,
                *outcome.tally,
            ),
        )

    def remove(self, entry: Entry) -> None:
        self.db.execute("DELETE FROM _items WHERE digest = ?", (entry.digest,))

    def fail(self, item: Item, position: int, reason: str) -> None:
        self.forgive(item)
        self.db.execute(
            "INSERT INTO failures VALUES (?, ?, ?, ?, ?)",
            (item.file, item.number, reason, self.run, position),
        )

    def forgive(self, item: Item) -> None:
        """Forget that an item has failed before."""
        self.db.execute("DELETE FROM failures WHERE path = ? AND record IS ?", (item.file, item.number))

    def forgive_gone(self) -> None:
        """Forget the earlier failures of files that this run has read."""
        self.db.execute(
            "DELETE FROM failures WHERE _run <> ? AND path IN"
            " (SELECT file FROM _items WHERE run = ? UNION SELECT path FROM failures WHERE _run = ?)",
            (self.run, self.run, self.run),
        )

    def failures(self) -> Iterator[Failure]:
        """Every failure, those of earlier runs first, in the order of input."""
        for row in self.db.execute("SELECT path, record, reason FROM failures ORDER BY _run, _position"):
            yield Failure(*row)

    def spans(self) -> Iterator[tuple[bytes, int, int]]:
        """Digest, start and length of every record, those of earlier runs first, in the order of input."""
        yield from self.db.execute(
            "SELECT digest, start, length FROM _items WHERE status = 'done' ORDER BY run, position"
        )

    def move(self, digest: bytes, start: int) -> None:
        self.db.execute("UPDATE _items SET start = ? WHERE digest = ?", (start, digest))

    def met(self) -> tuple[int, int, Tally]:
        """Of what this run has come by: articles in the output, articles skipped, and their facts."""
        row = self.db.execute(
            "SELECT count(*) FILTER (WHERE status = 'done'), count(*) FILTER (WHERE status = 'skipped'),"
            " total(incidents), total(dates), total(facilities), total(counts), total(officials)"
            " FROM _items WHERE run = ?",
            (self.run,),
        ).fetchone()
        return row[0], row[1], Tally(*(int(n) for n in row[2:]))
