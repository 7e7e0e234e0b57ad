"""A run ends with every article once, whatever happened to it on the way."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import prisonwatch
from conftest import CommandLine
from deadly import deadly
from prisonwatch.batch.errors import BatchError, BatchStopped
from prisonwatch.batch.inputs import items
from prisonwatch.batch.item import Item
from prisonwatch.batch.outcome import Outcome
from prisonwatch.batch.pool import LocalPool
from prisonwatch.batch.progress import Quiet, course
from prisonwatch.batch.relevance import is_relevant
from prisonwatch.batch.run import Job, Summary, output_format, own_files
from prisonwatch.batch.run import run as run_job
from prisonwatch.batch.settings import Settings
from prisonwatch.batch.walk import Walk
from prisonwatch.batch.work import work
from prisonwatch.output.tidy import COLUMNS

OUTPUTS = ("jsonl", "csv", "db")
ARTICLES = 12
CHUNK = 5  # so that a few articles are several chunks


def text(number: int, more: str = "") -> str:
    return (
        f"PORT ELLIS, Jan {number % 28 + 1}, 2024 — Inmates took {number + 2} guards hostage at Kestrel Jail"
        f" on Monday, Governor Ada Moss said.{more}\n\nAt least {number + 1} inmates escaped, staff said."
    )


class Inline:
    """A pool that works in this process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[list[Outcome]]:
        for chunk in chunks:
            yield work(chunk, self.settings)

    def warm_up(self) -> None: ...

    def close(self) -> None: ...


class Listener(Quiet):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)


def batch(
    inputs: str | Path | list[str], output: Path, *, restart: bool = False, jobs: int = 0, **options: Any
) -> tuple[Summary, list[str]]:
    """Run in this process, or with `jobs` worker processes."""
    format = output_format(str(output))
    paths = [str(p) for p in inputs] if isinstance(inputs, list) else [str(inputs)]
    walk = Walk(paths, own=own_files(str(output)))
    job = Job(walk, Settings(format, **options), str(output), jobs, restart)
    listener = Listener()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prisonwatch.batch.run._CHUNK_ITEMS", CHUNK)
        if not jobs:
            patch.setattr("prisonwatch.batch.run._open_pool", lambda job: Inline(job.settings))
        return run_job(job, listener, count=False), listener.lines


def content(output: Path) -> Any:
    """What an output says, whatever its rows' numbers are."""
    if output.suffix != ".db":
        return output.read_bytes()
    with sqlite3.connect(output) as db:
        tables = ("facts", "sentences", "facility_mentions", "official_mentions", "failures", "articles")
        columns = {
            "facts": ", ".join(f'"{c}"' for c in COLUMNS),
            "sentences": "article_id, start, text",
            "facility_mentions": "article_id, start, text",
            "official_mentions": "article_id, start, text",
            "failures": "path, record, reason",
            "articles": "id, title, published, text",
        }
        found = {t: sorted(db.execute(f"SELECT {columns[t]} FROM {t}"), key=repr) for t in tables}
        # Full text agrees with the tables.
        for table in ("articles", "sentences"):
            db.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
    return found


def ids(output: Path) -> list[str]:
    return [json.loads(line)["id"] for line in output.read_text().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number:03}.txt").write_text(text(number))
    return folder


@pytest.fixture(params=OUTPUTS)
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"out.{request.param}"


