"""Whether the clause around a date tells of what was or of what will be.

The pack's `[tense]` has patterns for the markers: `future`, `past`; `neutral` ones count for neither; `weak`
ones ("Court to hear appeal Monday") count as future where the clause has no other before the date. `leaning`
stands right in front of a date that is rather to come ("by Friday"), `looking_back` in front of one that is
past whatever the verb ("since May"). Where a day's possessive belongs to
something over (`done`: "Monday's riot") or to come (`to_come`: "Monday's vote", when `ahead` stands before
it), that decides; any other `possessive` goes with what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

# "told": the date opens a clause in the past tense ("On December 24, inmates had …"), or a verb in the past
# follows it at once; a surer sign than "past". "leaning": nothing but a preposition speaks for the future.
Direction = Literal["past", "told", "future", "leaning", "open"]

_CLAUSE = 160
_OPENING = 14
_CLAUSE_END = re.compile(r"[;:!?…\"“”«»\n]|(?:(?<=[^\W\d_]{3})|(?<=\d))\.(?=\s+[A-ZÁÉÍÓÚÑ¿¡])")


class Tense:
    """A pack's markers of tense."""

    def __init__(self, data: Mapping[str, str]) -> None:
        groups = [
            f"(?P<{name}>{data[name]})" for name in ("future", "weak", "neutral", "past") if name in data
        ]
        self._markers = re.compile("|".join(groups)) if groups else None
        self._leaning = _optional(data.get("leaning"), "(?:%s)$")
        self._looking_back = _optional(data.get("looking_back"), "(?:%s)$")
        self._ahead = _optional(data.get("ahead"), "(?:%s)$")
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
        if self._to_come and self._to_come.match(text, end) and self._ahead:
            if self._ahead.search(text, left, start):
                return "future"
        elif not (self._possessive and self._possessive.match(text, end)) and (
            before := self._before(text, left, start)
        ):
            return before
        if after := self._after(text, end, right, opens=start - left <= _OPENING):
            return after
        return "leaning" if self._leaning and self._leaning.search(text, left, start) else "open"

    def _before(self, text: str, left: int, start: int) -> Direction | None:
        """The last marker before the date; a weak one where there is no other."""
        found: Direction | None = None
        weak = False
        for marker in self._markers.finditer(text, left, start) if self._markers else ():
            kind = marker.lastgroup
            weak |= kind == "weak"
            found = "future" if kind == "future" else "past" if kind == "past" else found
        return found or ("future" if weak else None)

    def _after(self, text: str, end: int, right: int, opens: bool) -> Direction | None:
        """The first marker after the date."""
        for marker in self._markers.finditer(text, end, right) if self._markers else ():
            if marker.lastgroup in ("future", "past"):
                at_once = marker.start() - end <= 1
                return "future" if marker.lastgroup == "future" else "told" if opens or at_once else "past"
        return None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    left, right = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    for stop in _CLAUSE_END.finditer(text, left, start):
        left = stop.end()
    stop_right = _CLAUSE_END.search(text, end, right)
    return left, stop_right.start() if stop_right else right


def _optional(like: str | None, frame: str) -> re.Pattern[str] | None:
    return re.compile(frame % like, re.I) if like else None
