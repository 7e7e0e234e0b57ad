"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import typer

from prisonwatch.cli.streams import complain, write_out


class Destination(Protocol):
    def write(self, text: str) -> object: ...


class StandardOutput:
    def write(self, text: str) -> None:
        write_out(text)


@contextmanager
def open_destination(path: str | None) -> Iterator[Destination]:
    """Standard output for None and "-", else the file, which replaces an older one only when all went well.

    Raises typer.Exit, after saying why, when the file cannot be written, and at the start where that can
    be told.
    """
    if path in (None, "-"):
        yield StandardOutput()
        return
    assert path is not None
    try:
        if _is_special(path):
            with open(path, "w", encoding="utf-8", newline="\n") as stream:
                yield stream
        else:
            with _replacing(Path(os.path.realpath(path))) as stream:
                yield stream
    except OSError as error:
        complain(f"cannot write {path}: {_why(error)}", error)
        raise typer.Exit(1) from None


@contextmanager
def _replacing(path: Path) -> Iterator[Destination]:
    if path.is_dir():
        raise IsADirectoryError
    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        newline="\n",
        dir=path.parent,
        prefix=f".{path.name}.",
        suffix=".part",
        delete=False,
    ) as stream:
        try:
            yield stream
            stream.close()
            os.chmod(stream.name, _mode(path))
            os.replace(stream.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(stream.name)
            raise


def _mode(path: Path) -> int:
    """The older file's permissions, or those that any new file gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _is_special(path: str) -> bool:
    """Whether the path is a device or a pipe (/dev/stdout, >(…)), which nothing can replace."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "its folder does not exist"
    if isinstance(error, NotADirectoryError):
        return "what should be its folder is a file"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return (error.strerror or type(error).__name__).lower()
