"""People who hold public office or speak for the state."""

from prisonwatch.extraction.officials.finder import find_officials, names_wanted

__all__ = ["find_officials", "names_wanted"]
