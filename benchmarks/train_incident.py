"""Teaches a pack's models of incidents: their types, their first days, their totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.incident.case import Dated, Undated, Untold
from prisonwatch.extraction.incident.choice import Choice, pick
from prisonwatch.extraction.incident.judge import Judge
from prisonwatch.extraction.learned import LinearModel
from prisonwatch.records import CountKind

Array = npt.NDArray[np.float64]

FOLDS = 4
TYPE_RIDGE = 10.0
DATE_RIDGE = 1.0
TOTAL_RIDGE = 4.0
# So much of what a type gains by being common in the corpora is taken back: news has fewer captives.
COMMON = 0.3
SEEN = 2
"""A feature that fewer articles have than this teaches nothing."""


T = TypeVar("T")
A = TypeVar("A")
V = TypeVar("V", str, int)


class Question(NamedTuple):
    """One article's candidates, and which of them is right."""

    candidates: list[list[str]]
    right: int


class Told(NamedTuple):
    """One article of the corpus, and the fields of its incident."""

    article: Untold
    features: list[str]
    expected: Mapping[str, str]

    @property
    def type(self) -> str:
        return self.expected["type"]


class Taught(NamedTuple):
    """A model, and how often the rules and models that had not seen an article are right about it."""

    model: LinearModel
    rules: float
    learned: float


def train_incidents(
    contexts: Sequence[Context],
    expected: Sequence[Mapping[str, str]],
    foreign: Sequence[tuple[Context, Mapping[str, str]]] = (),
) -> dict[str, Taught]:
    """The models by name, from analysed articles and the fields of their incidents ("-" for null).

    Articles of one source should stand together: each part of them is dated by the types that the other
    parts teach, and counted by their days, as articles never seen are. `foreign` articles, of other
    languages, help to tell the types apart by what needs no words. The counts of the contexts should be
    those of a model that has not seen them.
    """
    told = [read(c, e) for c, e in zip(contexts, expected, strict=True) if "type" in e]
    helpers = [read(c, e) for c, e in foreign if "type" in e]
    kinds = jackknifed(told, lambda rest: fit_types(rest, helpers), lambda m, t: Judge.name(m, t.article))
    taught = {
        "incident_type": Taught(
            fit_types(told, helpers),
            agreement((t.article.ruling.type, t.type) for t in told),
            agreement((kind, t.type) for kind, t in zip(kinds, told, strict=True)),
        )
    }
    # Where the model sees no incident, its days teach by the true type.
    undated = [
        (Undated(t.article.story, t.type if kind == "none" else kind), t.expected)  # type: ignore[arg-type]
        for t, kind in zip(told, kinds, strict=True)
        if t.type != "none"
    ]
    days = [(u, u.choices(), e) for u, e in undated]
    starts = jackknifed(days, fit_days, lambda model, day: pick(model, day[1]))
    taught["incident_date"] = Taught(
        fit_days(days),
        agreement((u.ruled, e.get("date")) for u, e in undated),
        agreement((start, e.get("date")) for start, (_, e) in zip(starts, undated, strict=True)),
    )
    dated = [(Dated(u, start), e) for (u, e), start in zip(undated, starts, strict=True)]
    totals: tuple[CountKind, ...] = ("hostages", "killed")
    for total in totals:
        taught[f"incident_{total}"] = train_total(total, [(d, e[total]) for d, e in dated if total in e])
    return taught


def train_total(total: CountKind, articles: Sequence[tuple[Dated, str]]) -> Taught:
    told = [(d, d.choices(total), answer) for d, answer in articles]

    def fit(some: Sequence[tuple[Dated, list[Choice[int]], str]]) -> LinearModel:
        return fit_choices(
            [q for _, choices, answer in some if (q := question(choices, answer))], TOTAL_RIDGE
        )

    said = jackknifed(told, fit, lambda model, each: Judge.choose(model, each[0], total))
    return Taught(
        fit(told),
        agreement((d.ruled(total), answer) for d, _, answer in told),
        agreement((value, answer) for value, (_, _, answer) in zip(said, told, strict=True)),
    )


def agreement(pairs: Iterable[tuple[object, str | None]]) -> float:
    """The share of answers that are as expected ("-" for None)."""
    right = [("-" if given is None else str(given)) == answer for given, answer in pairs]
    return sum(right) / len(right)


def read(context: Context, expected: Mapping[str, str]) -> Told:
    article = Untold(context)
    return Told(article, article.features(), expected)


def jackknifed(
    items: Sequence[T], fit: Callable[[Sequence[T]], LinearModel], ask: Callable[[LinearModel, T], A]
) -> list[A]:
    """What is asked of each item, answered by a model that never saw its part of the items."""
    part = [n * FOLDS // len(items) for n in range(len(items))]
    answers: list[A] = []
    for k in range(FOLDS):
        model = fit([item for item, n in zip(items, part, strict=True) if n != k])
        answers += [ask(model, item) for item, n in zip(items, part, strict=True) if n == k]
    return answers


def fit_days(days: Sequence[tuple[Undated, list[Choice[str]], Mapping[str, str]]]) -> LinearModel:
    asked = [question(choices, expected.get("date", "?")) for _, choices, expected in days]
    return fit_choices([q for q in asked if q], DATE_RIDGE)


def question(choices: Sequence[Choice[V]], answer: str) -> Question | None:
    """None where no candidate is right, or nothing is known."""
    right = [n for n, c in enumerate(choices) if ("-" if c.value is None else str(c.value)) == answer]
    return Question([c.features for c in choices], right[0]) if right else None


def fit_types(told: Sequence[Told], helpers: Sequence[Told]) -> LinearModel:
    own = {f for t in told for f in t.features}
    features = [t.features for t in (*told, *helpers)]
    types = [t.type for t in (*told, *helpers)]
    names = seen_often([[f for f in row if f in own] for row in features])
    labels = sorted(set(types))
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
    usual = np.log(truth.mean(axis=0))
    return LinearModel.fitted(labels, list(names), fitted[:-1], fitted[-1] - COMMON * usual)


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
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 100, "gtol": 1e-2}
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
