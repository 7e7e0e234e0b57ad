"""Evidence to the left of a number's noun phrase: what it is the object of, and what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prisonwatch.extraction.counts.evidence import INTRANSITIVE, STRENGTH, Evidence
from prisonwatch.extraction.counts.groups import GroupReader, roles_of
from prisonwatch.extraction.counts.lexicon import Lexicon
from prisonwatch.extraction.counts.mentions import COUNTED, PEOPLE, TELLING, THINGS, Mention
from prisonwatch.extraction.counts.surroundings import Surroundings
from prisonwatch.extraction.counts.units import Unit

_CARRYING = frozenset({"take", "leave", "carry", "state"})
_REACH = 12
_TOLL_REACH = 18
_LABEL_REACH = 7
_COPULA_REACH = 14
_LET_REACH = 12
_SHUT_REACH = 9


class LeftScan:
    """One mention's scan; `found` gathers its evidence."""

    def __init__(
        self,
        units: Sequence[Unit],
        ends: Mapping[int, Mention],
        groups: GroupReader,
        lexicon: Lexicon,
        mention: Mention,
    ) -> None:
        self.units = units
        self.ends = ends
        self.groups = groups
        self.lexicon = lexicon
        self.mention = mention
        self.around = Surroundings(units, mention)
        self.found: list[Evidence] = []

    def run(self) -> list[Evidence]:
        k = self.mention.first - 1
        if k < 0:
            return self.found
        if self.units[k].mark == "colon":
            self._label(k)
        self._walk(k)
        self._tolls()
        if not self.found and self.mention.noun in COUNTED:
            self._roster(k)
        return self.found

    def _roster(self, k: int) -> None:
        """ "Among the hostages are a cook, 12 guards and a clerk", "The hostages: a doctor, five guards"."""
        while k > 0 and not self.units[k].is_("be", "including") and self.units[k].mark != "colon":
            unit = self.units[k]
            if unit.readings.verbs or unit.number is not None or unit.is_("sub", "rel", "but", "prep"):
                return
            if unit.mark not in (None, "comma"):
                return
            k -= 1
        if k > 0 and all(u.is_("including") for u in self.units[:k]):
            # "Among them are the warden, 17 guards and a doctor"
            self._add("last", "among")
        for j in range(k - 1, max(-1, k - 4), -1):
            unit = self.units[j]
            if not all(u.is_("det", "rest", "including") for u in self.units[:j]):
                continue
            if unit.noun in TELLING:
                self._add(str(unit.noun), "copula", k - j)
                return
            if j > 0 and "participle" in roles_of(unit):
                # "Those held are a priest, seven warders and three nurses"
                for cue in unit.readings.verbs:
                    self._add(cue, "copula", k - j)
                return

    def _add(
        self, cue: str, relation: str, cost: float = 0, negated: bool = False, hypothetical: bool = False
    ) -> None:
        self.found.append(Evidence(cue, relation, STRENGTH[relation] - cost, negated, hypothetical))

    def _walk(self, k: int) -> None:
        """Leftwards to the first word that governs the mention."""
        distance = 0
        joined = False
        while k >= 0 and distance < _REACH:
            unit = self.units[k]
            passed = self.ends.get(k)
            if passed is not None and passed.noun in THINGS and unit.number is None:
                # "held for three days two guards"
                k = passed.first - 1
                distance += 1
                continue
            article = passed is not None and passed.number.is_one and passed.noun in (None, "unknown")
            if unit.mark is not None or unit.number is not None or (passed is not None and not article):
                return
            if distance == 0 and self._trailing_figure(unit):
                return
            if unit.is_("except", "versus", "including", "partitive"):
                self._borrowed(unit, distance)
                return
            if unit.is_("companion"):
                self._companion(k)
                return
            if unit.is_("by"):
                self._by(k)
                return
            if unit.is_("sub", "rel", "but") and not unit.readings.verbs:
                return
            whole = distance == 0 and (not self.lexicon.head_first or self.mention.definite)
            if unit.is_("of") and whole and not self._nominal_before(k):
                return
            if unit.is_("of") and distance == 0 and k > 0 and self.around.of_thing(k):
                return
            if unit.is_("let"):
                self._lets(k)
                return
            if unit.is_("have") and distance == 0 and self.around.inside():
                self._add("inside", "object")
                return
            if distance == 0 and unit.is_("with") and self._shut_in(k):
                return
            if self._nominal(k, distance):
                return
            if (
                unit.is_("be", "exist", "remain")
                and not unit.is_("modal")
                and not (unit.readings.verbs and distance)
            ):
                self._copula(k)
                if distance == 0 and not unit.is_("be"):
                    self._add("last", "remain" if unit.is_("remain") else "figure")
                if not self.lexicon.head_first:
                    return
            if unit.readings.verbs:
                self._governs(k, distance, joined)
                return
            if unit.is_("figure") and distance <= 4:
                self._add("last", "figure")
            if unit.is_("persona", "det", "rest", "adv", "get"):
                k -= 1
                continue
            if unit.is_("and", "or"):
                if not self.around.person_before(k):
                    return
                joined = True
            elif unit.is_("prep") and not self.lexicon.head_first and not joined:
                if unit.lower in ("to", "at"):
                    pass
                else:
                    return
            k -= 1
            distance += 1

    def _trailing_figure(self, unit: Unit) -> bool:
        """ "inmates dead 5, police wounded 3": a score sheet."""
        end = self.mention.end
        after = self.units[end] if end < len(self.units) else None
        cue = unit.readings.predicate or (unit.noun if unit.noun in TELLING else None)
        opens = self.mention.first < 2 or self.units[self.mention.first - 2].mark is not None
        if cue is None and opens:
            cue = next((c for c in unit.readings.verbs if c in INTRANSITIVE), None)
        if cue is None or self.mention.noun is not None or (after is not None and after.mark is None):
            return False
        self._add(cue, "label")
        return True

    def _companion(self, k: int) -> None:
        """ "freed along with three colleagues": the same happened to them."""
        if any(unit.number is not None for unit in self.units[:k]):
            self._add("last", "among")
            return
        for j in range(k - 1, max(-1, k - _REACH), -1):
            unit = self.units[j]
            if unit.mark in ("stop", "colon") or unit.is_("sub"):
                return
            if unit.readings.verbs:
                for cue in unit.readings.verbs:
                    self._add(cue, "companion")
                return

    def _by(self, k: int) -> None:
        """ "were held by three inmates": the number counts those who did it."""
        for j in range(k - 1, max(-1, k - 6), -1):
            if self.units[j].mark is not None:
                return
            if "participle" in roles_of(self.units[j]):
                self._add("agent", "agent")
                return

    def _borrowed(self, unit: Unit, distance: int) -> None:
        """ "all but two", "against nine", "including three": what they count is said of others."""
        if unit.is_("including", "partitive"):
            self._add("last", "among")
            if not any(u.number is not None for u in self.units[: self.mention.first]):
                self._said_of_all(self.mention.first - 1)
        elif unit.is_("except"):
            self._add("last", "except")
        elif self.mention.noun is None and distance == 0:
            self._add("last", "versus")

    def _said_of_all(self, k: int) -> None:
        """ "All hostages were freed, among them four women": no number, but the same verb."""
        for j in range(k, max(-1, k - _TOLL_REACH), -1):
            unit = self.units[j]
            if unit.readings.verbs:
                for cue in unit.readings.verbs:
                    self._add(cue, "companion", 10)
                return

    def _lets(self, k: int) -> None:
        """ "let one nurse, who is pregnant, go", "would not let five guards leave"."""
        end = self.mention.end
        for unit in self.units[end : end + _LET_REACH]:
            if unit.mark in ("stop", "colon"):
                return
            if unit.readings.predicate == "free" or unit.is_("leaving") or "walkout" in unit.readings.verbs:
                _, _, modal, negated = self._auxiliaries(k)
                barred = negated or modal or self.groups.supposed(k, 4)
                self._add("hold" if barred else "free", "object")
                return

    def _shut_in(self, k: int) -> bool:
        """ "barricaded herself in a kitchen with two nurses"."""
        for j in range(k - 1, max(0, k - _SHUT_REACH), -1):
            if self.units[j].mark is not None:
                return False
            if self.units[j].is_("reflexive") and "abduct" in self.units[j - 1].readings.verbs:
                self._add("hold", "object")
                return True
        return False

    def _nominal_before(self, of: int) -> bool:
        return any(
            self.units[j].readings.nominal is not None or self.units[j].is_("figure")
            for j in range(max(0, of - 3), of)
        )

    def _nominal(self, k: int, distance: int) -> bool:
        """ "the release of 46 hostages", "assault on three guards"."""
        unit = self.units[k]
        nominal = unit.readings.nominal
        if nominal is None or nominal == "wounds" or distance > 3 or (unit.readings.verbs and distance == 0):
            return False
        after = self.units[k + 1]
        victims = self.mention.noun == "victim" and after.is_("with")
        if not (after.is_("of") or " " in unit.lower or victims):
            return False
        relation = "toll" if nominal == "toll" else "nominal"
        self._add(nominal, relation, distance, hypothetical=self.groups.supposed(k, 8))
        return True

    def _governs(self, k: int, distance: int, joined: bool) -> None:
        """Add what a verb left of the mention tells."""
        unit = self.units[k]
        be, have, modal, negated = self._auxiliaries(k)
        hypothetical = modal or self.groups.supposed(k, 6)
        roles = roles_of(unit)
        passive = be and "participle" in roles and "gerund" not in roles
        if not have and roles == {"participle"}:
            passive = True
        cost = 2 * distance
        inverted = self.lexicon.head_first and not joined
        for cue in unit.readings.verbs:
            if cue == "suffer":
                continue
            if cue in _CARRYING and distance <= 2 and self.around.hospitalised():
                self._add("injure", "object", cost, negated, hypothetical)
            elif cue == "injure" and self.around.deadly():
                self._add("kill", "object", cost, negated, hypothetical)
            elif cue == "seek" and distance == 0:
                self._add(cue, "object", cost, negated)
            elif cue == "state":
                if self.mention.noun is None and distance == 0:
                    self._add("last", "figure")
                    self._stated(k)
            elif cue in INTRANSITIVE or passive:
                if inverted:
                    self._add(cue, "inverted", cost, negated, hypothetical)
            elif cue == "take" and (
                self.around.headed_for() or (k > 0 and self.units[k - 1].is_("expletive"))
            ):
                continue
            elif cue == "hold" and self.around.housed(k):
                self._add("other", "object", cost)
            elif distance <= 2 or self.lexicon.head_first or joined:
                self._add(cue, "object", cost, negated, hypothetical)

    def _stated(self, k: int) -> None:
        """ "the injured numbered 40", "las víctimas mortales ascienden a tres"."""
        for unit in reversed(self.units[max(0, k - 5) : k]):
            if unit.mark is not None:
                return
            if unit.noun in TELLING:
                self._add(str(unit.noun), "copula")
                return

    def _auxiliaries(self, k: int) -> tuple[bool, bool, bool, bool]:
        """be, have, modal and negation before the verb at `k`."""
        be = have = modal = negated = False
        for j in range(k - 1, max(-1, k - 6), -1):
            unit = self.units[j]
            if unit.mark is not None or unit.noun is not None:
                break
            be = be or unit.is_("be", "get")
            have = have or unit.is_("have")
            modal = modal or unit.is_("modal")
            negated = negated or unit.is_("neg")
            if not unit.is_("be", "get", "have", "modal", "neg", "adv"):
                break
        return be, have, modal, negated

    def _label(self, colon: int) -> None:
        """ "Guards held: 7", "Dead: 12"."""
        if self.mention.noun is not None:
            return
        noun: str | None = None
        cues: list[str] = []
        for j in range(colon - 1, max(-1, colon - _LABEL_REACH), -1):
            unit = self.units[j]
            if unit.mark in ("stop", "colon", "dash") or unit.number is not None:
                break
            readings = unit.readings
            cues += [c for c in (readings.predicate, *readings.verbs, readings.nominal) if c]
            if unit.noun in TELLING:
                cues.append(str(unit.noun))
            if unit.noun in PEOPLE:
                noun = unit.noun
        for i, cue in enumerate(cues):
            self.found.append(Evidence(cue, "label", STRENGTH["label"] - i, noun=noun))

    def _copula(self, k: int) -> None:
        """ "The dead were eight prisoners", "the hostages, said to be 158 guards"."""
        for j in range(k - 1, max(-1, k - _COPULA_REACH), -1):
            unit = self.units[j]
            if unit.mark == "stop" or unit.number is not None:
                return
            if unit.noun in TELLING:
                self._add(str(unit.noun), "copula", k - j)
                return
            if unit.readings.nominal == "toll":
                self._add("toll", "toll", k - j)
                return
            if unit.is_("figure") and self.mention.noun is None:
                # "the first official count, on Tuesday, had been 41"
                self._add("last", "figure")
                return

    def _tolls(self) -> None:
        """ "the toll went from 12 to 13 and 20", "put the number of dead at 58"."""
        mention = self.mention
        if any(e.relation in ("toll", "object", "nominal") for e in self.found) or mention.noun in THINGS:
            return
        if mention.rest or mention.partitive:
            return
        first = mention.first
        for j in range(first - 1, max(-1, first - _TOLL_REACH), -1):
            unit = self.units[j]
            if unit.mark == "stop" or (j in self.ends and self.ends[j].noun in COUNTED):
                return
            if unit.readings.nominal == "toll" and (
                j < first - 1 or mention.number.left < mention.number.start or unit.lower.endswith("toll")
            ):
                inside = self.units[j:first]
                hypothetical = any(u.is_("modal", "hypothetical") for u in inside)
                self._add("toll", "toll", first - j, hypothetical=hypothetical)
                return
            rises = self.units[first - 1].is_("toward") and mention.noun is None
            if rises and j == first - 2 and unit.noun in TELLING:
                # "which took the day's dead to nine"
                self._add(str(unit.noun), "toll")
                return
            if unit.is_("figure") and rises and self.units[j + 1].noun in TELLING:
                # "the number of hostages fell from 22 to nine"
                self._add(str(self.units[j + 1].noun), "toll", first - j)
                return
            if unit.is_("figure") and rises and not self.units[j + 1].is_("of"):
                # "the number crept up, to 44, to 46"
                self._add("last", "figure")
                return
            put = "state" in unit.readings.verbs and self.units[first - 1].is_("at")
            if (unit.is_("figure") or put) and j + 2 < first:
                for inner in reversed(self.units[j + 1 : first]):
                    cue = inner.noun if inner.noun in TELLING else inner.readings.predicate
                    cues = [str(cue)] if cue else list(inner.readings.verbs) if inner.noun is None else []
                    for c in cues:
                        if c != "state":
                            self._add(c, "toll", first - j)
                    if cues and cues != ["state"]:
                        return
