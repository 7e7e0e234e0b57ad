"""People brought in by the sentence before: "The chief inspector of prisons has … . Peter Clarke used …"."""

from __future__ import annotations

from prisonwatch.extraction.officials.claims import Claim, make_claim
from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import read_name
from prisonwatch.extraction.officials.public import is_public
from prisonwatch.extraction.officials.roles import Role, find_roles, with_tail
from prisonwatch.extraction.officials.view import View


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
