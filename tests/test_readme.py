"""The README cannot rot: its commands run, and what it shows is what they print.

`python tests/test_readme.py` writes the commands' present output into the README.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

from prisonwatch.cli import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

# ```console, a line `$ prisonwatch …`, then its output.
BLOCK = re.compile(r"```console\n\$ (prisonwatch [^\n]+)\n(.*?)```", re.DOTALL)


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(README.read_text(encoding="utf-8"))


PAGE = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def run(command: str) -> str:
    """What the command prints on a page 100 columns wide, without colour."""
    printed = _run_by_shell(command) if "|" in command else _run_here(command)
    return "\n".join(text.rstrip() for text in printed.splitlines()) + "\n"


def _run_by_shell(command: str) -> str:
    line = command.replace("prisonwatch", f"{shlex.quote(sys.executable)} -m prisonwatch", 1)
    environment = {**os.environ, **PAGE, "PYTHONUTF8": "1"}
    return subprocess.run(
        line, shell=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ).stdout


def _run_here(command: str) -> str:
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, chdir(ROOT), redirect_stdout(printed):
        for name, value in PAGE.items():
            patch.setenv(name, value)
        main(shlex.split(command)[1:])
    return printed.getvalue()


@pytest.mark.parametrize(("command", "shown"), blocks())
def test_shown_output_is_real(command: str, shown: str) -> None:
    assert run(command) == shown


def test_there_is_output_to_check() -> None:
    assert any("extract seeds/" in command for command, _ in blocks())


def test_ci_runs_the_readmes_own_test_command() -> None:
    """`.ci/run` cuts the command out of the README; the cut must find it."""
    cut = "sed -n '/<!-- test command -->/,/^```$/p' README.md | sed -n '/^```/!{/^<!--/!p}'"
    found = subprocess.run(cut, shell=True, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found.startswith("python3 -m venv .venv && ")
    assert "pytest" in found
    assert cut.split(" | ")[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_lock_files_name_no_host() -> None:
    for lock in ROOT.glob("*.lock"):
        assert not re.search(r"https?://|file:", lock.read_text(encoding="utf-8")), lock


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda m: f"```console\n$ {m[1]}\n{run(m[1])}```", text), encoding="utf-8")
