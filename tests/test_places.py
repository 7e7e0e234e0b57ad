"""Countries, peoples, regions and cities in running text, and the country a story is about."""

from __future__ import annotations

import pytest

from prisonwatch.extraction.context import Context, Place
from prisonwatch.extraction.places import find_places, main_country
from prisonwatch.language import load_pack


def read(text: str, code: str = "en") -> Context:
    context = Context(text, load_pack(code))
    context.facts.places = find_places(context)
    return context


def countries(text: str, code: str = "en") -> list[tuple[str, str]]:
    return [(place.text, place.country) for place in read(text, code).facts.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ecuador's army moved.", [("Ecuador", "EC")]),
        ("Ecuadorean and Colombian guards", [("Ecuadorean", "EC"), ("Colombian", "CO")]),
        ("GUAYAQUIL, Ecuador — Ten died.", [("GUAYAQUIL", "EC"), ("Ecuador", "EC")]),
        ("He was born in New Mexico.", [("New Mexico", "US")]),
        ("The Gulf of Mexico was calm.", []),
        (
            "A riot in Georgia, where Gov. Kemp and the state of Alabama",
            [("Georgia", "US"), ("Alabama", "US")],
        ),
        ("Georgian guards in Tbilisi, Georgia", [("Georgian", "GE"), ("Tbilisi", "GE"), ("Georgia", "GE")]),
        ("Michael Jordan and Chad Brown watched.", []),
        ("Officer Virginia Woolf spoke in Ohio.", [("Ohio", "US")]),
        ("Three Hurt In Texas Jail", [("Texas", "US")]),
        ("The plane left Jordan for Syria.", [("Jordan", "JO"), ("Syria", "SY")]),
        ("A jail in Lebanon, Pennsylvania, burned.", [("Pennsylvania", "US")]),
        ("Bishopville, S.C., and Columbia", [("S.C.", "US"), ("Columbia", "US")]),
        ("He lives in Miami, FL today.", [("Miami", "US"), ("FL", "US")]),
        ("They told us nothing.", []),
        ("The U.S. and the UK agreed.", [("U.S.", "US"), ("UK", "GB")]),
        ("South Africa and South Sudan", [("South Africa", "ZA"), ("South Sudan", "SS")]),
        ("Latin America and North America", []),
        ("Niger is not Nigeria.", [("Niger", "NE"), ("Nigeria", "NG")]),
        ("in the Democratic Republic of Congo", [("Democratic Republic of Congo", "CD")]),
        ("the Papua New Guinea police", [("Papua New Guinea", "PG")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert countries(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La policía ecuatoriana y los guardias colombianos", [("ecuatoriana", "EC"), ("colombianos", "CO")]),
        ("Ocurrió en México y en EE.UU.", [("México", "MX"), ("EE.UU.", "US")]),
        ("QUITO (EFE).- El presidente de Chile", [("QUITO", "EC"), ("Chile", "CL")]),
        ("El chile picante", []),
        ("Lo dijo Hernán Cortés y el general Sucre", []),
        ("Los presos franceses en Ciudad de México", [("franceses", "FR"), ("Ciudad de México", "MX")]),
        ("en Santiago de Chile", [("Santiago", "CL"), ("Chile", "CL")]),
    ],
)
def test_spanish(text: str, expected: list[tuple[str, str]]) -> None:
    assert countries(text, "es") == expected


def test_kinds() -> None:
    places = read("Cuenca, Ecuador. An Ecuadorian in Ohio.").facts.places
    assert places == [
        Place("Cuenca", 0, 6, "EC", city="Cuenca"),
        Place("Ecuador", 8, 15, "EC"),
        Place("Ecuadorian", 20, 30, "EC", demonym=True),
        Place("Ohio", 34, 38, "US", region="Ohio"),
    ]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ministers from Ecuador visited a prison in El Salvador. Ecuador is in crisis.", "EC"),
        ("KINGSTON, Jamaica — Jails in Manchester and St Elizabeth were inspected.", "JM"),
        ("The sheriff's office said two inmates fled the county jail.", "US"),
        ("Gendarmería was not there; the HMP inspectors were.", "GB"),
        ("Nobody said where.", None),
    ],
)
def test_main_country(text: str, country: str | None) -> None:
    assert main_country(read(text)) == country


def test_main_country_near_a_place_in_the_text() -> None:
    text = "Ecuador sent a team. Ecuador's minister spoke. The jail in Peru was full."
    context = read(text)
    assert main_country(context) == "EC"
    assert main_country(context, text.index("jail")) == "PE"


def test_a_language_without_a_pack_finds_cities_only_by_what_needs_no_words() -> None:
    assert all(place.city for place in read("Quito, 14.01.2024: ...", "xx").facts.places)
