"""How a run is going, on standard error."""

from __future__ import annotations

import sys
import time
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


class Lines(Quiet):
    """A plain line now and then."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._started = self._said = time.monotonic()

    def begin(self, total: int | None) -> None:
        self._total = total
        self._started = self._said = time.monotonic()

    def advance(self, done: int, failed: int) -> None:
        now = time.monotonic()
        if now - self._said >= _EVERY and done != self._total:
            self._said = now
            self.say(course(done, failed, self._total, now - self._started))


class Bar(Quiet):
    """A progress bar."""

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(stderr=True)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._total: int | None = None
        self._started = 0.0

    def begin(self, total: int | None) -> None:
        from rich.progress import BarColumn, Progress, TextColumn

        self._progress = Progress(BarColumn(), TextColumn("{task.description}"), console=self._console)
        self._task = self._progress.add_task("", total=total)
        self._total = total
        self._started = time.monotonic()
        self._progress.start()

    def advance(self, done: int, failed: int) -> None:
        if self._progress is None or self._task is None:
            return
        told = course(done, failed, self._total, time.monotonic() - self._started)
        self._progress.update(self._task, completed=done, description=told)

    def say(self, line: str) -> None:
        from rich.text import Text

        self._console.print(Text(f"prisonwatch: {one_line(line)}"), soft_wrap=True)

    def end(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def course(done: int, failed: int, total: int | None, seconds: float) -> str:
    """How far a run has come: 300 of 1,200, 150 a second, 6.0 s left."""
    rate = done / max(seconds, 0.001)
    parts = [f"{done:,} of {total:,}" if total and done <= total else f"{done:,}"]
    parts.append(f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second")
    if total and 0 < done < total:
        parts.append(f"{duration((total - done) / rate)} left")
    if failed:
        parts.append(f"{failed:,} failed")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Seconds as people say them: 4.2 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
