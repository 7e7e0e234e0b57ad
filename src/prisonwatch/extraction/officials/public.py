"""Whether a role is one of the state's."""

from __future__ import annotations

from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import Name
from prisonwatch.extraction.officials.roles import Role
from prisonwatch.extraction.officials.view import View


def is_public(view: View, role: Role) -> bool:
    """Whether a role is one of the state's, by its head and by the bodies that it names."""
    if _undone(view, role):
        return False
    if role.kind in (Kind.OFFICE, Kind.LOW):
        return True
    words = [k for k in range(role.first, role.last) if view.kind(k) is None]
    serves = any(view.lower(k) in view.lexicon.serving for k in words)
    if any(_private(view, k, serves) for k in words) or _privately_owned(view, role):
        return False
    if role.kind is Kind.RANK:
        return True
    content = [k for k in words if view.text(k)[0].isalnum() and not _empty(view, k)]
    if any(_tells_public(view, k, role) for k in content):
        return True
    return role.kind is Kind.WEAK and not content and not _unknown_noun(view, max(role.last, role.resume))


def _tells_public(view: View, k: int, role: Role) -> bool:
    promoting = view.lower(k) in view.lexicon.promoting
    return promoting or view.is_body(k) or view.acronym(k) or _public_place(view, k, role)


def _undone(view: View, role: Role) -> bool:
    """Whether a word beside a head or its role makes it none: "gang leader", "defensor de derechos"."""
    unless = view.lexicon.unless
    undoing = unless.get(view.lower(role.head), frozenset())
    before = view.lower(role.head - 1), view.lower(role.first - 1)
    after = role.head_end + 1
    return (view.lower(after) in undoing and not view.capital(after)) or any(
        word in undoing or word in unless.get("*", ()) for word in before
    )


def _privately_owned(view: View, role: Role) -> bool:
    """Whether the word before a role is the name of a private body: "the company's president"."""
    before = role.first - 1
    owned = view.possessive(before) is not None or not view.capital(role.head)
    return before >= 0 and owned and _private(view, before)


def _public_place(view: View, k: int, role: Role) -> bool:
    """Whether a place or a facility stands at a token, and makes the role beside it public."""
    if view.after_span(k) is None:
        return False
    place = view.place(k)
    local = place is not None and (place.city is not None or place.region is not None)
    return not (local and view.lower(role.head) in view.lexicon.national)


def _unknown_noun(view: View, i: int) -> bool:
    """Whether a role goes on with a word of its own that we do not know: "jefe narco", "head coach"."""
    lexicon = view.lexicon
    lower = view.lower(i)
    return (
        lower.isalpha()
        and not view.capital(i)
        and lower not in lexicon.stops
        and lower not in lexicon.speech
        and lower not in lexicon.linking
        and lower not in lexicon.conjunctions
        and lower not in lexicon.prepositions
        and not lower.endswith(lexicon.stop_endings)
    )


def _empty(view: View, k: int) -> bool:
    lower = view.lower(k)
    lexicon = view.lexicon
    return (
        lower in lexicon.modifiers
        or (not view.is_body(k) and _trailing(view, k))
        or lower in lexicon.prepositions
        or lower in lexicon.determiners
        or lower in lexicon.conjunctions
    )


def _trailing(view: View, k: int) -> bool:
    lexicon = view.lexicon
    lower = view.lower(k)
    return lower in lexicon.trailing or (lower.endswith(lexicon.trailing_endings) and not view.capital(k))


def _private(view: View, k: int, serves: bool = False) -> bool:
    """Whether a word makes a body private; not if the body `serves` those whom it names (a commission)."""
    lower = (view.possessive(k) or view.text(k)).lower()
    lexicon = view.lexicon
    if serves and lower in lexicon.served:
        return False
    return lower in lexicon.private and view.lower(k - 1) not in lexicon.exempt.get(lower, frozenset())


def speaks(view: View, role: Role, name: Name) -> bool:
    """Whether somebody of the rank and file is quoted, which makes them speak for their force."""
    first = min(role.first, name.first)
    last = max(role.last, name.last)
    speech = view.lexicon.speech
    around = [*range(first - 3, first), *range(last, min(last + 4, view.size))]
    return any(view.lower(k) in speech for k in around)
