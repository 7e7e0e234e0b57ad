"""Finds the officials of an article."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.officials.claims import Claim, find_claims
from prisonwatch.extraction.officials.lexicon import Lexicon
from prisonwatch.extraction.officials.people import gather
from prisonwatch.extraction.officials.view import Known, View
from prisonwatch.language import Pack
from prisonwatch.records import Official


def find_officials(context: Context) -> list[Official]:
    """People who hold public office or speak for the state, in order of first mention."""
    lexicon = context.pack.rules(Lexicon)
    known = Known.of(context)
    claims: list[Claim] = []
    for sentence in context.sentences:
        if any(token.lower in lexicon.triggers for token in sentence.tokens):
            claims += find_claims(View(sentence, lexicon, known))
    return gather(context, claims, lexicon) if claims else []


def names_wanted(sentence: str, pack: Pack) -> bool:
    """Whether the spaCy model should look for names in this sentence: it has a word for an office."""
    return pack.rules(Lexicon).has_trigger(sentence)
