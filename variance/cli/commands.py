"""The commands by name, each loaded and built when it is asked for: a run pays for its own options alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from variance.frozen import NamedTuple


class _Place(NamedTuple):
    """Where a command is: its module, its function, the examples of its help, its class if not the usual."""

    module: str
    function: str
    examples: str
    kind: str | None = None


# In the order of the help.
_PLACES = {
    "compare": _Place("compare", "compare_command", "COMPARE_EXAMPLES"),
    "build": _Place("build", "build_command", "BUILD_EXAMPLES"),
    "review": _Place("review", "review_command", "REVIEW_EXAMPLES", "ReviewCommand"),
    "inspect": _Place("inspect", "inspect_command", "INSPECT_EXAMPLES"),
    "explain": _Place("explain", "explain_command", "EXPLAIN_EXAMPLES"),
    "git-driver": _Place("git_driver", "git_driver_command", "DRIVER_EXAMPLES"),
    "text": _Place("git_driver", "text_command", "TEXT_EXAMPLES"),
}


class _Commands(Mapping[str, Any]):
    """Name → command; names are listed, and suggested for a wrong one, without loading any."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = _build_command(name, _PLACES[name])
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


class CommandGroup(TyperGroup):
    """The group of all commands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands: Any = _Commands()  # of the type that this version of typer has for a command


def _build_command(name: str, place: _Place) -> Any:
    """What typer makes of the command's function: a program of one command is that command."""
    module = import_module(f"variance.cli.{place.module}")
    program = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    kind = None if place.kind is None else getattr(module, place.kind)
    program.command(name, epilog=getattr(module, place.examples), cls=kind)(getattr(module, place.function))
    return get_command(program)
