"""Articles in any number for benchmarks of speed and memory: the same ones every time, from templates.

They have the length and the make-up of news (a fifth of their sentences hold what prisonwatch looks for),
but no two are alike.

    python benchmarks/articles.py FOLDER [--articles 1000] [--kind prison|general|short]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path


def _words(line: str) -> list[str]:
    return line.split()


_FIRST = _words("Ana Bruno Clara David Elena Farid Grace Hugo Irina James Karim Laura Milan Nora Oscar Paula")
_LAST = _words(
    "Abara Berger Castillo Dumont Eklund Ferreira Ghosh Haddad Ibarra Jensen Kowalski Lindqvist Moreno"
    " Nakata Okafor Petrov Quispe Romero Silva Tanaka Usman Vargas Weiss Zamora"
)
_TOWNS = _words(
    "Cuenca Guayaquil Lyon Porto Leeds Kampala Manila Medan Oruro Tijuana Recife Dayton Salem Tampere"
    " Split Varna Kaduna Mombasa Cebu Natal"
)
_NUMBERS = _words("two three four five six seven eight nine ten eleven twelve 13 17 20 34 50 68 120")
_DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MONTHS = _words("January February March April May June July August September October November December")
_OFFICES = (
    "Interior Minister",
    "Justice Minister",
    "Governor",
    "Prosecutor",
    "police chief",
    "Mayor",
    "Commissioner",
)

_PRISON = (
    "Inmates at {town} prison took {number} guards hostage on {day}, {office} {name} said.",
    "At least {number} prisoners were killed and {number} injured, according to {office} {name}.",
    "{number} of the hostages were released on {day} after talks led by {office} {name}.",
    "Police recaptured {number} of the {number} inmates who had escaped from {town} jail in {month}.",
    "The {town} Correctional Center, built for 900 people, held about 1,400 in {month} {year}.",
    "{name}, a spokesman for the prison service, said {number} people had been arrested.",
    "A standoff in {month} {year} at the same prison ended when {number} employees walked free.",
)
_AROUND = (
    "Families gathered outside the gates and asked for news that did not come until the evening.",
    "The road to the compound was closed, and ambulances waited in a row beside the outer wall.",
    "It was not clear what had set off the trouble, though relatives spoke of food and of the heat.",
    "A union of staff has long asked for more people on the night shift and for radios that work.",
    "Smoke could be seen from the market, where shopkeepers pulled down their shutters early.",
    "Lawyers who visit the place say that repairs promised years ago have never been begun.",
    "The government has moved some of the men to other parts of the country since the spring.",
    "Neighbours said they had heard shouting, then a long silence, and at last a helicopter.",
    "An inquiry is to look into how the keys of one corridor came to be in the wrong hands.",
    "Human rights groups called for calm and asked to be let in to see for themselves.",
    "Television pictures showed men on a roof with a sheet on which they had painted their demands.",
    "Officials promised a full account within weeks, as they had after the trouble of last year.",
)
_GENERAL = (
    "Shares of {last} Industries rose {number} percent on {day} after it raised its forecast for {year}.",
    "{name} scored twice as {town} beat the visitors in front of a full ground on {day}.",
    "The central bank left its rate unchanged in {month}, as most of the economists had expected.",
    "Farmers around {town} said the rain of {month} had come too late for this year's harvest.",
    "{office} {name} opened a new bridge over the river in {town}, {number} months behind schedule.",
    "The museum will show {number} paintings that have not been seen together since {year}.",
    "A spokesman for the airline said {number} flights had been delayed by fog on {day} morning.",
    "Scientists at the university of {town} reported that the fish return to the bay in {month}.",
    "The company plans to hire {number} engineers and to close its older plant by the end of {year}.",
    "Voters in {town} go to the polls on {day} to choose a council of {number} members.",
    "{name}, who runs a bakery near the station, said the price of flour had doubled since {month}.",
    "Talks on trade between the two countries are to go on in {town} next {day}, diplomats said.",
    "The film took more in its first weekend than any other by {name} since {year}.",
    "Doctors advise people over {number} to be vaccinated before the winter begins.",
    "The storm brought down trees and power lines, and {number} schools stayed closed on {day}.",
    "Analysts had expected a loss, and the news sent the whole sector higher in early trading.",
)


def article(kind: str, number: int) -> str:
    """The text of an article: `prison` (some 200 words), `general` (some 300) or `short` (some 40)."""
    chance = random.Random(f"{kind} {number}")
    if kind == "general":
        sentences = [_filled(chance, chance.choice(_GENERAL)) for _ in range(20)]
    else:
        told, around = (4, 8) if kind == "prison" else (1, 1)
        sentences = [_filled(chance, chance.choice(_PRISON)) for _ in range(told)]
        sentences += chance.sample(_AROUND, around)
        first, *rest = sentences
        chance.shuffle(rest)
        sentences = [first, *rest]
    day, month = chance.randrange(1, 28), chance.choice(_MONTHS)
    dateline = f"{chance.choice(_TOWNS).upper()}, {month} {day}, {chance.randrange(2005, 2025)} — "
    paragraphs = [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
    return dateline + "\n\n".join(paragraphs) + "\n"


def _filled(chance: random.Random, template: str) -> str:
    filled = ""
    for part in template.replace("}", "{").split("{"):
        filled += _FILL[part](chance) if part in _FILL else part
    return filled[:1].upper() + filled[1:]


_FILL: dict[str, Callable[[random.Random], str]] = {
    "town": lambda chance: chance.choice(_TOWNS),
    "number": lambda chance: chance.choice(_NUMBERS),
    "day": lambda chance: chance.choice(_DAYS),
    "month": lambda chance: chance.choice(_MONTHS),
    "year": lambda chance: str(chance.randrange(1995, 2025)),
    "office": lambda chance: chance.choice(_OFFICES),
    "last": lambda chance: chance.choice(_LAST),
    "name": lambda chance: f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
}


def write_articles(folder: Path, kind: str, articles: int) -> None:
    """A file for each article, a thousand a folder."""
    for number in range(articles):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(kind, number), encoding="utf-8")


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write articles for benchmarks")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--kind", choices=("prison", "general", "short"), default="prison")
    options = parser.parse_args()
    write_articles(options.folder, options.kind, options.articles)
