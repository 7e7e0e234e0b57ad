"""Bytes in, articles out: every format and encoding, and one clear line for what cannot be read."""

from __future__ import annotations

import codecs
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prisonwatch import Article
from prisonwatch.reading import ReadFailure, articles_from_bytes, articles_from_lines, kind_of, read

ENGLISH = "Six guards were taken hostage at Turi prison.\nTwo were freed."
SPANISH = "Los presos retuvieron a seis guías — “sin heridos”, dijo Muñoz — en la cárcel de Cuenca. ¿Más? No…"

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Six guards held at Turi prison | Example News</title>
<link rel="canonical" href="https://news.example/turi">
<meta property="og:title" content="Six guards held at Turi prison">
<meta property="article:published_time" content="2024-01-14T23:30:00-05:00"></head>
<body><nav><a href="/">Home</a> <a href="/sports">Sports</a></nav><article>
<h1>Six guards held at Turi prison</h1>
<p>CUENCA, Ecuador — Inmates took six guards hostage at Turi prison on Saturday, the prison service said in a
statement that gave no further details of what had happened.</p>
<p>Two prisoners were killed and four were injured, according to Interior Minister Mónica Palencia, who
spoke to reporters in Quito on Sunday morning.</p></article>
<footer>Copyright 2019 Example News</footer></body></html>"""


def articles(data: bytes, name: str = "a.txt", **options: Any) -> list[Article | ReadFailure]:
    return list(articles_from_bytes(data, name, **options))


def article(data: bytes, name: str = "a.txt") -> Article:
    (only,) = articles(data, name, kind=kind_of(name))
    assert isinstance(only, Article), only
    return only


def failure(data: bytes, name: str = "a.txt") -> str:
    (only,) = articles(data, name, kind=kind_of(name))
    assert isinstance(only, ReadFailure), only
    return str(only)


def record(**fields: Any) -> Article:
    return article(json.dumps(fields).encode(), "a.json")


# Encodings


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
@pytest.mark.parametrize("text", [ENGLISH, SPANISH, "HERIDOS EN LA CÁRCEL DE CÚCUTA: MÁS DE 20\r\n"])
def test_encodings(mark: bytes, encoding: str, text: str) -> None:
    read_back = article(mark + text.encode(encoding))
    assert read_back.text == text
    assert read_back.warnings == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Заключённые захватили в заложники двух сотрудников колонии, сообщили в полиции Волгограда.",
            "cp1251",
        ),
        (
            "Więźniowie wzięli trzech strażników jako zakładników, podała policja. Nikt nie został ranny.",
            "cp1250",
        ),
    ],
)
def test_other_encodings_are_told_and_said(text: str, encoding: str) -> None:
    read_back = article(text.encode(encoding))
    assert read_back.text == text
    assert read_back.warnings == (f"not UTF-8: read as {encoding}",)


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    data = "Seis guías en la cárcel".encode() + b"\xff" + " de Turi, más dos".encode()
    read_back = article(data)
    assert read_back.text == "Seis guías en la cárcel\ufffd de Turi, más dos"
    assert len(read_back.warnings) == 1


def test_line_breaks_are_kept() -> None:
    assert article(b"Six held.\r\n\r\nTwo fled.\r\n").text == "Six held.\r\n\r\nTwo fled.\r\n"


_PRINTED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t", codec="utf-8"), min_size=1
)


@given(_PRINTED, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_comes_back_exactly(text: str, encoding: str) -> None:
    text = text.lstrip("\ufeff")
    (read_back,) = articles(text.encode(encoding), kind="text")
    if not text.strip() or text.startswith(("%PDF-", "{\\rtf", "GIF8")):
        assert isinstance(read_back, ReadFailure)
    else:
        assert isinstance(read_back, Article)
        assert read_back.text == text


@given(st.binary(max_size=400), st.sampled_from([None, "text", "json", "jsonl"]))
@example(b'{"text": "\\ud83d"}', "json")
@example(b"[" * 100_000, None)
@example(b'{"text": ' + b"9" * 5000 + b"}", None)
@example(b'{"text": 1e999}', None)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, kind: Any) -> None:
    found = articles(data, kind=kind)
    assert found
    for item in found:
        if isinstance(item, Article):
            item.text.encode()
            assert item.text.strip()
        else:
            assert "\n" not in item.reason


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_page_is_read_or_refused(body: str) -> None:
    (item,) = articles(f"<html><body><p>{body}</p></body></html>".encode(errors="replace"), kind="html")
    assert isinstance(item, Article | ReadFailure)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    ),
    st.sampled_from(["id", "text", "title", "url", "language", "published", "date"]),
)
def test_any_value_of_a_field_is_read_or_refused(value: Any, field: str) -> None:
    (item,) = articles(json.dumps({"text": "Six fled.", field: value}).encode(), kind="json")
    if isinstance(item, Article):
        json.dumps(item.id).encode()
    else:
        assert field == "text"


# What cannot be read


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        (codecs.BOM_UTF8, "a.txt", "empty"),
        (b"Six\0fled", "a.txt", "binary data"),
        (bytes(range(1, 32)) * 9, "a.txt", "binary data"),
        (b"%PDF-1.7 ...", "a.txt", "a PDF document"),
        (b"PK\x03\x04...", "a.txt", "an office document"),
        (b"\x1f\x8b\x08...", "a.jsonl", "gzip"),
        (b'{"text": "Six"\n "id": 1}', "a.json", "broken JSON at line 2, column 2"),
        (b'{"id": 1, "body": "Six"}', "a.json", 'without "text" or "html" (its fields: "id", "body")'),
        (b'{"text": 6}', "a.json", '"text" is a number'),
        (b'{"text": "  "}', "a.json", '"text" is empty'),
        (b'{"html": "<p> </p>"}', "a.json", "no article text"),
        (b"[]", "a.json", "an empty array"),
        (b'"Six"', "a.json", "not a record but a text"),
        (b"\n\n", "a.jsonl", "empty"),
        (b"<html><body></body></html>", "a.html", "no article text"),
    ],
)
def test_refused(data: bytes, name: str, why: str) -> None:
    message = failure(data, name)
    assert message.startswith(f"{name}: ")
    assert why in message


def test_missing_file(tmp_path: Path) -> None:
    (item,) = read(str(tmp_path / "nowhere.txt"))
    assert isinstance(item, ReadFailure)
    assert item.reason == "no such file"


def test_folder(tmp_path: Path) -> None:
    (item,) = read(str(tmp_path))
    assert isinstance(item, ReadFailure)
    assert "prisonwatch batch" in item.reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    (item,) = read(str(path))
    assert isinstance(item, ReadFailure)
    assert "permission denied" in item.reason


def test_a_broken_line_costs_itself_only() -> None:
    lines = [b'{"text": "Six fled."}\n', b"\n", b'{"text": "Six\n', b'{"id": "z", "text": "Two died."}']
    first, broken, last = articles_from_lines(lines, "a.jsonl")
    assert isinstance(first, Article)
    assert first.id == "a.jsonl#1"
    assert isinstance(broken, ReadFailure)
    assert str(broken).startswith("a.jsonl: line 3: broken JSON at column 10")
    assert isinstance(last, Article)
    assert last.id == "z"


def test_a_bad_record_of_an_array_costs_itself_only() -> None:
    data = json.dumps([{"text": "Six fled."}, 5, {"id": 7, "text": "Two died."}]).encode()
    first, bad, last = articles(data, "a.json", kind="json")
    assert isinstance(first, Article)
    assert first.id == "a.json#1"
    assert str(bad).startswith("a.json: record 2: not a record but a number")
    assert isinstance(last, Article)
    assert last.id == "7"


# Records


def test_fields_of_a_record() -> None:
    found = record(
        id="x1",
        text=SPANISH,
        title="Motín",
        url="https://news.example/1",
        language="es",
        published="2024-01-14",
    )
    assert (found.id, found.text, found.title, found.url) == (
        "x1",
        SPANISH,
        "Motín",
        "https://news.example/1",
    )
    assert found.language == "es"
    assert found.published is not None
    assert (found.published.value, found.published.origin) == ("2024-01-14", "given")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-01-14", "2024-01-14"),
        ("2024-01-14T10:00:00Z", "2024-01-14"),
        ("2024-01-14 23:59:59+05:00", "2024-01-14"),
        ("20240114T103000Z", "2024-01-14"),
        ("20240114", "2024-01-14"),
        ("Sun, 14 Jan 2024 10:00:00 GMT", "2024-01-14"),
        (None, None),
        ("", None),
    ],
)
@pytest.mark.parametrize("field", ["published", "date"])
def test_publication_date(field: str, value: str | None, day: str | None) -> None:
    found = record(text="Six fled.", **{field: value})
    assert (found.published and found.published.value) == day
    assert found.warnings == ()


@pytest.mark.parametrize(
    "value", ["yesterday", "2024-13-01", "2024-02-30", 1705190400, "14/01/2024", ["2024"]]
)
def test_what_is_no_date_is_told(value: Any) -> None:
    found = record(text="Six fled.", published=value)
    assert found.published is None
    assert len(found.warnings) == 1
    assert "is no date" in found.warnings[0]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"),
        ("ES", "es"),
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("eng", "en"),
        ("Spanish", "es"),
        ("und", None),
    ],
)
def test_language_field(value: str, code: str | None) -> None:
    found = record(text="Six fled.", language=value)
    assert found.language == code
    assert found.warnings == ()


def test_what_is_no_language_is_told() -> None:
    assert "no language code" in record(text="Six fled.", language="gibberish").warnings[0]


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    assert (
        article(b'{"text": "Six \\ud800 fled \\ud83d\\ude00"}', "a.json").text == "Six \ufffd fled \U0001f600"
    )


def test_one_record_takes_the_name_of_its_file() -> None:
    assert record(text="Six fled.").id == "a.json"


def test_lines_in_a_file_that_is_called_json() -> None:
    found = articles(b'{"text": "Six fled."}\n{"text": "Two died."}\n', "a.json", kind="json")
    assert [item.id for item in found if isinstance(item, Article)] == ["a.json#1", "a.json#2"]


def test_wide_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "á", "text": "Seis"}\n{"text": "Dos"}\n', encoding="utf-16")
    assert [item.text for item in read(str(path)) if isinstance(item, Article)] == ["Seis", "Dos"]


# Pages


def test_page() -> None:
    found = article(PAGE.encode(), "a.html")
    assert found.title == "Six guards held at Turi prison"
    assert found.url == "https://news.example/turi"
    assert found.published is not None
    assert (found.published.value, found.published.origin) == ("2024-01-14", "metadata")
    assert "took six guards hostage" in found.text
    assert "Mónica Palencia" in found.text
    assert "Sports" not in found.text
    assert "Copyright" not in found.text


def test_page_in_the_encoding_that_it_declares() -> None:
    page = PAGE.replace("utf-8", "iso-8859-2").replace("Mónica Palencia", "Wojciech Łęcki").replace("—", "-")
    assert "Wojciech Łęcki" in article(page.encode("iso-8859-2"), "a.html").text


def test_page_without_a_date_has_none() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-01-14T23:30:00-05:00">', "")
    assert article(page.encode(), "a.html").published is None


@pytest.mark.parametrize(
    ("element", "day"),
    [
        ('<p class="byline">By AFP - Jan 15, 2024</p>', "2024-01-15"),
        ('<span class="fecha-nota">14 de enero de 2024</span>', "2024-01-14"),
        ('<div itemprop="datePublished">Published On 14 Jan 2024</div>', "2024-01-14"),
        ("<time>2024-01-14 10:00</time>", "2024-01-14"),
        ('<span class="time">5 minutes ago, 12:30</span>', None),
        ('<div class="metadata">Copyright © 2019</div>', None),
        ("<p>Two were killed there on January 8, 2023.</p>", None),
    ],
)
def test_date_that_a_page_shows(element: str, day: str | None) -> None:
    page = re.sub('<meta property="article:published_time".*?>', "", PAGE).replace(
        "<article>", element + "<article>"
    )
    found = article(page.encode(), "a.html")
    assert (found.published and found.published.value) == day


def test_short_page() -> None:
    assert article(b"<p>Six guards fled.</p>", "a.html").text.strip() == "Six guards fled."


def test_record_of_a_page() -> None:
    found = record(id="7", html=PAGE, title="Mine", published="2024-02-01")
    assert (found.id, found.title, found.url) == ("7", "Mine", "https://news.example/turi")
    assert found.published is not None
    assert (found.published.value, found.published.origin) == ("2024-02-01", "given")
    assert "took six guards hostage" in found.text


# What it is, where no name tells


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        ("Six guards fled.", True),
        ("[AFP] Six guards fled.", True),
        ("[{sic}] Six fled", False),
        ("{Photo} Six guards fled.", True),
        ("<p>Six guards fled.</p>", False),
        ("  <!DOCTYPE html>\n<html><p>Six guards fled.</p></html>", False),
        ("<b>Six</b> guards fled.", True),
        ('{"text": "Six guards fled."}', False),
        ('[{"text": "Six guards fled."}]', False),
    ],
)
def test_sniffed(text: str, is_text: bool) -> None:
    (item,) = articles(text.encode(), "-")
    assert (isinstance(item, Article) and item.text == text) == is_text


@pytest.mark.parametrize("name", ["a.TXT", "a.md", "b/a.Html", "a.htm", "a.JSON", "a.ndjson"])
def test_endings(name: str) -> None:
    assert kind_of(name) is not None
