"""People whose office stands in another sentence than they: the one before, the one after, the next line."""

from __future__ import annotations

from prisonwatch.extraction.officials.claims import Claim, make_claim
from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import read_name, read_name_before, skip_titles
from prisonwatch.extraction.officials.public import is_public
from prisonwatch.extraction.officials.roles import Role, find_roles, with_tail
from prisonwatch.extraction.officials.view import View

_LONGEST_TITLE = 14  # tokens of a line that tells an office
_TITLE_MARKS = ("(", ")", ",", "&", "/", "-", "–", ".")
_CLOSING = '.!?…"”’»'


def implied_claim(before: View, after: View) -> Claim | None:
    """What a sentence's first words say of the one office that the sentence before leaves without a name.

    Only where the recogniser sees a person there: the grammar alone would take a gang's name for one.
    """
    if not after.person_starts(0):
        return None
    name = read_name(after, 0)
    if name is None or len(name.words) < 2 or not after.text(name.last)[:1].islower():
        return None
    role = _unnamed_office(before)
    return None if role is None else make_claim(after, name, before, role)


def spoken_claim(before: View, after: View) -> Claim | None:
    """What a sentence says of whoever spoke last: "…," said Ana Ruiz. The minister had just left."""
    lexicon = before.lexicon
    end = before.size
    while end > 0 and before.text(end - 1)[:1] in _CLOSING:
        end -= 1
    name = read_name_before(before, end)
    if name is None or len(name.words) < 2 or before.lower(name.first - 1) not in lexicon.speech:
        return None
    if after.lower(0) not in lexicon.determiners or after.lower(0) in lexicon.indefinite:
        return None
    role = next((with_tail(after, r) for r in find_roles(after) if r.first == 1 and not r.plural), None)
    if role is None or role.kind < Kind.WEAK or after.lower(role.last) not in lexicon.background:
        return None
    return make_claim(before, name, after, role) if is_public(after, role) else None


def signed_claim(before: View, after: View) -> Claim | None:
    """The signature under a statement: a line with a name, and one with nothing but an office."""
    if before.sentence.paragraph == after.sentence.paragraph or after.size > _LONGEST_TITLE:
        return None
    name = read_name(before, skip_titles(before, 0))
    whole = name is not None and name.last + (before.text(before.size - 1) == ",") == before.size
    if name is None or not whole or len(name.words) < 2:
        return None
    if any(not (after.capital(k) or _small(after, k)) for k in range(after.size)):
        return None
    role = next((r for r in find_roles(after) if r.first == 0 and not r.plural), None)
    if role is None or role.kind < Kind.BODIED:
        return None
    role = role._replace(last=after.size)
    return make_claim(before, name, after, role) if is_public(after, role) else None


def _small(view: View, i: int) -> bool:
    """Whether a token of a title may be no capitalised word: "of", "and", a bracket."""
    lexicon = view.lexicon
    lower = view.lower(i)
    return (
        lower in lexicon.prepositions
        or lower in lexicon.conjunctions
        or lower in lexicon.determiners
        or lower in _TITLE_MARKS
    )


def _unnamed_office(view: View) -> Role | None:
    lexicon = view.lexicon
    roles = [r for r in find_roles(view) if r.kind >= Kind.WEAK]
    if len(roles) != 1:
        return None
    role = with_tail(view, roles[0])
    article = view.lower(role.first - 1)
    definite = article in lexicon.determiners and article not in lexicon.indefinite
    bare = role.head_end == role.last and role.head + 1 == role.head_end and role.first == role.head
    if role.plural or bare or not definite or view.text(role.last) in (",", ""):
        return None
    return role if is_public(view, role) else None
