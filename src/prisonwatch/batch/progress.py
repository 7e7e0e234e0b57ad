"""How a run is going, on standard error."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from prisonwatch.output.visible import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 10.0
"""Seconds between the lines that stand for a progress bar where there is no terminal."""


class Reporter(Protocol):
    """Hears of a run's course."""

    def begin(self, total: int | None) -> None: ...

    def advance(self, done: int, failed: int) -> None:
        """So many inputs are done, so many of them failed."""

    def say(self, line: str) -> None: ...

    def end(self) -> None: ...


def choose_reporter(quiet: bool) -> Reporter:
    if quiet:
        return Quiet()
    return Bar() if sys.stderr.isatty() else Lines()


class Quiet:
    """Says what must not go unsaid, and shows no progress."""

    def begin(self, total: int | None) -> None: ...

    def advance(self, done: int, failed: int) -> None: ...

    def say(self, line: str) -> None:
        print(f"prisonwatch: {one_line(line)}", file=sys.stderr, flush=True)

    def end(self) -> None: ...


@dataclass
class Lines(Quiet):
    """A plain line now and then."""

    total: int | None = None
    started: float = field(default_factory=time.monotonic)
    said: float = field(default_factory=time.monotonic)

    def begin(self, total: int | None) -> None:
        self.total = total
        self.started = self.said = time.monotonic()

    def advance(self, done: int, failed: int) -> None:
        now = time.monotonic()
        if now - self.said < _EVERY or done == self.total:
            return
        self.said = now
        rate = done / (now - self.started)
        parts = [f"{done:,} of {self.total:,}" if self.total else f"{done:,}", f"{rate:,.0f} a second"]
        if self.total and rate:
            parts.append(f"{duration((self.total - done) / rate)} left")
        if failed:
            parts.append(f"{failed:,} failed")
        self.say(", ".join(parts))


class Bar(Quiet):
    """A progress bar."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(stderr=True)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._started = 0.0

    def begin(self, total: int | None) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("left", style="progress.remaining"),
            TextColumn("{task.fields[failed]}", style="red"),
            console=self._console,
        )
        self._task = self._progress.add_task("", total=total, rate="", failed="")
        self._started = time.monotonic()
        self._progress.start()

    def advance(self, done: int, failed: int) -> None:
        if self._progress is None or self._task is None:
            return
        rate = done / max(0.001, time.monotonic() - self._started)
        self._progress.update(
            self._task,
            completed=done,
            rate=f"{rate:,.0f} a second",
            failed=f"{failed:,} failed" if failed else "",
        )

    def say(self, line: str) -> None:
        from rich.text import Text

        self._console.print(Text(f"prisonwatch: {one_line(line)}"), soft_wrap=True)

    def end(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def duration(seconds: float) -> str:
    """Seconds as people say them: 4.2 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
