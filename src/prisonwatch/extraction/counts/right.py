"""Evidence to the right of a number's noun phrase: what it is the subject of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from prisonwatch.extraction.counts.evidence import INTRANSITIVE, STRENGTH, Evidence
from prisonwatch.extraction.counts.groups import GroupReader, VerbGroup, starts_group, wounds_after
from prisonwatch.extraction.counts.mentions import PEOPLE, TELLING, Mention
from prisonwatch.extraction.counts.units import Unit

# What they tell counts for less than a main verb.
_LESSER = frozenset({"participle", "predicate"})
_REACH = 26
_MOST_COMMAS = 3
_COMMA_COST = 3
_LIST_COST = 7
_PHRASE_COST = 15


@dataclass(slots=True)
class _State:
    """Where the scan stands: inside a relative clause, after a noun that may be its subject, in a phrase."""

    commas: int = 0
    relative: bool = False
    subject: bool = False
    phrase: bool = False
    listing: bool = True
    listed: int = 0
    inserted: bool = False


class RightScan:
    """One mention's scan; `found` gathers its evidence."""

    def __init__(
        self, units: Sequence[Unit], by_unit: Mapping[int, Mention], groups: GroupReader, mention: Mention
    ) -> None:
        self.zero_relative = not groups.lexicon.head_first
        self.units = units
        self.by_unit = by_unit
        self.groups = groups
        self.mention = mention
        self.found: list[Evidence] = []
        self.none_of = self._none_of()
        before = units[mention.first - 1] if mention.first > 0 else None
        # "Of the 57 freed on Friday, 50 were guards"
        self.opening = mention.first == 1 and before is not None and before.is_("of", "including")
        # "A otros tres los mató la policía": an object put first.
        start = units[mention.first - 2] if mention.first > 1 else None
        end = mention.end
        while end < len(units) and units[end].is_("adv"):
            end += 1
        clitic = end < len(units) and units[end].is_("clitic")
        self.dislocated = (
            clitic
            and before is not None
            and before.is_("persona")
            and (start is None or start.mark is not None or start.is_("and"))
        )
        self.agent = before is not None and before.is_("by")
        # "between 15 and 20 people" is no phrase.
        in_phrase = before is not None and before.is_("prep", "with", "companion")
        self.in_phrase = in_phrase and mention.number.max is None

    def run(self) -> list[Evidence]:
        # "ochenta de los que huyeron regresaron"
        last = self.units[self.mention.end - 1]
        state = _State(relative=last.is_("partitive") and last.is_("rel"))
        k: int | None = self.mention.end
        while k is not None and k < len(self.units) and k - self.mention.end < _REACH:
            k = self._step(k, state)
        if self._trails():
            self.found.append(Evidence("last", "among", STRENGTH["among"]))
        return self._ranked()

    def _trails(self) -> bool:
        """ "29 were killed, eight of the attackers among them"."""
        end = self.mention.end
        after = self.units[end + 1] if end + 1 < len(self.units) else None
        return (
            end < len(self.units)
            and self.units[end].is_("trailing")
            and (after is None or after.mark is not None)
        )

    def _ranked(self) -> list[Evidence]:
        """The main verb tells more than a participle: "four guards seized on Monday, … had been freed"."""
        main = max((e.score for e in self.found if e.relation == "subject" and e.usable), default=None)
        if main is None:
            return self.found
        return [e._replace(score=min(e.score, main - 1)) if e.relation in _LESSER else e for e in self.found]

    def _step(self, k: int, state: _State) -> int | None:
        """Read the unit at `k`; where to go on, or None at the end of the clause."""
        unit = self.units[k]
        if unit.mark is not None:
            return self._mark(k, state)
        if k in self.by_unit:
            return self._number(k, state)
        if unit.is_("sub", "but") and not unit.is_("adv"):
            return self._past_phrase(k, state)
        after = self.units[k + 1] if k + 1 < len(self.units) else None
        if unit.is_("partitive") and state.commas and after is not None and after.number is not None:
            # "50 fugitives, of whom 20 have been caught"
            return None
        if unit.is_("rel") and unit.is_("det") and self._after_verb(k):
            # "denied that there had been hostages"
            return None
        if unit.is_("rel") and (not state.phrase or (after is not None and starts_group(after))):
            state.relative, state.subject, state.phrase = True, False, False
            return k + 1
        if unit.is_("and", "or") and k == self.mention.end and after is not None and starts_group(after):
            return None
        new_clause = unit.is_("and") and self.units[k - 1].mark == "comma" and not state.listing
        if new_clause and after is not None and not starts_group(after):
            # ", and police held 70"
            return None
        if starts_group(unit):
            group = self.groups.read(k)
            if group is not None:
                if self._judge(k, group, state):
                    return None
                state.relative = state.listing = state.phrase = False
                return group.end
        self._word(k, state)
        return k + 1

    def _past_phrase(self, k: int, state: _State) -> int | None:
        """ "the 12 who gave up after the riot are in custody": no clause after all."""
        j = k + 1
        while state.relative and j < len(self.units) and j - k < 4:
            if (
                self.units[j].noun == "thing"
                and j + 1 < len(self.units)
                and self.units[j + 1].is_("be", "have")
            ):
                return j + 1
            if not self.units[j].is_("det"):
                break
            j += 1
        return None

    def _mark(self, k: int, state: _State) -> int | None:
        mark = self.units[k].mark
        if mark in ("stop", "colon"):
            return None
        if mark == "open":
            return self._close(k)
        if mark in ("comma", "dash"):
            if self.opening or self.in_phrase:
                return None
            state.commas += 1
            state.phrase = state.inserted = False
            if state.commas > 1:
                state.relative = False
            if state.commas > _MOST_COMMAS:
                return None
        return k + 1

    def _number(self, k: int, state: _State) -> int | None:
        before = self.units[k - 1]
        if before.is_("neg"):
            # "29 inmates, and not 25 as first said, fled"
            return next((j for j in range(k, len(self.units)) if self.units[j].mark == "comma"), None)
        apart = self.mention.noun in ("dead", "injured")
        state.inserted = state.inserted or (state.commas == 1 and before.mark == "comma" and not apart)
        if not (state.listing or state.phrase or state.inserted):
            return None
        if state.listing and not state.phrase:
            state.listed += 1
        return max(self.by_unit[k].end, k + 1)

    def _word(self, k: int, state: _State) -> None:
        unit = self.units[k]
        if unit.is_("partitive") and state.commas:
            # "360 people, some of whom had never been charged, perished"
            state.relative = True
        elif unit.is_("prep", "of", "by", "including", "partitive"):
            if k == self.mention.end and unit.is_("with") and self._wounded(k):
                return
            state.phrase = True
            if not unit.is_("including"):
                state.listing = False
        elif unit.is_("and", "or"):
            state.phrase = False
        elif unit.noun in PEOPLE or unit.is_("pronoun"):
            if not state.phrase:
                state.subject = True
                near = k - self.mention.end <= 2 and not state.listing
                if (
                    self.zero_relative
                    and not state.relative
                    and state.commas == 0
                    and (near or k == self.mention.end)
                ):
                    # "the last two guards they held": a relative clause without its pronoun.
                    state.relative = True
            state.listing = state.listing and state.listed == 0 and self._after_and(k)
            if state.listing:
                state.listed += 1
        elif not unit.is_("det", "rest", "adv"):
            state.listing = False

    def _after_and(self, k: int) -> bool:
        """Whether only an article or adjective parts a noun from the conjunction before it."""
        while k > 0 and (self.units[k - 1].is_("det", "rest") or not self.units[k - 1].known):
            k -= 1
        return k > 0 and self.units[k - 1].is_("and", "or")

    def _wounded(self, k: int) -> bool:
        if wounds_after(self.units, k + 1):
            self.found.append(Evidence("injured", "participle", STRENGTH["participle"], self.none_of))
            return True
        return False

    def _judge(self, k: int, group: VerbGroup, state: _State) -> bool:
        """Add what a verb group tells; True when it is the main one, so that the scan is over."""
        mention = self.mention
        direct = all(u.is_("adv") for u in self.units[mention.end : k])
        distance = k - mention.end + _COMMA_COST * state.commas + _LIST_COST * state.listed
        negated = group.negated or self.none_of
        main = not state.relative and (not group.bare or group.finite)

        def add(cue: str, relation: str, cost: float = 0) -> None:
            if mention.parts and ((main and relation == "subject") or cue == "free"):
                # "two of the 44 prisoners were …" says nothing of the 44.
                return
            if self.agent and relation == "subject":
                # "held by two inmates": the verb is said of somebody else.
                return
            if self.in_phrase and relation == "subject":
                cost += _PHRASE_COST
            score = STRENGTH[relation] - distance - cost
            # "will be charged" is as good as done.
            supposed = group.hypothetical and not (group.future and cue == "arrest")
            self.found.append(Evidence(cue, relation, score, negated, supposed))

        if group.predicate is not None:
            if group.bare and not group.cues and not direct and (state.phrase or group.predicate == "free"):
                # "officers in hostage negotiation"; "under 12 enter free"
                single = " " not in self.units[group.end - 1].lower
                if single and not state.relative:
                    return False
            if group.cues and group.object_follows:
                add(group.cues[0], "agent")
            elif state.relative:
                add(group.predicate, "relative")
            elif direct:
                add(group.predicate, "predicate" if group.bare else "subject")
            elif group.bare and not state.listing:
                add(group.predicate, "participle", 6)
            else:
                add(group.predicate, "subject")
            for cue in group.cues:
                add(cue, "participle", 10)
            return main
        if group.copula:
            self._among(k, group.end, add)
            self._captives(group.end, add)
            self._coordinated(group.end, add, True)
            return main
        if group.bare and group.gerund:
            # "two brothers, serving 12 years, were gone"; "two of them by beheading"
            if not state.phrase and not state.commas:
                for cue in group.cues:
                    add(cue, "subject" if cue in INTRANSITIVE else "agent")
            return False
        if group.bare and group.infinitive and not direct:
            # "suspected of helping him escape"; "managed to escape"
            managed = k - mention.end <= 3 and self.units[k - 1].is_("infinitive")
            if not managed:
                return False
        if group.object_follows or ("other" in group.cues and group.passive):
            self._coordinated(group.end, add, group.passive)
        for cue in (*group.cues, *self._also_killed(group.end)):
            if cue == "suffer":
                if wounds_after(self.units, group.end):
                    add("wounds", "relative" if state.relative else "subject")
            elif cue in INTRANSITIVE:
                bare = group.bare and not direct and not group.finite
                add(cue, "relative" if state.relative else "participle" if bare else "subject")
            elif state.relative and state.subject and not group.passive:
                add(cue, "relative")
            elif group.passive:
                bare = group.bare and not state.relative
                add(
                    cue,
                    "relative" if state.relative else "participle" if bare else "subject",
                    -10 if bare and direct else 0,
                )
            elif cue != "state":
                add(cue, "object" if self.dislocated else "agent")
        return not state.relative and not (group.bare and group.passive)

    def _among(self, k: int, end: int, add: Callable[[str, str], None]) -> None:
        """ "64 suspects were among the escapees"."""
        for unit in self.units[end : end + 4]:
            if unit.noun in TELLING and any(u.is_("including") for u in self.units[k : end + 2]):
                add(str(unit.noun), "subject")
                return

    def _captives(self, k: int, add: Callable[[str, str], None]) -> None:
        """ "five warders were his hostages"."""
        for unit in self.units[k : k + 2]:
            if unit.noun == "hostage":
                add("hostage", "subject")
            if not unit.is_("det"):
                return

    def _coordinated(self, k: int, add: Callable[[str, str], None], passive: bool) -> None:
        """ "were raped and burned alive": the verb after one that the lexicon does not know."""
        for j in range(k, min(len(self.units) - 1, k + 9)):
            unit = self.units[j]
            if unit.mark is not None or unit.is_("rel", "sub") or (j > k and unit.readings.verbs):
                return
            joined = self.units[j + 1]
            if joined.is_("adv") and not joined.readings.verbs and j + 2 < len(self.units):
                # "suspended and later arrested"
                joined = self.units[j + 2]
            if unit.is_("infinitive") and "escape" in joined.readings.verbs:
                # "had used the fighting to flee"
                add("escape", "subject")
                return
            if unit.is_("and") and joined.readings.verbs:
                for cue in joined.readings.verbs:
                    if passive or cue in INTRANSITIVE:
                        add(cue, "subject")
                return

    def _also_killed(self, k: int) -> tuple[str, ...]:
        """ "shot, hacked or burned to death": the last of joined verbs tells."""
        for j in range(k, min(len(self.units), k + 5)):
            unit = self.units[j]
            if "kill" in unit.readings.verbs and "participle" in unit.readings.verbs["kill"]:
                return ("kill",) if j > k else ()
            if not (unit.mark == "comma" or unit.is_("or", "and", "adv") or unit.readings.verbs):
                break
        return ()

    def _after_verb(self, k: int) -> bool:
        before = self.units[k - 1]
        return bool(before.readings.verbs) or before.is_("deny") or self.groups.lexicon.is_verb(before.lower)

    def _none_of(self) -> bool:
        """ "none of the 12 was hurt"."""
        k = self.mention.first - 1
        return k >= 1 and self.units[k].is_("of") and self.units[k - 1].is_("neg")

    def _close(self, k: int) -> int:
        for j in range(k + 1, min(len(self.units), k + 20)):
            if self.units[j].mark == "close":
                return j + 1
        return k + 1
