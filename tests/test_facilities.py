"""Facilities: entries, names, gazetteer, places. The corpora beside the rules hold the phrasings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.facilities import find_facilities
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.places import find_places
from prisonwatch.language import load_pack
from prisonwatch.records import Facility


def read(text: str, code: str = "en") -> list[Facility]:
    context = Context(text, load_pack(code))
    context.facts.places = find_places(context)
    return find_facilities(context)


def mentions(facility: Facility) -> list[str]:
    return [mention.text for mention in facility.mentions]


def test_one_entry_with_every_mention() -> None:
    text = (
        "Soldiers retook the Turi prison in Cuenca, Ecuador. The CPL Turi had been held for a day. "
        "It is the second crisis at El Turi."
    )
    (turi,) = read(text)
    assert mentions(turi) == ["Turi prison", "CPL Turi", "El Turi"]
    assert turi.gazetteer_id == "ec-turi"
    assert (turi.city, turi.country) == ("Cuenca", "EC")
    assert all(text[m.start : m.end] == m.text for m in turi.mentions)


def test_the_fullest_form_is_the_name() -> None:
    (prison,) = read("Guards fled Vaughn prison. The James T. Vaughn Correctional Center is in Delaware.")
    assert prison.name == "James T. Vaughn Correctional Center"


def test_the_nearest_country_counts_not_the_commonest() -> None:
    (cecot,) = read(
        "Ecuador's ministers and Ecuador's police saw the Terrorism Confinement Center (CECOT) "
        "in El Salvador. Ecuador wants to copy CECOT."
    )
    assert cecot.country == "SV"
    assert mentions(cecot) == ["Terrorism Confinement Center", "CECOT", "CECOT"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A riot at Bellavista prison in Medellín, Colombia.", "CO"),
        ("A riot at Bellavista prison in Santo Domingo, Ecuador.", "EC"),
        ("Guards at San Pedro prison in La Paz, Bolivia.", "BO"),
        ("Guards at the San Pedro prison in Paraguay.", "PY"),
    ],
)
def test_a_name_of_several_countries_is_decided_by_the_article(text: str, country: str) -> None:
    (prison,) = read(text)
    assert prison.country == country


def test_unknown_facilities_have_no_gazetteer_id() -> None:
    (prison,) = read("Inmates at the Quilldown prison in Wales rioted.")
    assert (prison.gazetteer_id, prison.country) == (None, "GB")


def test_a_number_tells_two_prisons_apart() -> None:
    names = [f.name for f in read("Riots hit Fraijanes I prison and Fraijanes II prison in Guatemala.")]
    assert names == ["Fraijanes I prison", "Fraijanes II prison"]


def test_any_language_knows_names_from_the_gazetteer_and_native_heads() -> None:
    text = "Kerusuhan di Rumah Tahanan Mako Brimob, Depok. HMP Leeds. Penitenciária Estadual de Alcaçuz."
    assert [f.name for f in read(text, "xx")] == [
        "Rumah Tahanan Mako Brimob",
        "HMP Leeds",
        "Penitenciária Estadual de Alcaçuz",
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Turi prison", "turi"),
        ("cárcel de Turi", "turi"),
        ("Centro de Privación de Libertad Turi", "turi"),
        ("HMP Leeds", "leeds"),
        ("Guayas Prison No. 1", "guayas 1"),
        ("Fraijanes II", "fraijanes ii"),
    ],
)
def test_what_is_distinctive(name: str, key: str) -> None:
    assert key_of(name) == key


WORDS = st.sampled_from(
    [
        "the",
        "prison",
        "jail",
        "Turi",
        "of",
        "at",
        "Cárcel",
        "de",
        "No.",
        "1",
        ",",
        "(",
        ")",
        "HMP",
        "Leeds",
        "and",
        "prisons",
        "CECOT",
        "'s",
        "El",
        "II",
        "known",
        "as",
        "-",
        "“",
        "”",
        ".\n",
        "Ecuador",
        "in",
        "Center",
        "Correctional",
        "cárceles",
        "y",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from(["en", "es", "xx"]))
def test_any_text_is_read_without_failing(words: list[str], code: str) -> None:
    text = " ".join(words)
    for facility in read(text, code):
        assert facility.name
        assert all(text[m.start : m.end] == m.text for m in facility.mentions)
        assert len({(m.start, m.end) for m in facility.mentions}) == len(facility.mentions)
