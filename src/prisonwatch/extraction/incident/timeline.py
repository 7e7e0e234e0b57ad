"""When the main incident began and ended, and which sentences tell of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.records import Count, Date, IncidentType, Published

# An incident reported today began at most so long before the last day that the article tells of it.
LONGEST = timedelta(days=45)
# What happened up to so many days before the main incident's first day still belongs to it.
SLACK = timedelta(days=2)
# Characters between a date and the words that it surely belongs to, and those that it may belong to.
_BESIDE, _REACH = 45, 90

_SIEGES = frozenset({"hostage_taking", "riot", "escape"})
_DATELINE = re.compile(r"[^.;\n]{0,28}(?:[–—]| --? |\)|: )")
# What a full sentence, unlike a headline, ends with.
_CLOSERS = ".!?\"”»'"
_CLAUSE = re.compile(r"[,;:()–—]")


@dataclass(slots=True)
class Timeline:
    """`start` and `ended` are normalised values; `background`: indices of other events' sentences;
    `dates`: all of the article's."""

    start: str | None = None
    ended: str | None = None
    background: set[int] = field(default_factory=set)
    dates: list[Date] = field(default_factory=list)

    def holds(self, count: Count, sentence: Sentence) -> bool:
        """Whether a count belongs to the main incident."""
        day = count.date or self._last_date(count, sentence)
        if day is not None and self.start is not None:
            if day == self.start:
                return True
            if not _near(day, self.start):
                return False
        return sentence.index not in self.background

    def _last_date(self, count: Count, sentence: Sentence) -> str | None:
        """The last date before a count in its sentence."""
        before = [d.value for d in self.dates if sentence.start <= d.start < count.start and d.value]
        return before[-1] if before else None


@dataclass(slots=True)
class _Candidate:
    value: str  # empty where the date could not be resolved
    score: float
    began: bool
    ended: bool
    closed: bool  # the very words that end a thing stand in the sentence


def find_timeline(context: Context, rules: IncidentRules, kind: IncidentType | None = None) -> Timeline:
    """The main incident's days; dates beside the words of its type (`kind`), where known, weigh more."""
    timeline = Timeline(dates=context.facts.dates)
    candidates = _candidates(context, rules, kind)
    timeline.start = _start(candidates, siege=kind is None or kind in _SIEGES)
    if timeline.start:
        timeline.ended = _end([c for c in candidates if c.ended and c.value >= timeline.start])
    timeline.background = _background(context, rules, timeline.start)
    return timeline


def _candidates(context: Context, rules: IncidentRules, kind: IncidentType | None) -> list[_Candidate]:
    published = context.facts.published
    story = story_order(context)
    elsewhere = _elsewhere(context)
    found = []
    for day in context.facts.dates:
        if day.granularity not in ("day", "month"):
            continue
        sentence = context.sentence_at(day.start)
        aside = story[sentence.index] > 1 and rules.background.search(sentence.lower) is not None
        if day.granularity == "month" and (aside or story[sentence.index] > 3):
            continue
        if day.value is None and story[sentence.index] > 2:
            continue
        if published and day.value and (day.value > published.value or _in_header(context, day, published)):
            continue
        phase, distance = _nearest_cue(sentence, day, rules, kind)
        score = {"began": 3.0, "ended": 0.0, "statement": -2.0}.get(phase, 1.0)
        if story[sentence.index] <= 2:
            score += 1.0
        if aside:
            score -= 2.0
        if day.granularity == "month":
            score -= 2.0
        if sentence.index in elsewhere:
            score -= 3.0
        if kind is not None:
            score += _of_type(kind, phase, sentence, rules)
        found.append(
            _Candidate(
                day.value or "",
                score,
                phase == "began" and distance < _BESIDE,
                phase == "ended",
                rules.closed.search(sentence.lower) is not None,
            )
        )
    return found


def _in_header(context: Context, day: Date, published: Published) -> bool:
    """Whether a date is the publication date's own mention, another one on its line, or a line by itself."""
    if published.start is not None and (day.start, day.end) == (published.start, published.end):
        return True
    begin = context.text.rfind("\n", 0, day.start) + 1
    line = context.text[begin:].split("\n", 1)[0]
    dateline = day.start - begin < 40 and _DATELINE.match(context.text, day.end) is not None
    return day.value == published.value and (dateline or len(line.split()) <= 10)


def story_order(context: Context) -> dict[int, int]:
    """Sentence index → rank among full sentences; headlines, bylines and captions rank with the next."""
    order: dict[int, int] = {}
    rank = 0
    for sentence in context.sentences:
        order[sentence.index] = rank
        if len(sentence.tokens) >= 8 and sentence.text[-1] in _CLOSERS:
            rank += 1
    return order


def _of_type(kind: IncidentType, phase: str, sentence: Sentence, rules: IncidentRules) -> float:
    """What a date gains beside the words of the incident's own type, or loses without them.

    Sieges and riots have a beginning that the story tells in words of its own; a transfer or a death is
    a day among the days of other things.
    """
    if phase in ("began", "none") and rules.strong[kind].search(sentence.lower):
        return 1.0 if kind in _SIEGES else 1.5
    return 0.0 if kind in _SIEGES or phase != "began" else -1.0


