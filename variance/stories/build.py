"""Builds the stories of a plan, or checks that their reports on disk are what a build would write."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from variance import __version__
from variance.errors import BuildError, OutputError
from variance.files import encode_text, write_texts
from variance.index_model import StoryEntry, StoryIndex
from variance.model import Tool
from variance.render import RenderOptions, index_html, index_markdown
from variance.stories.marks import find_strangers
from variance.stories.plans import BuildPlan, StoryPlan
from variance.stories.records import (
    FailingFinding,
    StoryRecord,
    find_current,
    holds_outputs,
    load_record,
    save_record,
)
from variance.stories.staleness import StaleReport, find_stale

if TYPE_CHECKING:
    from variance.stories.story import BuiltStory, Fault

# Stories that are under way or done and not yet written, for each process: their reports are held in memory.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """What became of one story.

    ``is_unchanged`` says that nothing had to be done; ``fault`` why it could not be built, and ``entry`` is
    None then. ``stale`` is what ``--check`` found, ``waivers`` are the ids of those that speak of this story.
    """

    name: str
    entry: StoryEntry | None = None
    is_unchanged: bool = False
    failing: tuple[FailingFinding, ...] = ()
    stale: tuple[StaleReport, ...] = ()
    waivers: tuple[str, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did or found, the stories in the order of the plan.

    ``stale`` are files of the index, ``strangers`` reports of no story; ``index_gap`` says why the index was
    left as it is, None where it was dealt with.
    """

    stories: tuple[StoryOutcome, ...]
    stale: tuple[StaleReport, ...] = ()
    strangers: tuple[Path, ...] = ()
    index_gap: str | None = None


Watcher = Callable[[StoryOutcome], None]


def write_reports(plan: BuildPlan, on_story: Watcher) -> BuildResult:
    """Write the reports of the stories that changed, and the index.

    ``on_story`` hears of each story, in the plan's order, when it is done. A story that cannot be built is
    told and does not stop the others; the index then stays as it was.
    """
    _make_folder(plan.output)
    records: dict[str, StoryRecord] = {}
    current = {story.name: find_current(story) for story in plan.stories}
    built = _make_stories([story for story in plan.stories if current[story.name] is None])
    outcomes = []
    for story in plan.stories:
        record = current[story.name]
        if record is not None:
            outcome = _tell_record(story.name, record, is_unchanged=True)
        else:
            made = next(built)
            outcome, record = _write_story(story, made)
        if record is not None:
            records[story.name] = record
        outcomes.append(outcome)
        on_story(outcome)
    gap = _complete_records(plan, outcomes, records)
    if gap is None:
        index = _make_index(plan, [records[name].entry for name in plan.names])
        _write_changed(_render_index(plan, index))
    return BuildResult(tuple(outcomes), strangers=_find_strangers(plan), index_gap=gap)


def check_reports(plan: BuildPlan, on_story: Watcher) -> BuildResult:
    """Build every story of the plan afresh, believing no record, and compare with what is on disk.

    Nothing is written. The index is compared when the plan holds all stories and each could be built.
    """
    outcomes, entries = [], []
    for story, made in zip(plan.stories, _make_stories(plan.stories), strict=True):
        outcome = _check_story(story, made)
        if outcome.entry is not None:
            entries.append(outcome.entry)
        outcomes.append(outcome)
        on_story(outcome)
    if not plan.is_whole or len(entries) < len(plan.names):
        return BuildResult(tuple(outcomes))
    stale = find_stale(_render_index(plan, _make_index(plan, entries)))
    return BuildResult(tuple(outcomes), stale=stale, strangers=_find_strangers(plan))


# ------------------------------------------------------------------------------------ one story


def _write_story(plan: StoryPlan, made: BuiltStory | Fault) -> tuple[StoryOutcome, StoryRecord | None]:
    from variance.stories.story import Fault

    if isinstance(made, Fault):
        return StoryOutcome(plan.name, fault=made.reason), None
    places = plan.places
    _write_changed({places[name]: text for name, text in made.texts.items()})
    save_record(plan.folder, plan.name, made.record)
    return _tell_record(plan.name, made.record), made.record


def _check_story(plan: StoryPlan, made: BuiltStory | Fault) -> StoryOutcome:
    from variance.stories.story import Fault

    if isinstance(made, Fault):
        return StoryOutcome(plan.name, fault=made.reason)
    places = plan.places
    stale = find_stale({places[name]: text for name, text in made.texts.items()})
    return _tell_record(plan.name, made.record, stale=stale)


def _tell_record(
    name: str, record: StoryRecord, *, is_unchanged: bool = False, stale: tuple[StaleReport, ...] = ()
) -> StoryOutcome:
    return StoryOutcome(
        name,
        entry=record.entry,
        is_unchanged=is_unchanged,
        failing=record.failing,
        stale=stale,
        waivers=record.waivers,
    )


def _make_stories(plans: Sequence[StoryPlan]) -> Iterator[BuiltStory | Fault]:
    """The stories built, in the order given, by as many processes as there are processors."""
    if not plans:
        return
    # The whole pipeline: loaded here the processes share it, and a build with nothing to do spares it.
    from variance.stories.story import try_story

    workers = min(len(plans), _count_processors())
    if workers < 2:
        yield from map(try_story, plans)
        return
    pool = ProcessPoolExecutor(workers)
    waiting: deque[Future[BuiltStory | Fault]] = deque()
    try:
        for plan in plans:
            waiting.append(pool.submit(try_story, plan))
            if len(waiting) >= _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise BuildError("a process of the build was ended from outside; is there enough memory?") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _count_processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ------------------------------------------------------------------------------------ the index


def _complete_records(
    plan: BuildPlan, outcomes: Sequence[StoryOutcome], records: dict[str, StoryRecord]
) -> str | None:
    """Fill in the records of the stories that are not of this build; why the index cannot be made, or None.

    The index speaks of the reports that lie beside it. So another story's record counts when its reports are
    on disk as they were written, even where its sources have changed since.
    """
    for outcome in outcomes:
        if outcome.fault is not None:
            return f"{outcome.name} could not be built"
    for name in plan.names:
        if name in records:
            continue
        record = load_record(plan.folder, name)
        places = (
            {} if record is None else {one.format: plan.output / one.file for one in record.entry.reports}
        )
        if record is None or not holds_outputs(record, places):
            return f"of {name} it is not known what its reports say; build all stories"
        records[name] = record
    return None


def _make_index(plan: BuildPlan, entries: Sequence[StoryEntry]) -> StoryIndex:
    return StoryIndex(plan.title, Tool("variance", __version__), tuple(entries))


def _render_index(plan: BuildPlan, index: StoryIndex) -> dict[Path, str]:
    places = plan.index_places
    options = RenderOptions(min_severity=plan.min_severity)
    return {
        places["html"]: index_html.render(index, options),
        places["md"]: index_markdown.render(index, options),
    }


# ------------------------------------------------------------------------------------ files


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error


def _write_changed(texts: Mapping[Path, str]) -> None:
    """Write those of the texts that their files do not hold already, so that an old date stays true."""
    write_texts({path: text for path, text in texts.items() if not _holds(path, text)})


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == encode_text(text)
    except OSError:
        return False


def _find_strangers(plan: BuildPlan) -> tuple[Path, ...]:
    """The reports of no story; not asked for a part of the stories, whose other reports are not at issue."""
    if not plan.is_whole:
        return ()
    expected = {place for story in plan.stories for place in story.places.values()}
    return find_strangers(plan.output, expected | set(plan.index_places.values()), plan.names)
