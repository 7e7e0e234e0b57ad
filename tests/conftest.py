"""What several test modules need."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from prisonwatch.cli import main
from toypack import TOY


@dataclass(frozen=True)
class Outcome:
    """How a command line ended."""

    code: int
    out: str
    err: str


CommandLine = Callable[..., Outcome]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Runs `prisonwatch ARGS…` in this process, with these bytes as its standard input."""

    def command_line(*args: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        code = main(args)
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return command_line


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy pack's folder, among the packs that prisonwatch finds."""
    folder = tmp_path / "packs" / "pt"
    folder.mkdir(parents=True)
    for name, text in TOY.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("PRISONWATCH_PACKS", str(folder.parent))
    return folder
