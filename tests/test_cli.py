"""The command line from outside: data on stdout, one line on stderr for each thing wrong, the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import prisonwatch
from conftest import CommandLine
from prisonwatch.cli import main, options
from prisonwatch.output import FORMATS, KINDS
from prisonwatch.records import SCHEMA_VERSION, Record, json_schema

TEXT = "Inmates took six guards hostage at Turi prison in Cuenca, Ecuador, on Saturday. Two fled."
COMMANDS = ([], ["extract"], ["schema"], ["info"])


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return str(path)


def process(*args: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "prisonwatch", *args], capture_output=True, text=True, timeout=120, **options
    )  # type: ignore[call-overload, no-any-return]


# Help and versions


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "prisonwatch")
def test_help(run: CommandLine, command: list[str]) -> None:
    outcome = run(*command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("Usage: prisonwatch")
    assert outcome.err == ""
    assert "prisonwatch " + " ".join(command) in outcome.out.split("\n", 2)[2], "no example"


def test_help_wraps_to_the_terminal(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("extract", "--help").out.splitlines()
    prose = [line for line in lines if "|" not in line and "prisonwatch extract" not in line]
    assert max(map(len, prose)) <= 60


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["extract", "--help"], ["schema"]])
def test_light_start(command: list[str]) -> None:
    heavy = {"spacy", "dateparser", "trafilatura", "rich"} | (
        set() if command == ["schema"] else {"pydantic"}
    )
    code = (
        "import sys; from prisonwatch.cli import main\n"
        f"code = main({command!r})\n"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "[]\n")


def test_version(run: CommandLine) -> None:
    assert run("--version").out == f"prisonwatch {prisonwatch.__version__}\n"


def test_without_arguments(run: CommandLine) -> None:
    assert run().out == run("--help").out


def test_schema(run: CommandLine) -> None:
    outcome = run("schema")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == json_schema()


def test_info(run: CommandLine) -> None:
    outcome = run("info")
    assert (outcome.code, outcome.err) == (0, "")
    for word in (prisonwatch.__version__, SCHEMA_VERSION, "English", "Spanish", "facilities", "Fits"):
        assert word in outcome.out
    found = json.loads(run("info", "--json").out)
    assert {pack["code"] for pack in found["languages"]} >= {"en", "es"}
    assert all(model["fits"] for model in found["models"])
    assert found["gazetteer"]["facilities"] > 1000


def test_choices_are_what_outputs_offer() -> None:
    assert {str(choice) for choice in options.Format} == {"table", *FORMATS}
    assert set(options.KINDS) == set(KINDS)


# What is read and written


def test_json_of_one_article(run: CommandLine, article: str) -> None:
    outcome = run("extract", article, "--json", "--published", "2024-01-14")
    assert (outcome.code, outcome.err) == (0, "")
    record = json.loads(outcome.out)
    assert record["id"] == article
    assert record["published"]["value"] == "2024-01-14"
    assert "text" not in record
    for item in (*record["dates"], *record["counts"]):
        assert TEXT[item["start"] : item["end"]] == item["text"]


def test_json_of_several_articles(run: CommandLine, article: str) -> None:
    records = json.loads(run("extract", article, article, "--json").out)
    assert [record["id"] for record in records] == [article, article]


def test_json_of_several_inputs_is_an_array_even_where_one_fails(run: CommandLine, article: str) -> None:
    outcome = run("extract", article, "nowhere.txt", "--json")
    assert outcome.code == 1
    assert [record["id"] for record in json.loads(outcome.out)] == [article]
    assert outcome.err == "prisonwatch: nowhere.txt: no such file\n"


def test_with_text(run: CommandLine, article: str) -> None:
    assert json.loads(run("extract", article, "--json", "--with-text").out)["text"] == TEXT


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["-"]),
        (b'{"id": "x", "text": "Six fled from the jail."}', ["x"]),
        (b'[{"text": "Six fled from the jail."}, {"text": "Two died in prison."}]', ["-#1", "-#2"]),
        (b'{"text": "Six fled from the jail."}\n{"text": "Two died in prison."}\n', ["-#1", "-#2"]),
        (b"<html><body><p>Six guards fled from the jail.</p></body></html>", ["-"]),
    ],
)
def test_standard_input(run: CommandLine, data: bytes, ids: list[str]) -> None:
    outcome = run("extract", "-", "--format", "jsonl", stdin=data)
    assert (outcome.code, outcome.err) == (0, "")
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ids


def test_only(run: CommandLine, article: str) -> None:
    record = json.loads(run("extract", article, "--json", "--only", "dates, Counts").out)
    Record.model_validate(record)
    assert {"dates", "counts", "incident"} <= set(record)
    assert not {"facilities", "officials"} & set(record)


def test_csv(run: CommandLine, article: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", article, "-f", "csv").out)))
    assert {row["article_id"] for row in rows} == {article}


def test_table_wraps_to_the_terminal(run: CommandLine, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (60, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        outcome = run("extract", article, "--explain")
        assert outcome.code == 0
        assert "\x1b" not in outcome.out
        assert max(map(len, outcome.out.splitlines())) <= columns


def test_language_given_on_the_command_line_wins(run: CommandLine) -> None:
    record = b'{"text": "Six fled.", "language": "pt", "published": "2020-01-01"}'
    outcome = run("extract", "-", "--json", "--language", "EN", "--published", "2024-01-14", stdin=record)
    assert json.loads(outcome.out)["language"] == "en"
    assert json.loads(outcome.out)["published"]["value"] == "2024-01-14"
    assert outcome.err == ""


def test_a_language_without_a_pack_is_warned_of_once(run: CommandLine) -> None:
    outcome = run("extract", "-", "--json", stdin="Os detentos não foram soltos, segundo a polícia.".encode())
    assert outcome.code == 0
    assert json.loads(outcome.out)["language"] == "pt"
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("prisonwatch: warning: -: language 'pt'")


# Output files


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("o.json", "{\n"),
        ("o.jsonl", '{"schema_version"'),
        ("o.csv", "article_id,"),
        ("o.HTML", "<!"),
        ("o.md", "#"),
    ],
)
def test_the_ending_tells_the_format(
    run: CommandLine, article: str, tmp_path: Path, name: str, start: str
) -> None:
    path = tmp_path / name
    outcome = run("extract", article, "--output", str(path))
    assert outcome == type(outcome)(0, "", "")
    assert path.read_text().lower().startswith(start)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["a.txt", name])


def test_a_format_that_is_given_wins_over_the_ending(run: CommandLine, article: str, tmp_path: Path) -> None:
    run("extract", article, "--json", "-o", str(tmp_path / "o.txt"))
    assert json.loads((tmp_path / "o.txt").read_text())["id"] == article


def test_output_replaces_a_file_only_with_results(run: CommandLine, article: str, tmp_path: Path) -> None:
    path = tmp_path / "o.json"
    path.write_text("older")
    path.chmod(0o640)
    assert run("extract", "nowhere.txt", "-o", str(path)).code == 1
    assert path.read_text() == "older"
    assert run("extract", article, "nowhere.txt", "-o", str(path)).code == 1
    assert json.loads(path.read_text())[0]["id"] == article
    assert path.stat().st_mode & 0o777 == 0o640
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("place", "why"),
    [("no/such/o.json", "folder does not exist"), ("", "is a folder"), ("a.txt/o.json", "is a file")],
)
def test_output_that_cannot_be_written(
    run: CommandLine, article: str, tmp_path: Path, place: str, why: str
) -> None:
    outcome = run("extract", article, "-o", str(tmp_path / place))
    assert (outcome.code, outcome.out) == (1, "")
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("prisonwatch: cannot write ")
    assert why in outcome.err


# What goes wrong


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["extract"], "Missing argument"),
        (["extract", "a.txt", "--published", "14/01/2024"], "YYYY-MM-DD"),
        (["extract", "a.txt", "--published", "2024-02-30"], "YYYY-MM-DD"),
        (["extract", "a.txt", "--language", "pt"], "there are en, es, and auto"),
        (["extract", "a.txt", "--only", "dates,people"], "'people' is no kind of fact"),
        (["extract", "a.txt", "--format", "xml"], "xml"),
        (["extract", "a.txt", "--json", "--format", "csv"], "contradict"),
        (["extract", "a.txt", "--frobnicate"], "--frobnicate"),
        (["extract", "a.txt", "--output", "a.db"], "'prisonwatch batch' for .db"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_usage(run: CommandLine, args: list[str], why: str) -> None:
    outcome = run(*args)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("prisonwatch: ")
    assert why in outcome.err
    assert "--help" in outcome.err


def test_a_file_without_a_command_is_told_what_to_do(run: CommandLine, article: str) -> None:
    outcome = run(article)
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1
    assert f"prisonwatch extract {article}" in outcome.err


def test_model_that_is_not_installed(run: CommandLine, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = run("extract", article, "--model", "en_core_web_nowhere")
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert "install it" in outcome.err
    monkeypatch.setenv("PRISONWATCH_MODEL", "en_core_web_nowhere")
    official = b"Interior Minister Monica Palencia said on Sunday that the guards were free."
    assert run("extract", "-", stdin=official).err == outcome.err


def test_model_made_for_another_spacy(run: CommandLine, article: str, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "model")
    meta = json.loads((tmp_path / "model" / "meta.json").read_text())
    assert run("extract", article, "--json", "--model", str(tmp_path / "model")).code == 0
    (tmp_path / "model").rename(tmp_path / "older")
    (tmp_path / "older" / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=3.2.0,<3.3.0"}))
    outcome = run("extract", article, "--model", str(tmp_path / "older"))
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert "was made for spaCy >=3.2.0,<3.3.0" in outcome.err


def test_bad_inputs_cost_themselves_only(run: CommandLine, article: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "broken.json").write_text('{"text": "Six"\n "id": 1}')
    (tmp_path / "lines.jsonl").write_text('{"text": "Six fled."}\n{"text": \n{"id": "no text"}\n')
    names = ["nowhere.txt", "", "empty.txt", "binary.txt", "broken.json", "lines.jsonl"]
    outcome = run("extract", "-f", "jsonl", *(str(tmp_path / name) for name in names), article)
    assert outcome.code == 1
    lines = tmp_path / "lines.jsonl"
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == [f"{lines}#1", article]
    errors = outcome.err.splitlines()
    whys = [
        "no such file",
        "batch",
        "empty",
        "binary data",
        "line 2, column 2",
        "line 2: broken",
        "line 3: a record",
    ]
    assert len(errors) == len(whys)
    for error, why in zip(errors, whys, strict=True):
        assert why in error


@pytest.mark.parametrize(
    ("name", "why"),
    [("a.jsonl.gz", "prisonwatch batch"), ("a.warc", "prisonwatch batch"), ("a.txt.gz", "unpack it")],
)
def test_archives_are_for_batch(run: CommandLine, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b\x08 gzip data")
    outcome = run("extract", str(tmp_path / name))
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert why in outcome.err


def test_names_of_files_reach_no_terminal_raw(run: CommandLine, tmp_path: Path) -> None:
    outcome = run("extract", str(tmp_path / "a\x1b[31m\n\u202eb.txt"))
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", outcome.err)


def test_text_reaches_no_terminal_raw(run: CommandLine) -> None:
    data = "Six guards were held at \x1b]0;x\x07Turi\x9b31m prison\u202e, officials said in 2024.".encode()
    for format in options.Format:
        out = run("extract", "-", "--format", format, "--explain", "--with-text", stdin=data).out
        assert out
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", out.replace("\r\n", "\n")), format


def test_a_crash_costs_one_article_and_one_line(
    run: CommandLine, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prisonwatch.pipeline import extractor

    find = extractor.find_dates

    def broken(context: extractor.Context) -> object:
        if "crash" in context.text:
            raise KeyError("x")
        return find(context)

    monkeypatch.setattr(extractor, "find_dates", broken)
    lines = (
        b'{"id": "a", "text": "Six fled."}\n{"id": "b", "text": "A crash."}\n{"id": "c", "text": "Two died."}'
    )
    outcome = run("extract", "-", "-f", "jsonl", stdin=lines)
    assert outcome.code == 1
    assert [json.loads(line)["id"] for line in outcome.out.splitlines()] == ["a", "c"]
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("prisonwatch: b: internal error, KeyError")


def test_debug_shows_a_traceback(article: str) -> None:
    for args in (["--debug", "extract", "nowhere.txt"], ["extract", "nowhere.txt", "--debug"]):
        done = process(*args)
        assert done.returncode == 1
        assert "Traceback" in done.stderr
        assert "prisonwatch: nowhere.txt: no such file" in done.stderr


# As a process


def test_python_m_and_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "á.txt"
    path.write_text("Los presos retuvieron a seis guías en la cárcel de Turi, en Cuenca.", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "prisonwatch", "extract", str(path), "--json", "--with-text"],
        capture_output=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "cárcel" in json.loads(done.stdout)["text"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "Six fled."}\n' * 5000)
    done = subprocess.run(
        [
            "bash",
            "-c",
            '"$0" -m prisonwatch extract "$1" -f jsonl | head -n 1; exit ${PIPESTATUS[0]}',
            sys.executable,
            path,
        ],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_told(article: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "prisonwatch", "extract", article, "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "prisonwatch: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    ("number", "seconds"),
    [
        (signal.SIGINT, 0.0),
        (signal.SIGINT, 0.05),
        (signal.SIGINT, 0.1),
        (signal.SIGINT, 0.4),
        (signal.SIGTERM, 0.0),
    ],
)
def test_ctrl_c_ends_with_one_line(tmp_path: Path, number: signal.Signals, seconds: float) -> None:
    """Also in the midst of an import, where native modules would swallow or wrap the exception."""
    command = [sys.executable, "-m", "prisonwatch", "extract", "-", "--json", "-o", str(tmp_path / "o.json")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        while not any(tmp_path.iterdir()):  # until it has begun; then it imports, and waits for its input
            time.sleep(0.005)
        time.sleep(seconds)
        child.send_signal(number)
        assert child.wait(timeout=60) == 130
        assert child.stderr is not None
        assert child.stderr.read() == "prisonwatch: interrupted\n"
    assert list(tmp_path.iterdir()) == []


def test_completion(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {
        **os.environ,
        "_PRISONWATCH_COMPLETE": "complete_bash",
        "COMP_WORDS": "prisonwatch ex",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from prisonwatch.cli import main; sys.exit(main())"],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.stdout.strip() == "extract"


def test_main_returns_a_code() -> None:
    assert main(["frobnicate"]) == 2
