"""Teaches what numbers count: multinomial logistic regression over the features of `extraction/counts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.counts.decision import Decision
from prisonwatch.extraction.counts.features import NONE, Story, history, label, merged
from prisonwatch.extraction.counts.find import read_story
from prisonwatch.extraction.counts.judge import Judge
from prisonwatch.extraction.learned import LinearModel
from prisonwatch.language.examples import Example

# Inverse strength of the penalty on large weights, and in how many numbers a feature must occur.
_C = 0.05
_LEAST = 2
_FOLDS = 4
# So many times a number of the examples beside the rules weighs: those must all come out.
_EXAMPLE = 2.0
_UNDECIDED = "?"


class Text(NamedTuple):
    """One text's numbers: their features without any history, and the label of each."""

    story: Story
    features: list[list[str]]
    labels: list[str]


class Taught(NamedTuple):
    """The model, what models that had not seen a text decide of it, and how often that is right (F1)."""

    model: LinearModel
    decisions: list[list[Decision | None]]
    rules_f1: float
    model_f1: float


def train(corpus: Sequence[tuple[Context, Example]], examples: Sequence[tuple[Context, Example]]) -> Taught:
    """A model of `counts.npz`.

    What came before a number is told as a model that has not seen its text decides it, mistakes and all.
    The rules were made from the `examples`, so their history is the marked one.
    """
    texts = [read_text(*each) for each in corpus]
    known = [read_text(*each) for each in examples]
    decisions = jackknife(texts)
    unseen = [[merged(label(d)) for d in each] for each in decisions]
    weights = [1.0] * len(texts) + [_EXAMPLE] * len(known)
    model = fit(texts + known, unseen + [marked(text) for text in known], weights)
    ruled = [text.story.ruled for text in texts]
    return Taught(model, decisions, f1(texts, ruled), f1(texts, unseen))


def read_text(context: Context, example: Example) -> Text:
    story = read_story(context)
    labels = []
    left = list(example.expected)
    for site in story.sites:
        number, start = site.mention.number, context.sentences[site.line.index].start
        mark = next((m for m in left if m.start < start + number.end and start + number.start < m.end), None)
        if mark is not None:
            left.remove(mark)
        labels.append(NONE if mark is None else (mark.label.split() or [_UNDECIDED])[0])
    return Text(story, [story.features(i) for i in range(len(labels))], labels)


def marked(text: Text) -> list[str]:
    """The labels as history: the rules' word where the corpus leaves it open."""
    return [
        merged(label(site.ruled) if name == _UNDECIDED else name)
        for site, name in zip(text.story.sites, text.labels, strict=True)
    ]


def jackknife(texts: Sequence[Text]) -> list[list[Decision | None]]:
    """What models decide of each text that have learned from the others."""
    decided: list[list[Decision | None]] = [[] for _ in texts]
    for fold in range(_FOLDS):
        others = [text for k, text in enumerate(texts) if k % _FOLDS != fold]
        judge = Judge(fit(others, [marked(text) for text in others], [1.0] * len(others)))
        for k in range(fold, len(texts), _FOLDS):
            decided[k] = judge.decide(texts[k].story)
    return decided


def f1(texts: Sequence[Text], decided: Sequence[Sequence[str]]) -> float:
    """Of the kinds (and statuses) of numbers that the corpus does not leave open."""
    pairs = [
        (merged(name), other)
        for text, each in zip(texts, decided, strict=True)
        for name, other in zip(text.labels, each, strict=True)
        if name != _UNDECIDED
    ]
    right = sum(name == other != NONE for name, other in pairs)
    return 2 * right / (sum(name != NONE for name, _ in pairs) + sum(other != NONE for _, other in pairs))


def fit(texts: Sequence[Text], histories: Sequence[Sequence[str]], weights: Sequence[float]) -> LinearModel:
    rows, labels, each = [], [], []
    for text, decided, weight in zip(texts, histories, weights, strict=True):
        for i, (site, name) in enumerate(zip(text.story.sites, text.labels, strict=True)):
            if name != _UNDECIDED and not site.article:
                rows.append([*text.features[i], *history(text.story, i, decided)])
                labels.append(name)
                each.append(weight)
    counted = Counter(feature for row in rows for feature in row)
    names = sorted(feature for feature, n in counted.items() if n >= _LEAST)
    columns = {feature: k for k, feature in enumerate(names)}
    found = [[columns[f] for f in row if f in columns] for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    matrix = csr_matrix(
        (np.ones(ends[-1]), [k for row in found for k in row], ends), shape=(len(rows), len(names))
    )
    regression = LogisticRegression(C=_C, max_iter=400, tol=1e-3).fit(matrix, labels, each)
    return LinearModel.fitted(regression.classes_, names, regression.coef_.T, regression.intercept_)
