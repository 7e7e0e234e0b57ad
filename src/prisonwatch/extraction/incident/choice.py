"""Answers that an article offers, and a learned model's pick among them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from prisonwatch.extraction.learned import LinearModel

_LEAST = 1e-300

V = TypeVar("V", str, int)


class Choice(NamedTuple, Generic[V]):
    """A possible answer (None: there is none to give) and what a model is told of it."""

    value: V | None
    features: list[str]


def pick(
    model: LinearModel, choices: Sequence[Choice[V]], ruled: V | None = None, margin: float = 0.0
) -> V | None:
    """The answer that the model finds likeliest, where it beats the rules' by a margin (log-odds)."""
    scores = [score(model, choice) for choice in choices]
    best = max(range(len(choices)), key=lambda n: scores[n])
    kept = next((s for s, c in zip(scores, choices, strict=True) if c.value == ruled), -math.inf)
    return choices[best].value if margin <= 0.0 or scores[best] - kept > margin else ruled


def score(model: LinearModel, choice: Choice[V]) -> float:
    """The log-odds that an answer is right, which the model's last label is."""
    wrong, right = model.probabilities(choice.features)
    return math.log(max(right, _LEAST)) - math.log(max(wrong, _LEAST))


def unique(features: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(features))
