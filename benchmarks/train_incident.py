"""Fits the models of a pack's incidents: their types, their first days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.incident.case import Undated, Untold
from prisonwatch.extraction.incident.choice import Choice
from prisonwatch.extraction.learned import LinearModel
from prisonwatch.records import IncidentType

Array = npt.NDArray[np.float64]

FOLDS = 5
TYPE_RIDGE = 10.0
DATE_RIDGE = 1.0
TOTAL_RIDGE = 1.0
SEEN = 2
"""A feature that fewer articles have than this teaches nothing."""


class Question(NamedTuple):
    """One article's candidates, and which of them is right."""

    candidates: list[list[str]]
    right: int


def train_incidents(
    contexts: Sequence[Context], expected: Sequence[Mapping[str, str]]
) -> dict[str, LinearModel]:
    """The models by name, from analysed articles and the fields of their incidents ("-" for null).

    Articles of one source should stand together: each fifth of them is dated by the types that the rest
    teaches, as articles never seen are.
    """
    told = [(c, e) for c, e in zip(contexts, expected, strict=True) if "type" in e]
    untold = [Untold(c) for c, _ in told]
    features = [u.features() for u in untold]
    types = [e["type"] for _, e in told]
    kinds = jackknifed_types(features, types)
    questions = [
        q
        for u, kind, (_, e) in zip(untold, kinds, told, strict=True)
        if e["type"] != "none"
        and (q := date_question(u, kind if kind != "none" else e["type"], e)) is not None
    ]
    return {
        "incident_type": fit_types(features, types),
        "incident_date": fit_choices(questions, DATE_RIDGE),
    }


def date_question(untold: Untold, kind: IncidentType, expected: Mapping[str, str]) -> Question | None:
    """An article's days; None where none of them is right."""
    return question(Undated(untold.story, kind).choices(), expected.get("date", "?"))


def question(choices: Sequence[Choice], answer: str) -> Question | None:
    right = [n for n, c in enumerate(choices) if ("-" if c.value is None else str(c.value)) == answer]
    return Question([c.features for c in choices], right[0]) if right else None


def jackknifed_types(features: Sequence[list[str]], types: Sequence[str]) -> list[IncidentType]:
    """Each article's type as a model that never saw its part of the articles has it."""
    fold = [n * FOLDS // len(types) for n in range(len(types))]
    kinds: list[IncidentType] = []
    for k in range(FOLDS):
        rest = [n for n in range(len(types)) if fold[n] != k]
        model = fit_types([features[n] for n in rest], [types[n] for n in rest])
        for n in range(len(types)):
            if fold[n] == k:
                kinds.append(model.labels[int(model.probabilities(features[n]).argmax())])  # type: ignore[arg-type]
    return kinds


def fit_types(features: Sequence[list[str]], types: Sequence[str]) -> LinearModel:
    names, labels = seen_often(features), sorted(set(types))
    rows = matrix(features, names)
    truth = np.array([[float(label == t) for label in labels] for t in types])
    shape = (len(names) + 1, len(labels))

    def loss(flat: Array) -> tuple[float, Array]:
        weights, bias = flat.reshape(shape)[:-1], flat.reshape(shape)[-1]
        scores = rows @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        sums = np.exp(scores).sum(axis=1, keepdims=True)
        value = float((np.log(sums).sum() - (scores * truth).sum()) + TYPE_RIDGE / 2 * (weights**2).sum())
        wrong = np.exp(scores) / sums - truth
        return value, np.vstack([rows.T @ wrong + TYPE_RIDGE * weights, wrong.sum(axis=0)]).ravel()

    fitted = minimized(loss, shape[0] * shape[1]).reshape(shape)
    return LinearModel.fitted(labels, list(names), fitted[:-1], fitted[-1])


def fit_choices(questions: Sequence[Question], ridge: float) -> LinearModel:
    """A model whose odds of "right" are the greatest for the right candidate of each question."""
    flat = [c for q in questions for c in q.candidates]
    names = seen_often(flat)
    rows = matrix(flat, names)
    first = np.cumsum([0] + [len(q.candidates) for q in questions])
    right = np.array([start + q.right for start, q in zip(first, questions, strict=False)])
    sizes = np.diff(first)

    def loss(weights: Array) -> tuple[float, Array]:
        scores = rows @ weights
        top = np.maximum.reduceat(scores, first[:-1])
        likely = np.exp(scores - np.repeat(top, sizes))
        sums = np.add.reduceat(likely, first[:-1])
        likely /= np.repeat(sums, sizes)
        value = float((top + np.log(sums) - scores[right]).sum() + ridge / 2 * weights @ weights)
        likely[right] -= 1
        return value, rows.T @ likely + ridge * weights

    weights = np.column_stack([np.zeros(len(names)), minimized(loss, len(names))])
    return LinearModel.fitted(["wrong", "right"], list(names), weights, np.zeros(2))


def minimized(loss: Callable[[Array], tuple[float, Array]], size: int) -> Array:
    found = minimize(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 200, "gtol": 1e-3}
    )
    result: Array = found.x
    return result


def seen_often(features: Sequence[list[str]]) -> dict[str, int]:
    """Feature → column, of those that enough articles have."""
    seen = Counter(f for row in features for f in row)
    return {f: column for column, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}


def matrix(features: Sequence[list[str]], names: Mapping[str, int]) -> csr_matrix:
    columns = [[names[f] for f in row if f in names] for row in features]
    ends = np.cumsum([0] + [len(row) for row in columns])
    return csr_matrix(
        (np.ones(ends[-1]), np.concatenate([np.array(row, dtype=int) for row in columns]), ends),
        shape=(len(features), len(names)),
    )
