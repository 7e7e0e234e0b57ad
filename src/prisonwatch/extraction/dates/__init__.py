"""Calendar expressions and their normalised values."""

from prisonwatch.extraction.dates.finder import find_dates, full_dates

__all__ = ["find_dates", "full_dates"]
