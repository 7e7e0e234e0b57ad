"""Stated numbers of people: hostages, killed, injured, escaped, recaptured, arrested."""

from prisonwatch.extraction.counts.find import find_counts

__all__ = ["find_counts"]
