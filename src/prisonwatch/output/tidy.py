"""The tidy form: one row per fact, the same columns for every kind (CSV, and the database's view `facts`).

What the columns hold that are not the record's own fields: `kind` is a date's granularity, a count's kind,
an incident's type; `status` is a hostage count's status, an incident's outcome; `value` is the normalised
value: a date, a number of people, an incident's hostages; `name` is a facility's, an official's, the
facilities of an incident, or the facility that a count belongs to (then `city` and `country` are its own);
`text`, `start` and `end` are those of the first mention.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from prisonwatch.output.result import Result, wanted
from prisonwatch.output.visible import one_line, visible
from prisonwatch.records import Facility, Mention

# A hyphen alone, the id of standard input, is none.
_FORMULA = re.compile(r"[=+@\t\r]|-.", re.DOTALL)


class Row(NamedTuple):
    article_id: str
    published: str | None
    fact: str
    kind: str | None = None
    status: str | None = None
    text: str | None = None
    value: str | int | None = None
    max: int | None = None
    qualifier: str | None = None
    group: str | None = None
    name: str | None = None
    role: str | None = None
    city: str | None = None
    country: str | None = None
    start: int | None = None
    end: int | None = None
    sentence: str | None = None


COLUMNS = Row._fields


def tidy_rows(result: Result, only: frozenset[str] | None = None) -> Iterator[Row]:
    """An article's facts in the record's order, the incident last; no row for the type `none`."""
    record = result.record
    published = record.published.value if record.published else None
    where: dict[str | None, Facility] = {facility.name: facility for facility in record.facilities}

    def sentence(start: int, end: int) -> str:
        first, last = result.sentence(start, end)
        return one_line(result.article.text[first:last])

    def place(mentions: list[Mention]) -> dict[str, Any]:
        if not mentions:
            return {}
        text, start, end = mentions[0].text, mentions[0].start, mentions[0].end
        return {"text": text, "start": start, "end": end, "sentence": sentence(start, end)}

    def row(fact: str, **values: Any) -> Row:
        return Row(record.id, published, fact, **values)

    if wanted("dates", only):
        for date in record.dates:
            yield row(
                "date",
                kind=date.granularity,
                text=date.text,
                value=date.value,
                start=date.start,
                end=date.end,
                sentence=sentence(date.start, date.end),
            )
    if wanted("facilities", only):
        for facility in record.facilities:
            yield row(
                "facility",
                name=facility.name,
                city=facility.city,
                country=facility.country,
                **place(facility.mentions),
            )
    if wanted("counts", only):
        for count in record.counts:
            yield row(
                "count",
                kind=count.kind,
                status=count.status,
                text=count.text,
                value=count.value,
                max=count.max,
                qualifier=count.qualifier,
                group=count.group,
                name=count.facility,
                city=where[count.facility].city if count.facility in where else None,
                country=where[count.facility].country if count.facility in where else None,
                start=count.start,
                end=count.end,
                sentence=one_line(result.article.text[count.sentence.start : count.sentence.end]),
            )
    if wanted("officials", only):
        for official in record.officials:
            yield row(
                "official",
                name=official.name,
                role=official.role,
                country=official.country,
                **place(official.mentions),
            )
    incident = record.incident
    if wanted("incident", only) and incident.type != "none":
        yield row(
            "incident",
            kind=incident.type,
            status=incident.outcome,
            value=incident.hostages,
            name="; ".join(incident.facilities) or None,
            city=incident.place,
            country=incident.country,
        )


def render_csv(results: Sequence[Result], *, only: frozenset[str] | None) -> str:
    """The results' facts as one CSV table."""
    return csv_header() + "".join(csv_lines(tidy_rows(result, only)) for result in results)


def csv_header() -> str:
    """The line of column names."""
    return ",".join(COLUMNS) + "\n"


def csv_lines(rows: Iterable[Row]) -> str:
    """Rows as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: str | int | None) -> str | int | None:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    return ("'" if _FORMULA.match(value) else "") + visible(value)
