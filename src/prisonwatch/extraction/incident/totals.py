"""Numbers that may be what an article reports of its incident in all: stated, summed, or one in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.incident.choice import Choice, unique
from prisonwatch.extraction.incident.story import Story
from prisonwatch.records import Count, CountKind, IncidentType

# So many numbers of one kind, from the first on, are looked at for sums.
_MOST = 9
# Who is told of without a number is told of in the first sentences.
_OPENING = 8
_SIZES = (1, 2, 3, 5, 10, 30, 100)


class Total:
    """The candidates for one kind's total, to be compared with each other.

    `ruled` is the rules' answer; `main` holds the ids of the main incident's counts.
    """

    def __init__(
        self,
        story: Story,
        kind: CountKind,
        type_: IncidentType,
        main: Sequence[Count],
        background: set[int],
        ruled: int | None,
    ) -> None:
        self.story = story
        self.kind = kind
        self.type = type_
        self.background = background
        self.ruled = ruled
        self.main = {c.start for c in main}
        self.counts = [c for c in story.context.facts.counts if c.kind == kind]
        self.values = [_value(c) for c in self.counts]
        self.opening = range(min(_OPENING, len(story.order)))
        self.lead = self._lead_words()
        self.own = [_value(c) for c in self.counts if c.start in self.main]

    def choices(self) -> list[Choice[int]]:
        found: dict[int, list[str]] = {}

        def tell(value: int, features: Iterator[str]) -> None:
            if value > 0:
                found.setdefault(value, []).extend(features)

        for rank, count in enumerate(self.counts):
            tell(_value(count), self._stated(rank, count))
            if count.max:
                tell(count.value, iter(["low end"]))
        for value, features in self._sums():
            tell(value, iter(features))
        for value, features in self._otherwise():
            tell(value, iter(features))
        for value, features in self._singles():
            tell(value, iter(features))
        if self.ruled:
            tell(self.ruled, iter(["ruled"]))
        stated = [*self.own, *self.values]
        choices = [
            Choice(value, unique([*features, *self._compared(value, stated)]))
            for value, features in sorted(found.items())
        ]
        return [*choices, Choice(None, unique(self._none()))]

    def _none(self) -> Iterator[str]:
        yield "none"
        yield f"none:{self.type}"
        yield f"none:n={min(3, len(self.own))},{min(3, len(self.values))}"
        yield f"none:ruled={self.ruled is not None},{bool(self.own)}"
        yield f"none:{self.type},ruled={self.ruled is not None}"
        for cue in (
            f"strong:{self.type}",
            "strong:hostage_taking",
            "strong:death",
            "one_hostage",
            "one_died",
        ):
            places = {self.story.zone(i) for i in self.opening if self.story.has(cue, i)}
            for place in places:
                yield f"none:{cue}:{place}"

        for word in self.lead:
            yield f"none:{word}"

    def _lead_words(self) -> list[str]:
        story = self.story
        lead = [s for s in story.context.sentences if story.zone(s.index) in "H01"]
        return unique(word[:6] for s in lead for word in story.words(s) if len(word) > 3)

    def _otherwise(self) -> Iterator[tuple[int, list[str]]]:
        """Numbers that count people of another kind, so far as is known."""
        for count in self.story.context.facts.counts:
            if count.kind != self.kind:
                index = self._index(count)
                names = [f"as={count.kind}", f"as={count.kind},{count.start in self.main}"]
                names += (f"as:{name}" for name in self._around(count.start, count.end, index))
                yield _value(count), names

    def _compared(self, value: int, stated: Sequence[int]) -> Iterator[str]:
        known = value in self.values
        yield "some"
        yield f"known={known},{bool(self.own)}"
        yield f"{self.type},{known}"
        yield f"ruled={self.ruled == value},{self.ruled is not None}"
        yield f"ruled={self.ruled == value},{self.type}"
        if self.ruled:
            yield f"to ruled={(value > self.ruled) - (value < self.ruled)},{value in stated}"
        for size in _SIZES:
            if value >= size:
                yield f">{size}"
                yield f">{size},{self.type}"
        yield f"times={min(4, self.values.count(value))}"
        yield f"times here={min(4, self.own.count(value))}"
        for name, values in (("own", self.own), ("all", self.values)):
            if values:
                greater = len({v for v in values if v > value})
                yield f"{name} rank={min(3, greater)},{value in values}"
                yield f"{name} first={values[0] == value}"
                less = {v for v in values if v < value}
                if any(a + b == value for a, b in combinations(values, 2)):
                    yield f"{name} sum of others,{value in values}"
                if any(value + a in values for a in less | {value}):
                    yield f"{name} part,{value in values}"
                if value in values and sum(values) == 2 * value:
                    yield f"{name} whole"

    def _stated(self, rank: int, count: Count) -> Iterator[str]:
        label = count.status or "-"
        index = self._index(count)
        zone = self.story.zone(index)
        main = count.start in self.main
        yield "stated"
        yield f"main={main}"
        yield f"main={main},{label}"
        yield f"status={label}"
        yield f"status={label},{zone}"
        yield f"zone={zone},{main}"
        yield f"rank={min(4, rank)}"
        yield f"qualifier={count.qualifier}"
        if index in self.story.elsewhere:
            yield "elsewhere"
        group = (count.group or "").lower()
        sort = self._sort(group)
        yield f"group={sort}"
        yield f"group={sort},{label}"
        for word in group.split()[:3]:
            yield f"g={word[:6]}"
        for cue in ("background", "outside", "commemoration", "superseded", f"strong:{self.type}"):
            if self.story.has(cue, index):
                yield f"in {cue}"
        yield from self._around(count.start, count.end, index)

    def _around(self, start: int, end: int, index: int) -> Iterator[str]:
        left, right = self.story.beside(index, start, end)
        yield f"L={left[-1] if left else '^'}"
        yield f"L={' '.join(left[-2:])}"
        yield f"R={right[0] if right else '$'}"
        yield f"R={' '.join(right[:2])}"
        for word in left[-7:]:
            yield f"l={word[:6]}"
        for word in right[:7]:
            yield f"r={word[:6]}"

    def _sums(self) -> Iterator[tuple[int, list[str]]]:
        counts = [c for c in self.counts if c.start in self.main][:_MOST]
        for a, b in combinations(range(len(counts)), 2):
            yield _value(counts[a]) + _value(counts[b]), list(self._pair(counts[a], counts[b], b - a))
        for a in range(len(counts) - 2):
            three = counts[a : a + 3]
            near = self._index(three[2]) - self._index(three[0])
            labels = ",".join(c.status or "-" for c in three)
            value = sum(map(_value, three))
            yield value, ["sum of 3", f"sum of 3:{min(2, near)}", f"sum of 3:{labels}"]
        for status in ("taken", "held", "freed", "killed"):
            same = [_value(c) for c in counts if c.status == status]
            if len(same) > 1:
                yield sum(same), [f"sum of {status}", f"sum of {status}:{min(4, len(same))}"]
        if len(counts) > 3:
            yield sum(map(_value, counts)), ["sum of all"]
        staff = [_value(c) for c in counts if self._sort((c.group or "").lower()) == "staff"]
        inmates = [_value(c) for c in counts if self._sort((c.group or "").lower()) == "inmates"]
        if staff and inmates:
            yield max(staff) + max(inmates), ["staff and inmates"]

    def _pair(self, first: Count, second: Count, apart: int) -> Iterator[str]:
        rules, text = self.story.rules, self.story.context.text
        gap = self._index(second) - self._index(first)
        near = "same" if gap == 0 else "next" if gap == 1 else "far"
        labels = f"{first.status or '-'},{second.status or '-'}"
        one, two = (self._sort((c.group or "").lower()) for c in (first, second))
        yield f"pair={near}"
        yield f"pair={near},{labels}"
        yield f"pair={near},{min(3, apart)}"
        yield f"pair={near},{one},{two}"
        yield f"pair={near},{(first.group or '').lower() == (second.group or '').lower()}"
        size = (_value(first) > _value(second)) - (_value(first) < _value(second))
        yield f"pair={near},{labels},{size}"
        if gap <= 1:
            between = text[first.end : second.start].lower()
            for name, pattern in (("additive", rules.additive), ("subset", rules.subset)):
                if pattern.search(between):
                    yield f"pair {name},{near}"
                    yield f"pair {name},{near},{labels}"
            if rules.partitive.match(text, second.end):
                yield f"pair partitive,{near}"
            for sign in (":", ";", ",", "."):
                if sign in between:
                    yield f"pair{sign}"
            words = [
                t.lower
                for t in self._tokens(self._index(second))
                if first.end <= t.start and t.end <= second.start
            ]
            for word in words[-4:]:
                yield f"pair:{word[:6]}"
            after = [t.lower for t in self._tokens(self._index(second)) if t.start >= second.end]
            for word in after[:3]:
                yield f"pair>{word[:6]}"

    def _singles(self) -> Iterator[tuple[int, list[str]]]:
        """One person told without a number, alone or beside a number."""
        story = self.story
        cue = "one_hostage" if self.kind == "hostages" else "one_died"
        found = [i for i in self.opening if story.has(cue, i)]
        features = ["single"]
        for index in found[:4]:
            features += [f"single:{story.zone(index)}", f"single:aside={index in self.background}"]
        features += [f"single:{word}" for word in self.lead]
        yield (
            1,
            [*features, f"single:{bool(found)}", f"single:{bool(found)},{self.type},{min(2, len(self.own))}"],
        )
        for count in self.counts[:_MOST]:
            if count.start not in self.main:
                continue
            index = self._index(count)
            sentence = story.context.sentences[index]
            for person in story.rules.person.finditer(sentence.lower):
                start, end = sentence.start + person.start(), sentence.start + person.end()
                if start < count.end and count.start < end:
                    continue
                side = "before" if end <= count.start else "after"
                low, high = min(end, count.end), max(start, count.start)
                between = story.context.text[low:high].lower().split()
                names = ["plus one", f"plus one:{side}", f"plus one:{side},{min(8, len(between))}"]
                names += [f"plus one:{side},{count.status}"]
                names += (
                    [f"plus one:{word.strip(',.;')[:6]}" for word in between[:6]] if len(between) < 9 else []
                )
                yield _value(count) + 1, names
            if any(i in (index - 1, index + 1) and story.has(cue, i) for i in found):
                yield _value(count) + 1, ["plus one:beside"]

    def _tokens(self, index: int) -> Sequence[Token]:
        return self.story.context.sentences[index].tokens

    def _index(self, count: Count) -> int:
        return self.story.context.sentence_at(count.start).index

    def _sort(self, group: str) -> str:
        if not group:
            return "-"
        if self.story.rules.staff.search(group):
            return "staff"
        return "inmates" if self.story.rules.inmates.search(group) else "people"


def _value(count: Count) -> int:
    return count.max or count.value
