"""The last word on an incident: learned models' where the pack has them, else the rules'."""

from __future__ import annotations

import math
from typing import cast

from prisonwatch.extraction.incident.case import Dated, Undated, Untold
from prisonwatch.extraction.incident.choice import pick
from prisonwatch.extraction.incident.timeline import unresolved
from prisonwatch.extraction.learned import LinearModel
from prisonwatch.language import Pack
from prisonwatch.records import CountKind, IncidentType

# What the rules' type gains in log-odds: they err less on ordinary news than on the corpora's hard cases.
_TRUST = 1.0
# A learned total must be so much likelier (log-odds) than the rules'.
_MARGIN = 1.0


class Judge:
    """The `incident_….npz` of a pack: type, date, hostages, killed; each where it has it."""

    def __init__(self, pack: Pack) -> None:
        self._type = _model(pack, "incident_type")
        self._date = _model(pack, "incident_date")
        self._totals = {kind: _model(pack, f"incident_{kind}") for kind in ("hostages", "killed")}

    def kind(self, article: Untold) -> IncidentType:
        if self._type is None:
            return article.ruling.type
        return self.name(self._type, article)

    @staticmethod
    def name(model: LinearModel, article: Untold) -> IncidentType:
        """The likeliest type, by a model that the rules have a say in."""
        likely = model.probabilities(article.features())
        if article.ruling.type in model.labels:
            likely[model.labels.index(article.ruling.type)] *= math.exp(_TRUST)
        return cast(IncidentType, model.labels[int(likely.argmax())])

    def start(self, article: Undated) -> str | None:
        if self._date is None or unresolved(article.mentions):
            return article.ruled
        return pick(self._date, article.choices())

    def total(self, article: Dated, kind: CountKind) -> int | None:
        model = self._totals.get(kind)
        return article.ruled(kind) if model is None else self.choose(model, article, kind)

    @staticmethod
    def choose(model: LinearModel, article: Dated, kind: CountKind) -> int | None:
        """The total that a model picks, which is the rules' where no number tells of another."""
        ruled = article.ruled(kind)
        if ruled is None and all(c.kind != kind for c in article.story.context.facts.counts):
            return None
        return pick(model, article.choices(kind), ruled, _MARGIN)


def _model(pack: Pack, name: str) -> LinearModel | None:
    path = pack.model(name)
    return LinearModel.load(path) if path else None
