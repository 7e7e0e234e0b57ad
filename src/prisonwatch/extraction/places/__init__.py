"""Mentions of countries, regions and cities, and the country an article is about."""

from prisonwatch.extraction.places.country import main_country
from prisonwatch.extraction.places.mentions import find_places

__all__ = ["find_places", "main_country"]
