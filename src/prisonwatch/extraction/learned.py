"""Linear models over named features: what a pack's annotated corpora have taught.

A model is a multinomial logistic regression, kept as whole numbers so that every machine adds them up to
the same. `benchmarks/train.py` makes them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from prisonwatch.language import PackError

_STEPS = 1000
"""A weight of 1 (natural logarithm of odds) is stored as so many."""


class LinearModel:
    """Probabilities of labels, given the features that are present.

    `weights` are log-odds in thousandths, a row for each feature and a column for each label; features that
    the model does not know count for nothing.
    """

    def __init__(
        self,
        labels: Sequence[str],
        features: Sequence[str],
        weights: npt.NDArray[np.int16],
        bias: npt.NDArray[np.int32],
    ) -> None:
        self.labels = tuple(labels)
        self.weights = weights
        self.bias = bias
        self._rows = {feature: row for row, feature in enumerate(features)}

    def probabilities(self, features: Iterable[str]) -> npt.NDArray[np.float64]:
        """One for each label, in their order; they add up to 1."""
        known = self._rows
        rows = [known[f] for f in features if f in known]
        odds = (self.weights[rows].sum(axis=0, dtype=np.int64) + self.bias) / _STEPS
        likely = np.exp(odds - odds.max())
        result: npt.NDArray[np.float64] = likely / likely.sum()
        return result

    @classmethod
    def fitted(
        cls,
        labels: Sequence[str],
        features: Sequence[str],
        weights: npt.NDArray[np.float64],
        bias: npt.NDArray[np.float64],
    ) -> LinearModel:
        """A model from weights as they were fitted (log-odds); features without any weight are left out."""
        whole = np.clip(np.rint(weights * _STEPS), -32000, 32000).astype(np.int16)
        kept = [k for k, row in enumerate(whole) if row.any()]
        names = [features[k] for k in kept]
        return cls(labels, names, whole[kept], np.rint(bias * _STEPS).astype(np.int32))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the model, so that `load` gives it back."""
        features = "\n".join(self._rows).encode()
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            features=np.frombuffer(features, dtype=np.uint8),
            weights=self.weights,
            bias=self.bias,
        )

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Raises PackError where the file is no such model."""
        try:
            with np.load(path, allow_pickle=False) as kept:
                features = kept["features"].tobytes().decode().split("\n")
                return cls(kept["labels"].tolist(), features, kept["weights"], kept["bias"])
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise PackError(f"{path} is no learned model: make it anew with benchmarks/train.py") from error
