"""What the counts of one kind add up to: disjoint groups added, restatements and subsets not."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.records import Count

# Further apart than this (characters), two numbers of a sentence are not parts of one sum.
_REACH = 110
# … and in different sentences, than this.
_NEXT = 250
# So many times the first number given is no longer the same incident.
_BEYOND = 20


def total(text: str, counts: Sequence[Count], rules: IncidentRules) -> int | None:
    """The largest number that the counts report; None where there are none. `text` is in lower case.

    An exact figure is preferred to a rounded one that stands for the same people. Sums do not go beyond a
    number that the article calls the whole ("all 46").
    """
    if not counts:
        return None
    counts = _standing(text, counts, rules)
    stated = [(c.max or c.value, c.qualifier) for c in counts]
    if not any(
        rules.whole.search(text[max(c.sentence.start, c.start - 12) : c.start]) for c in counts if c.value > 2
    ):
        for chain in _chains(text, counts, rules):
            parts = _parts(text, chain, rules)
            if len(parts) > 1:
                exact = all(c.qualifier == "exact" for c in parts)
                stated.append((sum(c.value for c in parts), "exact" if exact else "about"))
    value, qualifier = max(stated, key=lambda s: s[0])
    if qualifier != "exact":
        value = max((v for v, q in stated if q == "exact" and 0.9 * value <= v), default=value)
    return value


def killed(text: str, counts: Sequence[Count], rules: IncidentRules) -> int | None:
    """Deaths: as `total`, and staff added to inmates where the article counts them apart."""
    whole = total(text, counts, rules)
    staff = [c for c in counts if c.group and rules.staff.search(c.group.lower())]
    inmates = [c for c in counts if c.group and rules.inmates.search(c.group.lower()) and c not in staff]
    others = [c for c in counts if c not in staff and c not in inmates]
    if whole is None or not staff or not inmates:
        return whole
    apart = max(c.value for c in staff) + max(c.value for c in inmates)
    # A larger or equal number of plain people ("32 lives") already holds both.
    if any(c.value >= max(i.value for i in inmates) and c.value > 1 for c in others):
        return whole
    return max(whole, apart)


def _chains(text: str, counts: Sequence[Count], rules: IncidentRules) -> list[list[Count]]:
    """Counts that may add up: a sentence's of one status, and what the next one adds ("Another five")."""
    chains: list[list[Count]] = []
    for count in counts:
        last = chains[-1][-1] if chains else None
        added = (
            last is not None
            and count.start - last.end < _NEXT
            and not _let_out(last, count)
            and rules.additive.search(_before(text, count))
        )
        if last and (added or (last.sentence == count.sentence and last.status == count.status)):
            chains[-1].append(count)
        else:
            chains.append([count])
    return chains


def _let_out(last: Count, count: Count) -> bool:
    """Whether a count is of some of the last ones: eight were seized, "the remaining four" were freed."""
    return last.status in ("taken", "held") and count.status in ("freed", "killed")


def _since_last(text: str, count: Count, counts: Sequence[Count]) -> str:
    """The words of a count's sentence from the count before it on."""
    ends = [c.end for c in counts if count.sentence.start <= c.end <= count.start]
    return text[max(ends, default=count.sentence.start) : count.end]


def _before(text: str, count: Count) -> str:
    """The last words before a count, within its sentence."""
    return text[max(count.sentence.start, count.start - 14) : count.start]


def _standing(text: str, counts: Sequence[Count], rules: IncidentRules) -> list[Count]:
    """The counts less those that the article itself takes back ("initial reports spoke of five")."""
    lead = max((c.value for c in counts if c.sentence.start == counts[0].sentence.start), default=0)
    standing = [c for c in counts if not rules.superseded.search(_since_last(text, c, counts))]
    # Far beyond what the story opens with: a running tally of other cases.
    standing = [c for c in standing if lead < 1 or c.value <= _BEYOND * max(lead, 2)]
    return standing or list(counts)


def _parts(text: str, counts: list[Count], rules: IncidentRules) -> list[Count]:
    """The counts of one sentence that add up: no subset, no breakdown of a whole that stands beside it."""
    parts: list[Count] = []
    end = room = 0
    listed = False
    for count in counts:
        gap = text[end : count.start] if parts else ""
        if parts and ":" in gap:
            room, listed = parts[-1].value, True  # a list that breaks this number down, as far as it goes
        elif parts and (rules.subset.search(gap) or rules.partitive.match(text, count.end + 1)):
            room, listed = parts[-1].value, False
        elif "," in gap and not listed:
            room = 0
        end = count.end
        if count.value <= room:
            room -= count.value
            continue
        if ";" in gap:
            continue
        if parts and not rules.additive.search(_before(text, count)):
            near = len(gap) <= _REACH
            if not (near and count.group and parts[-1].group and count.group != parts[-1].group):
                continue
        parts.append(count)
    values = [c.value for c in parts]
    if len(values) > 2 and 2 * max(values) == sum(values):
        return [max(parts, key=lambda c: c.value)]
    return parts
