"""Worker processes that may die: a death takes no more than the article that caused it.

Each worker has at most two chunks: the one it works on, and the next, so that it never waits for the parent
to write. When a worker dies, its current chunk is tried again item by item in other workers; an item that
kills its worker again is a failure.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from prisonwatch.batch.errors import BatchError
from prisonwatch.batch.item import Item
from prisonwatch.batch.outcome import Outcome
from prisonwatch.batch.settings import Settings

Work = Callable[[list[Item], Settings], list[Outcome]]
"""What a worker does with a chunk; `prisonwatch.batch.work.work`, where nothing else is asked for."""

_AHEAD = 2
_FALSE_STARTS = 3
_READY = "ready"


class Pool(Protocol):
    """Does the work on chunks of items: `run` gives each chunk's outcomes, in the chunks' order.

    Only a bounded number of chunks is taken ahead of what has been given out.
    """

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[list[Outcome]]: ...

    def warm_up(self) -> None: ...

    def close(self) -> None: ...


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@dataclass(slots=True)
class _Task:
    """Some items of a chunk, from `first` on."""

    chunk: int
    first: int
    items: list[Item]


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    connection: Connection
    tasks: deque[_Task] = field(default_factory=deque)
    ready: bool = False


class LocalPool:
    """Processes on this machine, started when there is work for them.

    `work` is imported by the workers, so it is a function of a module.
    """

    def __init__(self, settings: Settings, jobs: int, work: Work | None = None) -> None:
        self.settings = settings
        self._work = work
        self.jobs = jobs
        self._workers: list[_Worker] = []
        self._tasks: deque[_Task] = deque()
        self._parts: dict[int, list[Outcome | None]] = {}
        self._false_starts = 0
        self._context = multiprocessing.get_context("spawn")

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[list[Outcome]]:
        source = enumerate(chunks)
        given = taken = 0
        exhausted = False
        while True:
            while not exhausted and taken - given < 2 * _AHEAD * self.jobs and len(self._tasks) < self.jobs:
                try:
                    number, items = next(source)
                except StopIteration:
                    exhausted = True
                    break
                taken += 1
                self._parts[number] = [None] * len(items)
                if items:
                    self._tasks.append(_Task(number, 0, items))
            self._assign()
            while given < taken and None not in self._parts[given]:
                yield [outcome for outcome in self._parts.pop(given) if outcome is not None]
                given += 1
            if given == taken:
                if exhausted:
                    return
                continue
            self._collect()

    def warm_up(self) -> None:
        """Start the workers now, so that they load their models while the inputs are looked through."""
        while len(self._workers) < self.jobs:
            self._start()

    def close(self) -> None:
        for worker in self._workers:
            worker.connection.close()
            if not worker.ready:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(timeout=2)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def _assign(self) -> None:
        """Hand waiting tasks to the workers that have least to do; start workers while there is need."""
        while self._tasks:
            worker = min(self._workers, key=lambda w: len(w.tasks), default=None)
            if (worker is None or worker.tasks) and len(self._workers) < self.jobs:
                worker = self._start()
            if worker is None or len(worker.tasks) >= _AHEAD:
                return
            task = self._tasks.popleft()
            worker.tasks.append(task)
            try:
                worker.connection.send(task.items)
            except OSError:
                self._bury(worker)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self.settings, self._work), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _collect(self) -> None:
        """Wait for some worker to answer, or to die."""
        by_handle = {w.connection: w for w in self._workers} | {w.process.sentinel: w for w in self._workers}
        for handle in wait(list(by_handle), timeout=1.0):
            worker = by_handle[handle]
            if worker in self._workers:
                self._listen(worker)

    def _listen(self, worker: _Worker) -> None:
        try:
            # What it sent before it died still counts.
            while worker.connection.poll():
                self._take(worker, worker.connection.recv())
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.process.is_alive() and not worker.connection.poll():
            self._bury(worker)

    def _take(self, worker: _Worker, message: Any) -> None:
        if isinstance(message, BatchError):
            raise message
        if message == _READY:
            worker.ready = True
            self._false_starts = 0
            return
        task = worker.tasks.popleft()
        self._parts[task.chunk][task.first : task.first + len(task.items)] = message

    def _bury(self, worker: _Worker) -> None:
        """Give a dead worker's tasks to others, and say so of the item that it died of."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(timeout=2)
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise BatchError(f"worker processes die as they start ({_ended(worker.process.exitcode)})")
        tasks = list(worker.tasks)
        if worker.ready and tasks:
            current, *tasks = tasks
            if len(current.items) == 1:
                reason = f"{current.items[0].place}: its worker died ({_ended(worker.process.exitcode)})"
                self._parts[current.chunk][current.first] = Outcome("failed", reason=reason)
            else:
                tasks = [
                    _Task(current.chunk, current.first + n, [item]) for n, item in enumerate(current.items)
                ] + tasks
        self._tasks.extendleft(reversed(tasks))


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C reaches every process of the terminal; a child started in here leaves it to its parent."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, settings: Settings, work: Work | None) -> None:
    """A worker's life: chunks in, outcomes out, until the parent hangs up (or is no more)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: queue.SimpleQueue[list[Item]] = queue.SimpleQueue()

    def receive() -> None:
        try:
            while True:
                inbox.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)

    try:
        work = work or _prepared(settings)
        connection.send(_READY)
        # Received aside, so that the parent never waits in `send` for a worker that waits in `send`.
        threading.Thread(target=receive, daemon=True).start()
        while True:
            connection.send(work(inbox.get(), settings))
    except BatchError as error:
        connection.send(error)
    except OSError:
        os._exit(0)  # the parent is gone


def _prepared(settings: Settings) -> Work:
    try:
        from prisonwatch.batch.work import prepare, work

        prepare(settings)
    except BatchError:
        raise
    except Exception as error:
        raise BatchError(f"a worker cannot start: {type(error).__name__}: {error}") from error
    return work
