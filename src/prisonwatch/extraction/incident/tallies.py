"""What the counts of one kind add up to: disjoint groups added, restatements and subsets not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.records import Count

# Further apart than this (characters), two numbers of a sentence are not parts of one sum.
_REACH = 110


def total(text: str, counts: Sequence[Count], rules: IncidentRules) -> int | None:
    """The largest number that the counts report; None where there are none.

    An exact figure is preferred to a rounded one that stands for the same people.
    """
    counts = _standing(text, counts, rules)
    stated = [(c.max or c.value, c.qualifier) for c in counts]
    for _, sentence in groupby(counts, key=lambda c: (c.sentence.start, c.status)):
        parts = _parts(text, list(sentence), rules)
        if len(parts) > 1:
            exact = all(c.qualifier == "exact" for c in parts)
            stated.append((sum(c.value for c in parts), "exact" if exact else "about"))
    if not stated:
        return None
    value, qualifier = max(stated, key=lambda s: s[0])
    if qualifier != "exact":
        value = max((v for v, q in stated if q == "exact" and 0.9 * value <= v), default=value)
    return value


def killed(text: str, counts: Sequence[Count], rules: IncidentRules) -> int | None:
    """Deaths: as `total`, and staff added to inmates where the article counts them apart."""
    whole = total(text, counts, rules)
    staff = [c for c in counts if c.group and rules.staff.search(c.group)]
    inmates = [c for c in counts if c.group and rules.inmates.search(c.group) and c not in staff]
    others = [c for c in counts if c not in staff and c not in inmates]
    if whole is None or not staff or not inmates:
        return whole
    apart = max(c.value for c in staff) + max(c.value for c in inmates)
    # A larger or equal number of plain people ("32 lives") already holds both.
    if any(c.value >= max(i.value for i in inmates) and c.value > 1 for c in others):
        return whole
    return max(whole, apart)


def _standing(text: str, counts: Sequence[Count], rules: IncidentRules) -> list[Count]:
    """The counts less those that the article itself takes back ("initial reports spoke of five")."""
    standing = [c for c in counts if not rules.superseded.search(text[c.sentence.start : c.end])]
    return standing or list(counts)


def _parts(text: str, counts: list[Count], rules: IncidentRules) -> list[Count]:
    """The counts of one sentence that add up: no subset, no breakdown of a whole that stands beside it."""
    parts: list[Count] = []
    end = room = 0
    for count in counts:
        gap = text[end : count.start] if parts else ""
        if parts and (":" in gap or rules.subset.search(gap + text[count.start : count.end + 10])):
            room = parts[-1].value  # what follows breaks this number down, as far as it goes
        end = count.end
        if count.value <= room:
            room -= count.value
            continue
        if parts and not rules.additive.search(gap):
            near = len(gap) <= _REACH
            if not (near and count.group and parts[-1].group and count.group != parts[-1].group):
                continue
        parts.append(count)
    values = [c.value for c in parts]
    if len(values) > 2 and 2 * max(values) == sum(values):
        return [max(parts, key=lambda c: c.value)]
    return parts
