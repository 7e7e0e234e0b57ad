"""What a terminal, a Markdown page and an HTML page show of an article: the same lines and tables in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prisonwatch.output.result import Result, wanted
from prisonwatch.output.visible import one_line, visible
from prisonwatch.output.wording import (
    UNRESOLVED,
    amount,
    counted,
    glance,
    headline,
    mentions,
    origin,
    place,
)
from prisonwatch.records import Count, Mention


@dataclass(frozen=True)
class Evidence:
    """A sentence (control characters replaced) and the span in it that a fact stands on."""

    text: str
    start: int
    end: int

    @property
    def parts(self) -> tuple[str, str, str]:
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


Cell = str | Evidence


@dataclass(frozen=True)
class Table:
    """A kind's facts: the normalised values first, the article's words (or the sentence) last."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True)
class Overview:
    """An article and what was found in it, in the order to be shown.

    `about` tells its publication date, language and id; `incident` has labels and values; `tables` have rows;
    `missing` names the kinds that were asked for and not found.
    """

    headline: str
    about: list[str]
    incident: list[tuple[str, str]]
    tables: list[Table]
    missing: list[str]

    @property
    def has_unresolved(self) -> bool:
        """Whether a date needs the article's own to be resolved."""
        return any(row[0] == UNRESOLVED for table in self.tables for row in table.rows)


def overview(result: Result, *, explain: bool, only: frozenset[str] | None) -> Overview:
    """What to show of a result; `explain` puts the sentences in the place of the article's words."""
    record = result.record
    incident = glance(record.incident) if wanted("incident", only) else []
    tables = _fact_tables(result, explain=explain, only=only)
    missing = [table.title.lower() for table in tables if not table.rows]
    if wanted("incident", only) and not incident:
        missing.insert(0, "incident")
    return Overview(
        headline=headline(result),
        about=[origin(record), f"language {record.language or 'unknown'}", one_line(record.id)],
        incident=incident,
        tables=[table for table in tables if table.rows],
        missing=missing,
    )


def _fact_tables(result: Result, *, explain: bool, only: frozenset[str] | None) -> list[Table]:
    """Every table that was asked for, the empty ones too."""
    record = result.record
    last = "Sentence" if explain else "In the article"
    hostages = [c for c in record.counts if c.kind == "hostages"]
    others = [c for c in record.counts if c.kind != "hostages"]

    def evidence(words: str, spans: Sequence[Mention]) -> Cell:
        return sentence(result, spans[0].start, spans[0].end) if explain and spans else words

    def count_table(title: str, label: str, found: list[tuple[Count, str]]) -> Table:
        if explain:  # the sentence tells who, when and where
            told: list[tuple[Cell, ...]] = [(amount(c), kind, evidence("", [c])) for c, kind in found]
            return Table(title, ("Number", label, last), told)
        rows = [
            (amount(c), kind, one_line(c.group or ""), _listed(c.date, c.facility), counted(result, c))
            for c, kind in found
        ]
        return Table(title, ("Number", label, "Who", "When, where", last), rows)

    tables = []
    if wanted("counts", only):
        tables.append(count_table("Hostages", "Status", [(c, c.status or "") for c in hostages]))
        tables.append(count_table("Other counts", "Kind", [(c, c.kind) for c in others]))
    if wanted("dates", only):
        rows = [(d.value or UNRESOLVED, d.granularity, evidence(one_line(d.text), [d])) for d in record.dates]
        tables.append(Table("Dates", ("Date", "Granularity", last), rows))
    if wanted("facilities", only):
        places = [(one_line(f.name), place(f), evidence(mentions(f), f.mentions)) for f in record.facilities]
        tables.append(Table("Facilities", ("Facility", "Place", last), places))
    if wanted("officials", only):
        people = [
            (one_line(o.name), one_line(o.role or ""), o.country or "", evidence(mentions(o), o.mentions))
            for o in record.officials
        ]
        tables.append(Table("Officials", ("Name", "Role", "Country", last), people))
    return tables


def _listed(*values: str | None) -> str:
    return ", ".join(one_line(value) for value in values if value)


def sentence(result: Result, start: int, end: int) -> Evidence:
    """The sentence around text[start:end], in one line, and where the span stands in it."""
    first, last = result.sentence(start, end)
    text = visible(result.article.text[first:last]).replace("\n", " ").replace("\t", " ")
    return Evidence(text, start - first, end - first)
