"""What is to be built, from which files, to which places: decided, or refused, before any work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from glob import glob
from pathlib import Path, PurePath, PurePosixPath

from variance.config import Settings, Waiver
from variance.errors import ConfigError, FormatError, UsageError
from variance.files import is_same_file
from variance.house_settings import HouseSettings
from variance.render import FORMATS, load_renderer
from variance.stories.marks import check_replaceable
from variance.story_settings import INDEX_NAME, StorySettings
from variance.vocabulary import Severity

INDEX_FORMATS = ("html", "md")


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """One story, ready to be built; what it holds can be sent to another process.

    ``sources`` are paths relative to ``folder`` with slashes, so that a report is the same on every machine,
    and ``labels`` goes by their order. ``today`` tells which waivers have ended.
    """

    name: str
    folder: Path
    sources: tuple[str, ...]
    labels: tuple[str | None, ...]
    base: str | None
    title: str | None
    day: date | None
    fail_on: Severity | None
    min_severity: Severity
    ignore: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    today: date
    output: Path
    formats: tuple[str, ...]
    house: HouseSettings = field(default_factory=HouseSettings)

    @property
    def places(self) -> dict[str, Path]:
        """Format → the report's file."""
        return {name: self.output / name_file(self.name, name) for name in self.formats}


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """The stories to build; ``names`` are those of all stories, for the index."""

    stories: tuple[StoryPlan, ...]
    names: tuple[str, ...]
    title: str
    folder: Path
    output: Path
    min_severity: Severity

    @property
    def is_whole(self) -> bool:
        """Whether every story of the settings is to be built."""
        return len(self.stories) == len(self.names)

    @property
    def index_places(self) -> dict[str, Path]:
        """Format → the index' file."""
        return {name: self.output / name_file(INDEX_NAME, name) for name in INDEX_FORMATS}


def plan_build(settings: Settings, names: Sequence[str], *, today: date) -> BuildPlan:
    """What ``variance build`` is to do: the stories of these names, in the settings' order, or all.

    Raises ConfigError, with file and key, for settings that cannot be followed, UsageError for a name
    that no story has, and OutputError for a report's place that holds something else.
    """
    if settings.path is None or not settings.stories:
        where = "no variance.toml here or above" if settings.path is None else f"{settings.path}: no story"
        raise ConfigError(f"{where}; add one, such as [[story]] with name and sources")
    known = [story.name for story in settings.stories]
    for name in names:
        if name not in known:
            raise UsageError(f"no story is called {name!r}; the stories are {', '.join(known)}")
    folder = settings.path.parent
    formats = _check_formats(settings)
    output = _find_output(settings, folder)
    chosen = [story for story in settings.stories if not names or story.name in names]
    plan = BuildPlan(
        stories=tuple(_plan_story(settings, story, folder, output, formats, today) for story in chosen),
        names=tuple(known),
        title=settings.build.title,
        folder=folder,
        output=output,
        min_severity=settings.min_severity or Severity.TYPOGRAPHY,
    )
    for place in plan.index_places.values():
        check_replaceable(place)
    return plan


def name_file(name: str, format_name: str) -> str:
    """The name of the file that holds a report of that format."""
    return f"{name}{FORMATS[format_name].suffixes[0]}"


def _check_formats(settings: Settings) -> tuple[str, ...]:
    for name in settings.build.formats:
        try:
            load_renderer(name)
        except FormatError as error:
            raise ConfigError(f"{settings.path}: build: formats: {error}") from error
    return settings.build.formats


def _find_output(settings: Settings, folder: Path) -> Path:
    output = folder / settings.build.output
    # A link in a checkout of someone else's must not lead the reports out of it.
    if not output.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(
            f"{settings.path}: build: output: {settings.build.output} leads out of {folder}; name another"
        )
    return output


def _plan_story(
    settings: Settings,
    story: StorySettings,
    folder: Path,
    output: Path,
    formats: tuple[str, ...],
    today: date,
) -> StoryPlan:
    try:
        sources = _find_sources(story, folder)
        labels = _assign_labels(story, sources)
    except ValueError as error:
        raise ConfigError(f"{settings.path}: story: {story.name!r}: {error}") from error
    plan = StoryPlan(
        name=story.name,
        folder=folder,
        sources=sources,
        labels=labels,
        base=_find_base(story, sources),
        title=story.title,
        day=story.date,
        fail_on=story.fail_on or settings.fail_on,
        min_severity=settings.min_severity or Severity.TYPOGRAPHY,
        ignore=settings.ignore,
        waivers=settings.waivers,
        today=today,
        output=output,
        formats=formats,
        house=settings.house,
    )
    for place in plan.places.values():
        check_replaceable(place)
        for source in sources:
            if is_same_file(place, folder / source):
                raise ConfigError(
                    f"{settings.path}: story: {story.name!r}: sources: {source} is where its report goes"
                )
    return plan


def _find_sources(story: StorySettings, folder: Path) -> tuple[str, ...]:
    """The files of a story, each once: patterns in the order given, the files of each sorted.

    The base comes first where it is none of them.
    """
    found: dict[str, None] = {}
    for pattern in story.sources:
        # A name that exists is taken as it is, whatever characters it has.
        names = [pattern] if (folder / pattern).is_file() else _expand_pattern(pattern, folder)
        if not names:
            raise ValueError(f"sources: {pattern}: no such file in {folder}; check the pattern")
        found.update(dict.fromkeys(PurePath(name).as_posix() for name in names))
    sources = list(found)
    if (
        story.base is not None
        and _find_source(story.base, sources) is None
        and (folder / story.base).is_file()
    ):
        sources.insert(0, PurePath(story.base).as_posix())
    if len(sources) < 2:
        raise ValueError(f"sources: only one, {sources[0]}; name at least two to compare")
    return tuple(sources)


def _expand_pattern(pattern: str, folder: Path) -> list[str]:
    names = glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207  # takes absolute patterns too
    return sorted(name for name in names if (folder / name).is_file())


def _find_base(story: StorySettings, sources: Sequence[str]) -> str | None:
    """The base as the comparison knows it: a source's path, else the id or label that was written."""
    return None if story.base is None else _find_source(story.base, sources) or story.base


def _find_source(name: str, sources: Iterable[str]) -> str | None:
    """The source that has this path."""
    return next((source for source in sources if PurePosixPath(source) == PurePosixPath(name)), None)


def _assign_labels(story: StorySettings, sources: Sequence[str]) -> tuple[str | None, ...]:
    """The label of each source by its place, None for one without."""
    labels: dict[str, str] = {}
    for label, name in story.labels:
        source = _find_source(PurePath(name).as_posix(), sources)
        if source is None:
            raise ValueError(f"labels: {label}: {name} is none of the sources: {', '.join(sources)}")
        labels[source] = label
    return tuple(labels.get(source) for source in sources)
