"""The days that an article names or reckons with, as candidates for the first day of its incident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prisonwatch.extraction.context import Sentence
from prisonwatch.extraction.incident.reckoning import reckon
from prisonwatch.extraction.incident.story import Story
from prisonwatch.records import Date, IncidentType, Published

# Characters between a date and the words that it surely belongs to, and those that it may belong to.
BESIDE, _REACH = 45, 90

SIEGES = frozenset({"hostage_taking", "riot", "escape"})
_DATELINE = re.compile(r"[^.;\n]{0,28}(?:[–—]| --? |\)|: )")
_CLAUSE = re.compile(r"[,;:()–—]")


@dataclass(slots=True)
class DayMention:
    """One mention of a day, month or year. `start` and `end` are those of its words.

    `value` is empty where the date could not be resolved; `ruled`: the rules take it into account, with
    `score`. `closed`: the very words that end a thing stand in the sentence. `origin`: "told" for a date of
    the article's own; else how it was reckoned from one.
    """

    value: str
    sentence: int
    start: int
    end: int
    phase: str
    distance: int
    origin: str = "told"
    ruled: bool = False
    score: float = 0.0
    aside: bool = False
    header: bool = False
    closed: bool = False

    @property
    def began(self) -> bool:
        return self.phase == "began" and self.distance < BESIDE


def day_mentions(story: Story, kind: IncidentType | None) -> list[DayMention]:
    """The dates of an article; those beside the words of its type (`kind`), where known, score more."""
    published = story.context.facts.published
    found = []
    for day in story.context.facts.dates:
        if day.granularity not in ("day", "month", "year"):
            continue
        sentence = story.context.sentence_at(day.start)
        phase, distance = _nearest_cue(story, sentence, day.start, day.end, kind)
        mention = DayMention(day.value or "", sentence.index, day.start, day.end, phase, distance)
        mention.aside = story.order[sentence.index] > 1 and story.has("background", sentence.index)
        mention.header = published is not None and _in_header(story.context.text, day, published)
        mention.closed = story.has("closed", sentence.index)
        if _counts(story, day, mention, published):
            mention.ruled = True
            mention.score = _score(story, day, mention, kind)
        found.append(mention)
    return found


def _counts(story: Story, day: Date, mention: DayMention, published: Published | None) -> bool:
    """Whether the rules take a date into account."""
    rank = story.order[mention.sentence]
    if day.granularity == "year" or (day.granularity == "month" and (mention.aside or rank > 3)):
        return False
    if day.value is None and rank > 2:
        return False
    late = published is not None and day.value is not None and day.value > published.value
    return not (late or mention.header)


def _score(story: Story, day: Date, mention: DayMention, kind: IncidentType | None) -> float:
    score = {"began": 3.0, "ended": 0.0, "statement": -2.0}.get(mention.phase, 1.0)
    if story.order[mention.sentence] <= 2:
        score += 1.0
    if mention.aside:
        score -= 2.0
    if day.granularity == "month":
        score -= 2.0
    if mention.sentence in story.elsewhere:
        score -= 3.0
    if kind is not None:
        score += _of_type(story, kind, mention)
    return score


def reckoned_mentions(story: Story, told: list[DayMention], kind: IncidentType) -> Iterator[DayMention]:
    """Days that are not named: so many before one that is, or before the publication."""
    published = story.context.facts.published
    last: str | None = None
    by_sentence: dict[int, list[DayMention]] = {}
    for mention in told:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in story.context.sentences:
        here = [m for m in by_sentence.get(sentence.index, ()) if len(m.value) == 10]
        anchors = {f"here{n}": m.value for n, m in enumerate(here[:2])}
        if last and not here:
            anchors["last"] = last
        if published:
            anchors["published"] = published.value
        for day in reckon(list(story.rules.reckoning.spans(sentence.lower)), anchors):
            start, end = sentence.start + day.span.start, sentence.start + day.span.end
            phase, distance = _nearest_cue(story, sentence, start, end, kind)
            origin = f"{day.span.sort},{day.anchor}"
            yield DayMention(day.value, sentence.index, start, end, phase, distance, origin)
        last = here[-1].value if here else last
    yield from _other_years(told)
    if published:
        yield DayMention(published.value, 0, 0, 0, "none", _REACH, "published")


def _other_years(told: list[DayMention]) -> Iterator[DayMention]:
    """Days and months, in each year that the article names beside a year of their own."""
    years = {m.value[:4] for m in told if len(m.value) in (4, 7)}
    for mention in told:
        if len(mention.value) != 10:
            continue
        for year in sorted(years - {mention.value[:4]}):
            value = year + mention.value[4:]
            if value.endswith("02-29"):
                continue
            yield DayMention(
                value,
                mention.sentence,
                mention.start,
                mention.end,
                mention.phase,
                mention.distance,
                "year",
            )


def _in_header(text: str, day: Date, published: Published) -> bool:
    """Whether a date is the publication date's own mention, another one on its line, or a line by itself."""
    if published.start is not None and (day.start, day.end) == (published.start, published.end):
        return True
    begin = text.rfind("\n", 0, day.start) + 1
    line = text[begin:].split("\n", 1)[0]
    dateline = day.start - begin < 40 and _DATELINE.match(text, day.end) is not None
    return day.value == published.value and (dateline or len(line.split()) <= 10)


def _of_type(story: Story, kind: IncidentType, mention: DayMention) -> float:
    """What a date gains beside the words of the incident's own type, or loses without them.

    Sieges and riots have a beginning that the story tells in words of its own; a transfer or a death is
    a day among the days of other things.
    """
    if mention.phase in ("began", "none") and story.has(f"strong:{kind}", mention.sentence):
        return 1.0 if kind in SIEGES else 1.5
    return 0.0 if kind in SIEGES or mention.phase != "began" else -1.0


def _nearest_cue(
    story: Story, sentence: Sentence, start: int, end: int, kind: IncidentType | None
) -> tuple[str, int]:
    """The phase whose cue stands nearest to a date, and how near; a comma counts as forty characters."""
    rules = story.rules
    start, end = start - sentence.start, end - sentence.start
    best, least = "none", _REACH
    for phase in ("began", "ended", "statement"):
        for cue in story.phases(phase, sentence.index):
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


def delta_name(day: str | None, published: str | None) -> str:
    """How long before the publication a day was, roughly, as a name."""
    if day is None or published is None:
        return "?"
    if len(day) < 10:
        return f"{len(day)}:{min(3, int(published[:4]) - int(day[:4]))}"
    days = (date.fromisoformat(published) - date.fromisoformat(day)).days
    if days > 300 and day[5:] == published[5:]:
        return "anniversary"
    if 0 <= days <= 4:
        return str(days)
    return next((f"<{b}" for b in (0, 7, 14, 31, 92, 366) if days < b), "years")
