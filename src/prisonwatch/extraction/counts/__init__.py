"""Stated numbers of people: hostages, killed, injured, escaped, recaptured, arrested."""

from prisonwatch.extraction.counts.find import find_counts, parse_wanted

__all__ = ["find_counts", "parse_wanted"]