def _elsewhere(context: Context) -> set[int]:
    """Sentences that name only other prisons than the story opens with."""
    story = story_order(context)
    named: dict[int, set[str]] = {}
    for facility in context.facts.facilities:
        for mention in facility.mentions:
            named.setdefault(context.sentence_at(mention.start).index, set()).add(facility.name)
    order = sorted(named)
    if not order or story[order[0]] > 2:
        return set()
    lead = set(named[order[0]])
    if len(order) > 1 and context.sentences[order[0]].text[-1] not in _CLOSERS:
        lead |= named[order[1]]  # a headline names what the story spells out
    return {index for index, names in named.items() if not names & lead}


def _nearest_cue(
    sentence: Sentence, day: Date, rules: IncidentRules, kind: IncidentType | None
) -> tuple[str, int]:
    """The phase whose cue stands nearest to the date, and how near; a comma counts as forty characters."""
    start, end = day.start - sentence.start, day.end - sentence.start
    best, least = "none", _REACH
    for phase, pattern in (("began", rules.began), ("ended", rules.ended), ("statement", rules.statement)):
        for cue in pattern.finditer(sentence.lower):
            if cue.start() < end and start < cue.end():
                continue
            between = (
                sentence.text[cue.end() : start] if cue.end() <= start else sentence.text[end : cue.start()]
            )
            # A date that opens its sentence sets the scene for all of it; others follow their verb.
            opens = start < 6
            distance = len(between) + (0 if opens else 40 * len(_CLAUSE.findall(between)))
            if cue.start() >= end and not opens:
                distance += 25
            if distance < least:
                # A capture begins a hostage-taking and ends an escape.
                caught = kind == "escape" and phase == "began" and rules.caught.fullmatch(cue[0])
                best, least = "ended" if caught else phase, distance
    return best, least


def _end(candidates: list[_Candidate]) -> str | None:
    """The last day that ends the incident; one that is said to end it goes before a release or an arrest."""
    days = [c for c in candidates if len(c.value) == 10]
    return max((c.value for c in days if c.closed), default=max((c.value for c in days), default=None))


def _start(found: list[_Candidate], siege: bool) -> str | None:
    candidates = [c for c in found if c.value]
    if not candidates or not max(found, key=lambda c: c.score).value:
        return None  # "on Monday" of a story without a date
    days = [c for c in candidates if len(c.value) == 10]
    pool = days or candidates
    latest = max(c.value for c in pool)
    scores: dict[str, float] = {}
    for c in pool:
        if days and _day(c.value) < _day(latest) - LONGEST:
            continue
        again = 0.5 if c.value in scores else 0.0
        scores[c.value] = max(scores.get(c.value, -9.0), c.score) + again
    if days:
        for value in scores:  # what is long past is more often mentioned in passing
            scores[value] -= 0.3 * (_day(latest) - _day(value) > timedelta(days=20))
    best = max(sorted(scores), key=lambda value: scores[value])
    if scores[best] < -1.5:
        return None
    if days and siege:
        earlier = [
            c.value
            for c in pool
            if c.began
            and c.score >= 3.0
            and c.value < best
            and _day(c.value) >= _day(best) - timedelta(days=4)
        ]
        best = min(earlier, default=best)
    return best


def _background(context: Context, rules: IncidentRules, start: str | None) -> set[int]:
    dated: dict[int, list[str]] = {}
    for day in context.facts.dates:
        if day.value is not None:
            dated.setdefault(context.sentence_at(day.start).index, []).append(day.value)
    background: set[int] = set()
    story = story_order(context)
    elsewhere = _elsewhere(context)
    for sentence in context.sentences:
        values = dated.get(sentence.index, [])
        previous = context.sentences[sentence.index - 1] if sentence.index else None
        if rules.commemoration.search(sentence.lower) or rules.outside.search(sentence.lower):
            aside = True
        elif start is not None and values:
            aside = not any(_near(value, start) for value in values) or (
                sentence.index in elsewhere and start not in values
            )
        elif story[sentence.index] <= 1:
            aside = False
        elif rules.background.search(sentence.lower):
            aside = True
        else:
            aside = (
                previous is not None
                and previous.paragraph == sentence.paragraph
                and previous.index in background
            )
        if aside:
            background.add(sentence.index)
    return background


def _near(value: str, start: str) -> bool:
    """Whether a dated thing can be part of an incident that began at `start`."""
    if len(value) == 10 and len(start) == 10:
        return _day(value) >= _day(start) - SLACK
    if len(value) == 7 and "W" not in value:
        return value == start[:7]
    if "W" in value:
        year, week = value.split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return len(start) == 10 and monday + timedelta(days=6) >= _day(start) - SLACK
    if len(value) == 10:
        return value[: len(start)] >= start
    return value == start


def _day(value: str) -> date:
    return date.fromisoformat(value)
