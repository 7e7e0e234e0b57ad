"""A pack's words for incidents, compiled."""

from __future__ import annotations

import re
from typing import Any, get_args

from prisonwatch.extraction.incident.reckoning import Reckoning
from prisonwatch.extraction.incident.words import words
from prisonwatch.language import Pack
from prisonwatch.records import IncidentType


class IncidentRules:
    """`incident.toml`, compiled: cues by type, by phase of the incident, and by the people counted."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("incident")
        types: dict[str, Any] = data.get("types", {})
        self.kinds: tuple[IncidentType, ...] = get_args(IncidentType)
        self.strong = {kind: words(types.get(kind, {}).get("strong", ())) for kind in self.kinds}
        self.weak = {kind: words(types.get(kind, {}).get("weak", ())) for kind in self.kinds}
        self.aside = words(types.get("aside", ()))
        self.figurative = words(types.get("figurative", ()))
        timeline = data.get("timeline", {})
        self.began = words(timeline.get("began", ()))
        self.caught = words(timeline.get("caught", ()))
        self.ended = words(timeline.get("ended", ()))
        self.closed = words(timeline.get("closed", ()))
        self.statement = words(timeline.get("statement", ()))
        self.background = words(timeline.get("background", ()))
        self.outside = words(timeline.get("outside", ()))
        self.commemoration = words(timeline.get("commemoration", ()))
        self.reckoning = Reckoning(data.get("reckoning", {}), pack.data("numbers").get("text2num", ""))
        people = data.get("people", {})
        self.staff = words(people.get("staff", ()))
        self.inmates = words(people.get("inmates", ()))
        one, people_of = (
            "|".join(people.get("one", ())),
            [*people.get("staff", ()), *people.get("inmates", ())],
        )
        # One person: "a senior guard", "the nurse".
        self.person = words(
            [rf"(?:{one}) (?:[\w-]+ ){{0,2}}?(?:{'|'.join(people_of)})"] if one and people_of else ()
        )
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
        named = ("figurative", "closed", "background", "outside", "commemoration", "superseded")
        told = ("one_hostage", "one_died", "rescued", "freed", "killed", "ongoing")
        self.type_cues = {
            **{f"strong:{kind}": pattern for kind, pattern in self.strong.items()},
            **{f"weak:{kind}": pattern for kind, pattern in self.weak.items()},
        }
        self.cues: dict[str, re.Pattern[str]] = {
            **self.type_cues,
            **{name: getattr(self, name) for name in (*named, *told)},
        }
