"""How a language names custody facilities: the pack's `facilities.toml` with what holds in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from prisonwatch.gazetteer import Gazetteer, Lexicon, fold, load_gazetteer
from prisonwatch.language import Pack, load_pack
from prisonwatch.language.pack import NEUTRAL

_WORDS = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"\b[dl]['’](?=\w)")  # "Centre pénitentiaire d'Alençon"


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes a name a facility's: which side the name stands on and what it asks for."""

    closing: bool = False
    opening: bool = False
    plural: bool = False
    capital: bool = False  # counts only when written with a capital
    known: bool = False  # counts only beside a name that the gazetteer knows
    weak: bool = False  # counts only beside a capitalised name after an article, or with a number
    native: bool = False  # of another language than the article's
    acronym: bool = False
    upper: bool = False  # counts only in capitals: "CAI", but "Cai" is a name
    never: bool = False  # a phrase that only looks like a head ("prisión preventiva")
    country: str | None = None


class FacilityRules:
    """The compiled words of a pack; an empty pack leaves what needs no words."""

    def __init__(self, pack: Pack) -> None:
        neutral = load_pack(NEUTRAL).data("facilities")
        own = pack.data("facilities") if pack.code != NEUTRAL else {}

        def words(name: str) -> frozenset[str]:
            return frozenset(fold(w) for w in (*_listed(neutral.get(name)), *_listed(own.get(name))))

        def phrases(name: str) -> Lexicon[bool]:
            return Lexicon((w, True) for w in (*_listed(neutral.get(name)), *_listed(own.get(name))))

        self.heads = _heads(neutral, own)
        self.compound_endings = words("compound_endings")
        self.stops = words("stops") | {fold(w) for w in pack.function_words}
        self.generic = words("generic")
        self.connectors = words("connectors")
        self.articles = words("articles")
        self.conjunctions = words("conjunctions")
        self.lower_names = words("lower_names")
        self.name_openers = words("name_openers")
        self.strong_cues = words("strong_cues")
        self.presenting = words("presenting")
        self.superlatives = words("superlatives")
        self.stands_in = words("stands_in")
        self.goes_on = words("goes_on")
        self.listing = phrases("listing")
        self.qualifiers = words("qualifiers")
        self.place_connectors = words("place_connectors")
        self.naming_alone = words("naming_alone")
        self.grades = words("grades")
        self.never_after = words("never_after")
        self.adjectives = words("adjectives")
        self.saints = words("saints")
        self.number_signs = words("number_signs")
        self.codes: dict[str, str] = {
            code: country for country, names in neutral.get("codes", {}).items() for code in names.split("|")
        }
        self.code_kinds = {fold(code): kinds.split() for code, kinds in neutral.get("code_kinds", {}).items()}
        self.vague_regions = frozenset(neutral.get("vague_regions", ()))
        self.indefinite = words("indefinite")
        self.followers = words("followers")
        self.followers_any = words("followers_any")
        self.unions = words("unions")
        self.staff = words("staff")
        self.lockups = words("lockups")
        self.offices = words("offices")
        self.custody = words("custody")
        self.place_cues = words("place_cues")
        self.moves = words("moves")
        self.drifting = words("drifting")
        self.passives = words("passives")
        self.move_links = words("move_links")
        self.successions = words("successions")
        self.capitals = words("capitals")
        self.sharers = words("sharers")
        self.sharing_links = words("sharing_links")
        self.keeps = words("keeps")
        self.keep_links = words("keep_links")
        self.keepers = words("keepers")
        self.own_keepers = words("own_keepers")
        self.townsfolk = words("townsfolk")
        self.keeper_links = words("keeper_links")
        self.outsiders = words("outsiders")
        self.sayings = words("sayings")
        self.short_cues = words("short_cues")
        self.short_verbs = words("short_verbs")
        self.town_followers = words("town_followers")
        self.site_links = words("site_links")
        self.links = phrases("links")
        self.strict_links = words("strict_links")
        self.naming = phrases("naming")
        self.modifiers = phrases("modifiers")
        self.modifier_words = words("modifiers")
        self.suffixes = phrases("suffixes")
        self.alias_links = phrases("alias_links")
        self.alias_after = phrases("alias_after")
        self.where = phrases("where")
        self.gazetteer = _gazetteer()


def _heads(neutral: dict[str, Any], own: dict[str, Any]) -> Lexicon[Head]:
    heads: Lexicon[Head] = Lexicon()
    small = {fold(phrase).split()[0] for phrase in _listed(own.get("opening")) if phrase[0].islower()}
    for phrase in _listed(neutral.get("opening")):
        # In a language that writes such heads small, all of them may be; "maison centrale" is told anywhere.
        first, _, more = fold(phrase).partition(" ")
        heads.add(
            phrase, Head(opening=True, native=first not in small, capital=first not in small and not more)
        )
    for phrase in _listed(neutral.get("closing")):
        heads.add(phrase, Head(closing=True, capital=True))
    for phrase in _listed(neutral.get("plural_acronyms")):
        heads.add(phrase, Head(opening=True, plural=True, capital=True))
    for phrase in _listed(neutral.get("shared_acronyms")):
        heads.add(phrase, Head(opening=True, capital=True, acronym=True, upper=True))
    for country, names in neutral.get("acronyms", {}).items():
        for name in names.split("|"):
            heads.add(name, Head(opening=True, capital=True, acronym=True, country=country))
    for phrase in _listed(own.get("closing")):
        heads.add(phrase, Head(closing=True))
    for phrase in _listed(own.get("closing_plural")):
        heads.add(phrase, Head(closing=True, plural=True))
    for phrase in _listed(own.get("capital_closing")):
        heads.add(phrase, Head(closing=True, capital=True))
    for phrase in _listed(own.get("known_closing")):
        heads.add(phrase, Head(closing=True, known=True))
    for phrase in _listed(own.get("weak_closing")):
        heads.add(phrase, Head(closing=True, weak=True))
    weak = frozenset(_listed(own.get("weak_opening")))
    for phrase in _listed(own.get("opening")):
        # An English capitalised opening ("Central Jail") asks for its capital; a small noun does not.
        heads.add(phrase, Head(opening=True, capital=phrase[0].isupper(), weak=phrase in weak))
    for phrase in _listed(own.get("never")):
        heads.add(phrase, Head(never=True))
    for phrase in _listed(own.get("opening_plural")):
        heads.add(phrase, Head(opening=True, plural=True))
    return heads


def _listed(value: list[str] | str | None) -> Iterable[str]:
    return value.split() if isinstance(value, str) else value or ()


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(_listed(load_pack(NEUTRAL).data("facilities").get("generic")))


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    articles = _listed(load_pack(NEUTRAL).data("facilities").get("name_articles"))
    return load_gazetteer(key_of, _generic(), frozenset(articles))


def key_of(name: str) -> str:
    """What is distinctive in a name: "Turi prison" and "cárcel de Turi" → "turi"."""
    folded = _ELIDED.sub("", fold(name).replace("'s", ""))
    generic = _generic()
    return " ".join(w for w in _WORDS.findall(folded) if w not in generic)
