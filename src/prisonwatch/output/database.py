"""Records in SQLite: a table for each list of the record, tied by keys, ready for Datasette.

`articles.id` is the record's id and `article_id` points at it from every other table; columns are named as
the record's fields. `sentences` holds the sentences that facts stand in, `articles_fts` and `sentences_fts`
search titles and sentences, and the view `facts` is the tidy form.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from prisonwatch.output.result import Result

_MENTIONS = """
CREATE TABLE IF NOT EXISTS {name}_mentions (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    {name}_id INTEGER NOT NULL REFERENCES {table} (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence_id INTEGER REFERENCES sentences (id)
);
CREATE INDEX IF NOT EXISTS {name}_mentions_article ON {name}_mentions (article_id);
CREATE INDEX IF NOT EXISTS {name}_mentions_{name} ON {name}_mentions ({name}_id);
"""

_FTS = """
CREATE VIRTUAL TABLE IF NOT EXISTS {table}_fts USING fts5 (
    {column}, content="{table}", content_rowid="{key}", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER IF NOT EXISTS {table}_fts_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts (rowid, {column}) VALUES (new.{key}, new.{column});
END;
CREATE TRIGGER IF NOT EXISTS {table}_fts_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts ({table}_fts, rowid, {column}) VALUES ('delete', old.{key}, old.{column});
END;
CREATE TRIGGER IF NOT EXISTS {table}_fts_update AFTER UPDATE ON {table} BEGIN
    INSERT INTO {table}_fts ({table}_fts, rowid, {column}) VALUES ('delete', old.{key}, old.{column});
    INSERT INTO {table}_fts (rowid, {column}) VALUES (new.{key}, new.{column});
END;
"""

_TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    schema_version TEXT NOT NULL,
    language TEXT,
    title TEXT,
    url TEXT,
    published TEXT,
    published_origin TEXT,
    published_text TEXT,
    published_start INTEGER,
    published_end INTEGER,
    warnings TEXT,
    text TEXT
);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
CREATE TABLE IF NOT EXISTS sentences (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sentences_article ON sentences (article_id);
CREATE TABLE IF NOT EXISTS dates (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value TEXT,
    granularity TEXT NOT NULL,
    sentence_id INTEGER REFERENCES sentences (id)
);
CREATE INDEX IF NOT EXISTS dates_article ON dates (article_id);
CREATE INDEX IF NOT EXISTS dates_value ON dates (value);
CREATE TABLE IF NOT EXISTS facilities (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    gazetteer_id TEXT,
    city TEXT,
    region TEXT,
    country TEXT
);
CREATE INDEX IF NOT EXISTS facilities_article ON facilities (article_id);
CREATE INDEX IF NOT EXISTS facilities_name ON facilities (name);
CREATE INDEX IF NOT EXISTS facilities_country ON facilities (country);
CREATE TABLE IF NOT EXISTS counts (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    status TEXT,
    value INTEGER NOT NULL,
    max INTEGER,
    qualifier TEXT NOT NULL,
    "group" TEXT,
    facility TEXT,
    date TEXT,
    sentence_id INTEGER REFERENCES sentences (id)
);
CREATE INDEX IF NOT EXISTS counts_article ON counts (article_id);
CREATE INDEX IF NOT EXISTS counts_kind ON counts (kind, status);
CREATE TABLE IF NOT EXISTS officials (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT,
    country TEXT
);
CREATE INDEX IF NOT EXISTS officials_article ON officials (article_id);
CREATE INDEX IF NOT EXISTS officials_name ON officials (name);
CREATE TABLE IF NOT EXISTS incidents (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    date TEXT,
    ended TEXT,
    country TEXT,
    place TEXT,
    facilities TEXT NOT NULL,
    hostages INTEGER,
    freed INTEGER,
    killed INTEGER,
    injured INTEGER,
    escaped INTEGER,
    outcome TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS incidents_date ON incidents (date);
CREATE INDEX IF NOT EXISTS incidents_country ON incidents (country);
"""

# The columns and the order of rows are the tidy form's (prisonwatch.output.tidy).
_FACTS = """
CREATE VIEW IF NOT EXISTS facts AS
WITH first_facility AS (
    SELECT facility_id, text, start, "end", sentence_id, min(id) FROM facility_mentions GROUP BY facility_id
), first_official AS (
    SELECT official_id, text, start, "end", sentence_id, min(id) FROM official_mentions GROUP BY official_id
)
SELECT a.id AS article_id, a.published, 'date' AS fact, d.granularity AS kind, NULL AS status, d.text,
    d.value, NULL AS max, NULL AS qualifier, NULL AS "group", NULL AS name, NULL AS role, NULL AS city,
    NULL AS country, d.start, d."end", s.text AS sentence
FROM dates d JOIN articles a ON a.id = d.article_id LEFT JOIN sentences s ON s.id = d.sentence_id
UNION ALL
SELECT a.id, a.published, 'facility', NULL, NULL, m.text, NULL, NULL, NULL, NULL, f.name, NULL, f.city,
    f.country, m.start, m."end", s.text
FROM facilities f JOIN articles a ON a.id = f.article_id
LEFT JOIN first_facility m ON m.facility_id = f.id LEFT JOIN sentences s ON s.id = m.sentence_id
UNION ALL
SELECT a.id, a.published, 'count', c.kind, c.status, c.text, c.value, c.max, c.qualifier, c."group",
    c.facility, NULL,
    (SELECT city FROM facilities f WHERE f.article_id = c.article_id AND f.name = c.facility),
    (SELECT country FROM facilities f WHERE f.article_id = c.article_id AND f.name = c.facility),
    c.start, c."end", s.text
FROM counts c JOIN articles a ON a.id = c.article_id LEFT JOIN sentences s ON s.id = c.sentence_id
UNION ALL
SELECT a.id, a.published, 'official', NULL, NULL, m.text, NULL, NULL, NULL, NULL, o.name, o.role, NULL,
    o.country, m.start, m."end", s.text
FROM officials o JOIN articles a ON a.id = o.article_id
LEFT JOIN first_official m ON m.official_id = o.id LEFT JOIN sentences s ON s.id = m.sentence_id
UNION ALL
SELECT a.id, a.published, 'incident', i.type, i.outcome, NULL, i.hostages, NULL, NULL, NULL,
    (SELECT group_concat(value, '; ') FROM json_each(i.facilities)), NULL, i.place, i.country, NULL, NULL,
    NULL
FROM incidents i JOIN articles a ON a.id = i.article_id WHERE i.type <> 'none'
"""

_WITH_ID = (
    "sentences",
    "dates",
    "facilities",
    "facility_mentions",
    "counts",
    "officials",
    "official_mentions",
)


class Rows(NamedTuple):
    """A record's rows for each table, without article_id and with ids that count from 0 in this record."""

    article: tuple[Any, ...]
    incident: tuple[Any, ...]
    sentences: list[tuple[Any, ...]]
    dates: list[tuple[Any, ...]]
    facilities: list[tuple[Any, ...]]
    facility_mentions: list[tuple[Any, ...]]
    counts: list[tuple[Any, ...]]
    officials: list[tuple[Any, ...]]
    official_mentions: list[tuple[Any, ...]]


def record_rows(result: Result) -> Rows:
    """A record as rows; made in a worker, so that the writer has little to do."""
    record = result.record
    text = result.article.text
    spans: dict[tuple[int, int], int] = {}

    def sentence(start: int, end: int) -> int:
        return spans.setdefault(result.sentence(start, end), len(spans))

    published = record.published
    incident = record.incident.model_dump()
    incident["facilities"] = json.dumps(incident["facilities"], ensure_ascii=False)
    dates = [(d.text, d.start, d.end, d.value, d.granularity, sentence(d.start, d.end)) for d in record.dates]
    counts = [
        (
            c.text,
            c.start,
            c.end,
            c.kind,
            c.status,
            c.value,
            c.max,
            c.qualifier,
            c.group,
            c.facility,
            c.date,
            spans.setdefault((c.sentence.start, c.sentence.end), len(spans)),
        )
        for c in record.counts
    ]
    facility_mentions = [
        (number, m.text, m.start, m.end, sentence(m.start, m.end))
        for number, facility in enumerate(record.facilities)
        for m in facility.mentions
    ]
    official_mentions = [
        (number, m.text, m.start, m.end, sentence(m.start, m.end))
        for number, official in enumerate(record.officials)
        for m in official.mentions
    ]
    return Rows(
        article=(
            record.id,
            record.schema_version,
            record.language,
            record.title,
            record.url,
            *(
                (published.value, published.origin, published.text, published.start, published.end)
                if published
                else (None,) * 5
            ),
            json.dumps(record.warnings, ensure_ascii=False) if record.warnings else None,
            record.text,
        ),
        incident=tuple(incident.values()),
        sentences=[(start, end, text[start:end]) for start, end in spans],
        dates=dates,
        facilities=[(f.name, f.gazetteer_id, f.city, f.region, f.country) for f in record.facilities],
        facility_mentions=facility_mentions,
        counts=counts,
        officials=[(o.name, o.role, o.country) for o in record.officials],
        official_mentions=official_mentions,
    )


class Database:
    """Adds and removes records; transactions are the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = connection

    def create(self) -> None:
        """Make the tables, indexes, full-text indexes and the view, where they are missing."""
        scripts = [
            _TABLES,
            _MENTIONS.format(name="facility", table="facilities"),
            _MENTIONS.format(name="official", table="officials"),
        ]
        for statement in _statements(scripts):
            self.db.execute(statement)
        for table, column, key in (("articles", "title", "number"), ("sentences", "text", "id")):
            for statement in _statements([_FTS.format(table=table, column=column, key=key)]):
                self.db.execute(statement)
        self.db.execute(_FACTS)
        self._next = {
            table: 1 + (self.db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0)
            for table in _WITH_ID
        }

    def add(self, rows: Rows) -> None:
        """Add a record, whose id must not be there yet; its rows get their own ids."""
        id = rows.article[0]
        base = dict(self._next)
        self._insert("articles", [(None, *rows.article)])
        self._insert("incidents", [(id, *rows.incident)])
        self._insert_numbered("sentences", id, rows.sentences)
        self._insert_numbered("dates", id, [(*r[:-1], base["sentences"] + r[-1]) for r in rows.dates])
        self._insert_numbered("counts", id, [(*r[:-1], base["sentences"] + r[-1]) for r in rows.counts])
        for table, mentions in (
            ("facilities", "facility_mentions"),
            ("officials", "official_mentions"),
        ):
            self._insert_numbered(table, id, getattr(rows, table))
            found = [
                (base[table] + r[0], *r[1:-1], base["sentences"] + r[-1]) for r in getattr(rows, mentions)
            ]
            self._insert_numbered(mentions, id, found)

    def remove(self, id: str) -> None:
        """Take a record out of every table; nothing happens where there is none of this id."""
        # Each table by itself, not by cascade: whoever opens the file need not have foreign keys on.
        for table in (
            "official_mentions",
            "facility_mentions",
            "officials",
            "facilities",
            "counts",
            "dates",
            "sentences",
            "incidents",
        ):
            self.db.execute(f"DELETE FROM {table} WHERE article_id = ?", (id,))
        self.db.execute("DELETE FROM articles WHERE id = ?", (id,))

    def _insert_numbered(self, table: str, article_id: str, rows: list[tuple[Any, ...]]) -> None:
        first = self._next[table]
        self._insert(table, [(first + n, article_id, *row) for n, row in enumerate(rows)])
        self._next[table] += len(rows)

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _statements(scripts: Iterable[str]) -> Iterable[str]:
    """The statements of some scripts; a trigger's body holds statements of its own."""
    for script in scripts:
        statement = ""
        for part in script.split(";"):
            statement += part + ";"
            if sqlite3.complete_statement(statement):
                if statement.strip(" \n;"):
                    yield statement
                statement = ""
