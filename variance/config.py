"""The settings of a project: ``variance.toml``, or ``[tool.variance]`` in ``pyproject.toml``.

The nearest file from the working directory upwards counts, alone; a flag of the command line beats it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from variance.errors import ConfigError
from variance.frozen import dataclass
from variance.house_settings import HouseSettings, take_lexicon, take_style
from variance.review_settings import ReviewSettings, take_review
from variance.story_settings import BuildSettings, StorySettings, take_build, take_stories
from variance.toml_values import suggest_key, suggest_name, take_date, take_member
from variance.vocabulary import ChangeKind, FindingKind, Severity

SETTINGS_FILE = "variance.toml"
PROJECT_FILE = "pyproject.toml"

# What `ignore` may name: every kind that a report can show, in the order of their gravity.
IGNORABLE_KINDS: tuple[str, ...] = tuple(dict.fromkeys([*map(str, FindingKind), *map(str, ChangeKind)]))


class ColourChoice(StrEnum):
    """When the terminal report is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that was looked at and accepted: it is shown struck through and does not count.

    ``until`` is the last day on which it holds, None for always.
    """

    id: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file holds, and the defaults where ``path`` is None."""

    path: Path | None = None
    min_severity: Severity | None = None
    fail_on: Severity | None = None
    ignore: tuple[str, ...] = ()
    color: ColourChoice | None = None
    waivers: tuple[Waiver, ...] = ()
    stories: tuple[StorySettings, ...] = ()
    build: BuildSettings = field(default_factory=BuildSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    house: HouseSettings = field(default_factory=HouseSettings)


def find_settings(directory: Path) -> Path | None:
    """The settings file that counts in ``directory``: the nearest upwards, None if there is none.

    In one directory ``variance.toml`` goes before ``pyproject.toml``, and a ``pyproject.toml`` counts
    only with a table ``[tool.variance]``. Raises ConfigError for one that is not valid TOML.
    """
    for folder in (directory, *directory.parents):
        if _is_file(folder / SETTINGS_FILE):
            return folder / SETTINGS_FILE
        project = folder / PROJECT_FILE
        if _is_file(project) and _may_have_table(_read_bytes(project)) and _find_table(project) is not None:
            return project
    return None


def load_settings(path: Path) -> Settings:
    """The settings that a file holds.

    Raises ConfigError, naming the file and the key, for what is no valid TOML, for an unknown key
    and for a value that a key does not take.
    """
    table = _parse_toml(path) if path.name != PROJECT_FILE else _find_table(path) or {}
    settings = Settings(path=path)
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise ConfigError(f"{path}: unknown key {key!r}{suggest_key(key, _READERS)}")
        try:
            settings = reader(settings, value)
        except ValueError as error:
            raise ConfigError(f"{path}: {key}: {error}") from error
    return settings


def parse_kind(name: str) -> str:
    """The kind of finding or change that ``name`` names; ValueError with a hint if there is none."""
    if name in IGNORABLE_KINDS:
        return name
    hint = suggest_name(name, IGNORABLE_KINDS) or f"; the kinds are {', '.join(IGNORABLE_KINDS)}"
    raise ValueError(f"no kind is called {name!r}{hint}")


def _is_file(path: Path) -> bool:
    """Whether there is a file; a directory on the way up that one may not enter holds no settings."""
    try:
        return path.is_file()
    except OSError:
        return False


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error


def _may_have_table(data: bytes) -> bool:
    """Whether a ``pyproject.toml`` could have the table: most belong to other tools and need no parsing.

    Any way to write it has the table's whole name, quoted or not, or a line that opens ``tool`` itself.
    """
    bare = data.translate(None, b" \t\"'")
    return b"tool.variance" in bare or (
        b"variance" in bare and any(line.startswith((b"[tool]", b"tool=")) for line in bare.splitlines())
    )


def _parse_toml(path: Path) -> dict[str, Any]:
    import tomllib  # here and not above: most runs have no settings file to pay for it

    try:
        return tomllib.loads(_read_bytes(path).decode("utf-8-sig"))
    except ValueError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def _find_table(project: Path) -> dict[str, Any] | None:
    """The table ``[tool.variance]`` of a ``pyproject.toml``, None where there is none."""
    tools = _parse_toml(project).get("tool")
    table = tools.get("variance") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{project}: tool.variance: a table was expected, such as [tool.variance]")
    return table


def _take_min_severity(settings: Settings, value: object) -> Settings:
    return replace(settings, min_severity=take_member(Severity, value))


def _take_fail_on(settings: Settings, value: object) -> Settings:
    return replace(settings, fail_on=take_member(Severity, value))


def _take_color(settings: Settings, value: object) -> Settings:
    return replace(settings, color=take_member(ColourChoice, value))


def _take_ignore(settings: Settings, value: object) -> Settings:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('a list of kinds was expected, such as ["punctuation"]')
    return replace(settings, ignore=tuple(parse_kind(item) for item in value))


def _take_waivers(settings: Settings, value: object) -> Settings:
    if not isinstance(value, list):
        raise ValueError("tables were expected, such as [[waive]] with id and reason")
    waivers = tuple(_read_waiver(item) for item in value)
    twice = [w.id for k, w in enumerate(waivers) if w.id in {earlier.id for earlier in waivers[:k]}]
    if twice:
        raise ValueError(f"the finding {twice[0]!r} is waived twice")
    return replace(settings, waivers=waivers)


def _read_waiver(item: object) -> Waiver:
    if not isinstance(item, dict):
        raise ValueError("tables were expected, such as [[waive]] with id and reason")
    unknown = [key for key in item if key not in ("id", "reason", "until")]
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; a waiver has id, reason and until")
    for key in ("id", "reason"):
        if not isinstance(item.get(key), str) or not item[key].strip():
            raise ValueError(f"a waiver without {key}: give the finding's id and why it is accepted")
    try:
        until = take_date(item["until"]) if "until" in item else None
    except ValueError as error:
        raise ValueError(f"until: {error}") from error
    return Waiver(item["id"], item["reason"], until)


def _take_stories(settings: Settings, value: object) -> Settings:
    return replace(settings, stories=take_stories(value))


def _take_build(settings: Settings, value: object) -> Settings:
    return replace(settings, build=take_build(value))


def _take_review(settings: Settings, value: object) -> Settings:
    return replace(settings, review=take_review(value))


def _take_style(settings: Settings, value: object) -> Settings:
    return replace(settings, house=take_style(settings.house, value))


def _take_lexicon(settings: Settings, value: object) -> Settings:
    return replace(settings, house=take_lexicon(settings.house, value))


_READERS: dict[str, Callable[[Settings, object], Settings]] = {
    "min-severity": _take_min_severity,
    "fail-on": _take_fail_on,
    "ignore": _take_ignore,
    "color": _take_color,
    "waive": _take_waivers,
    "story": _take_stories,
    "build": _take_build,
    "review": _take_review,
    "style": _take_style,
    "lexicon": _take_lexicon,
}
