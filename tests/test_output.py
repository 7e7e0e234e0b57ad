"""What is drawn is what was found, and nothing in an article acts on the terminal, spreadsheet or page."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from prisonwatch import Article, Record
from prisonwatch.output import FORMATS, Result, print_tables, render
from prisonwatch.output.tidy import COLUMNS
from prisonwatch.output.visible import CONTROLS, one_line, visible
from prisonwatch.output.wording import headline
from prisonwatch.records import Count, Date, Facility, Incident, Mention, Official, Published, SentenceSpan

TEXT = """Guards freed at Kestrel Jail

PORT ELLIS, Jan 14 — Inmates held 158 guards | and 20 clerks at Kestrel Jail, said Governor Ada Moss Saturday.
Between three and five inmates fled, <b>the</b> [bold]service[/bold] said \x1b[31min red\x1b[0m \u202edlrow.
"""
FORBIDDEN = re.compile(f"(?!\n)[{CONTROLS}]")


def span(words: str, nth: int = 1) -> dict[str, Any]:
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return {"text": words, "start": at, "end": at + len(words)}


def line_of(words: str) -> SentenceSpan:
    at = TEXT.index(words)
    start = TEXT.rindex("\n", 0, at) + 1
    return SentenceSpan(start=start, end=TEXT.index("\n", at))


RECORD = Record(
    id="news/[red]a.txt",
    language="en",
    url="javascript:alert(1)",
    published=Published(value="2024-01-14", origin="text", **span("Jan 14")),
    dates=[
        Date(**span("Jan 14"), value="2024-01-14", granularity="day"),
        Date(**span("Saturday"), value=None, granularity="day"),
    ],
    facilities=[
        Facility(
            name="Kestrel Jail",
            city="Port Ellis",
            country="XA",
            mentions=[Mention(**span("Kestrel Jail")), Mention(**span("Kestrel Jail", 2))],
        )
    ],
    counts=[
        Count(
            **span("158"),
            kind="hostages",
            status="held",
            value=158,
            group="guards",
            sentence=line_of("158"),
            facility="Kestrel Jail",
        ),
        Count(
            **span("three and five"),
            kind="escaped",
            value=3,
            max=5,
            qualifier="about",
            group="inmates",
            sentence=line_of("three and five"),
        ),
    ],
    officials=[Official(name="Ada Moss", role="Governor", mentions=[Mention(**span("Ada Moss"))])],
    incident=Incident(
        type="hostage_taking", date="2024-01-08", ended="2024-01-13", hostages=178, outcome="freed"
    ),
)
RESULT = Result(RECORD, Article(id=RECORD.id, text=TEXT))
NOTHING = Result(Record(id="-", language=None, incident=Incident(type="none")), Article(id="-", text=""))


def table(result: Result = RESULT, width: int = 80, terminal: bool = False, **options: Any) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal)
    print_tables(console, [result], **options)
    return out.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_json_is_an_object_for_one_and_an_array_for_several() -> None:
    assert json.loads(render("json", [RESULT])) == RECORD.as_dict()
    assert json.loads(render("json", [RESULT, NOTHING])) == [RECORD.as_dict(), NOTHING.record.as_dict()]
    assert json.loads(render("json", [])) == []
    lines = render("jsonl", [RESULT, NOTHING]).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["news/[red]a.txt", "-"]


def test_json_explains_with_sentences_that_the_schema_knows() -> None:
    data = json.loads(render("json", [RESULT], explain=True))
    Record.model_validate(data)
    for sentence in data["sentences"]:
        assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"]
    assert any("158 guards" in sentence["text"] for sentence in data["sentences"])


def test_only() -> None:
    only = frozenset({"dates"})
    data = json.loads(render("json", [RESULT], only=only))
    Record.model_validate(data)  # which an incident of another type, or none, would not be
    assert data["dates"]
    assert data["incident"]["type"] == "hostage_taking"
    assert not {"counts", "facilities", "officials"} & set(data)
    assert {row["fact"] for row in rows(render("csv", [RESULT], only=only))} == {"date"}
    for drawn in (
        render("markdown", [RESULT], only=only),
        render("html", [RESULT], only=only),
        table(only=only),
    ):
        assert "2024-01-14" in drawn
        assert "Governor" not in drawn.replace("said Governor", "")
        assert "hostage taking" not in drawn


def test_csv_is_tidy() -> None:
    found = rows(render("csv", [RESULT]))
    assert tuple(found[0]) == COLUMNS
    assert [row["fact"] for row in found] == [
        "date",
        "date",
        "facility",
        "count",
        "count",
        "official",
        "incident",
    ]
    count = found[3]
    assert (count["kind"], count["status"], count["value"], count["group"]) == (
        "hostages",
        "held",
        "158",
        "guards",
    )
    assert (count["name"], count["city"], count["country"]) == ("Kestrel Jail", "Port Ellis", "XA")
    assert TEXT[int(count["start"]) : int(count["end"])] == count["text"]
    assert "Inmates held 158 guards" in count["sentence"]
    assert (found[-1]["kind"], found[-1]["value"], found[-1]["status"]) == ("hostage_taking", "178", "freed")
    assert rows(render("csv", [NOTHING])) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    record = RECORD.model_copy(update={"id": f"{start}cmd|' /C calc'!A0"})
    for row in rows(render("csv", [Result(record, RESULT.article)])):
        assert row["article_id"].startswith("'")


def test_the_id_of_standard_input_is_no_formula() -> None:
    record = RECORD.model_copy(update={"id": "-"})
    assert {row["article_id"] for row in rows(render("csv", [Result(record, RESULT.article)]))} == {"-"}


@pytest.mark.parametrize(
    ("text", "date", "shown"),
    [
        ("date 2024-01-14 Six held at jail", "2024-01-14", "Six held at jail"),
        (" Fecha: 2024-01-14. ¿Seis guías?", "2024-01-14", "¿Seis guías?"),
        ("By AFP - Jan 14, 2024\n\nSix held at jail\nPORT ELLIS", "Jan 14, 2024", "Six held at jail"),
        (
            "PORT ELLIS, Jan 14, 2024 (AFP) - Six held",
            "Jan 14, 2024",
            "PORT ELLIS, Jan 14, 2024 (AFP) - Six held",
        ),
        ("Six held\nJan 14, 2024\nPORT ELLIS", "Jan 14, 2024", "Six held"),
        ("Six held at the jail", None, "Six held at the jail"),
        ("2024-01-14\n", "2024-01-14", "2024-01-14"),
        ("\n", None, "a.txt"),
    ],
)
def test_a_leading_date_is_no_headline(text: str, date: str | None, shown: str) -> None:
    published = None
    if date is not None:
        start = text.index(date)
        published = Published(
            value="2024-01-14", origin="text", text=date, start=start, end=start + len(date)
        )
    record = Record(id="a.txt", language="en", published=published, incident=Incident(type="none"))
    assert headline(Result(record, Article(id="a.txt", text=text))) == shown


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("explain", [False, True])
def test_tables_fit_the_width(width: int, explain: bool) -> None:
    drawn = table(width=width, explain=explain)
    assert max(map(len, drawn.splitlines())) <= width
    assert "Guards freed at Kestrel Jail" in drawn
    assert "news/[red]a.txt" in drawn
    assert "hostage taking" in drawn
    assert "158" in drawn


def test_tables_mark_the_span_and_say_how_to_resolve() -> None:
    assert "held [158] guards" in table(width=140, explain=True)
    assert "held \x1b[1;4m158\x1b[0m guards" in table(width=140, explain=True, terminal=True)
    assert "--published" in table()
    assert "158 guards" in table()
    assert "3–5" in table()


def test_nothing_found_is_one_line() -> None:
    lines = [line for line in table(NOTHING).splitlines() if "Not found" in line]
    assert len(lines) == 1
    assert "officials" in lines[0]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("explain", [False, True])
def test_no_control_character_is_written(format: str, explain: bool) -> None:
    record = RECORD.model_copy(update={"title": "a\x9b31mtitle\x07\r\nwith two lines"})
    drawn = render(format, [Result(record, RESULT.article), NOTHING], explain=explain)
    assert not FORBIDDEN.search(drawn)
    drawn.encode()


def test_no_control_character_reaches_the_terminal() -> None:
    record = RECORD.model_copy(update={"title": "a\x9b31mtitle\x07\u202e", "warnings": ["\x1b]0;x\x07"]})
    assert not FORBIDDEN.search(table(Result(record, RESULT.article), explain=True))


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.shown = ""
        self.inside = False
        self.small = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.inside = self.inside or values.get("class") == "text"
        self.small = tag == "small"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "div"
        self.small = self.small and tag != "small"

    def handle_data(self, data: str) -> None:
        if self.inside and not self.small:
            self.shown += data


def test_page_shows_the_whole_text_and_is_self_contained() -> None:
    page = Page()
    page.feed(render("html", [RESULT]))
    assert page.shown == visible(TEXT)
    assert not {"script", "img", "link", "iframe", "bold", "red"} & set(page.tags)
    assert page.links == []
    assert page.tags.count("mark") >= 7


def test_page_links_to_the_article() -> None:
    page = Page()
    record = RECORD.model_copy(update={"url": 'https://example.org/?a="><script>'})
    page.feed(render("html", [Result(record, RESULT.article)]))
    assert page.links == ['https://example.org/?a="><script>']
    assert "script" not in page.tags


def test_page_marks_overlapping_spans() -> None:
    whole = Facility(name="x", mentions=[Mention(**span("Kestrel Jail, said Governor Ada"))])
    record = RECORD.model_copy(update={"facilities": [*RECORD.facilities, whole]})
    drawn = render("html", [Result(record, RESULT.article)])
    page = Page()
    page.feed(drawn)
    assert page.shown == visible(TEXT)
    assert 'class="official nested"' in drawn


def test_markdown_escapes() -> None:
    drawn = render("markdown", [RESULT], explain=True)
    assert "held **158** guards \\| and" in drawn
    assert "\\<b\\>the" in drawn
    for line in drawn.splitlines():
        if line.startswith("| 158"):
            assert len(re.split(r"(?<!\\)\|", line)) == 5


@given(st.text())
def test_visible_keeps_offsets(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert not FORBIDDEN.search(visible(text))
    assert "\n" not in one_line(text)


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="there are json"):
        render("xml", [RESULT])
