"""Folders → files, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from prisonwatch.reading import kind_of
from prisonwatch.reading.files import ARCHIVES, STDIN


@dataclass(frozen=True)
class Walk:
    """What to read: files and folders as the caller names them, and which files of a folder to take.

    `include` and `exclude` are globs, matched against a file's name and its path; without `include`, a
    folder gives the files whose ending tells that they can be read. `own` are files never to be read: the
    run's own output.
    """

    inputs: Sequence[str]
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    own: frozenset[str] = frozenset()

    def files(self) -> Iterator[str]:
        """Each input's files: folders recursively, sorted, without hidden files; links followed but once."""
        for path in self.inputs:
            if path != STDIN and os.path.isdir(path):
                yield from self._folder(path, frozenset())
            elif not self._is_own(path):
                yield path

    def count_articles(self) -> int | None:
        """About how many articles the files hold (a JSON file counts as one); None where it takes reading."""
        total = 0
        for path in self.files():
            if path == STDIN or path.lower().endswith(ARCHIVES):
                return None
            total += _lines(path) if kind_of(path) == "jsonl" else 1
        return total

    def _folder(self, folder: str, above: frozenset[str]) -> Iterator[str]:
        real = os.path.realpath(folder)
        if real in above:
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError:
            yield folder  # reading it fails too, and says why
            return
        for entry in entries:
            if entry.is_dir():
                if not _matches(self.exclude, entry.path):
                    yield from self._folder(entry.path, above | {real})
            elif (entry.is_file() or entry.is_symlink()) and self._takes(entry.path):
                yield entry.path

    def _takes(self, path: str) -> bool:
        wanted = _matches(self.include, path) if self.include else readable(path)
        return wanted and not _matches(self.exclude, path) and not self._is_own(path)

    def _is_own(self, path: str) -> bool:
        return bool(self.own) and os.path.realpath(path) in self.own


def _lines(path: str) -> int:
    """The lines of a file; one for a file that cannot be read, which is a failure to come."""
    try:
        with open(path, "rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1


def _matches(globs: Sequence[str], path: str) -> bool:
    return any(fnmatchcase(os.path.basename(path), g) or fnmatchcase(path, g) for g in globs)


def readable(path: str) -> bool:
    """Whether a file's name tells that it can be read."""
    return kind_of(path) is not None or path.lower().endswith(ARCHIVES)
