"""What a learned model is told of an article to name its incident's type."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from prisonwatch.extraction.incident.days import delta_name
from prisonwatch.extraction.incident.kind import Ruling
from prisonwatch.extraction.incident.story import Story
from prisonwatch.records import Count

_STEPS = (1.0, 2.5, 4.0, 6.0, 9.0, 13.0, 18.0, 25.0)
_SIZES = (1, 2, 4, 9, 29, 99)
_STEM = 5


def kind_features(
    story: Story, ruling: Ruling, main: Sequence[Count], background: Collection[int], start: str | None
) -> list[str]:
    """`start` is the day that the rules take for the first."""
    found = dict.fromkeys(_ruled(ruling))
    found.update(dict.fromkeys(_cues(story, background)))
    found.update(dict.fromkeys(_counted(story, main)))
    found.update(dict.fromkeys(_words(story)))
    published = story.context.facts.published
    found[f"since={delta_name(start, published.value if published else None)}"] = None
    return list(found)


def _ruled(ruling: Ruling) -> Iterator[str]:
    order = sorted(ruling.scores, key=lambda kind: -ruling.scores[kind])
    best = [*order, "-", "-"]
    yield f"r={ruling.type}"
    yield f"rr={best[0]},{best[1]}"
    first = ruling.scores.get(order[0], 0.0) if order else 0.0
    second = ruling.scores.get(order[1], 0.0) if len(order) > 1 else 0.0
    for step in _STEPS:
        if first - second >= step:
            yield f"r={best[0]}+{step}"
        if ruling.nothing >= step:
            yield f"s:none>{step}"
        if ruling.nothing - first >= step:
            yield f"none+{step}"
        for kind, score in ruling.scores.items():
            if score >= step:
                yield f"s:{kind}>{step}"


def _cues(story: Story, background: Collection[int]) -> Iterator[str]:
    for sentence in story.context.sentences:
        zone = story.zone(sentence.index)
        if sentence.index in background:
            zone += "-"
            yield f"aside:{zone}"
        for cue in story.rules.cues if zone[0] in "H012" else story.rules.type_cues:
            if story.has(cue, sentence.index):
                yield f"c:{cue}:{zone}"
                yield f"c:{cue}"
                if zone in "H01":
                    yield f"c:{cue}:L"


def _counted(story: Story, main: Sequence[Count]) -> Iterator[str]:
    labels = [f"{c.kind}/{c.status}" if c.status else c.kind for c in main]
    yield f"first={labels[0] if labels else '-'}"
    if len(labels) > 1:
        yield f"first={labels[0]},{labels[1]}"
    most: dict[str, int] = {}
    for count, label in zip(main, labels, strict=True):
        zone = story.zone(story.context.sentence_at(count.start).index)
        yield f"n:{label}"
        yield f"n:{label}:{zone}"
        if zone in "H01":
            yield f"n:{label}:L"
            yield f"n:{count.kind}:L"
            yield f"n:{count.kind}:L>{_size(count.value)}"
        if count.kind == "killed" and count.group and story.rules.staff.search(count.group.lower()):
            yield f"killed staff:{zone in 'H01'}"
        most[count.kind] = max(most.get(count.kind, 0), count.value)
    for kind, value in most.items():
        yield from (f"n:{kind}>{size}" for size in _SIZES if value >= size)
    hostages, killed = most.get("hostages", 0), most.get("killed", 0)
    yield f"captives:{(hostages > killed) - (hostages < killed)}"
    yield f"fled:{(hostages > most.get('escaped', 0)) - (hostages < most.get('escaped', 0))}"
    yield f"kinds={','.join(sorted(most))}"


def _size(value: int) -> int:
    return max((size for size in _SIZES if value >= size), default=0)


def _words(story: Story) -> Iterator[str]:
    for sentence in story.context.sentences:
        zone = story.zone(sentence.index)
        before = "^"
        for word in story.words(sentence):
            yield f"w:{word[:_STEM]}"
            if zone in "H01":
                yield f"l:{word[:_STEM]}"
                yield f"l:{before} {word}"
                if zone == "H":
                    yield f"h:{word[:_STEM]}"
            before = word
