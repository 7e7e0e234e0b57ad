"""How values are put into words, the same on a terminal, in Markdown and on a page."""

from __future__ import annotations

import re
from textwrap import shorten

from prisonwatch.output.result import Result
from prisonwatch.output.visible import one_line
from prisonwatch.records import Count, Facility, Incident, Official, Record

_QUALIFIERS = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}
_TOTALS = ("hostages", "freed", "killed", "injured", "escaped")
_HEADLINE = 120
_LEAD = 30
_GOES_ON = re.compile(r"[\])]?[.:]?\s+(?=[\"“«¿¡]?[^\W\d_])|\s*\n\s*(?=\S)")
UNRESOLVED = "unresolved"
HINT = "Unresolved dates need the article's own date: give it with --published YYYY-MM-DD."


def words(term: str) -> str:
    """A term of the record ("hostage_taking") as words."""
    return term.replace("_", " ")


def amount(count: Count) -> str:
    """The number as people say it: at least 12; 3–5."""
    upper = f"–{count.max:,}" if count.max is not None else ""
    return f"{_QUALIFIERS[count.qualifier]}{count.value:,}{upper}"


def headline(result: Result) -> str:
    """The title, else how the text begins (after a date that leads it), else the id."""
    if result.record.title:
        return one_line(result.record.title)
    text = result.article.text[_after_leading_date(result) :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    return shorten(one_line(first), _HEADLINE, placeholder=" …") or one_line(result.record.id)


def _after_leading_date(result: Result) -> int:
    """Where the text goes on after the publication date that it begins with; 0 where it begins otherwise.

    "date 2024-01-14 Six guards …" and "By AFP - Jan 14, 2024", alone on its line, are such beginnings;
    "QUITO, Jan 14, 2024 (AFP) - Six guards …" is not: a dateline belongs to its sentence.
    """
    published, text = result.record.published, result.article.text
    if published is None or published.start is None or published.end is None:
        return 0
    before, goes_on = text[: published.start].lstrip(), _GOES_ON.match(text, published.end)
    leads = len(before) <= _LEAD and "\n" not in before
    return goes_on.end() if leads and goes_on else 0


def origin(record: Record) -> str:
    """The publication date and where it comes from."""
    if record.published is None:
        return "publication date unknown"
    source = {"given": "given", "metadata": "from metadata", "text": "stated in the text"}
    return f"published {record.published.value} ({source[record.published.origin]})"


def place(facility: Facility) -> str:
    """The facility's city, region and country, as far as they are known."""
    return ", ".join(one_line(p) for p in (facility.city, facility.region, facility.country) if p)


def counted(result: Result, count: Count) -> str:
    """The article's words from the number to the people counted, where these follow it closely."""
    text = result.article.text
    if count.group:
        at = text.find(count.group, count.end, count.end + 24 + len(count.group))
        if at >= 0:
            return one_line(text[count.start : at + len(count.group)])
    return one_line(count.text)


def mentions(item: Facility | Official) -> str:
    """Each surface form once, with how often it stands in the article."""
    forms: dict[str, int] = {}
    for mention in item.mentions:
        form = one_line(mention.text)
        forms[form] = forms.get(form, 0) + 1
    return "; ".join(form if times == 1 else f"{form} (×{times})" for form, times in forms.items())


def glance(incident: Incident) -> list[tuple[str, str]]:
    """The incident as labels and values; empty for the type `none`."""
    if incident.type == "none":
        return []
    when = incident.date or "date unknown"
    if incident.ended and incident.ended != incident.date:
        when += f" to {incident.ended}"
    where = ", ".join(one_line(p) for p in (*incident.facilities, incident.place, incident.country) if p)
    totals = [(name, getattr(incident, name)) for name in _TOTALS]
    people = ", ".join(
        f"{value:,} {'hostage' if (name, value) == ('hostages', 1) else name}"
        for name, value in totals
        if value is not None
    )
    return [
        ("Incident", words(incident.type)),
        ("When", when),
        ("Where", where or "not stated"),
        ("People", people or "no numbers stated"),
        ("Outcome", words(incident.outcome)),
    ]
