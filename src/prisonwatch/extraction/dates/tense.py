"""Whether the clause around a date tells of what was or of what will be.

The pack's `[tense]` has patterns for the markers: `future`, `past`, `near` (what was to come then); `neutral`
ones count for neither; `weak` ones ("Court to hear appeal Monday") count as future where the clause has no
other before the date. `leaning` stands right in front of a date that is rather to come ("by Friday"),
`postponed` behind one for which something was planned, `looking_back` in front of one that is
past whatever the verb ("since May"). `clause` is what a clause of its own begins with in front of a date
("… said that on Monday"), `coming` a verb behind one that speaks of what is to come. Where a day's possessive
belongs to something over (`done`: "Monday's riot") or to come (`to_come`: "Monday's vote", when `ahead`
stands before it), that decides, and so does a verb that calls off what was to come (`put_off`: "cancelled
Monday's classes"); any other `possessive` goes with what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

# "told": the date opens a clause in the past tense ("On December 24, inmates had …"), or a verb in the past
# follows it at once; a surer sign than "past". "leaning": nothing but a preposition speaks for the future.
# "near": it was to come then, and may be over by now ("he was to retire in June").
Direction = Literal["past", "told", "future", "leaning", "near", "open"]

_DIRECTIONS: dict[str, Direction] = {"near": "near", "future": "future", "past": "past"}
_CLAUSE = 160
_OPENING = 14
_ADJACENT = 4  # a preposition and its blanks
_CLAUSE_END = re.compile(r"[;:!?…\"“”«»\n]|(?:(?<=[^\W\d_]{3})|(?<=\d))\.(?=\s+[A-ZÁÉÍÓÚÑ¿¡])")


class Tense:
    """A pack's markers of tense."""

    def __init__(self, data: Mapping[str, str]) -> None:
        groups = [
            f"(?P<{name}>{data[name]})"
            for name in ("near", "future", "weak", "neutral", "past")
            if name in data
        ]
        self._markers = re.compile("|".join(groups)) if groups else None
        self._leaning = _optional(data.get("leaning"), "(?:%s)$")
        self._looking_back = _optional(data.get("looking_back"), "(?:%s)$")
        self._ahead = _optional(data.get("ahead"), "(?:%s)$")
        self._clause_start = _optional(data.get("clause"), "(?:%s)$")
        self._put_off = _optional(data.get("put_off"), "(?:%s)$")
        self._coming = _optional(data.get("coming"), "%s")
        self._postponed = _optional(data.get("postponed"), "%s")
        self._done = _optional(data.get("done"), "%s")
        self._to_come = _optional(data.get("to_come"), "%s")
        self._possessive = _optional(data.get("possessive"), "%s")

    def direction(self, text: str, start: int, end: int) -> Direction:
        """The direction of the date at `start` to `end`, by the markers nearest to it in its clause."""
        if self._markers is None:
            return "open"
        left, right = _clause(text, start, end)
        if self._looking_back and self._looking_back.search(text, left, start):
            return "told"
        if self._done and self._done.match(text, end):
            return "past"
        if self._postponed and self._postponed.match(text, end):
            return "near"
        if self._coming and self._coming.match(text, end) and not self._follows_verb(text, left, start):
            return "future"
        apart = self._clause_start and self._clause_start.search(text, left, start)
        if apart and (after := self._after(text, end, right, opens=True)):
            return after
        possessive = bool(self._possessive and self._possessive.match(text, end))
        called_off = self._put_off and self._put_off.search(text, left, start)
        if called_off and (possessive or not self._possessive or called_off.lastgroup == "whose"):
            return "future"
        if self._to_come and self._to_come.match(text, end) and self._ahead:
            if self._ahead.search(text, left, start):
                return "future"
        elif not possessive and (before := self._before(text, left, start)):
            return before
        if after := self._after(text, end, right, opens=start - left <= _OPENING):
            return after
        return "leaning" if self._leaning and self._leaning.search(text, left, start) else "open"

    def _follows_verb(self, text: str, left: int, start: int) -> bool:
        """Whether a verb in the past stands right before the date ("those arrested on Friday will …")."""
        markers = self._markers.finditer(text, left, start) if self._markers else ()
        return any(marker.lastgroup == "past" and start - marker.end() <= _ADJACENT for marker in markers)

    def _before(self, text: str, left: int, start: int) -> Direction | None:
        """The last marker before the date; a weak one where there is no other."""
        found: Direction | None = None
        weak = False
        for marker in self._markers.finditer(text, left, start) if self._markers else ():
            kind = marker.lastgroup
            weak |= kind == "weak"
            found = _DIRECTIONS.get(kind or "", found)
        return found or ("future" if weak else None)

    def _after(self, text: str, end: int, right: int, opens: bool) -> Direction | None:
        """The first marker after the date."""
        for marker in self._markers.finditer(text, end, right) if self._markers else ():
            if direction := _DIRECTIONS.get(marker.lastgroup or ""):
                at_once = marker.start() - end <= 1
                return "told" if direction == "past" and (opens or at_once) else direction
        return None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    left, right = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    for stop in _CLAUSE_END.finditer(text, left, start):
        left = stop.end()
    stop_right = _CLAUSE_END.search(text, end, right)
    return left, stop_right.start() if stop_right else right


def _optional(like: str | None, frame: str) -> re.Pattern[str] | None:
    return re.compile(frame % like, re.I) if like else None
