"""What in its sentence tells what a number counts: the verbs, predicates and nominals that govern it.

No parser is run. A scan to the right of the noun phrase finds what it is the subject of ("12 guards, all
unarmed, were freed"), a scan to its left what it is the object of ("freed 12 guards", "the release of 12").
"""

from __future__ import annotations

from typing import NamedTuple

# The counted are the subject of these verbs; of all others the object (or the subject of their passive).
INTRANSITIVE = frozenset(
    [
        "die",
        "escape",
        "walkfree",
        "walkout",
        "comeout",
        "surrender",
        "suffer",
        "fall",
        "sustain",
        "goback",
        "gone",
    ]
)

# How far a relation is trusted before distance tells.
STRENGTH = {
    "predicate": 84.0,
    "nominal": 95.0,
    "premodifier": 80.0,
    "object": 90.0,
    "subject": 88.0,
    "toll": 86.0,
    "inverted": 84.0,
    "label": 80.0,
    "copula": 74.0,
    "participle": 72.0,
    "relative": 60.0,
    "among": 40.0,
    "companion": 89.0,
    "agent": 0.0,
    # No kind of its own: as many of those counted before.
    "figure": 30.0,
    "remain": 35.0,
    "versus": 50.0,
    "except": 99.0,
}
# Relations that the members of a list share from its left, and from its right.
LEFTWARD = frozenset(["object", "nominal", "toll", "copula", "inverted", "label", "among", "companion"])
RIGHTWARD = frozenset(["predicate", "subject", "participle", "relative"])


class Evidence(NamedTuple):
    """One cue: its class (a table of counts.toml), how the number hangs on it, and how strongly.

    `noun` is the class of a noun that the cue brings along ("Guards held: 7").
    """

    cue: str
    relation: str
    score: float
    negated: bool = False
    hypothetical: bool = False
    noun: str | None = None

    @property
    def menaced(self) -> bool:
        """Whether this is only threatened or feared for the counted."""
        return self.hypothetical and not self.negated and self.relation == "object"

    @property
    def usable(self) -> bool:
        return not (self.negated or self.hypothetical or self.relation == "agent")
