"""What a learned model is told of a number: its words, its neighbours, what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from prisonwatch.extraction.context import Node
from prisonwatch.extraction.counts.decision import Decision
from prisonwatch.extraction.counts.evidence import Evidence
from prisonwatch.extraction.counts.mentions import Mention
from prisonwatch.extraction.counts.syntax import syntax_features
from prisonwatch.extraction.counts.units import Unit

NONE = "-"
_BREAKS = frozenset({"comma", "stop", "dash", "colon", "open", "close"})
_TURNING = frozenset({"neg", "modal", "hypothetical", "rel", "by"})
_REACH = 14
_STEM = 5
_MAGNITUDES = ((1, "1"), (2, "2"), (9, "9"), (99, "99"), (999, "999"))


@dataclass(slots=True, eq=False)
class Line:
    """A sentence as read: its units, what classes there are, and where in the story it stands."""

    units: Sequence[Unit]
    index: int
    paragraph: int
    headline: bool
    bag: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.bag = frozenset(c for unit in self.units for c in unit.readings.telling)


@dataclass(slots=True, eq=False)
class Site:
    """A number that may count people, and what the rules say it counts.

    `article`: it is no more than an article ("un guardia"), which only the rules may take for a number.
    `parse` is its sentence's, empty where there is no model to make one.
    """

    line: Line
    mention: Mention
    evidence: Sequence[Evidence]
    ruled: Decision | None
    article: bool
    parse: Sequence[Node]

    @property
    def value(self) -> int:
        return self.mention.number.value


def label(decision: Decision | None) -> str:
    """A decision as one word: "killed", "hostages/held", "-"."""
    if decision is None:
        return NONE
    return f"{decision.kind}/{decision.status}" if decision.status else decision.kind


def merged(name: str) -> str:
    """A label with seized and held captives taken as one."""
    return "hostages/held" if name == "hostages/taken" else name


def _word(name: str, word: str) -> Iterator[str]:
    """A word, and the letters that its other forms are likely to share."""
    yield f"{name}:{word}"
    if len(word) > _STEM:
        yield f"{name}*{word[:_STEM]}"


class Story:
    """An article's numbers in order, with features that need no decision of the model's own."""

    def __init__(self, sites: Sequence[Site], lines: Sequence[Line]) -> None:
        self.sites = sites
        self.lines = {line.index: line for line in lines}
        self.ruled = [merged(label(site.ruled)) for site in sites]
        self.bag = frozenset(c for line in lines for c in line.bag if c.startswith(("v:", "n:hostage")))

    def features(self, i: int) -> list[str]:
        """Features of the i-th site that hold whatever the others are decided to be."""
        return list(dict.fromkeys(self._features(i)))

    def _features(self, i: int) -> Iterator[str]:
        site = self.sites[i]
        mention = site.mention
        noun = mention.noun or NONE
        yield "b"
        ruled = self.ruled[i]
        yield f"r={ruled}"
        yield f"r={ruled},{noun}"
        yield from self._mention(site, noun)
        yield from self._evidence(site, noun, ruled)
        yield from self._side("R", site, range(mention.end, len(site.line.units)), noun)
        yield from self._side("L", site, range(mention.first - 1, -1, -1), noun)
        yield from self._around(site)
        yield from syntax_features(site.mention, site.line.units, site.parse)
        yield from self._neighbours(i, noun, ruled)
        yield from self._context(site, noun)

    def _mention(self, site: Site, noun: str) -> Iterator[str]:
        mention, number = site.mention, site.mention.number
        size = next((name for bound, name in _MAGNITUDES if number.value <= bound), "K")
        yield f"noun={noun}"
        yield f"size={size}"
        yield f"size={size},{noun}"
        yield f"q={number.qualifier}"
        for name in ("partitive", "pronoun", "definite", "rest", "premodifier"):
            if value := getattr(mention, name):
                yield f"{name}={value}"
                yield f"{name}={value},{noun}"
        if number.is_one:
            yield "one"
            yield f"one,{noun}"
        if number.is_round:
            yield "round"
        if number.max is not None:
            yield "range"
        units = site.line.units
        for unit in units[mention.at + 1 : min(mention.end, mention.at + 6)]:
            yield from _word("np", unit.lower)
        if mention.end - 1 > mention.at:
            yield from _word("head", units[mention.end - 1].lower)

    def _evidence(self, site: Site, noun: str, ruled: str) -> Iterator[str]:
        for rank, item in enumerate(site.evidence[:3]):
            name = (
                f"{item.cue}:{item.relation}{'!' if item.negated else ''}{'?' if item.hypothetical else ''}"
            )
            yield f"e{rank}={name}"
            yield f"e{rank}={name},{noun}"
            yield f"e={name}"
            yield f"c={item.cue},{noun}"
            if rank == 0:
                yield f"e0={name},{ruled}"
        if not site.evidence:
            yield f"e0=-,{noun}"
            yield f"e0=-,{ruled}"

    def _side(self, side: str, site: Site, positions: range, noun: str) -> Iterator[str]:
        """The words on one side of the noun phrase, from near to far."""
        units = site.line.units
        breaks, verb = 0, False
        before = ""
        for distance, k in enumerate(positions, 1):
            if distance > _REACH:
                break
            unit = units[k]
            if distance <= 3:
                yield from _word(f"{side}{distance}", unit.lower)
                for c in unit.readings.classes:
                    yield f"{side}{distance}c:{c}"
                if unit.number is not None:
                    yield f"{side}{distance}c:number"
                if distance == 2:
                    yield f"{side}12:{before} {unit.lower}"
            if unit.mark is None and unit.number is None:
                yield from _word(f"{side}w{min(breaks, 1)}", unit.lower)
                if distance <= 6:
                    yield f"{side}w:{unit.lower},{noun}"
            for c in unit.readings.telling:
                yield f"{side}k{min(breaks, 2)}:{c}"
                if distance <= 8:
                    yield f"{side}k{min(breaks, 1)}:{c},{noun}"
                if c.startswith("v:") and not verb:
                    aux = units[k - 1].lower if k and units[k - 1].is_("be", "have", "get") else ""
                    verb = True
                    yield f"{side}v:{c}{aux}"
                    yield f"{side}v:{c}{aux},{noun}"
                    yield f"{side}v:{unit.lower},{noun}"
            for name in _TURNING & unit.readings.functions:
                yield f"{side}f:{name}"
            if unit.mark in _BREAKS:
                breaks += 1
            if unit.mark == "stop":
                break
            before = unit.lower

    def _around(self, site: Site) -> Iterator[str]:
        units, mention = site.line.units, site.mention
        left = units[mention.first - 1].lower if mention.first else "^"
        right = units[mention.end].lower if mention.end < len(units) else "$"
        yield f"LR:{left}|{right}"
        yield f"LR:{left}|{mention.noun}|{right}"
        if mention.first == 0:
            yield "first"
            yield f"first,{mention.noun}"
        if mention.end >= len(units):
            yield "last"

    def _neighbours(self, i: int, noun: str, ruled: str) -> Iterator[str]:
        """What the rules made of the numbers around, and of the same number elsewhere."""
        site = self.sites[i]
        for step in (-2, -1, 1, 2):
            k = i + step
            if not 0 <= k < len(self.sites):
                yield f"s{step}=^"
                continue
            other = self.sites[k]
            gap = abs(other.line.index - site.line.index)
            near = "same" if gap == 0 else "next" if gap == 1 else "far"
            yield f"s{step}={self.ruled[k]},{near}"
            yield f"s{step}={self.ruled[k]},{near},{noun}"
            if step in (-1, 1):
                yield f"s{step}={self.ruled[k]},{near},{ruled}"
                yield f"s{step}n={other.mention.noun},{near},{noun}"
        if site.value > 1:
            for k, other in enumerate(self.sites):
                if k != i and other.value == site.value:
                    yield f"same={self.ruled[k]}"
                    yield f"same={self.ruled[k]},{ruled}"

    def _context(self, site: Site, noun: str) -> Iterator[str]:
        line = site.line
        for c in line.bag:
            yield f"S:{c}"
            if noun == NONE:
                yield f"S:{c},-"
        before = self.lines.get(line.index - 1)
        if before is not None:
            for c in before.bag:
                yield f"P:{c}"
                if noun == NONE:
                    yield f"P:{c},-"
        for c in self.bag:
            yield f"D:{c}"
        if line.headline:
            yield "headline"
            yield f"headline,{noun}"
        yield f"line={min(line.index, 4)}"


def history(story: Story, i: int, decided: Sequence[str]) -> list[str]:
    """Features of the i-th site from what those before it were decided to be (merged labels)."""
    site = story.sites[i]
    noun = site.mention.noun or NONE
    value = site.value
    found: list[str] = []
    counts = [(k, decided[k]) for k in range(i) if decided[k] != NONE]
    if not counts:
        return ["h=^", f"h=^,{noun}"]
    k, last = counts[-1]
    other = story.sites[k]
    gap = site.line.index - other.line.index
    near = "same" if gap == 0 else "next" if gap == 1 else "2" if gap == 2 else "far"
    size = "=" if value == other.value else "<" if value < other.value else ">"
    found += [
        f"h={last}",
        f"h={last},{near}",
        f"h={last},{near},{noun}",
        f"h={last},{size}",
        f"h={last},{near},{size},{noun}",
        f"h={last},{near},{other.mention.noun},{noun}",
    ]
    if not site.evidence:
        found.append(f"h={last},{near},{noun},-")
    else:
        found.append(f"h={last},{site.evidence[0].cue}:{site.evidence[0].relation}")
    if len(counts) > 1:
        found.append(f"hh={counts[-2][1]},{last},{noun}")
    found += [f"H:{name}" for name in {name for _, name in counts}]
    found += [f"H:{name},{noun}" for name in {name for _, name in counts}]
    if k != i - 1:
        found.append(f"h-,{last},{noun}")
    # The rest of a whole, or a number told before.
    if value > 1:
        found += [f"eq:{name}" for name in {n for j, n in counts if story.sites[j].value == value}]
    for a, whole in counts[-6:]:
        for b, part in counts[-6:]:
            if b > a and story.sites[a].value - story.sites[b].value == value:
                found += [f"rest:{whole}-{part}", "rest"]
    return list(dict.fromkeys(found))
