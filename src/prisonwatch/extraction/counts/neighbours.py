"""What stands around a sentence's mentions: whether they make a list, end a clause, count nobody."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.counts.mentions import COUNTED, Mention
from prisonwatch.extraction.counts.units import Unit

_LIST_GAP = 4


class Neighbours:
    """The units between and beside mentions; what the rules for lists and ellipses ask of them."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units

    def itemised(self, mention: Mention) -> bool:
        """ "Hay nueve detenidos: seis presos y tres agentes", "hay ocho detenidos por la fuga"."""
        before, after = self.unit(mention.first - 1), self.unit(mention.end)
        if after is None or mention.partitive:
            return False
        return after.mark == "colon" or (after.is_("by") and before is not None and before.is_("exist"))

    def ratio(self, mention: Mention) -> bool:
        """ "one in four", "cuatro de cada diez"."""
        after, then = self.unit(mention.end), self.unit(mention.end + 1)
        if after is not None and after.is_("ratio") and then is not None and then.number is not None:
            return mention.noun is None
        before, first = self.unit(mention.first - 1), self.unit(mention.first - 2)
        return before is not None and before.is_("ratio") and first is not None and first.number is not None

    def uncounted(self, mention: Mention) -> bool:
        """ "a population of 1,812", "a father of four"."""
        of, noun = self.unit(mention.first - 1), self.unit(mention.first - 2)
        return of is not None and of.is_("of") and noun is not None and noun.is_("uncounted")

    def idle_one(self, mention: Mention, before: Unit | None) -> bool:
        """ "the next one", "the guard was one of three"."""
        if mention.definite and (mention.partitive or mention.noun is None):
            return True
        return mention.partitive and before is not None and before.is_("be", "ratio")

    def housed(self, mention: Mention) -> bool:
        """ "there were 3,224 in a jail for 800"."""
        return any(u.noun == "building" for u in self.units[mention.end : mention.end + 3])

    def listed(self, first: Mention, second: Mention) -> bool:
        """Whether nothing but commas and conjunctions stands between two mentions."""
        between = self.units[first.end : second.first]
        return (
            first.end <= second.first
            and len(between) <= _LIST_GAP
            and all(u.mark == "comma" or u.is_("and", "or", "including", "persona", "adv") for u in between)
        )

    def in_turn(self, first: Mention, second: Mention) -> bool:
        """ "released one woman at noon and two men an hour later"."""
        between = self.units[first.end : second.first]
        return (
            1 < len(between) <= _LIST_GAP + 1
            and between[-1].is_("and")
            and between[0].is_("prep", "at", "adv")
            and all(u.mark is None and u.number is None and not u.readings.verbs for u in between)
            and not any(u.noun in COUNTED or u.is_("rel", "sub") for u in between)
        )

    def said_of_both(self, first: Mention, second: Mention) -> bool:
        """ "14 of whom were women and four children"."""
        between = self.units[first.end : second.first]
        return (
            1 < len(between) <= _LIST_GAP
            and between[0].is_("be")
            and between[-1].is_("and")
            and all(u.noun in COUNTED or not u.known or u.is_("adv") for u in between[1:-1])
        )

    def has_verb(self, mention: Mention) -> bool:
        after = self.unit(mention.end)
        return after is not None and after.mark is None and not after.is_("prep", "of", "by")

    def goes_on(self, mention: Mention) -> bool:
        """Whether a verb follows, or such a list: "the other nine, among them two cooks, are inside"."""
        after, then = self.unit(mention.end), self.unit(mention.end + 1)
        listed = after is not None and after.mark == "comma" and then is not None and then.is_("including")
        return listed or self.has_verb(mention)

    def ends_clause(self, mention: Mention) -> bool:
        after = self.unit(mention.end)
        if after is None or after.mark is not None:
            return True
        time = self.unit(mention.end + 1)
        return after.is_("prep", "and", "adv", "sub", "partitive") or (
            after.is_("det") and time is not None and time.noun == "thing"
        )

    def after_break(self, mention: Mention) -> bool:
        before = self.unit(mention.first - 1)
        if before is not None and before.is_("persona"):
            before = self.unit(mention.first - 2)
        return before is not None and (
            before.mark in ("comma", "dash", "open", "stop", "colon") or before.is_("and", "but")
        )

    def opens_whole(self, mention: Mention) -> bool:
        """ "Of the 57 freed on Friday, 50 were guards": the first is the whole of all that follow."""
        before = self.unit(mention.first - 1)
        if before is None or not before.is_("of"):
            return False
        opener = self.unit(mention.first - 2)
        return opener is None or opener.mark is not None or opener.is_("rel", "sub")

    def unit(self, k: int) -> Unit | None:
        return self.units[k] if 0 <= k < len(self.units) else None
