"""Officials: names, roles, mentions and countries, over whole texts."""

from __future__ import annotations

import pytest

from prisonwatch.extraction.context import Context, Entity, Place
from prisonwatch.extraction.officials import find_officials, names_wanted
from prisonwatch.language import load_pack
from prisonwatch.records import Official


def officials(text: str, language: str = "en", **facts: list[Place]) -> list[Official]:
    context = Context(text, load_pack(language))
    context.facts.places = facts.get("places", [])
    return find_officials(context)


def only(text: str, language: str = "en") -> Official:
    found = officials(text, language)
    assert len(found) == 1
    return found[0]


def test_every_mention_is_the_text_it_points_at() -> None:
    text = (
        "The justice secretary, Amara Okafor, spoke on Monday. Okafor said the wing would reopen.\n"
        "“We are ready,” Okafor added. Critics of Okafor’s plan disagreed."
    )
    found = only(text)
    assert (found.name, found.role) == ("Amara Okafor", "justice secretary")
    assert [m.text for m in found.mentions] == ["Amara Okafor", "Okafor", "Okafor", "Okafor"]
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


def test_the_fullest_name_wins_wherever_it_stands() -> None:
    assert only("Governor Bello spoke. Later Yusuf Bello left.").name == "Yusuf Bello"
    assert only("Police chief Ana Ruiz spoke. Ana María Ruiz, the chief, left.").name == "Ana María Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Tomás Rey, head of the national police, spoke.",
        "General Tomás Rey spoke. Rey, who is head of the national police, left.",
        "Tomás Rey, head of the national police, spoke. Gen. Rey left.",
    ],
)
def test_an_office_is_preferred_to_a_rank(text: str) -> None:
    assert only(text).role == "head of the national police"


def test_a_rank_alone_is_the_role() -> None:
    assert only("Col. Tomás Rey spoke.").role == "Col."


def test_people_who_share_a_surname_stay_apart() -> None:
    text = "Minister Ana Paz spoke. Mayor Luis Paz left. Ana Paz stayed."
    found = officials(text)
    assert [(o.name, o.role) for o in found] == [("Ana Paz", "Minister"), ("Luis Paz", "Mayor")]
    assert [len(o.mentions) for o in found] == [2, 1]


def test_a_surname_in_a_place_or_another_name_is_no_mention() -> None:
    text = "Sheriff Dale Hutch spoke. Hutch County Jail was full. Carol Hutch, the victim, was no relation."
    assert [m.text for m in only(text).mentions] == ["Dale Hutch"]


def test_country_from_its_adjective_else_from_the_article() -> None:
    text = "Bolivian Justice Minister Ana Paz spoke in La Paz, Bolivia."
    places = [Place("Bolivian", 0, 8, "BO", demonym=True), Place("Bolivia", 51, 58, "BO")]
    assert [o.country for o in officials(text, places=places)] == ["BO"]
    text = "Justice Minister Ana Paz spoke in Bolivia."
    assert [o.country for o in officials(text, places=[Place("Bolivia", 34, 41, "BO")])] == ["BO"]


def test_the_united_nations_have_no_country() -> None:
    text = "UN rights chief Ana Paz spoke in Bolivia."
    assert officials(text, places=[Place("Bolivia", 33, 40, "BO")])[0].country is None


def test_a_person_seen_by_the_recogniser_answers_for_the_office_before() -> None:
    text = "The chief inspector of prisons has asked for an answer. Peter Marsh used a new power."
    context = Context(text, load_pack("en"), entities=[Entity("Peter Marsh", "PERSON", 56, 67)])
    assert [(o.name, o.role) for o in find_officials(context)] == [
        ("Peter Marsh", "chief inspector of prisons")
    ]
    assert officials(text) == []


def test_headlines_in_capitals_bring_nobody_new() -> None:
    assert officials("Governor Declares Emergency After Prison Riot") == []
    found = only("Governor Ruiz Declares Emergency\nGovernor Ana Ruiz spoke.")
    assert found.name == "Ana Ruiz"


def test_spanish_needs_no_recogniser() -> None:
    found = only("El ministro del Interior, Julio Paz, habló. Según Paz, todo está en calma.", "es")
    assert (found.name, found.role) == ("Julio Paz", "ministro del Interior")
    assert [m.text for m in found.mentions] == ["Julio Paz", "Paz"]


def test_without_words_there_is_nobody() -> None:
    assert officials("Președintele Ion Popescu a vorbit.", "xx") == []
    assert not names_wanted("Președintele Ion Popescu a vorbit.", load_pack("xx"))


@pytest.mark.parametrize("text", ["", "\n\n", "The", "President", "Minister of", "the governor,", "Gov."])
def test_fragments_do_no_harm(text: str) -> None:
    assert officials(text) == []


def test_names_are_wanted_where_an_office_or_a_name_may_stand() -> None:
    pack = load_pack("en")
    assert names_wanted("The minister spoke.", pack)
    assert names_wanted("Peter Marsh used a new power.", pack)
    assert not names_wanted("Six guards were freed on Monday.", pack)
