"""Records in a database, in one transaction with their journal."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from prisonwatch.batch.errors import BatchError
from prisonwatch.batch.files import connect
from prisonwatch.batch.journal import Entry, Journal
from prisonwatch.batch.sink import Sink
from prisonwatch.output.database import Database, Rows


class DatabaseSink(Sink):
    """An SQLite file that can be read while it grows.

    Raises BatchError when it is not this run's to go on with.
    """

    def __init__(self, path: str, *, restart: bool) -> None:
        super().__init__()
        if restart and os.path.exists(path):
            # Only one who holds the journal may take it away.
            with suppress(sqlite3.DatabaseError):
                Journal(connect(path), path).close()
            for ending in ("", "-wal", "-shm", "-journal"):
                Path(path + ending).unlink(missing_ok=True)
        try:
            connection = connect(path)
            tables = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
        except sqlite3.DatabaseError as error:
            if "not a database" not in str(error):
                raise
            raise BatchError(
                f"{path} is no SQLite database: choose another --output, or --restart"
            ) from error
        if tables and "_items" not in tables:
            raise BatchError(f"{path} is there and no run wrote it: choose another --output, or --restart")
        self.journal = Journal(connection, path)
        self._database = Database(connection)
        self._database.create()
        self.journal.commit()  # so that a reader finds the tables from the start

    def write(self, payload: Rows) -> tuple[int, int]:
        self._database.add(payload)
        return 0, 0

    def erase(self, entry: Entry) -> None:
        if entry.article_id is not None:
            self._database.remove(entry.article_id)

    def renamed(self, payload: Rows, id: str) -> Rows:
        return payload._replace(article=(id, *payload.article[1:]))

    def commit(self) -> None:
        self.journal.commit()

    def finish(self) -> None:
        self.drop_gone()
        for table in ("articles_fts", "sentences_fts"):
            self.journal.db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self.journal.db.execute("ANALYZE")
        self.commit()

    def close(self) -> None:
        db = self.journal.db
        if db.in_transaction:
            db.execute("ROLLBACK")
        # One file, that can be read from where nothing may be written; not while others have it open.
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = DELETE")
        db.close()
