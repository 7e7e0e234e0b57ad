"""Standard output for data, standard error for all else, and a traceback only for those who ask."""

from __future__ import annotations

import os
import sys

import typer

_debugging = False


def set_debugging(on: bool) -> None:
    """Show tracebacks from now on, where `on`; an option's callback."""
    global _debugging
    _debugging = _debugging or on


def complain(message: str, error: BaseException | None = None) -> None:
    """Say on standard error, in one line without control characters, what is wrong."""
    from prisonwatch.output.visible import one_line

    if error is not None:
        show_traceback(error)
    print(f"prisonwatch: {one_line(message)}", file=sys.stderr)


def complain_of_bug(error: Exception, place: str = "") -> None:
    """Say that the fault is prisonwatch's own."""
    hint = "" if _debugging else " (--debug shows where; please report it)"
    complain(f"{place and place + ': '}internal error, {type(error).__name__}: {error}{hint}", error)


def warn(message: str) -> None:
    complain(f"warning: {message}")


def show_traceback(error: BaseException) -> None:
    """With --debug, show where an error comes from."""
    if _debugging:
        import traceback

        traceback.print_exception(error)


def write_out(text: str) -> None:
    """Write data to standard output, as UTF-8 wherever it does not go to a terminal.

    A reader who has gone (`| head`) ends the program quietly: raises typer.Exit.
    """
    if sys.stdout is None:
        complain("cannot write to standard output: it is closed")
        raise typer.Exit(1)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _mute()
        raise typer.Exit(0) from None
    except OSError as error:
        _mute()
        complain(f"cannot write to standard output: {error.strerror}", error)
        raise typer.Exit(1) from None


def use_utf8() -> None:
    """Data is UTF-8 whatever the locale; a terminal keeps its encoding and shows `?` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is None:
            continue
        if stream.isatty() or stream is sys.stderr:
            reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
        else:
            reconfigure(encoding="utf-8", newline="\n")


def _mute() -> None:
    """Let Python's own flush at its end fail no more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