# --- inputs


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.html",
        "a.md",
        ".hidden/x.txt",
        "b/.y.txt",
        "c.png",
        "b/notes.log",
        "z.jsonl.gz",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    root = str(tmp_path)
    found = [os.path.relpath(p, root) for p in Walk([root]).files()]
    assert found == ["a.md", "b/1.html", "b/2.txt", "z.jsonl.gz"]
    found = [
        os.path.relpath(p, root) for p in Walk([root], include=["*.log", "*.txt"], exclude=["2*"]).files()
    ]
    assert found == ["b/notes.log"]
    assert [os.path.relpath(p, root) for p in Walk([root], exclude=["b"]).files()] == ["a.md", "z.jsonl.gz"]
    assert Walk([root]).count_articles() is None
    assert Walk([root], exclude=["*.gz"]).count_articles() == 3
    (tmp_path / "y.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}')
    assert Walk([root, "nowhere.jsonl"], exclude=["*.gz"]).count_articles() == 6


def test_progress_in_words() -> None:
    assert course(300, 0, 1200, 2.0) == "300 of 1,200, 150 a second, 6.0 s left"
    assert course(3, 1, None, 2.0) == "3, 1.5 a second, 1 failed"
    assert course(0, 0, 4, 0.0) == "0 of 4, 0.0 a second"
    assert course(5, 0, 4, 1.0) == "5, 5.0 a second"  # a JSON file held several


def test_records_and_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        json.dumps({"id": "own", "text": text(1), "published": "2024-01-14"}),
        "",
        "{broken",
        json.dumps({"text": text(2)}),
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(lines))
    with gzip.open(tmp_path / "s.jsonl.gz", "wt") as stream:
        stream.write("\n".join(lines))
    (tmp_path / "t.json").write_text(json.dumps([{"text": text(3)}, {"no": 1}, {"id": "x", "text": text(4)}]))
    write_crawl(tmp_path / "u.warc.gz", compressed=True)
    write_crawl(tmp_path / "v.warc", compressed=False)
    monkeypatch.chdir(tmp_path)
    summary, said = batch(["r.jsonl", "s.jsonl.gz", "t.json", "u.warc.gz", "v.warc"], tmp_path / "out.jsonl")
    assert ids(tmp_path / "out.jsonl") == [
        "own",
        "r.jsonl#3",
        "s.jsonl.gz#3",
        "t.json#1",
        "x",
        "u.warc.gz#1",
        "u.warc.gz#2",
        "v.warc#1",
        "v.warc#2",
    ]
    assert (summary.articles, summary.failed, summary.duplicates) == (9, 3, 1)
    assert [line.split(": ")[0] for line in said] == ["r.jsonl", "s.jsonl.gz", "t.json"]
    assert "line 3" in said[0]
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    page = records[5]
    assert page["url"] == "https://example.org/1"
    assert page["published"]["value"] == "2024-01-14"
    failures = [json.loads(line) for line in (tmp_path / "out.jsonl.failures.jsonl").read_text().splitlines()]
    assert [(f["path"], f["record"]) for f in failures] == [("r.jsonl", 2), ("s.jsonl.gz", 2), ("t.json", 2)]


def write_crawl(path: Path, compressed: bool) -> None:
    with open(path, "wb") as stream:
        writer = WARCWriter(stream, gzip=compressed)
        for number, kind in enumerate(("text/html; charset=utf-8", "image/png", "text/html")):
            page = f"<html><body><article><p>{text(number)}</p></article></body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://example.org/{number + 1}",
                "response",
                payload=io.BytesIO(page.encode()),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2024-01-14T10:00:00Z"},
            )
            writer.write_record(record)


