"""The stories of a settings file, ``[[story]]``, and where their reports go, ``[build]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from variance.frozen import dataclass
from variance.toml_values import check_keys, take_date, take_member, take_text, take_texts
from variance.vocabulary import Severity

# A story's name is that of its files and part of their addresses: what every system takes as it is.
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
# Windows opens a device by these, whatever the suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
INDEX_NAME = "index"


@dataclass(frozen=True, slots=True)
class StorySettings:
    """One story: ``sources`` are names and patterns of files, relative to the settings file.

    ``labels`` holds (label, source). ``fail_on`` is None where the settings of all stories count.
    """

    name: str
    sources: tuple[str, ...]
    base: str | None = None
    date: date | None = None
    labels: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    fail_on: Severity | None = None


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """Where the reports of all stories go: ``output`` is a folder below that of the settings file."""

    output: str = "reports"
    formats: tuple[str, ...] = ("md", "html", "json")
    title: str = "Stories"


def take_stories(value: object) -> tuple[StorySettings, ...]:
    """The tables ``[[story]]``. Raises ValueError that names the story and the key."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("tables were expected, such as [[story]] with name and sources")
    stories: dict[str, StorySettings] = {}
    for number, item in enumerate(value, start=1):
        story = _read_story(item, number)
        # Files that differ by case only are one file on Windows and macOS.
        if stories.setdefault(story.name.casefold(), story) is not story:
            raise ValueError(f"{story.name!r} is named twice; every story has reports of its own")
    return tuple(stories.values())


def take_build(value: object) -> BuildSettings:
    """The table ``[build]``. Raises ValueError that names the key.

    Which formats there are is known to the renderers alone: the build checks them.
    """
    if not isinstance(value, dict):
        raise ValueError("a table was expected, such as [build] with output and formats")
    check_keys(value, _BUILD_READERS)
    return BuildSettings(**_read_values(value, _BUILD_READERS))


def _read_story(item: Mapping[str, object], number: int) -> StorySettings:
    name = item.get("name")
    if name is None:
        raise ValueError(f"number {number} has no name; its reports are called by it")
    try:
        checked = _take_name(name)
    except ValueError as error:
        raise ValueError(f"name: {error}") from error
    try:
        check_keys(item, _STORY_READERS)
        if "sources" not in item:
            raise ValueError('without sources: name the articles, such as sources = ["wire/*.txt"]')
        return StorySettings(**{**_read_values(item, _STORY_READERS), "name": checked})
    except ValueError as error:
        raise ValueError(f"{checked!r}: {error}") from error


def _read_values(
    table: Mapping[str, object], readers: Mapping[str, Callable[[object], object]]
) -> dict[str, Any]:
    """The values of a table by the names of the fields they fill."""
    values = {}
    for key, value in table.items():
        try:
            values[key.replace("-", "_")] = readers[key](value)
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error
    return values


def _take_name(value: object) -> str:
    name = take_text(value)
    if not _NAME.fullmatch(name) or _DEVICE.fullmatch(name):
        raise ValueError(
            f"{name!r} cannot be a file's name everywhere; use letters A to Z, digits, '-', '_' and '.'"
        )
    if name.casefold() == INDEX_NAME:
        raise ValueError(f"{name!r} is the file that lists all stories; choose another")
    return name


def _take_sources(value: object) -> tuple[str, ...]:
    return take_texts(value, '["wire/*.txt"]')


def _take_labels(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(source, str) for source in value.values()):
        raise ValueError('a table was expected, such as { AFP = "wire/afp.txt" }')
    labels = tuple((" ".join(label.split()), source) for label, source in value.items())
    for place, (label, source) in enumerate(labels):
        if not label or not source.strip():
            raise ValueError("a label and its source cannot be blank")
        for earlier, other in labels[:place]:
            if label == earlier:
                raise ValueError(f"the label {label!r} is given twice; choose another")
            if source == other:
                raise ValueError(f"{source} has two labels, {earlier!r} and {label!r}")
    return labels


def _take_severity(value: object) -> Severity:
    return take_member(Severity, value)


def _take_formats(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(take_texts(value, '["md", "html"]')))


def _take_output(value: object) -> str:
    """A folder below the settings file, so that a project cannot make a build write anywhere else."""
    output = take_text(value).replace("\\", "/")
    parts = PurePosixPath(output).parts
    if PurePosixPath(output).is_absolute() or PureWindowsPath(output).drive or ".." in parts:
        raise ValueError(f"{value!r} is not below the folder of the settings file; name a folder in it")
    return output


_STORY_READERS: dict[str, Callable[[object], object]] = {
    "name": _take_name,
    "sources": _take_sources,
    "base": take_text,
    "date": take_date,
    "labels": _take_labels,
    "title": take_text,
    "fail-on": _take_severity,
}
_BUILD_READERS: dict[str, Callable[[object], object]] = {
    "output": _take_output,
    "formats": _take_formats,
    "title": take_text,
}
