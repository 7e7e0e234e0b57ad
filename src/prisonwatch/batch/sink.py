"""Where outcomes go: an output that holds every article once, whatever was in it before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from prisonwatch.batch.item import Item
from prisonwatch.batch.journal import Entry, Journal
from prisonwatch.batch.outcome import Outcome
from prisonwatch.reading.files import STDIN


@dataclass(frozen=True, slots=True)
class Known:
    """An item with its place in this run's input and its digest; `known` when an earlier run did it."""

    position: int
    item: Item
    digest: bytes
    known: bool


class Sink(ABC):
    """An output and its journal.

    `settle` is called for every item in the order of input, whatever the order they were done in.
    """

    journal: Journal

    def __init__(self) -> None:
        self.replaced = 0
        self.duplicates = 0
        self._broken: set[str] = set()

    @abstractmethod
    def write(self, payload: Any) -> tuple[int, int]:
        """Add a record; gives the place that `erase` and `finish` may need."""

    @abstractmethod
    def erase(self, entry: Entry) -> None:
        """Take a record out of the output, now or in `finish`."""

    @abstractmethod
    def renamed(self, payload: Any, id: str) -> Any:
        """The same record under another id."""

    @abstractmethod
    def commit(self) -> None:
        """Make sure that what was settled so far outlives whatever comes."""

    @abstractmethod
    def finish(self) -> None:
        """Put the output in its last shape, after all was settled."""

    def stop(self) -> None:
        """Keep what was settled of a run that does not come to its end."""
        self.commit()

    @abstractmethod
    def close(self) -> None:
        """Let go of the output, finished or not."""

    def settle(self, entry: Known, outcome: Outcome) -> None:
        item, position = entry.item, entry.position
        if self.journal.is_met(entry.digest):
            return  # the same file, named twice
        if outcome.status == "failed":
            self.journal.fail(item, position, (outcome.reason or "").removeprefix(f"{item.place}: "))
            if item.payload == "failure":
                self._broken.add(item.file)
            else:
                self._supersede(item)
            return
        self.journal.forgive(item)
        self._supersede(item)
        if outcome.status == "done":
            outcome = self._with_own_id(outcome)
        elif outcome.id is not None:
            self._replace(self.journal.entry_of(outcome.id))
        place = self.write(outcome.payload) if outcome.status == "done" else (0, 0)
        self.journal.add(entry.digest, item, position, outcome, *place)

    def drop_gone(self) -> None:
        """Take out what files that were read hold no more; what comes from other inputs stays."""
        for entry in self.journal.gone():
            if entry.file != STDIN and entry.file not in self._broken:
                self._remove(entry)
        self.journal.forgive_gone()

    def _supersede(self, item: Item) -> None:
        if item.file != STDIN:
            for entry in self.journal.superseded(item):
                self.replaced += 1
                self._remove(entry)

    def _with_own_id(self, outcome: Outcome) -> Outcome:
        """The outcome, ready to be added: an older record of its id goes, a namesake of this run stays.

        One of two articles with the same id gets a number; if both are the same, one is enough.
        """
        id = outcome.id or ""
        other = self.journal.entry_of(id)
        if other is None or other.run != self.journal.run:
            self._replace(other)
            return outcome
        if other.record == outcome.digest:
            self.duplicates += 1
            return replace(outcome, status="skipped")
        number = 2
        while (taken := self.journal.entry_of(f"{id}#{number}")) and taken.run == self.journal.run:
            number += 1
        self._replace(taken)
        own = f"{id}#{number}"
        return replace(outcome, id=own, payload=self.renamed(outcome.payload, own))

    def _replace(self, entry: Entry | None) -> None:
        if entry is not None and entry.run != self.journal.run:
            self.replaced += 1
            self._remove(entry)

    def _remove(self, entry: Entry) -> None:
        self.erase(entry)
        self.journal.remove(entry)
