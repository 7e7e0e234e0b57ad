"""What in its sentence tells what a number counts: the verbs, predicates and nominals that govern it.

No parser is run. A scan to the right of the noun phrase finds what it is the subject of ("12 guards, all
unarmed, were freed"), a scan to its left what it is the object of ("freed 12 guards", "the release of 12").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prisonwatch.extraction.counts.lexicon import Lexicon
from prisonwatch.extraction.counts.mentions import PEOPLE, TELLING, Mention
from prisonwatch.extraction.counts.units import Unit

# The counted are the object of these verbs (or the subject, when they are passive) …
TRANSITIVE = frozenset(["kill", "injure", "free", "seize", "hold", "recapture", "arrest", "release", "take", "leave", "other"])
# … and the subject of these.
INTRANSITIVE = frozenset(["die", "escape", "walkfree", "surrender", "suffer"])
_REACH = 26

# How far a relation can be trusted before distance tells.
STRENGTH = {
    "predicate": 100,
    "premodifier": 94,
    "nominal": 95,
    "object": 90,
    "subject": 88,
    "toll": 86,
    "label": 80,
    "inverted": 84,
    "copula": 74,
    "participle": 72,
    "relative": 60,
    "among": 40,
    "agent": 0,
}


class Evidence(NamedTuple):
    """One cue: its class (a table of counts.toml), how the number hangs on it, and how strongly."""

    cue: str
    relation: str
    score: float
    negated: bool = False
    hypothetical: bool = False
    at: int = -1


class _Group(NamedTuple):
    """A verb group: auxiliaries, adverbs and the verb (or predicate) that they belong to."""

    end: int
    cues: tuple[str, ...]
    passive: bool
    bare: bool
    roles: frozenset[str]
    predicate: str | None
    copula: bool
    negated: bool
    hypothetical: bool
    active_object: bool


class Scanner:
    """Gathers the evidence for the mentions of one sentence."""

    def __init__(self, units: Sequence[Unit], mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.units = units
        self.lexicon = lexicon
        self.by_unit = {m.at: m for m in mentions}
        self.hypothetical_at = [k for k, u in enumerate(units) if u.is_("hypothetical")]

    def evidence(self, mention: Mention) -> list[Evidence]:
        """All cues of a mention, strongest first."""
        found: list[Evidence] = []
        if mention.premodifier:
            found.append(Evidence(mention.premodifier, "premodifier", STRENGTH["premodifier"], at=mention.at))
        self._right(mention, found)
        self._left(mention, found)
        found.sort(key=lambda e: -e.score)
        return found

    # To the right ------------------------------------------------------------------------------------

    def _right(self, mention: Mention, found: list[Evidence]) -> None:
        units, n = self.units, len(self.units)
        k, commas, relative, subject, in_phrase, in_list = mention.end, 0, -1, False, False, True
        none_of = self._none_of(mention)
        while k < n and k - mention.end < _REACH:
            unit = units[k]
            if unit.mark is not None:
                if unit.mark in ("stop", "colon"):
                    break
                if unit.mark == "open":
                    k = self._close(k)
                    continue
                if unit.mark in ("comma", "dash"):
                    commas += 1
                    in_phrase = False
                    if relative >= 0 and commas > 1:
                        relative = -1
                    if commas > 3:
                        break
                k += 1
                continue
            if k in self.by_unit:
                other = self.by_unit[k]
                if not (in_list or in_phrase or commas == 1):
                    break
                k = max(other.end, k + 1)
                continue
            if unit.is_("sub", "but") and not unit.is_("adv"):
                break
            if (
                (unit.is_("rel")
                and not in_phrase)
                or (unit.is_("rel")
                and k + 1 < n
                and self._starts_group(k + 1))
            ):
                relative, subject, in_phrase = k, False, False
                k += 1
                continue
            if self._starts_group(k):
                direct = k == mention.end or all(u.is_("adv") for u in units[mention.end : k])
                group = self._group(k)
                if group is not None:
                    stop = self._judge(
                        mention, found, k, group, relative, subject, direct, commas, in_list, none_of
                    )
                    if stop:
                        break
                    relative = -1
                    in_list = False
                    in_phrase = False
                    k = group.end
                    continue
            if unit.is_("prep", "of", "by", "including", "partitive"):
                in_phrase = True
                if not unit.is_("including"):
                    in_list = False
            elif unit.is_("and", "or"):
                in_phrase = False
            elif unit.noun in PEOPLE or unit.is_("pronoun"):
                if not in_phrase:
                    subject = True
                    if (relative < 0 and commas == 0 and k - mention.end <= 2 and not in_list) or (relative < 0 and commas == 0 and k == mention.end):
                        relative = k
                if not unit.is_("det"):
                    in_list = in_list and k == mention.end
            elif not unit.is_("det", "rest", "adv"):
                in_list = False
            k += 1

    def _starts_group(self, k: int) -> bool:
        unit = self.units[k]
        return (
            bool(unit.readings.verbs)
            or unit.readings.predicate is not None
            or unit.is_("be", "have", "get", "modal", "neg")
        )

    def _judge(
        self,
        mention: Mention,
        found: list[Evidence],
        k: int,
        group: _Group,
        relative: int,
        subject: bool,
        direct: bool,
        commas: int,
        in_list: bool,
        none_of: bool,
    ) -> bool:
        """Add what a verb group right of the mention tells; True when the scan is over."""
        distance = k - mention.end + 3 * commas
        negated = group.negated or none_of
        part_of = bool(mention.parts) and relative < 0 and not group.bare

        def add(cue: str, relation: str) -> None:
            score = STRENGTH[relation] - distance - (45 if part_of else 0)
            found.append(Evidence(cue, relation, score, negated, group.hypothetical, k))

        if group.predicate is not None:
            if relative >= 0:
                add(group.predicate, "relative")
                return False
            if group.bare and not direct and not in_list:
                return False
            add(group.predicate, "predicate" if direct else "subject")
            return not group.bare
        if group.copula:
            return relative < 0
        for cue in group.cues:
            if cue == "suffer":
                if self._wounds_after(group.end):
                    add("wounds", "relative" if relative >= 0 else "subject")
                continue
            if cue in INTRANSITIVE:
                add(
                    cue,
                    "relative" if relative >= 0 else "participle" if group.bare and not direct else "subject",
                )
            elif relative >= 0 and subject and not group.passive:
                add(cue, "relative")
            elif group.passive or (group.bare and "participle" in group.roles and not group.active_object):
                relation = "relative" if relative >= 0 else "participle" if group.bare else "subject"
                add(cue, relation)
            else:
                add(cue, "agent")
        return relative < 0 and not (group.bare and group.passive)

    def _group(self, k: int) -> _Group | None:
        """The verb group that starts at unit `k`, or None when there is no verb in it."""
        units, n = self.units, len(self.units)
        start = k
        be = have = negated = modal = being = False
        while k < n:
            unit = units[k]
            if unit.mark is not None or unit.number is not None:
                break
            if unit.is_("be", "get"):
                be = True
                being = being or unit.lower == "being"
            elif unit.is_("have") and not unit.readings.verbs:
                have = True
            elif unit.is_("modal"):
                modal = True
            elif unit.is_("neg"):
                negated = True
            elif unit.is_("have"):
                have = True
                if not (k + 1 < n and self._starts_group(k + 1)):
                    break
            elif unit.readings.verbs or unit.readings.predicate is not None or not unit.is_("adv"):
                break
            k += 1
        bare = not (be or have or modal)
        hypothetical = modal or any(start - 5 <= h < start for h in self.hypothetical_at if bare)
        unit_or_none = units[k] if k < n and units[k].mark is None else None
        if unit_or_none is None or not (unit_or_none.readings.verbs or unit_or_none.readings.predicate):
            if not be and not have:
                return None
            wounds = have and self._wounds_after(k)
            return _Group(
                max(k, start + 1),
                ("suffer",) if wounds else (),
                False,
                False,
                frozenset(),
                None,
                not wounds,
                negated,
                hypothetical,
                False,
            )
        unit = unit_or_none
        roles = frozenset(role for roles in unit.readings.verbs.values() for role in roles)
        after = units[k + 1] if k + 1 < n else None
        if (
            unit.readings.verbs
            and after is not None
            and after.readings.predicate is not None
            and after.noun != "thing"
        ):
            # "taken hostage", "held captive", "found dead"
            passive = be or "past" not in roles or bare
            return (
                _Group(
                    k + 2,
                    (),
                    passive,
                    bare,
                    roles,
                    after.readings.predicate,
                    False,
                    negated,
                    hypothetical,
                    False,
                )
                if "participle" in roles or "gerund" not in roles
                else None
            )
        if unit.readings.predicate is not None and (not unit.readings.verbs or bare):
            return _Group(
                k + 1, (), True, bare, roles, unit.readings.predicate, False, negated, hypothetical, False
            )
        cues = tuple(unit.readings.verbs)
        passive = be and "participle" in roles
        object_follows = (
            after is not None
            and after.mark is None
            and (
                after.number is not None
                or after.is_("det", "persona")
                or (after.noun is not None and not passive)
            )
        )
        if bare and "participle" in roles and not object_follows:
            passive = True
        return _Group(k + 1, cues, passive, bare, roles, None, False, negated, hypothetical, object_follows)

    def _wounds_after(self, k: int) -> bool:
        for unit in self.units[k : k + 6]:
            if unit.readings.nominal == "wounds":
                return True
            if unit.mark in ("stop", "colon") or unit.is_("sub"):
                return False
        return False

    def _none_of(self, mention: Mention) -> bool:
        k = mention.first - 1
        units = self.units
        return k >= 1 and units[k].is_("of") and units[k - 1].is_("neg")

    def _close(self, k: int) -> int:
        for j in range(k + 1, min(len(self.units), k + 20)):
            if self.units[j].mark == "close":
                return j + 1
        return k + 1

    # To the left -------------------------------------------------------------------------------------

    def _left(self, mention: Mention, found: list[Evidence]) -> None:
        units = self.units
        k = mention.first - 1
        if k < 0:
            return
        if units[k].mark == "colon":
            self._label(k, found)
            return
        distance = 0
        skipped_noun = False
        after_and = False
        while k >= 0 and distance < 12:
            unit = units[k]
            if unit.mark is not None:
                if unit.mark == "close":
                    k -= 1
                    continue
                if unit.mark != "comma" or not self._list_before(k, mention):
                    self._tolls(mention, k, found)
                    return
                k -= 1
                distance += 1
                continue
            if k in {m.end - 1 for m in self.by_unit.values()} or unit.number is not None:
                # Another number's phrase: a list shares its evidence (see `decide`).
                self._tolls(mention, k, found)
                return
            if unit.is_("persona", "det", "rest", "adv", "get") and not unit.readings.verbs:
                k -= 1
                continue
            if unit.is_("sub", "rel", "but") and not unit.readings.verbs:
                self._tolls(mention, k, found)
                return
            if unit.is_("and", "or"):
                after_and = True
                k -= 1
                distance += 1
                continue
            if unit.is_("by"):
                found.append(Evidence("agent", "agent", 0, at=k))
                return
            if unit.is_("including"):
                self._included(mention, k, found)
                return
            if unit.readings.nominal is not None and distance <= 3 and unit.readings.nominal != "wounds":
                of = units[k + 1]
                if of.is_("of") or unit.lower.endswith((" of", " to", " on")):
                    relation = "toll" if unit.readings.nominal == "toll" else "nominal"
                    hypothetical = any(k - 4 <= h < k for h in self.hypothetical_at)
                    found.append(
                        Evidence(
                            unit.readings.nominal,
                            relation,
                            STRENGTH[relation] - distance,
                            False,
                            hypothetical,
                            k,
                        )
                    )
                    return
            if unit.is_("be"):
                self._copula(mention, k, found)
                if not (self.lexicon.head_first):
                    return
            if unit.readings.verbs:
                if self._governs(mention, k, distance, skipped_noun, found):
                    return
                return
            if unit.is_("prep", "of"):
                if unit.is_("of") and k > 0 and units[k - 1].is_("neg"):
                    return
                distance += 1
                self._tolls(mention, k, found)
                if not self.lexicon.head_first and not (unit.is_("of") or after_and):
                    return
            elif unit.noun in PEOPLE and not skipped_noun and after_and:
                skipped_noun = True
            k -= 1
            distance += 1
        self._tolls(mention, k, found)

    def _governs(self, mention: Mention, k: int, distance: int, skipped: bool, found: list[Evidence]) -> bool:
        """Add what a verb left of the mention tells."""
        units = self.units
        unit = units[k]
        j = k - 1
        be = have = negated = modal = False
        while (
            j >= 0
            and units[j].mark is None
            and (units[j].is_("be", "have", "modal", "neg", "adv", "get", "prep") and not units[j].noun)
        ):
            be = be or (units[j].is_("be", "get") and not units[j].is_("prep"))
            have = have or units[j].is_("have")
            negated = negated or units[j].is_("neg")
            modal = modal or units[j].is_("modal")
            if units[j].is_("prep") and not units[j].lower == "to":
                break
            j -= 1
        hypothetical = modal or any(k - 6 <= h < k for h in self.hypothetical_at)
        roles = frozenset(role for rs in unit.readings.verbs.values() for role in rs)
        passive = be and "participle" in roles and "gerund" not in roles
        for cue in unit.readings.verbs:
            if cue == "suffer":
                continue
            penalty = 2 * distance
            if cue in INTRANSITIVE:
                if self.lexicon.head_first:
                    found.append(
                        Evidence(cue, "inverted", STRENGTH["inverted"] - penalty, negated, hypothetical, k)
                    )
                elif "gerund" in roles or distance == 0:
                    continue
            elif passive or (roles == {"participle"} and not have):
                if self.lexicon.head_first:
                    found.append(
                        Evidence(cue, "inverted", STRENGTH["inverted"] - penalty, negated, hypothetical, k)
                    )
            elif distance <= 2 or self.lexicon.head_first or skipped:
                found.append(Evidence(cue, "object", STRENGTH["object"] - penalty, negated, hypothetical, k))
        return True

    def _label(self, k: int, found: list[Evidence]) -> None:
        """ "Guards held: 7", "Dead: 12"."""
        for j in range(k - 1, max(-1, k - 7), -1):
            unit = self.units[j]
            if unit.mark in ("stop", "colon") or unit.number is not None:
                return
            readings = unit.readings
            cue = (
                readings.predicate
                or next(iter(readings.verbs), None)
                or (unit.noun if unit.noun in TELLING else None)
                or readings.nominal
            )
            if cue is not None:
                found.append(Evidence(cue, "label", STRENGTH["label"] - (k - j), at=j))

    def _list_before(self, k: int, mention: Mention) -> bool:
        return False

    def _included(self, mention: Mention, k: int, found: list[Evidence]) -> None:
        found.append(Evidence("included", "among", STRENGTH["among"], at=k))

    def _copula(self, mention: Mention, k: int, found: list[Evidence]) -> None:
        """ "The dead were eight prisoners", "the hostages, said to be 158 guards"."""
        for j in range(k - 1, max(-1, k - 14), -1):
            unit = self.units[j]
            if unit.mark == "stop" or unit.number is not None:
                return
            if unit.noun in TELLING:
                found.append(Evidence(unit.noun, "copula", STRENGTH["copula"] - (k - j), at=j))
                return
            if unit.readings.nominal == "toll":
                found.append(Evidence("toll", "toll", STRENGTH["toll"], at=j))
                return

    def _tolls(self, mention: Mention, k: int, found: list[Evidence]) -> None:
        """ "the toll went from 12 to 13 and 20", "put the number of dead at 58"."""
        if found and found[-1].relation == "toll":
            return
        if (
            mention.noun not in (None, "unknown")
            and mention.noun not in TELLING
            and mention.noun not in PEOPLE
        ):
            return
        for j in range(mention.first - 1, max(-1, mention.first - 18), -1):
            unit = self.units[j]
            if unit.mark in ("stop",):
                return
            if unit.readings.nominal == "toll" and j < mention.first - 1:
                found.append(Evidence("toll", "toll", STRENGTH["toll"] - (mention.first - j), at=j))
                return
