"""What is known of the world before reading: custody facilities, and cities."""

from prisonwatch.gazetteer.cities import countries_of_city
from prisonwatch.gazetteer.facilities import Gazetteer, KnownFacility, load_gazetteer
from prisonwatch.gazetteer.lexicon import Lexicon, fold, fold_article

__all__ = [
    "Gazetteer",
    "KnownFacility",
    "Lexicon",
    "countries_of_city",
    "fold",
    "fold_article",
    "load_gazetteer",
]
