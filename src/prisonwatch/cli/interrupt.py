"""Ctrl-C that waits for a running import to end.

The exception must not be raised inside one: native modules swallow it, wrap it, or are left half loaded.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

_IMPORT_SYSTEM = "<frozen importlib"


@contextmanager
def patient_interrupts() -> Iterator[None]:
    """Within it, Ctrl-C and a polite `kill` raise KeyboardInterrupt, though not in the midst of an import."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    if (importer := _importer(frame)) is None:
        raise KeyboardInterrupt
    # A trace function is the one way to be called as soon as that frame goes on.
    importer.f_trace = _raise
    sys.settrace(_trace_no_other)


def _importer(frame: FrameType | None) -> FrameType | None:
    """The frame that asked for the import that is running, the outermost one; None where none is running."""
    found = None
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORT_SYSTEM):
            found = frame.f_back
        frame = frame.f_back
    return found


def _trace_no_other(_frame: FrameType, _event: str, _arg: Any) -> None:
    return None


def _raise(_frame: FrameType, _event: str, _arg: Any) -> NoReturn:
    sys.settrace(None)
    raise KeyboardInterrupt
