"""What a learned model is told of each day that may be the first of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from prisonwatch.extraction.incident.choice import Choice, unique
from prisonwatch.extraction.incident.days import BESIDE, DayMention, delta_name
from prisonwatch.extraction.incident.story import Story
from prisonwatch.records import IncidentType

_NEAR = 4


def day_choices(
    story: Story, kind: IncidentType, mentions: Sequence[DayMention], ruled: str | None
) -> list[Choice[str]]:
    """Each day that the mentions lead to, and none. `ruled` is the rules' answer."""
    published = story.context.facts.published
    latest = published.value if published else "9999"
    by_value: dict[str, list[DayMention]] = {}
    for mention in mentions:
        if mention.value and mention.value <= latest:
            by_value.setdefault(mention.value, []).append(mention)
    field = _Field(story, kind, by_value, ruled)
    choices = [Choice(value, unique(field.features(value))) for value in sorted(by_value)]
    return [*choices, Choice(None, unique(field.none()))]


class _Field:
    """All the candidates of one article, to be compared with each other."""

    def __init__(
        self, story: Story, kind: IncidentType, by_value: dict[str, list[DayMention]], ruled: str | None
    ) -> None:
        self.story = story
        self.kind = kind
        self.by_value = by_value
        self.ruled = ruled
        published = story.context.facts.published
        self.published = published.value if published else None
        self.told = {v: t for v, ms in by_value.items() if (t := [m for m in ms if m.origin == "told"])}
        self.days = sorted(v for v in self.told if len(v) == 10)
        self.scores = {v: max((m.score for m in ms if m.ruled), default=-9.0) for v, ms in self.told.items()}
        self.by_score = sorted(self.told, key=lambda v: -self.scores[v])
        self.by_place = sorted(self.told, key=lambda v: self.told[v][0].start)
        self.late = any(story.has("commemoration", i) for i, rank in enumerate(story.order) if rank <= 1)
        self.counted: dict[int, set[str]] = {}
        for count in story.context.facts.counts:
            index = story.context.sentence_at(count.start).index
            self.counted.setdefault(index, set()).add(count.kind)

    def none(self) -> Iterator[str]:
        yield "none"
        yield f"none:{self.kind}"
        yield f"none:ruled={self.ruled is not None}"
        yield f"none:published={self.published is not None}"
        yield f"none:told={min(3, len(self.told))}"
        yield f"none:told={min(3, len(self.told))},{self.published is not None}"
        yield f"none:days={min(3, len(self.days))},{self.published is not None}"
        if self.ruled:
            yield f"none:ruled={len(self.ruled)}"

    def features(self, value: str) -> Iterator[str]:
        mentions = self.by_value[value]
        told = self.told.get(value, [])
        delta = delta_name(value, self.published)
        yield "some"
        yield f"len={len(value)}"
        yield f"ruled={self.ruled == value},{self.ruled is not None}"
        yield f"ruled={self.ruled == value},{bool(told)},{self.kind}"
        yield f"delta={delta}"
        yield f"delta={delta},{self.kind}"
        yield f"delta={delta},{bool(told)}"
        if self.late:
            yield f"late,{delta}"
        yield f"n={min(3, len(told))}"
        yield f"began={min(2, sum(m.began for m in told))}"
        yield from self._against(value)
        yield from self._ranked(value, bool(told))
        first = min(
            (self.story.zone(m.sentence) for m in told if not m.header), default="-", key="H012z".index
        )
        yield f"first={first}"
        yield f"first={first},{len(value)}"
        for mention in mentions:
            yield from self._mention(mention, delta)

    def _against(self, value: str) -> Iterator[str]:
        """How the candidate lies to the rules' day and to the nearest ones told."""
        if self.ruled and len(self.ruled) == len(value) == 10:
            days = _days(self.ruled, value)
            yield f"off={max(-8, min(8, days))}"
        if self.ruled and self.ruled != value and self.ruled.startswith(value):
            yield "ruled within"
        if len(value) < 10:
            within = [v for v in self.told if len(v) > len(value) and v.startswith(value)]
            yield f"within={bool(within)},{len(value)}"
            return
        for other in (value[:7], value[:4]):
            if other in self.told:
                yield f"also {len(other)}"
        earlier = [v for v in self.days if v < value]
        later = [v for v in self.days if v > value]
        yield f"before={_gap(earlier[-1], value) if earlier else '-'}"
        yield f"after={_gap(value, later[0]) if later else '-'}"
        yield f"earliest={not earlier},{not later}"
        recent = [v for v in earlier if _days(v, value) <= 45]
        yield f"recent={min(3, len(recent))},{min(3, len(later))}"

    def _ranked(self, value: str, told: bool) -> Iterator[str]:
        if not told:
            yield "reckoned only"
            return
        yield f"by score={min(3, self.by_score.index(value))}"
        yield f"by place={min(3, self.by_place.index(value))}"
        yield f"by place={min(3, self.by_place.index(value))},{self.kind}"
        yield f"best score={self.scores[value] >= self.scores[self.by_score[0]]}"
        score = self.scores[value]
        for step in (-5, -3, -1, 0, 1, 2, 3, 4, 5, 6):
            if score >= step:
                yield f"score>{step}"

    def _mention(self, mention: DayMention, delta: str) -> Iterator[str]:
        story = self.story
        sort = mention.origin.split(",")[0]
        if mention.origin == "published":
            yield "o:published"
            return
        told = mention.origin == "told"
        zone = story.zone(mention.sentence)
        yield f"o:{mention.origin}"
        if mention.header:
            yield "header"
            yield f"header,{delta}"
            return
        near = "beside" if mention.distance < BESIDE else "near"
        phase = f"{mention.phase},{near}" if mention.phase != "none" else "none"
        yield f"{told}:phase={phase}"
        yield f"{told}:phase={phase},{zone}"
        yield f"{told}:phase={mention.phase},{self.kind}"
        yield f"{told}:zone={zone}"
        yield f"{sort}:zone={zone}"
        if mention.aside:
            yield "aside"
        if mention.closed:
            yield "closed"
        if mention.sentence in story.elsewhere:
            yield "elsewhere"
        if story.has("commemoration", mention.sentence):
            yield "commemoration"
            yield f"commemoration,{delta}"
        if story.has("outside", mention.sentence):
            yield "outside"
        strong = story.has(f"strong:{self.kind}", mention.sentence)
        yield f"{told}:type={strong}"
        yield f"{told}:type={strong},{phase}"
        for other in self.counted.get(mention.sentence, ()):
            yield f"{told}:count={other}"
            yield f"{told}:count={other},{self.kind}"
        yield from self._around(mention, told)

    def _around(self, mention: DayMention, told: bool) -> Iterator[str]:
        """The words around, and the mention's own."""
        story = self.story
        text = story.context.text
        own = text[mention.start : mention.end].lower()
        if told:
            digits = sum(ch.isdigit() for ch in own)
            yield f"own={'year' if digits >= 4 else 'day' if digits else own.split()[0]}"
        else:
            yield f"own={own}"
        left, right = story.beside(mention.sentence, mention.start, mention.end)
        yield f"{told}:L={left[-1] if left else '^'}"
        yield f"{told}:L={' '.join(left[-2:]) if left else '^'}"
        yield f"{told}:R={right[0] if right else '$'}"
        yield f"{told}:R={' '.join(right[:2]) if right else '$'}"
        for word in left[-6:]:
            yield f"{told}:l={word[:6]}"
        for word in right[:6]:
            yield f"{told}:r={word[:6]}"
        for word in {w[:5] for w in (*left, *right) if len(w) > 3}:
            yield f"{told}:s={word}"


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _gap(earlier: str, later: str) -> str:
    days = _days(earlier, later)
    return str(days) if days <= 3 else next((f"<{b}" for b in (8, 31, 92, 366) if days < b), "years")
