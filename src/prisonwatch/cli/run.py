"""Runs the command line and turns every way that it can end into an exit code and at most one line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from prisonwatch.cli.interrupt import patient_interrupts

NAME = "prisonwatch"
OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(args: Sequence[str] | None = None) -> int:
    """Run prisonwatch with these arguments (sys.argv's by default).

    Returns 0 when all went well, 1 when some input failed, 2 for wrong usage, 130 after Ctrl-C.
    """
    args = list(sys.argv[1:] if args is None else args)
    # Modules and models are a great many objects that stay: seldom looking for garbage starts up faster.
    gc.set_threshold(50_000, 20, 20)
    try:
        with patient_interrupts():
            # Imported here, so that Ctrl-C during start-up ends as quietly as later.
            from prisonwatch.cli.app import app

            code = app(args or ["--help"], prog_name=NAME, standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        code = _failed(error, args)
    if code == INTERRUPTED:
        from prisonwatch.cli.streams import complain

        complain("interrupted")
    return code if isinstance(code, int) else OK


def _failed(error: Exception, args: Sequence[str]) -> int:
    from prisonwatch.cli.streams import complain, complain_of_bug

    # Typer's own errors derive from a class that has moved between its versions; this they have in common.
    if hasattr(error, "format_message"):
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else NAME
        message = str(error.format_message()).rstrip(".")
        if command == NAME and args and os.path.exists(args[0]):
            reader = "batch" if os.path.isdir(args[0]) else "extract"
            message += f": to read it, '{NAME} {reader} {args[0]}'"
        complain(f"{message} (see '{command} --help')", error)
        return int(getattr(error, "exit_code", USAGE))
    if type(error).__name__ == "Abort":
        return INTERRUPTED
    complain_of_bug(error)
    return FAILED
