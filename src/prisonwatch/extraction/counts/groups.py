"""Verb groups: auxiliaries, adverbs and the verb or predicate they carry, with voice, negation and mood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prisonwatch.extraction.counts.lexicon import Lexicon
from prisonwatch.extraction.counts.units import Unit

_MOOD_REACH = 5
_GRASPING = frozenset({"seize", "hold", "take"})
_FINITE = frozenset({"past", "present", "third"})
# Verbs whose predicate tells more than they do: "taken hostage", "found dead".
_COMPLEMENTED = frozenset({"take", "hold", "seize", "abduct", "leave", "find", "state"})
_WOUNDS_REACH = 6


class VerbGroup(NamedTuple):
    """`cues` are the classes of its verb, `predicate` that of its complement ("taken hostage", "left dead").

    `bare`: without auxiliary, as a participle in "12 guards held since Monday". `copula`: only a form of
    "be". `object_follows`: the next unit can only be an object, so a bare form is active.
    """

    end: int
    cues: tuple[str, ...] = ()
    predicate: str | None = None
    passive: bool = False
    bare: bool = False
    copula: bool = False
    negated: bool = False
    hypothetical: bool = False
    object_follows: bool = False
    gerund: bool = False
    infinitive: bool = False
    finite: bool = False
    future: bool = False


def starts_group(unit: Unit) -> bool:
    readings = unit.readings
    return (
        bool(readings.verbs)
        or readings.predicate is not None
        or unit.is_("be", "have", "get", "modal", "neg")
    )


def roles_of(unit: Unit) -> frozenset[str]:
    """Every role of the verb forms that a unit can be."""
    return frozenset(role for roles in unit.readings.verbs.values() for role in roles)


def wounds_after(units: Sequence[Unit], k: int) -> bool:
    """Whether an injury is named within a few units: "had head wounds", "needed stitches"."""
    for unit in units[k : k + _WOUNDS_REACH]:
        if unit.readings.nominal == "wounds":
            return True
        if unit.mark in ("stop", "colon") or unit.is_("sub"):
            return False
    return False


class GroupReader:
    """Reads the verb groups of one sentence."""

    def __init__(self, units: Sequence[Unit], lexicon: Lexicon) -> None:
        self.units = units
        self.lexicon = lexicon
        self._hypothetical = [k for k, unit in enumerate(units) if unit.is_("hypothetical")]

    def supposed(self, k: int, reach: int = _MOOD_REACH) -> bool:
        """Whether what is said at unit `k` is only threatened, planned, asked for or feared."""
        return any(k - reach <= h < k for h in self._hypothetical)

    def read(self, start: int) -> VerbGroup | None:
        """The group that starts at a unit, or None when it has no verb."""
        units = self.units
        be = have = modal = negated = False
        k = start
        while k < len(units):
            unit = units[k]
            if unit.mark is not None or unit.number is not None:
                break
            content = bool(unit.readings.verbs) or unit.readings.predicate is not None
            if content and not (unit.is_("be", "have", "get") and self._group_goes_on(k)):
                break
            if unit.is_("be", "get"):
                be = True
                modal = modal or unit.is_("modal")
            elif unit.is_("have"):
                have = True
            elif unit.is_("modal"):
                modal = True
            elif unit.is_("neg"):
                negated = True
            elif not (unit.is_("adv") or (unit.is_("infinitive") and k > start)):
                break
            k += 1
        bare = not (be or have or modal)
        inside = any(start <= h < k for h in self._hypothetical)
        hypothetical = modal or inside or (bare and self.supposed(start))
        future = any(u.is_("future") for u in units[start:k])
        verb = units[k] if k < len(units) and units[k].mark is None and units[k].number is None else None
        if verb is None or not (verb.readings.verbs or verb.readings.predicate):
            if not (be or have):
                return None
            if have and wounds_after(units, k):
                return VerbGroup(max(k, start + 1), ("suffer",), negated=negated, hypothetical=hypothetical)
            return VerbGroup(
                max(k, start + 1), copula=True, bare=bare, negated=negated, hypothetical=hypothetical
            )
        return self._with_verb(k, be, bare, negated, hypothetical)._replace(future=future)

    def _group_goes_on(self, k: int) -> bool:
        after = self.units[k + 1] if k + 1 < len(self.units) else None
        return after is not None and (starts_group(after) or after.is_("adv"))

    def _with_verb(self, k: int, be: bool, bare: bool, negated: bool, hypothetical: bool) -> VerbGroup:
        verb = self.units[k]
        after = self.units[k + 1] if k + 1 < len(self.units) else None
        roles = roles_of(verb)
        cues = tuple(verb.readings.verbs)
        if after is not None and after.readings.predicate is not None and not _COMPLEMENTED.isdisjoint(cues):
            # "taken hostage", "held captive", "found dead"
            return VerbGroup(k + 2, cues, after.readings.predicate, True, bare, False, negated, hypothetical)
        if verb.readings.predicate is not None and (bare or not cues):
            return VerbGroup(k + 1, (), verb.readings.predicate, True, bare, False, negated, hypothetical)
        passive = be and "participle" in roles
        object_follows = (
            after is not None
            and after.mark is None
            and (
                after.number is not None
                or after.is_("det", "persona", "reflexive")
                or (after.noun is not None and not passive)
                # "seized control"; a capital may be a day: "guards freed Monday".
                or (not _GRASPING.isdisjoint(cues) and bare and not after.known and not after.capital)
            )
        )
        if bare and "participle" in roles and (roles == {"participle"} or not object_follows):
            passive = True
        gerund = roles == {"gerund"}
        return VerbGroup(
            k + 1,
            cues,
            None,
            passive,
            bare,
            False,
            negated,
            hypothetical,
            object_follows,
            gerund,
            roles == {"base"},
            not roles.isdisjoint(_FINITE),
        )
