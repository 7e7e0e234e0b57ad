"""What stands around a mention: the small questions that the left scan asks of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.counts.mentions import PEOPLE, Mention
from prisonwatch.extraction.counts.units import Unit

_HOUSE_REACH = 16
# So many that no captor is named for are a prison's inmates.
_POPULATION = 100


class Surroundings:
    """One mention among its sentence's units."""

    def __init__(self, units: Sequence[Unit], mention: Mention) -> None:
        self.units = units
        self.mention = mention

    def of_thing(self, of: int) -> bool:
        """ "ejecutó el traslado de 52 internos": what the verb governs is the thing."""
        noun = self.units[of - 1]
        return noun.noun == "thing" and noun.readings.nominal is None and not noun.is_("figure", "group")

    def person_before(self, k: int) -> bool:
        """ "the warden and 12 guards", "the head of the workshop and three clerks"."""
        if k > 0 and self.units[k - 1].noun in PEOPLE:
            return True
        for j in range(k - 1, max(0, k - 7), -1):
            unit = self.units[j]
            if unit.mark is not None or unit.readings.verbs or unit.number is not None:
                return False
            if unit.is_("of", "prep"):
                return self.units[j - 1].noun in PEOPLE
        return False

    def inside(self) -> bool:
        """ "we have five officers inside"."""
        end = self.mention.end
        return end < len(self.units) and self.units[end].is_("within")

    def deadly(self) -> bool:
        """ "stabbed two guards to death"."""
        end = self.mention.end
        return end < len(self.units) and self.units[end].is_("deadly")

    def hospitalised(self) -> bool:
        """ "a brawl that sent three men to hospital"."""
        end = self.mention.end
        return any(u.is_("hospital") for u in self.units[end : end + 3])

    def headed_for(self) -> bool:
        """ "took 12 officers to hospital"."""
        after = self.units[self.mention.end] if self.mention.end < len(self.units) else None
        return after is not None and after.is_("toward")

    def housed(self, k: int) -> bool:
        """ "the jail holds 1,160": a building's population."""
        end = self.mention.end
        captive = end < len(self.units) and self.units[end].readings.predicate == "hostage"
        if captive or self.mention.noun in ("staff", "hostage"):
            return False
        many = self.mention.number.value >= _POPULATION or "third" in self.units[k].readings.verbs.get(
            "hold", ()
        )
        for j in range(k - 1, max(-1, k - _HOUSE_REACH), -1):
            unit = self.units[j]
            counted = j > 0 and self.units[j - 1].number is not None  # "room for 160 men and held 340"
            if unit.mark == "stop" or (unit.noun in PEOPLE and not counted):
                return False
            if unit.is_("pronoun"):
                many = False
            if unit.noun == "building" and not self._in_phrase(j):
                return True
        return many

    def _in_phrase(self, j: int) -> bool:
        """Whether a preposition governs a noun: "the inmates of seven jails held …"."""
        while j > 0:
            j -= 1
            unit = self.units[j]
            if unit.is_("of", "prep"):
                return True
            if unit.known and unit.number is None and not unit.is_("det", "rest"):
                return False
        return False
