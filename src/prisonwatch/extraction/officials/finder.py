"""Finds the officials of an article."""

from __future__ import annotations

import re

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.officials.claims import Claim, find_claims
from prisonwatch.extraction.officials.implied import implied_claim, signed_claim, spoken_claim
from prisonwatch.extraction.officials.lexicon import Lexicon
from prisonwatch.extraction.officials.people import gather
from prisonwatch.extraction.officials.view import Known, View
from prisonwatch.language import Pack
from prisonwatch.records import Official

_OPENS_WITH_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+ (?:[A-ZÀ-Þ]\. )?[A-ZÀ-Þ][\w'’-]+ [a-z]")
_HEADLINE_WORDS = 3
_AGE = re.compile(r", \d")
_HEADLINE_SHARE = 0.8


def find_officials(context: Context) -> list[Official]:
    """People who hold public office or speak for the state, in order of first mention."""
    lexicon = context.pack.rules(Lexicon)
    if not lexicon.triggers:
        return []
    known = Known.of(context)
    claims: list[Claim] = []
    in_headlines: list[Claim] = []
    implied: list[Claim] = []
    before: View | None = None
    for sentence in context.sentences:
        view = None
        found: list[Claim] = []
        if any(lexicon.triggers_on(token.lower) for token in sentence.tokens):
            view = View(sentence, lexicon, known)
            found = list(find_claims(view))
            (in_headlines if _is_headline(sentence) else claims).extend(found)
        if before is not None:
            claim = implied_claim(before, view or View(sentence, lexicon, known))
            implied += [claim] if claim else []
        if view is not None and sentence.index:
            last = View(context.sentences[sentence.index - 1], lexicon, known)
            spoken = spoken_claim(last, view)
            signed = None if found else signed_claim(last, view)
            implied += [spoken] if spoken and spoken.role not in {c.role for c in found} else []
            claims += [signed] if signed else []
        before = None if found else view
    claims += [c for c in in_headlines if _stands_out(c, context)]
    named = {claim.name.words[-1] for claim in claims if claim.sure}
    claims = [c for c in claims if c.sure or c.text in named]
    claims += [c for c in implied if c.name.words[-1] not in named]
    return gather(context, claims, lexicon) if claims else []


def names_wanted(sentence: str, pack: Pack) -> bool:
    """Whether the spaCy model should look for names in this sentence.

    It should where a word for an office stands, and where a name may open the sentence, to answer for an
    office that the one before it left without a name.
    """
    lexicon = pack.rules(Lexicon)
    return lexicon.has_trigger(sentence) or bool(lexicon.triggers and _OPENS_WITH_NAME.match(sentence))


def _stands_out(claim: Claim, context: Context) -> bool:
    """Whether a name in a headline or caption is one for sure.

    It is when it is named again, by its last word alone too where it stands right by its office, or has
    its age or its role behind it; the recogniser takes "Judge Orders Release" for a person too.
    """
    end = claim.name.end
    last = claim.name.words[-1]
    again = len(claim.name.words) > 1 and re.search(rf"(?<!\w){re.escape(last)}(?!\w)", context.text[end:])
    return (
        context.text.count(claim.text) > 1
        or bool(again)
        or claim.role in context.text[end : end + len(claim.role) + 8]
        or bool(_AGE.match(context.text, end))
    )


def _is_headline(sentence: Sentence) -> bool:
    """Whether nearly every word of a sentence has a capital, so that capitals tell nothing of names."""
    if sentence.text.isupper():
        return True
    if sentence.text[-1] in '.!?…"”’':
        return False
    words = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * len(words)
