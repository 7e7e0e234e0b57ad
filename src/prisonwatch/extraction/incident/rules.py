"""A pack's words for incidents, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args

from prisonwatch.language import Pack
from prisonwatch.records import IncidentType

_NEVER = re.compile(r"(?!)")


def words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of these regular expressions as whole words of a text in lower case."""
    joined = "|".join(patterns).lower()
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else _NEVER


class IncidentRules:
    """`incident.toml`, compiled: cues by type, by phase of the incident, and by the people counted."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("incident")
        types: dict[str, Any] = data.get("types", {})
        self.strong = {kind: words(types.get(kind, {}).get("strong", ())) for kind in get_args(IncidentType)}
        self.weak = {kind: words(types.get(kind, {}).get("weak", ())) for kind in get_args(IncidentType)}
        self.aside = words(data.get("types", {}).get("aside", ()))
        self.figurative = words(data.get("types", {}).get("figurative", ()))
        timeline = data.get("timeline", {})
        self.began = words(timeline.get("began", ()))
        self.caught = words(timeline.get("caught", ()))
        self.ended = words(timeline.get("ended", ()))
        self.closed = words(timeline.get("closed", ()))
        self.statement = words(timeline.get("statement", ()))
        self.background = words(timeline.get("background", ()))
        self.outside = words(timeline.get("outside", ()))
        self.commemoration = words(timeline.get("commemoration", ()))
        people = data.get("people", {})
        self.staff = words(people.get("staff", ()))
        self.inmates = words(people.get("inmates", ()))
        self.subset = words(people.get("subset", ()))
        self.partitive = re.compile(
            rf"\s+(?:{'|'.join(people.get('partitive', ())) or '(?!)'})(?!\w)", re.IGNORECASE
        )
        self.additive = words(people.get("additive", ()))
        self.whole = words(people.get("whole", ()))
        self.superseded = words(people.get("superseded", ()))
        self.one_hostage = words(people.get("one_hostage", ()))
        self.one_died = words(people.get("one_died", ()))
        outcome = data.get("outcome", {})
        self.rescued = words(outcome.get("rescued", ()))
        self.freed = words(outcome.get("freed", ()))
        self.killed = words(outcome.get("killed", ()))
        self.ongoing = words(outcome.get("ongoing", ()))
