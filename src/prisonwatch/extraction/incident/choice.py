"""Answers that an article offers, and a learned model's pick among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from prisonwatch.extraction.learned import LinearModel

V = TypeVar("V", str, int)


class Choice(NamedTuple, Generic[V]):
    """A possible answer (None: there is none to give) and what a model is told of it."""

    value: V | None
    features: list[str]


def pick(model: LinearModel, choices: Sequence[Choice[V]]) -> V | None:
    """The answer that the model finds likeliest; its last label is that an answer is right."""
    return max(choices, key=lambda c: float(model.probabilities(c.features)[-1])).value


def unique(features: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(features))
