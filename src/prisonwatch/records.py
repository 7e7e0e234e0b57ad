"""The contract: one record per article, as `prisonwatch schema` publishes it.

Offsets are code points into the article's text exactly as read; for every item with ``text``, ``start``
and ``end``, ``article_text[start:end] == item.text``.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"

DATE_VALUE = r"^(\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}|\d{4}-W\d{2}|\d{3}X)$"
COUNTRY = r"^[A-Z]{2}$"

Granularity = Literal["day", "week", "month", "year", "decade"]
CountKind = Literal["hostages", "killed", "injured", "escaped", "recaptured", "arrested"]
HostageStatus = Literal["taken", "held", "freed", "killed"]
Qualifier = Literal["exact", "at_least", "at_most", "about"]
IncidentType = Literal["hostage_taking", "riot", "escape", "attack", "death", "transfer", "other", "none"]
Outcome = Literal["ongoing", "freed", "rescued", "killed", "mixed", "unknown"]
Origin = Literal["given", "metadata", "text"]


class Item(BaseModel):
    """What every part of a record has in common: no field that the contract does not name."""

    model_config = ConfigDict(extra="forbid")


class Mention(Item):
    """A span of the article: its words, and where they stand (code points, end exclusive)."""

    text: str = Field(description="The words as the article has them")
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class SentenceSpan(Item):
    """Where a sentence stands in the article (code points, end exclusive)."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Published(Item):
    """The article's own date; the span is null unless the date was found in the text."""

    value: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    origin: Origin
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Date(Mention):
    """A calendar expression with its normalised value; null where there is nothing to resolve it against."""

    value: str | None = Field(
        default=None, pattern=DATE_VALUE, description="YYYY-MM-DD, YYYY-MM, YYYY, YYYY-Www or 199X"
    )
    granularity: Granularity


class Facility(Item):
    """A custody facility that the article names, with every mention of it."""

    name: str = Field(description="The fullest form in the text, without article")
    gazetteer_id: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = Field(default=None, pattern=COUNTRY, description="ISO 3166-1 alpha-2")
    mentions: list[Mention]


class Count(Mention):
    """A stated number of people: what it counts, and its value."""

    kind: CountKind
    status: HostageStatus | None = Field(default=None, description="Of hostages only")
    value: int = Field(ge=0)
    max: int | None = Field(default=None, ge=0, description="Upper end of a range")
    qualifier: Qualifier = "exact"
    group: str | None = Field(default=None, description="The people counted, as the article calls them")
    sentence: SentenceSpan
    facility: str | None = Field(
        default=None, description="Name of the facility, where the sentence tells it"
    )
    date: str | None = Field(default=None, pattern=DATE_VALUE, description="Where the sentence tells it")


class Official(Item):
    """A person who holds public office or speaks for the state, with every mention of the name."""

    name: str = Field(description="The fullest form in the text, without title")
    role: str | None = None
    country: str | None = Field(default=None, pattern=COUNTRY, description="ISO 3166-1 alpha-2")
    mentions: list[Mention]


class Incident(Item):
    """The article's main incident; type `none` where it tells of none."""

    type: IncidentType
    date: str | None = Field(default=None, pattern=DATE_VALUE, description="When it began")
    ended: str | None = Field(default=None, pattern=DATE_VALUE)
    country: str | None = Field(default=None, pattern=COUNTRY, description="ISO 3166-1 alpha-2")
    place: str | None = None
    facilities: list[str] = Field(default_factory=list)
    hostages: int | None = Field(default=None, ge=0)
    freed: int | None = Field(default=None, ge=0)
    killed: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    escaped: int | None = Field(default=None, ge=0)
    outcome: Outcome = "unknown"


class Record(Item):
    """Everything prisonwatch found in one article."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    language: str | None = Field(description="ISO 639-1; null where it could not be told")
    title: str | None = None
    url: str | None = None
    published: Published | None = None
    dates: list[Date] = Field(default_factory=list)
    facilities: list[Facility] = Field(default_factory=list)
    counts: list[Count] = Field(default_factory=list)
    officials: list[Official] = Field(default_factory=list)
    incident: Incident
    warnings: list[str] = Field(default_factory=list)
    sentences: list[Mention] | None = Field(
        default=None, description="The sentences that the facts stand in; left out unless asked for"
    )
    text: str | None = Field(default=None, description="The article's text; left out unless asked for")

    def as_dict(self) -> dict[str, Any]:
        """The record as plain data, in the contract's order; what was not asked for is left out."""
        left_out = {name for name in ("sentences", "text") if getattr(self, name) is None}
        return self.model_dump(exclude=left_out)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    return Record.model_json_schema()
