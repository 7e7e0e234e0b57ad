"""Every line of the gazetteer of custody facilities has the form its readers rely on."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

import pycountry
import pytest

FIELDS = ["id", "name", "english", "aliases", "city", "region", "country"]
FACILITIES = files("prisonwatch") / "gazetteer" / "facilities.csv"

# Words that name a kind of place, not a place: as an alias they would match any facility.
GENERIC_WORDS = """
    prison prisons jail jails penitentiary correctional center centre facility institution institute
    detention remand custody complex colony camp unit annex central federal state national regional
    provincial municipal county district city men women juvenile youth maximum minimum security military
    police headquarters barracks the and of for
    cárcel carcel cárceles penal penales centro centros prisión prision penitenciaría penitenciaria
    penitenciario reclusorio reclusión reformatorio correccional preventivo regional máxima seguridad
    complejo colonia granja unidad módulo pabellón nacional la el los las de del y
    presídio presidio cadeia penitenciária casa prisão maison arrêt établissement gefängnis
    justizvollzugsanstalt carcere lapas rutan cpl crs cdp cereso cefereso jva hmp sizo
    """
GENERIC = frozenset(GENERIC_WORDS.split())


def read_lines() -> list[list[str]]:
    """All lines of the gazetteer, the header first."""
    with FACILITIES.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


LINES = read_lines()
FACILITY_LINES = LINES[1:]
# ISO 3166 has no code for Kosovo; gazetteers such as GeoNames use this user-assigned one.
KOSOVO = "XK"
# One parameter a country keeps the report readable without a test for every line.
COUNTRIES = sorted({line[-1] for line in FACILITY_LINES})


def lines_of(country: str) -> list[dict[str, str]]:
    return [dict(zip(FIELDS, line, strict=True)) for line in FACILITY_LINES if line[-1] == country]


def aliases_of(facility: dict[str, str]) -> list[str]:
    return facility["aliases"].split("|") if facility["aliases"] else []


def test_file_is_plain_utf8_with_unix_line_ends() -> None:
    raw = FACILITIES.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    raw.decode("utf-8")


def test_header_and_field_count() -> None:
    assert LINES[0] == FIELDS
    assert [line for line in LINES if len(line) != len(FIELDS)] == []


def test_the_gazetteer_is_worth_its_name() -> None:
    assert len(FACILITY_LINES) >= 900
    assert len(COUNTRIES) >= 100


def test_ids_are_unique_and_sorted() -> None:
    ids = [line[0] for line in FACILITY_LINES]
    assert [key for key, times in Counter(ids).items() if times > 1] == []
    assert ids == sorted(ids)


@pytest.mark.parametrize("country", COUNTRIES)
def test_lines_of_a_country(country: str) -> None:
    assert country == KOSOVO or pycountry.countries.get(alpha_2=country) is not None
    for facility in lines_of(country):
        assert re.fullmatch(rf"{country.lower()}-[a-z0-9]+(?:-[a-z0-9]+)*", facility["id"]), facility
        assert facility["name"], facility
        assert facility["english"], facility
        assert facility["city"], facility
        for value in [*facility.values(), *aliases_of(facility)]:
            assert value == value.strip(), facility
            assert "  " not in value, facility


@pytest.mark.parametrize("country", COUNTRIES)
def test_aliases_of_a_country(country: str) -> None:
    for facility in lines_of(country):
        aliases = aliases_of(facility)
        assert "" not in aliases, facility
        forms = [alias.casefold() for alias in (facility["name"], *aliases)]
        assert len(set(forms)) == len(forms), facility
        assert facility["english"] not in aliases, facility


def test_no_alias_is_a_country() -> None:
    countries = {country.name.casefold() for country in pycountry.countries}
    countries |= {getattr(country, "common_name", country.name).casefold() for country in pycountry.countries}
    found = [line for line in FACILITY_LINES if countries & set(line[3].casefold().split("|"))]
    assert found == []


def test_no_name_or_alias_is_generic() -> None:
    found = [
        (line[0], form)
        for line in FACILITY_LINES
        for form in (line[1], line[2], *line[3].split("|"))
        if form and set(re.findall(r"\w+", form.casefold())) <= GENERIC
    ]
    assert found == []


def test_no_two_facilities_of_a_country_share_a_full_name() -> None:
    names = Counter((line[6], line[1].casefold()) for line in FACILITY_LINES)
    assert [name for name, times in names.items() if times > 1] == []


def test_ecuador_is_complete() -> None:
    ecuador = lines_of("EC")
    assert len(ecuador) >= 25
    provinces = {facility["region"] for facility in ecuador}
    assert provinces >= {
        "Azuay",
        "Bolívar",
        "Cañar",
        "Carchi",
        "Chimborazo",
        "Cotopaxi",
        "El Oro",
        "Esmeraldas",
        "Guayas",
        "Imbabura",
        "Loja",
        "Los Ríos",
        "Manabí",
        "Morona Santiago",
        "Napo",
        "Pichincha",
        "Santa Elena",
        "Santo Domingo de los Tsáchilas",
        "Sucumbíos",
        "Tungurahua",
    }


@pytest.mark.parametrize(
    ("form", "identifier"),
    [
        ("Turi", "ec-turi"),
        ("La Roca", "ec-la-roca"),
        ("CECOT", "sv-cecot"),
        ("Preventivo zona 18", "gt-preventivo-zona-18"),
        ("Penitenciaría del Litoral", "ec-litoral"),
    ],
)
def test_the_forms_that_news_use_are_found(form: str, identifier: str) -> None:
    facility = next(line for line in FACILITY_LINES if line[0] == identifier)
    assert form in facility[3].split("|")
