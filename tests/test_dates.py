"""Dates hold for every day of the calendar, and for any text at all."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.dates import find_dates
from prisonwatch.extraction.dates.finder import flatten
from prisonwatch.extraction.dates.forms import lower_case
from prisonwatch.extraction.dates.periods import Period, easter, nth_weekday, period_of
from prisonwatch.extraction.dates.starts import FIGURE, first_tokens
from prisonwatch.language import Pack, load_pack
from prisonwatch.records import Date, Published

# Forms are compiled when first used, which takes longer than hypothesis has patience for.
patient = settings(deadline=None, max_examples=50)

DAYS = st.dates(date(1900, 1, 1), date(2035, 12, 31))
MONTHS = {
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
    "es": "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre",
}
WEEKDAYS = {
    "en": "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
    "es": "lunes,martes,miércoles,jueves,viernes,sábado,domingo",
}


def month_name(day: date, language: str = "en") -> str:
    return MONTHS[language].split(",")[day.month - 1]


def weekday_name(day: date, language: str = "en") -> str:
    return WEEKDAYS[language].split(",")[day.weekday()]


def dates(text: str, language: str = "en", published: date | None = None) -> list[Date]:
    context = Context(text, load_pack(language))
    if published:
        context.facts.published = Published(value=published.isoformat(), origin="given")
    return find_dates(context)


def values(text: str, language: str = "en", published: date | None = None) -> list[tuple[str, str | None]]:
    return [(d.text, d.value) for d in dates(text, language, published)]


@patient
@given(st.text(max_size=300), DAYS, st.sampled_from(["en", "es", "xx"]))
@example("İstanbul'da 14 May 2024 ve 2024-05-14", date(2024, 5, 15), "en")
@example("the 31st of February 2024, 31/02/2024 and 2024-02-31", date(2024, 3, 1), "en")
@example("May " * 40, date(2024, 3, 1), "en")
@example("999 weeks ago, 999 decades ago, 999 years later", date(1900, 1, 1), "en")
def test_any_text(text: str, published: date, language: str) -> None:
    found = dates(text, language, published)
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(dates(text, language)) == len(found) or published


@patient
@given(DAYS)
def test_full_dates_in_english(day: date) -> None:
    month, weekday = month_name(day), weekday_name(day)
    for written in (
        f"{month} {day.day}, {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
        day.isoformat(),
    ):
        assert values(f"A fire broke out on {written} in block C.") == [(written, day.isoformat())]


@patient
@given(DAYS)
def test_full_dates_in_spanish(day: date) -> None:
    month, weekday = month_name(day, "es"), weekday_name(day, "es")
    for written in (
        f"{day.day} de {month} de {day.year}",
        f"{weekday} {day.day} de {month} del {day.year}",
        f"{day:%d} {month[:3]}. {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
    ):
        assert values(f"El incendio del {written} dejó dos heridos.", "es") == [(written, day.isoformat())]


@patient
@given(DAYS, st.integers(0, 6))
def test_weekdays_of_the_past_week(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    english, spanish = weekday_name(day), weekday_name(day, "es")
    assert values(f"Two men fled on {english}.", "en", published) == [(english, day.isoformat())]
    assert values(f"Dos reos huyeron el {spanish}.", "es", published) == [(spanish, day.isoformat())]


@patient
@given(DAYS, st.integers(1, 7))
def test_last_and_next_weekday(published: date, steps: int) -> None:
    before, after = published - timedelta(days=steps), published + timedelta(days=steps)
    last, coming = weekday_name(before), weekday_name(after)
    assert values(f"They fled last {last}.", "en", published) == [(f"last {last}", before.isoformat())]
    assert values(f"It ends next {coming}.", "en", published) == [(f"next {coming}", after.isoformat())]


@patient
@given(DAYS, DAYS)
def test_day_and_month_lie_within_a_year_of_publication(published: date, day: date) -> None:
    [found] = dates(f"On {month_name(day)} {day.day}, two men fled.", "en", published)
    value = date.fromisoformat(str(found.value))
    assert value <= published
    assert (value.month, value.day) == (day.month, day.day)
    assert (published - value).days <= 366 or (day.month, day.day) == (2, 29)


@patient
@given(DAYS)
def test_weeks_months_and_years(published: date) -> None:
    found = values("this week last week this month last month this year last year next year", "en", published)
    last_month = (published.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    assert [value for _, value in found] == [
        period_of(published, "week").value,
        period_of(published - timedelta(days=7), "week").value,
        f"{published:%Y-%m}",
        last_month,
        f"{published.year}",
        f"{published.year - 1}",
        f"{published.year + 1}",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_publication_date_relative_dates_have_no_value(language: str) -> None:
    text = {
        "en": "yesterday, on Monday, in July, last week",
        "es": "ayer, el lunes, en julio, la semana pasada",
    }
    assert [d.value for d in dates(text[language], language)] == [None] * 4


def test_the_neutral_pack_reads_figures_only() -> None:
    text = "Den 31.12.2019 och 2020-05-01; 2024年1月14日; 05/06/2020; måndag; 2019"
    assert values(text, "xx") == [
        ("31.12.2019", "2019-12-31"),
        ("2020-05-01", "2020-05-01"),
        ("2024年1月14日", "2024-01-14"),
    ]


def test_a_pack_without_dates_finds_none(tmp_path: Path) -> None:
    (tmp_path / "pt").mkdir()
    (tmp_path / "pt" / "pack.toml").write_text('name = "Portuguese"', encoding="utf-8")
    assert find_dates(Context("em 14 de janeiro de 2024", Pack(tmp_path / "pt"))) == []


def test_a_pack_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pt"
    folder.mkdir()
    (folder / "pack.toml").write_text('name = "Portuguese"', encoding="utf-8")
    (folder / "dates.toml").write_text(
        """
        [words.month]
        janeiro = 1
        [words.deictic]
        ontem = -1
        [[form]]
        as = "date"
        like = '{day} de {month} de {year}'
        [[form]]
        as = "deictic"
        like = '{deictic}'
        """,
        encoding="utf-8",
    )
    context = Context("Em 14 de Janeiro de 2024 e ontem.", Pack(folder))
    assert [(d.text, d.value) for d in find_dates(context)] == [
        ("14 de Janeiro de 2024", "2024-01-14"),
        ("ontem", None),
    ]


@patient
@given(st.text(max_size=200))
def test_offsets_survive_flattening(text: str) -> None:
    assert len(flatten(text)) == len(text) == len(lower_case(text))


@patient
@given(DAYS, st.integers(-30, 30), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_shifting_there_and_back(day: date, steps: int, granularity: str) -> None:
    period = period_of(day, granularity)  # type: ignore[arg-type]
    shifted = period.shift(steps)
    assert shifted is not None
    assert shifted.shift(-steps) == period


def test_the_calendar_ends() -> None:
    assert Period(date(9999, 12, 31), "day").shift(1) is None
    assert Period(date(1000, 1, 1), "year").shift(-1) is None


@pytest.mark.parametrize(
    "sunday", [date(2000, 4, 23), date(2011, 4, 24), date(2018, 4, 1), date(2024, 3, 31), date(2038, 4, 25)]
)
def test_easter(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_nth_weekdays() -> None:
    assert nth_weekday(2023, 11, 3, 4) == date(2023, 11, 23)
    assert nth_weekday(2023, 5, 0, -1) == date(2023, 5, 29)
    assert nth_weekday(2023, 12, 6, -1) == date(2023, 12, 31)


def test_first_words_of_a_form() -> None:
    lists = {"month": ["may", "june"], "shift": ["this past", "last"]}
    tokens = first_tokens("(?:{shift} |the )?{month} {day}", lambda n: lists.get(n, []), frozenset({"day"}))
    assert tokens == {"this", "last", "the", "may", "june"}
    assert first_tokens(r"(?!x)\d{4}|days?", lambda n: [], frozenset()) == {FIGURE, "days", "day"}


SPELLED = [
    ("pt", "domingo, 14 de janeiro de 2024"),
    ("pt", "14/jan/2024"),
    ("fr", "dimanche 14 janvier 2024"),
    ("it", "domenica 14 gennaio 2024"),
    ("de", "Sonntag, 14. Januar 2024"),
    ("nl", "14 januari 2024"),
    ("id", "Minggu, 14 Januari 2024"),
    ("id", "14/01/2024"),
    ("tr", "14 Ocak 2024"),
    ("ru", "14 января 2024"),
    ("uk", "14 січня 2024"),
    ("ar", "الأحد 14 يناير 2024"),
    ("ar", "14 يناير/كانون الثاني 2024"),
    ("vi", "14 tháng 1 năm 2024"),
    ("hu", "2024. január 14"),
    ("tl", "Enero 14, 2024"),
    ("hi", "14 जनवरी 2024"),
    ("no", "14. januar 2024"),
]


@pytest.mark.parametrize(("language", "written"), SPELLED)
def test_full_dates_in_languages_without_a_pack(language: str, written: str) -> None:
    context = Context(f"xx ({written}): xx.", load_pack("xx"), language=language)
    assert [(d.text, d.value) for d in find_dates(context)] == [(written, "2024-01-14")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Havia 14 presos em 2024, e hoje 31 de fevereiro de 2024"),
        ("fr", "14 détenus en 2024, le 3 mai, dimanche, l'an dernier"),
        ("de", "14 Häftlinge im Jahr 2024; den 14. Januar"),
        ("tlh", "14. Januar 2024, 05/06/2024"),
        (None, "14 janvier 2024"),
    ],
)
def test_only_full_dates_in_languages_without_a_pack(language: str | None, text: str) -> None:
    assert find_dates(Context(text, load_pack("xx"), language=language)) == []


def test_a_weekday_in_front_belongs_to_the_date_and_no_other_word_does() -> None:
    context = Context("hoje, 14 de janeiro de 2024; segunda-feira, 1º de abril de 2024", load_pack("xx"))
    context.language = "pt"
    assert [(d.text, d.value) for d in find_dates(context)] == [
        ("14 de janeiro de 2024", "2024-01-14"),
        ("segunda-feira, 1º de abril de 2024", "2024-04-01"),
    ]
