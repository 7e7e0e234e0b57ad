"""prisonwatch: facts with evidence from news about prisons.

>>> import prisonwatch
>>> record = prisonwatch.extract("Inmates took 12 guards hostage on Sunday.", published="2024-01-14")
>>> record.counts[0].value
12
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prisonwatch.article import Article
    from prisonwatch.pipeline import Extractor
    from prisonwatch.pipeline.extractor import extract
    from prisonwatch.records import Record

__version__ = "0.1.0"
__all__ = ["Article", "Extractor", "Record", "__version__", "extract"]

_HOMES = {
    "Article": "prisonwatch.article",
    "Extractor": "prisonwatch.pipeline",
    "Record": "prisonwatch.records",
    "extract": "prisonwatch.pipeline.extractor",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: `prisonwatch --help` must not wait for spaCy.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