def test_broken_archives_are_failures(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(json.dumps({"text": text(n)}) for n in range(200)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:-20])
    (tmp_path / "b.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "c.warc.gz").write_bytes(b"no archive")
    (tmp_path / "d.warc").write_bytes(b"")
    found = list(items(Walk([str(tmp_path), str(tmp_path / "missing.txt")]).files()))
    failed = {Path(i.file).name: i.reason for i in found if i.reason}
    assert set(failed) == {"a.jsonl.gz", "b.jsonl.gz", "c.warc.gz", "d.warc", "missing.txt"}
    assert sum(i.payload == "line" for i in found) > 0


def test_own_output_is_no_input(folder: Path) -> None:
    output = folder / "out.jsonl"
    for _ in range(2):
        summary, said = batch(folder, output)
        assert (summary.articles, said) == (ARTICLES, [])


# --- output, resuming


def test_outputs_agree(folder: Path, tmp_path: Path) -> None:
    for ending in OUTPUTS:
        batch(folder, tmp_path / f"out.{ending}")
    with open(tmp_path / "out.csv", newline="") as stream:
        rows = list(csv.reader(stream))
    with sqlite3.connect(tmp_path / "out.db") as db:
        view = db.execute("SELECT * FROM facts")
        assert [c[0] for c in view.description] == rows[0] == list(COLUMNS)
        facts = [["" if v is None else str(v) for v in row] for row in view]
        counted = db.execute(
            "SELECT count(*) FROM sentences_fts WHERE sentences_fts MATCH 'kestrel'"
        ).fetchone()
        months = db.execute(
            "SELECT substr(a.published, 1, 7) AS month, i.country, sum(i.hostages)"
            " FROM incidents i JOIN articles a ON a.id = i.article_id GROUP BY 1, 2"
        ).fetchall()
    assert sorted(facts) == sorted(rows[1:])
    assert counted[0] >= ARTICLES
    assert months
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [r["id"] for r in records] == sorted(str(p) for p in folder.iterdir())
    kinds = ("dates", "facilities", "counts", "officials")
    incidents = sum(r["incident"]["type"] != "none" for r in records)
    assert len(facts) == incidents + sum(len(r[kind]) for r in records for kind in kinds)


def test_the_readmes_sql(tmp_path: Path) -> None:
    story = (
        "QUITO - Inmates at the Turi prison, Ecuador, took 12 guards hostage on 14 January 2024, police said."
    )
    source, output = tmp_path / "articles.jsonl", tmp_path / "watch.db"
    stories = (story, story.replace("12 guards", "ten guards"))  # of one incident
    source.write_text("\n".join(json.dumps({"text": s, "published": "2024-01-16"}) for s in stories))
    batch(source, output)
    readme = Path(__file__).parents[1] / "README.md"
    (query,) = re.findall(r"<!-- sql -->\n```sql\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    with sqlite3.connect(output) as db:
        found = db.execute(query)
        assert [column[0] for column in found.description] == ["month", "country", "hostages"]
        assert found.fetchall() == [("2024-01", "EC", 12)]


def test_known_articles_are_not_done_again(folder: Path, output: Path) -> None:
    batch(folder, output)
    before = content(output)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prisonwatch.batch.work._article", lambda *_: pytest.fail("done again"))
        summary, _ = batch(folder, output)
    assert (summary.articles, summary.before) == (ARTICLES, ARTICLES)
    assert content(output) == before


@pytest.mark.parametrize("stopped_after", [0, 1, 9])
def test_stopped_runs_go_on(folder: Path, output: Path, stopped_after: int) -> None:
    whole = output.with_stem("whole")
    (folder / "bad.txt").write_text("")
    batch(folder, whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prisonwatch.batch.sink.Sink.settle", interrupting(stopped_after))
        with pytest.raises(KeyboardInterrupt):
            batch(folder, output)
    summary, _ = batch(folder, output)
    assert summary.before == stopped_after
    assert content(output) == content(whole)
    if output.suffix != ".db":
        failures = [Path(f"{path}.failures.jsonl").read_text() for path in (output, whole)]
        assert failures[0] == failures[1]


def interrupting(after: int) -> Any:
    from prisonwatch.batch.sink import Sink

    settle = Sink.settle
    left = after

    def stop(self: Any, *args: Any) -> None:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        settle(self, *args)

    return stop


def test_torn_tail_is_cut_off(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    batch(folder, output)
    whole = output.read_bytes()
    output.write_bytes(whole + b'{"schema_version": "1.0", "id": "to')
    batch(folder, output)
    assert output.read_bytes() == whole
    output.write_bytes(whole[: len(whole) // 2])
    summary, _ = batch(folder, output)
    assert 0 < summary.before < ARTICLES
    assert output.read_bytes() == whole
    output.unlink()
    batch(folder, output)
    assert output.read_bytes() == whole


@pytest.mark.parametrize("moment", ["writing", "before", "after"])
def test_stopped_while_the_file_is_replaced(folder: Path, tmp_path: Path, moment: str) -> None:
    output, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    batch(folder, output)
    (folder / "003.txt").write_text(text(3, " It is over."))
    batch(folder, whole)
    replace = os.replace

    def stop(*args: Any) -> None:
        if moment == "after":
            replace(*args)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shutil.copymode" if moment == "writing" else "os.replace", stop)
        with pytest.raises(KeyboardInterrupt):
            batch(folder, output)
    batch(folder, output)
    assert output.read_bytes() == whole.read_bytes()


def test_changed_articles_are_replaced(folder: Path, output: Path) -> None:
    whole = output.with_stem("whole")
    batch(folder, output)
    (folder / "003.txt").write_text(text(3, " It is over."))
    (folder / "005.txt").write_text("")
    (folder / "0035.txt").write_text(text(50))
    summary, said = batch(folder, output)
    assert (summary.before, summary.replaced, summary.failed) == (ARTICLES - 2, 2, 1)
    assert "005.txt" in said[0]
    batch(folder, whole)
    assert content(output) == content(whole)
    (folder / "005.txt").write_text(text(5))
    batch(folder, output)
    batch(folder, whole, restart=True)
    assert content(output) == content(whole)


def test_lines_that_move_and_go(tmp_path: Path, output: Path) -> None:
    source, whole = tmp_path / "r.jsonl", output.with_stem("whole")
    lines = [json.dumps({"id": f"a{n}", "text": text(n)}) + "\n" for n in range(6)]
    source.write_text("".join(lines))
    batch(source, output)
    source.write_text("".join([lines[5], *lines[:4]]))
    batch(source, output)
    batch(source, whole)
    assert content(output) == content(whole)


def test_other_inputs_add_to_an_output(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    other = tmp_path / "other.txt"
    other.write_text(text(77))
    batch(other, output)
    batch(folder, output)
    assert ids(output)[0] == str(other)
    assert len(ids(output)) == ARTICLES + 1
    batch(folder, output, restart=True)
    assert len(ids(output)) == ARTICLES


def test_same_ids(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "r.jsonl"
    records = [{"id": "a", "text": text(1)}, {"id": "a", "text": text(2)}, {"id": "a", "text": text(1)}]
    source.write_text("\n".join(map(json.dumps, records)))
    summary, _ = batch(source, output)
    assert (summary.articles, summary.duplicates) == (2, 1)
    before = content(output)
    if output.suffix == ".jsonl":
        assert ids(output) == ["a", "a#2"]
    batch(source, output)
    assert content(output) == before


def test_another_version_redoes_the_work(folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(folder, output)
    before = content(output)
    monkeypatch.setattr(prisonwatch, "__version__", "999")
    summary, _ = batch(folder, output)
    assert (summary.before, summary.articles) == (0, ARTICLES)
    assert content(output) == before
    summary, _ = batch(folder, output, published="2020-05-05")
    assert summary.before == 0
    assert content(output) != before


def test_foreign_files_are_left_alone(folder: Path, output: Path) -> None:
    output.write_text("mine")
    with pytest.raises(BatchError, match="--restart"):
        batch(folder, output)
    assert output.read_text() == "mine"
    batch(folder, output, restart=True)
    assert content(output)


def test_one_run_at_a_time(folder: Path, output: Path) -> None:
    batch(folder, output)
    busy = sqlite3.connect(output if output.suffix == ".db" else f"{output}.state", isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    with pytest.raises(BatchError, match="another run"):
        batch(folder, output)
    busy.close()


def test_a_reader_may_look_in(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.db"
    batch(folder, output)
    reader = sqlite3.connect(output)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (ARTICLES,)
    (folder / "zzz.txt").write_text(text(60))
    batch(folder, output)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (ARTICLES + 1,)
    reader.close()


def test_full_disk_is_told_and_goes_on(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out.jsonl"

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(BatchStopped, match="No space left"):
            batch(folder, output)
    batch(folder, output)
    assert len(ids(output)) == ARTICLES


# --- workers


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_dead_worker_takes_one_article_with_it(jobs: int) -> None:
    chunks = [
        [Item(f"{c}.txt", n, "text", b"die" if (c, n) == (2, 1) else b"x") for n in range(3)]
        for c in range(9)
    ]
    pool = LocalPool(Settings("jsonl"), jobs, deadly)
    try:
        outcomes = list(pool.run([[], *chunks, []]))
    finally:
        pool.close()
    assert [len(o) for o in outcomes] == [0, *[3] * 9, 0]
    flat = [o for chunk in outcomes for o in chunk]
    failed = [o for o in flat if o.status == "failed"]
    assert [o.reason for o in failed] == ["2.txt: record 1: its worker died (signal SIGKILL)"]
    assert [o.id for o in flat if o.status == "done"] == [i.name for c in chunks for i in c if i.data == b"x"]


def test_an_article_that_breaks_the_extractor_fails_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = prisonwatch.Extractor.pipe

    def fragile(self: Any, articles: list[prisonwatch.Article]) -> Any:
        if any("Inmates took 9 guards" in article.text for article in articles):
            raise KeyError("nine")
        return pipe(self, articles)

    with monkeypatch.context() as patch:
        patch.setattr(prisonwatch.Extractor, "pipe", fragile)
        summary, said = batch(folder, tmp_path / "out.jsonl")
    assert (summary.articles, summary.failed) == (ARTICLES - 1, 1)
    assert "007.txt: internal error, KeyError" in said[0]
    summary, said = batch(folder, tmp_path / "out.jsonl")
    assert (summary.articles, summary.before, said) == (ARTICLES, ARTICLES - 1, [])
    assert ids(tmp_path / "out.jsonl") == sorted(ids(tmp_path / "out.jsonl"))


def test_clusters_need_dask(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    job = Job(
        Walk([str(folder)]), Settings("jsonl"), str(tmp_path / "out.jsonl"), 1, dask="tcp://127.0.0.1:1"
    )
    with pytest.raises(BatchError, match=r"prisonwatch\[dask\]"):
        run_job(job, Listener(), count=False)


def test_workers_that_cannot_start_end_the_run(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="no spaCy model"):
        batch(folder, tmp_path / "out.jsonl", jobs=1, model="xx_missing_model")


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "prisonwatch", "batch", *map(str, args)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    order = list(range(300))
    random.Random(7).shuffle(order)
    for number in order:
        (folder / f"{number:03}.txt").write_text(text(number))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("ending", OUTPUTS)
def test_killed_runs_go_on(many: Path, tmp_path: Path, ending: str) -> None:
    output, whole = tmp_path / f"out.{ending}", tmp_path / f"whole.{ending}"
    process = subprocess.Popen(command(many, "-o", output, "--jobs", "2", "-q"))
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline and not grown(output):
        time.sleep(0.02)
    process.kill()
    process.wait()
    subprocess.run(command(many, "-o", output, "--jobs", "2", "-q"), check=True)
    batch(many, whole)
    assert content(output) == content(whole)


def grown(output: Path) -> bool:
    """Whether a run has committed something."""
    state = output if output.suffix == ".db" else Path(f"{output}.state")
    try:
        with sqlite3.connect(f"file:{state}?mode=ro", uri=True) as db:
            return bool(db.execute("SELECT count(*) FROM _items").fetchone()[0])
    except sqlite3.OperationalError:
        return False


def test_workers_make_no_difference_and_exit_codes(folder: Path, tmp_path: Path) -> None:
    """What a command with two workers streams is what this process writes, in the order of input."""
    for number in range(ARTICLES, 70):  # more than two chunks of the real size
        (folder / f"{number:03}.txt").write_text(text(number))
    (folder / "bad.txt").write_bytes(b"")
    batch(folder, tmp_path / "alone.jsonl")
    done = subprocess.run(command(folder, "-o", "-", "--jobs", "2"), capture_output=True)
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "bad.txt: empty" in told
    assert "70 articles" in told
    assert "1 failed" in told
    assert done.stdout == (tmp_path / "alone.jsonl").read_bytes()


def test_outputs_that_cannot_be_written(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "out.db").mkdir()
    for name, why in (("no/out.csv", "its folder does not exist"), ("out.db", "it is a folder")):
        outcome = run("batch", str(tmp_path), "-o", str(tmp_path / name))
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == f"prisonwatch: cannot write {tmp_path / name}: {why}\n"


def test_nothing_to_read_is_told(run: CommandLine, tmp_path: Path) -> None:
    outcome = run("batch", str(tmp_path), "-o", str(tmp_path / "out.jsonl"))
    assert outcome.code == 0
    assert "nothing to read" in outcome.err


def test_wrong_endings_are_wrong_usage(run: CommandLine, tmp_path: Path) -> None:
    outcome = run("batch", str(tmp_path), "-o", str(tmp_path / "out.xml"))
    assert outcome.code == 2
    assert ".jsonl, .csv or .db" in outcome.err


# --- relevance

ABOUT = [
    "Four guards were taken hostage at Kestrel Jail on Monday, police said.",
    "Inmates rioted for six hours before police retook the cell block.",
    "Ministers want fewer people in prisons, and the prison service more money for its staff.",
    "Cuatro guardias penitenciarios fueron retenidos en la cárcel de Aurora.",
    "Se fugaron doce reos del penal de San Telmo durante un motín.",
]
GENERAL = [
    "Shares fell on Monday after the bank cut its forecast for the year.",
    "He was sentenced to ten years in prison for fraud; his lawyer said he would appeal.",
    "The team escaped relegation on the last day of the season.",
    "El tribunal lo condenó a diez años de prisión por fraude y su defensa apelará.",
    "La empresa abrirá un centro de datos en la ciudad.",
]


@pytest.mark.parametrize("article", ABOUT)
def test_relevant(article: str) -> None:
    assert is_relevant(article)


@pytest.mark.parametrize("article", GENERAL)
def test_irrelevant(article: str) -> None:
    assert not is_relevant(article)


def test_irrelevant_articles_are_skipped_and_remembered(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "r.jsonl"
    source.write_text("\n".join(json.dumps({"text": t}) for t in ABOUT + GENERAL))
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><p>{GENERAL[0]}</p></body></html>")
    for before in (0, 11):
        summary, said = batch([str(source), str(page)], output, relevant_only=True)
        assert (summary.articles, summary.skipped, summary.before, said) == (5, 6, before, [])
    summary, _ = batch([str(source), str(page)], output)
    assert (summary.articles, summary.before) == (11, 0)


@pytest.mark.slow
def test_cluster_that_loses_a_worker(many: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    whole, output = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    batch(many, whole)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        process = subprocess.Popen(command(many, "-o", output, "-q", "--dask", cluster.scheduler_address))
        deadline = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < deadline and not grown(output):
            time.sleep(0.02)
        next(iter(cluster.workers.values())).process.process.kill()
        assert process.wait(timeout=120) == 0
    assert output.read_bytes() == whole.read_bytes()
