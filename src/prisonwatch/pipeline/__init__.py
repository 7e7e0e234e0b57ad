"""From articles to records: language, spaCy model, extractors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prisonwatch.pipeline.extractor import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> Any:
    # spaCy imports `component` from here with every pipeline that it loads, be it for prisonwatch or not.
    if name != "Extractor":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from prisonwatch.pipeline.extractor import Extractor

    return Extractor
