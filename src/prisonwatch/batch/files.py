"""Records in a file: JSON Lines or CSV, appended to as they come."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from prisonwatch.batch.errors import BatchError
from prisonwatch.batch.journal import Entry, Journal, only_writer
from prisonwatch.batch.sink import Sink
from prisonwatch.output.jsonform import dump
from prisonwatch.output.tidy import csv_header

_SIDES = (".state", ".state-wal", ".state-shm", ".failures.jsonl", ".part")


def side_files(path: str) -> list[str]:
    """The files that a run keeps beside its output."""
    return [path + ending for ending in _SIDES]


def connect(path: str) -> sqlite3.Connection:
    """Open a database so that a reader can look in while it is written, and a crash leaves it whole.

    Raises BatchError when another run is writing it.
    """
    db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    with only_writer(path):
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    return db


def renamed(format: Literal["jsonl", "csv"], payload: bytes, id: str) -> bytes:
    """A rendered record under another id."""
    if format == "jsonl":
        return (dump({**json.loads(payload), "id": id}) + "\n").encode()
    out = io.StringIO()
    rows = csv.reader(io.StringIO(payload.decode()))
    csv.writer(out, lineterminator="\n").writerows([id, *row[1:]] for row in rows)
    return out.getvalue().encode()


class FileSink(Sink):
    """Appends records to a file, and keeps beside it `FILE.state` and, if any, `FILE.failures.jsonl`.

    The file is written before the journal, so that a torn tail is what the journal does not know: it is cut
    off at the next start. Raises BatchError when the file is there and is not this run's to go on with.
    """

    def __init__(self, path: str, format: Literal["jsonl", "csv"], *, restart: bool) -> None:
        super().__init__()
        self.path = path
        self.format = format
        self._header = csv_header().encode() if format == "csv" else b""
        state = path + ".state"
        if not restart and not os.path.exists(state) and os.path.exists(path) and os.path.getsize(path):
            raise BatchError(f"{path} is there and no run wrote it: choose another --output, or --restart")
        if restart and os.path.exists(state):
            # Only one who holds the journal may take it away.
            Journal(connect(state), path).close()
            for side in side_files(path):
                Path(side).unlink(missing_ok=True)
        self.journal = Journal(connect(state), path)
        self._part = path + ".part"
        if restart:
            Path(path).unlink(missing_ok=True)
        if self.journal.was_moving:
            if os.path.exists(self._part):
                os.replace(self._part, path)
            self.journal.set_moving(False)
        self._stream = open(path, "r+b" if os.path.exists(path) else "w+b")  # noqa: SIM115
        self._end = self._recover()

    def write(self, payload: bytes) -> tuple[int, int]:
        self._stream.write(payload)
        start = self._end
        self._end += len(payload)
        return start, len(payload)

    def erase(self, entry: Entry) -> None:
        """The journal forgets the record; the file loses it in `finish`."""

    def renamed(self, payload: bytes, id: str) -> bytes:
        return renamed(self.format, payload, id)

    def commit(self) -> None:
        if not self._stream.closed:  # as it is while the file is replaced
            self._stream.flush()
            os.fsync(self._stream.fileno())
        self.journal.commit()

    def finish(self) -> None:
        self.drop_gone()
        self.commit()
        if not self._is_in_order():
            self._rewrite()
        self._write_failures()

    def stop(self) -> None:
        self.commit()
        self._write_failures()

    def close(self) -> None:
        """What was written since the last commit is the torn tail that the next start cuts off."""
        self.journal.close(keep=False)
        with suppress(OSError):  # a full disk shows again when the buffer is flushed
            self._stream.close()

    def _recover(self) -> int:
        """Cut off what the journal does not know, forget what the file does not hold; gives the end."""
        size = self._stream.seek(0, os.SEEK_END)
        held = [
            (start, length, digest) for digest, start, length in self.journal.spans() if start + length > size
        ]
        for _, _, digest in held:
            self.journal.db.execute("DELETE FROM _items WHERE digest = ?", (digest,))
        end = max((start + length for _, start, length in self.journal.spans()), default=0)
        end = max(end, len(self._header))
        if size < len(self._header):
            self._stream.seek(0)
            self._stream.write(self._header)
        self._stream.truncate(end)
        self._stream.seek(end)
        return end

    def _is_in_order(self) -> bool:
        """Whether the file holds the records in the order of input, and nothing else."""
        expected = len(self._header)
        for _, start, length in self.journal.spans():
            if length and start != expected:
                return False
            expected += length
        return expected == self._end

    def _rewrite(self) -> None:
        """Write the records anew in the order of input.

        The journal is committed for the new file before that takes the old one's place, and says so: a run
        that is stopped between the two is put right by the next one's start.
        """
        try:
            self._write_in_order(self._part)
        except BaseException:
            self.journal.rollback()  # it speaks of the new file already
            raise
        self._stream.close()
        self.journal.set_moving(True)
        os.replace(self._part, self.path)
        self.journal.set_moving(False)
        self._stream = open(self.path, "r+b")  # noqa: SIM115

    def _write_in_order(self, part: str) -> None:
        with open(part, "wb") as new:
            new.write(self._header)
            for digest, start, length in self.journal.spans():
                self._stream.seek(start)
                self.journal.move(digest, new.tell())
                new.write(self._stream.read(length))
            self._end = new.tell()
            new.flush()
            os.fsync(new.fileno())
        shutil.copymode(self.path, part)

    def _write_failures(self) -> None:
        with open(self.path + ".failures.jsonl", "w", encoding="utf-8") as stream:
            for failure in self.journal.failures():
                stream.write(dump(asdict(failure)) + "\n")
            empty = stream.tell() == 0
        if empty:
            os.unlink(stream.name)


class StreamSink(Sink):
    """JSON Lines to standard output: nothing to go on from, so nothing is taken back either."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = Journal(sqlite3.connect("", isolation_level=None), "-")  # a file without a name

    def write(self, payload: bytes) -> tuple[int, int]:
        sys.stdout.buffer.write(payload)
        return 0, len(payload)

    def erase(self, entry: Entry) -> None:
        """Nothing is from an earlier run."""

    def renamed(self, payload: bytes, id: str) -> bytes:
        return renamed("jsonl", payload, id)

    def commit(self) -> None:
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        self.commit()

    def close(self) -> None:
        self.journal.close()
