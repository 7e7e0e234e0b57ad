"""Number mentions of a sentence and the noun phrases that they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prisonwatch.extraction.counts.lexicon import Lexicon
from prisonwatch.extraction.counts.units import Unit, looks_like_noun
from prisonwatch.extraction.numbers import Number

PEOPLE = frozenset(
    {"victim", "staff", "force", "inmate", "suspect", "visitor", "people", "hostage", "fugitive"}
)
# Nouns that say by themselves what is counted.
TELLING = frozenset({"hostage", "dead", "injured", "fugitive", "arrested", "recaptured"})
COUNTED = PEOPLE | TELLING
THINGS = frozenset({"thing", "building"})
_LONGEST_RUN = 4
_GRAMMAR = frozenset(
    [
        "be",
        "have",
        "get",
        "modal",
        "neg",
        "det",
        "of",
        "by",
        "prep",
        "including",
        "partitive",
        "partitive_thing",
        "and",
        "or",
        "but",
        "rel",
        "sub",
        "hypothetical",
        "persona",
        "except",
        "versus",
        "exist",
        "let",
    ]
)


@dataclass(slots=True, eq=False)
class Mention:
    """A number that may count people. `first`…`end` are the units of its noun phrase, end exclusive.

    `noun` is the class of the head: None when the phrase is elliptic ("12 were freed"), "unknown" when the
    lexicon does not know it. `premodifier` is the verb or predicate class of a participle before the head
    ("three injured guards").
    """

    at: int
    number: Number
    first: int
    end: int
    noun: str | None = None
    premodifier: str | None = None
    partitive: bool = False
    pronoun: bool = False
    definite: bool = False
    rest: bool = False
    group: tuple[int, int] | None = None
    whole: Mention | None = None
    parts: list[Mention] = field(default_factory=list)


def read_mentions(units: Sequence[Unit], lexicon: Lexicon, nationals: frozenset[int]) -> list[Mention]:
    """Every number of the sentence that may count people; `nationals` are offsets of demonyms."""
    parser = _Parser(units, lexicon, nationals)
    mentions: list[Mention] = []
    by_unit: dict[int, Mention] = {}
    # From right to left: a part ("six of the twenty prisoners") needs its whole.
    for at in range(len(units) - 1, -1, -1):
        number = units[at].number
        if number is not None:
            mention = parser.parse(at, number, by_unit)
            by_unit[at] = mention
            mentions.append(mention)
    mentions.reverse()
    return mentions


class _Parser:
    def __init__(self, units: Sequence[Unit], lexicon: Lexicon, nationals: frozenset[int]) -> None:
        self.units = units
        self.lexicon = lexicon
        self.nationals = nationals

    def parse(self, at: int, number: Number, by_unit: dict[int, Mention]) -> Mention:
        mention = Mention(at, number, at, at + 1)
        self._read_left(mention)
        k = self._skip(at + 1, mention)
        unit = self._unit(k)
        if unit is not None and unit.is_("partitive_thing"):
            mention.noun, mention.end = "thing", k + 1
        elif unit is not None and unit.is_("partitive"):
            mention.partitive = mention.pronoun = True
            mention.end = k + 1
        elif unit is not None and unit.is_("of") and number.is_round and not self._partitive_follows(k):
            self._read_noun(k + 1, mention)
        elif unit is not None and unit.is_("of") and self._partitive_follows(k):
            self._read_whole(k + 1, mention, by_unit)
        else:
            self._read_noun(k, mention)
            if mention.noun is None:
                self._read_figure(mention)
            elif mention.noun in COUNTED:
                self._read_late_whole(mention, by_unit)
        return mention

    def _read_late_whole(self, mention: Mention, by_unit: dict[int, Mention]) -> None:
        """ "three others of the 14 visitors"."""
        k = mention.end
        unit = self._unit(k)
        if unit is None or not unit.is_("of"):
            return
        while (unit := self._unit(k + 1)) is not None and unit.is_("det", "rest") and unit.number is None:
            k += 1
        whole = by_unit.get(k + 1)
        if whole is not None and whole.noun not in THINGS:
            mention.whole, mention.end = whole, whole.end
            whole.parts.append(mention)
            mention.noun = whole.noun or mention.noun

    def _read_figure(self, mention: Mention) -> None:
        """ "bringing to 25 the number of people held": the noun follows the figure's."""
        start = k = self._past_correction(mention.end)
        while (unit := self._unit(k)) is not None and unit.is_("det"):
            k += 1
        after = self._unit(k + 1)
        if k == start or unit is None:
            return
        if unit.readings.nominal == "toll":
            mention.noun, mention.end = "dead", k + 1
        elif unit.is_("figure") and after is not None and after.is_("of"):
            self._read_noun(k + 2, mention)
        elif self.lexicon.head_first and unit.noun in COUNTED:
            # "suman nueve los recapturados"
            self._read_noun(k, mention)
        elif self.lexicon.head_first and unit.is_("rel"):
            mention.end = k

    def _past_correction(self, k: int) -> int:
        """ "son nueve, y no siete, los que huyeron": past the figure that is corrected."""
        between = self.units[k : k + 4]
        corrected = (
            len(between) == 4
            and between[0].mark == between[3].mark == "comma"
            and between[1].is_("versus")
            and between[2].number is not None
        )
        return k + 4 if corrected else k

    def _unit(self, k: int) -> Unit | None:
        return self.units[k] if 0 <= k < len(self.units) else None

    def _read_left(self, mention: Mention) -> None:
        k = mention.at - 1
        while k >= 0:
            unit = self.units[k]
            if unit.is_("det"):
                mention.definite = True
            elif unit.is_("rest"):
                mention.rest = True
            elif unit.is_("of") and k > 0 and self.units[k - 1].is_("group"):
                k -= 1
            elif not unit.is_("adv"):
                break
            mention.first = k
            k -= 1

    def _skip(self, k: int, mention: Mention) -> int:
        while (unit := self._unit(k)) is not None and unit.is_("rest") and unit.noun is None:
            mention.rest = True
            k += 1
        mention.end = k
        return k

    def _partitive_follows(self, k: int) -> bool:
        after = self._unit(k + 1)
        return after is not None and (after.is_("det") or after.number is not None or after.is_("rest"))

    def _read_whole(self, k: int, mention: Mention, by_unit: dict[int, Mention]) -> None:
        """ "two of the guards", "six of the twenty prisoners"."""
        mention.partitive = True
        while (unit := self._unit(k)) is not None and unit.is_("det", "rest") and unit.noun is None:
            k += 1
        if k in by_unit:
            whole = by_unit[k]
            mention.whole = whole
            whole.parts.append(mention)
            mention.noun, mention.end, mention.group = whole.noun, whole.end, whole.group
            mention.premodifier = whole.premodifier
        else:
            self._read_noun(k, mention)

    def _read_noun(self, k: int, mention: Mention) -> None:
        start = k
        unknown = 0
        head: str | None = None
        head_end = k
        while (unit := self._unit(k)) is not None and unit.mark is None and unit.number is None:
            if unit.start in self.nationals and head is None:
                head, head_end = "people", k + 1
                k += 1
                continue
            if head in PEOPLE and unit.readings.predicate is not None:
                break
            if self._premodifies(k, head) and unit.noun in TELLING:
                mention.premodifier = unit.readings.predicate or next(iter(unit.readings.verbs))
            elif head is None and k == start and self._is_plural_noun(k, mention.number):
                head, head_end = "thing", k + 1
            elif unit.noun is not None and not (head in PEOPLE and unit.readings.verbs):
                if head in TELLING or (self.lexicon.head_first and head is not None):
                    break
                head, head_end = unit.noun, k + 1
            elif unit.is_("adv") and head is None:
                pass
            elif self._premodifies(k, head):
                verbs = unit.readings.verbs
                mention.premodifier = unit.readings.predicate or next(iter(verbs))
            elif head is None and self._is_modifier(k):
                unknown += 1
            elif self._closes(unit) or head is not None or unknown >= _LONGEST_RUN or self._unknown_verb(k):
                break
            else:
                unknown += 1
            k += 1
        if head is None and unknown:
            head, head_end = "unknown", min(k, start + unknown)
        if head is not None:
            mention.noun = head
            mention.end = self._extended(head_end) if self.lexicon.head_first else head_end
            first, last = self._unit(start), self._unit(mention.end - 1)
            if first is not None and last is not None:
                mention.group = (first.start, last.end)

    def _is_modifier(self, k: int) -> bool:
        """ "four murder suspects": a noun that looks like a verb, before a noun."""
        after = self._unit(k + 1)
        verbs = self.units[k].readings.verbs
        if self.lexicon.head_first or self.units[k].is_("be", "have"):
            return False
        return bool(verbs) and after is not None and after.noun is not None and looks_like_noun(verbs)

    def _unknown_verb(self, k: int) -> bool:
        """ "Two managed to flee": by its ending a verb, unless a noun follows ("two masked men")."""
        unit, after = self.units[k], self._unit(k + 1)
        if unit.known or unit.capital or not unit.lower.endswith(self.lexicon.verb_endings):
            return False
        return after is None or (after.noun is None and after.known)

    def _is_plural_noun(self, k: int, number: Number) -> bool:
        """ "two escapes", "one escape": after a number no verb has this form."""
        unit = self.units[k]
        roles = {role for roles in unit.readings.verbs.values() for role in roles}
        if unit.noun is not None or self.lexicon.head_first:
            return False
        return roles == {"third"} or (number.is_one and roles == {"base"})

    @staticmethod
    def _closes(unit: Unit) -> bool:
        """Whether a word can be no part of a noun phrase."""
        readings = unit.readings
        return bool(
            readings.verbs or readings.predicate is not None or not readings.functions.isdisjoint(_GRAMMAR)
        )

    def _premodifies(self, k: int, head: str | None) -> bool:
        """A participle right before a noun: "three injured guards", "20 escaped prisoners"."""
        unit, after = self.units[k], self._unit(k + 1)
        if head is not None or after is None or self.lexicon.head_first:
            return False
        then = self._unit(k + 2)
        if not after.known and then is not None and then.noun in PEOPLE:
            # "three detained suspected terrorists"
            after = then
        if after.noun is None or after.noun in THINGS:
            return False
        roles = {role for roles in unit.readings.verbs.values() for role in roles}
        fleeing = "escape" in unit.readings.verbs and "gerund" in roles
        return "participle" in roles or fleeing or unit.readings.predicate is not None

    def _extended(self, k: int) -> int:
        """Past the adjectives and "de …" after a head: "agentes penitenciarios", "jefes de la torre"."""
        for _ in range(3):
            unit, after = self._unit(k), self._unit(k + 1)
            if unit is None or unit.mark is not None or unit.number is not None:
                break
            if (not unit.known and not unit.capital) or (unit.noun in PEOPLE and not self._closes(unit)):
                k += 1
            elif unit.is_("of") and after is not None and after.mark is None and after.number is None:
                k += 2
                while (
                    (unit := self._unit(k - 1)) is not None and unit.is_("det") and self._unit(k) is not None
                ):
                    k += 1
            else:
                break
        return k
