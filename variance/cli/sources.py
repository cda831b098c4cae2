"""From the words of the command line to the sources they name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path, PurePath

from variance.cli.console import MANY_SOURCES, Progress
from variance.errors import InputError, UsageError
from variance.files import can_be_read, is_same_file
from variance.model import Source
from variance.vocabulary import Role

STANDARD_INPUT = "-"
# What the reports call an article from standard input, unless it has a label.
STANDARD_INPUT_NAME = "stdin"


def expand_patterns(arguments: Sequence[str]) -> list[str]:
    """The files that the arguments name: a pattern that the shell left alone becomes its files, sorted.

    A name that exists is taken as it is, whatever characters it has. Raises InputError for a pattern
    that matches nothing.
    """
    expanded: list[str] = []
    for argument in arguments:
        if not any(character in argument for character in "*?[") or can_be_read(Path(argument)):
            expanded.append(argument)
            continue
        from glob import glob  # takes absolute patterns too, which Path.glob does not

        matches = sorted(glob(argument, recursive=True))  # noqa: PTH207
        if not matches:
            raise InputError(f"{argument}: no file matches this pattern; check the directory and the name")
        expanded.extend(matches)
    return expanded


def parse_labels(options: Sequence[str]) -> dict[str, str]:
    """``NAME=SOURCE`` options as source → label.

    Raises UsageError for one that is not so written, for a label given twice, and for two labels of
    one source.
    """
    labels: dict[str, str] = {}
    for option in options:
        name, equals, source = option.partition("=")
        label = " ".join(name.split())
        if not (label and equals and source):
            raise UsageError(f"--label {option}: give a name and a source, such as --label AFP=wire.txt")
        if label in labels.values():
            raise UsageError(f"--label {option}: the label {label!r} is given twice; choose another")
        if source in labels:
            raise UsageError(f"--label {option}: {source} has the label {labels[source]!r} already")
        labels[source] = label
    return labels


def add_named_sources(arguments: Sequence[str], base: str | None, labels: Sequence[str]) -> list[str]:
    """The arguments, and the files that only ``--base`` (first) or ``--label`` (last) name."""
    sources = list(arguments)
    if base is not None and find_argument(sources, base) is None and can_be_read(Path(base)):
        sources.insert(0, base)
    for name in labels:
        if find_argument(sources, name) is None and can_be_read(Path(name)):
            sources.append(name)
    return sources


def find_argument(arguments: Sequence[str], name: str) -> int | None:
    """Which argument a name means: the same word, else the same file, else its stem; None for none."""
    if name in arguments:
        return arguments.index(name)
    for place, argument in enumerate(arguments):
        if STANDARD_INPUT not in (name, argument) and is_same_file(Path(argument), Path(name)):
            return place
    stems = [PurePath(argument).stem for argument in arguments]
    return stems.index(name) if name in stems else _find_by_start(stems, name)


def choose_base(sources: Sequence[Source], arguments: Sequence[str], name: str | None) -> str:
    """The id of the source that ``--base`` names by path, id or label; the first without a name.

    ``sources`` are those read from ``arguments``, in the same order. Raises UsageError for a name of none.
    """
    if name is None:
        return sources[0].id
    labels = [source.label for source in sources]
    # What is exactly the name goes before a file's name that only begins with it.
    for names in (arguments, [source.id for source in sources], labels):
        if name in names:
            return sources[names.index(name)].id
    place = find_argument(arguments, name)
    if place is None:
        raise UsageError(f"no source is called {name!r}; the base is one of: {', '.join(labels)}")
    return sources[place].id


def _find_by_start(stems: Sequence[str], name: str) -> int | None:
    """The place of the one stem that begins with the name: ``000`` for ``000_d1aff011b1fd2524``."""
    places = [place for place, stem in enumerate(stems) if name and stem.startswith(name)]
    return places[0] if len(places) == 1 else None


def assign_labels(arguments: Sequence[str], labels: dict[str, str]) -> dict[int, str]:
    """Which argument, by its place, has which label. Raises UsageError for a label of none of them."""
    assigned: dict[int, str] = {}
    for name, label in labels.items():
        place = find_argument(arguments, name)
        if place is None:
            known = ", ".join(arguments)
            raise UsageError(f"--label {label}={name}: {name} is none of the sources: {known}")
        if place in assigned:
            raise UsageError(f"--label {label}={name}: it has the label {assigned[place]!r} already")
        assigned[place] = label
    return assigned


def read_sources(arguments: Sequence[str], labels: dict[int, str], *, show_progress: bool) -> list[Source]:
    """The sources that the arguments name, in order; ``labels`` is by place. ``-`` is standard input.

    Raises InputError for one that cannot be read.
    """
    from variance.compare import read_source  # the whole pipeline: not loaded before it is needed

    if arguments.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input (-) can be one source only; write the other to a file")
    progress = Progress(is_shown=show_progress and len(arguments) >= MANY_SOURCES)
    sources: list[Source] = []
    try:
        for place, argument in enumerate(arguments):
            progress.show(f"reading {place + 1} of {len(arguments)}")
            if argument == STANDARD_INPUT:
                source = read_source(STANDARD_INPUT_NAME, label=labels.get(place), data=_read_stdin())
            else:
                source = read_source(argument, label=labels.get(place))
            sources.append(source)
    finally:
        progress.clear()
    return sources


def describe_source(source: Source) -> str:
    """One line: the label, words, sentences, lines set aside, and whether the text breaks off."""
    sentences = sum(1 for unit in source.units if unit.role is Role.SENTENCE)
    aside = [unit for unit in source.units if not unit.role.is_told]
    # A line of furniture may be cut into several units; without line numbers every unit counts as one.
    lines = len({unit.line if unit.line is not None else -unit.id for unit in aside})
    parts = [
        _count(source.words, "word"),
        _count(sentences, "sentence"),
        f"{_count(lines, 'line')} set aside",
    ]
    if source.truncated_at is not None:
        parts.append("cut off")
    return f"read {source.path} as {source.label}: {', '.join(parts)}"


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file in place of -")
    return sys.stdin.buffer.read()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
