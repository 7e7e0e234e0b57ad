"""The last word on what each number counts: a learned model's where the pack has one, else the rules'."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt

from prisonwatch.extraction.counts.decision import HELD, TAKEN, Decision
from prisonwatch.extraction.counts.features import NONE, Site, Story, history, label, merged
from prisonwatch.extraction.learned import LinearModel
from prisonwatch.language import Pack
from prisonwatch.records import CountKind, HostageStatus

# What the rules' word gains in log-odds: they err less on ordinary news than on the corpora's hard cases.
_TRUST = 0.5


class Judge:
    """Decides by a model of the features in `features.py`, or by the rules where there is none."""

    def __init__(self, model: LinearModel | None) -> None:
        self._model = model
        if model is not None:
            self._names = tuple(dict.fromkeys(map(merged, model.labels)))
            # Which labels are one: captives "taken" and "held" are told apart afterwards.
            self._sums = np.array(
                [[merged(each) == name for name in self._names] for each in model.labels], float
            )

    @classmethod
    def of(cls, pack: Pack) -> Judge:
        """By the pack's `counts.npz`. Raises PackError where that is no model."""
        path = pack.model("counts")
        return cls(LinearModel.load(path) if path else None)

    def decide(self, story: Story) -> list[Decision | None]:
        """What each of the story's numbers counts, None where nothing."""
        if self._model is None:
            return [site.ruled for site in story.sites]
        decided: list[str] = []
        decisions: list[Decision | None] = []
        for i, site in enumerate(story.sites):
            features = [*story.features(i), *history(story, i, decided)]
            odds = self._model.probabilities(features)
            likely = odds @ self._sums
            if site.ruled is not None and (ruled := story.ruled[i]) in self._names:
                likely[self._names.index(ruled)] *= np.exp(_TRUST)
            name = NONE if site.article else self._names[int(likely.argmax())]
            decided.append(name)
            decisions.append(self._decision(name, site, odds))
        return decisions

    def _decision(self, name: str, site: Site, odds: npt.NDArray[np.float64]) -> Decision | None:
        if name == NONE:
            return None
        if name == merged("hostages/held"):
            if site.ruled in (HELD, TAKEN):
                return site.ruled
            assert self._model is not None
            by_label = dict(zip(self._model.labels, odds, strict=True))
            return max((HELD, TAKEN), key=lambda decision: by_label.get(label(decision), 0.0))
        kind, _, status = name.partition("/")
        return Decision(cast(CountKind, kind), cast(HostageStatus, status) if status else None)
