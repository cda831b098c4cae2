"""A Comparison as text in a medium: pure functions of the model, loaded when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import cast

from variance.errors import FormatError
from variance.frozen import NamedTuple
from variance.model import Comparison
from variance.render.options import RenderOptions

__all__ = [
    "FORMATS",
    "Format",
    "RenderOptions",
    "find_format",
    "format_for_path",
    "load_renderer",
    "render_report",
]

Renderer = Callable[[Comparison, RenderOptions], str]


class Format(NamedTuple):
    """A report format: the module whose ``render`` writes it, and the suffixes of files that hold it."""

    module: str
    suffixes: tuple[str, ...]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "md": Format("variance.render.markdown", (".md", ".markdown")),
        "html": Format("variance.render.html", (".html", ".htm")),
        "json": Format("variance.render.json", (".json",)),
        "text": Format("variance.render.terminal", (".txt", ".text")),
        "csv": Format("variance.render.csv", (".csv",)),
    }
)


def format_for_path(path: str | PurePath, formats: Mapping[str, Format] = FORMATS) -> str:
    """The format that a file's suffix asks for; FormatError for a suffix that no format has."""
    suffix = PurePath(path).suffix.lower()
    for name, entry in formats.items():
        if suffix in entry.suffixes:
            return name
    known = ", ".join(suffix for entry in formats.values() for suffix in entry.suffixes)
    found = f"the suffix {suffix!r} names no report format" if suffix else "no suffix tells the report format"
    raise FormatError(f"{path}: {found}; use one of {known}, or name the format")


def find_format(format_name: str, formats: Mapping[str, Format] = FORMATS) -> Format:
    """The format of that name; FormatError, with the list of formats, for an unknown one."""
    if format_name not in formats:
        raise FormatError(f"unknown format {format_name!r}; choose one of {', '.join(formats)}")
    return formats[format_name]


def load_renderer(format_name: str) -> Renderer:
    """The function that writes a format; FormatError, with the list of formats, for an unknown one."""
    return cast(Renderer, import_module(find_format(format_name).module).render)


def render_report(comparison: Comparison, format_name: str, options: RenderOptions | None = None) -> str:
    """The report as text in that format, ending in a newline; the same for equal input."""
    return load_renderer(format_name)(comparison, options or RenderOptions())
