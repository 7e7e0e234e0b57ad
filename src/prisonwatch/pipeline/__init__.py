"""From articles to records: language, spaCy model, extractors."""

from prisonwatch.pipeline.extractor import Extractor

__all__ = ["Extractor"]
