"""Helpers of the tests of alignment: sources from lines, a neutral frame, and a pair written down as text."""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.alignment_sets import make_source
from variance.align.pairs import align_sources
from variance.model import Pair
from variance.text.parsed import ParsedSource, parse_source
from variance.vocabulary import Role

# Two texts that have nothing to do with each other, so that only the sentence set into them can be aligned.
_FRAME_A = (
    "The violin maker works in a cellar near the old cathedral.",
    "He buys spruce from a sawmill in the mountains every autumn.",
    "The planks dry for ten years under the roof.",
    "An apprentice sweeps shavings while the varnish dries.",
    "Tuning takes a whole afternoon and much patience.",
    "His grandfather's tools hang on a wall, oiled and sharp.",
    "Customers send instruments from Lyon, Kraków and Osaka.",
    "A cello can cost as much as a small flat.",
    "Glue made of hide smells of barns when it is warm.",
    "He plays badly himself and laughs about it.",
)
_FRAME_B = (
    "Marathon runners gathered beneath a grey sky at seven.",
    "Volunteers handed out bananas and paper cups.",
    "Susan Okafor had trained on a treadmill all winter.",
    "Her shoes gave way after thirty kilometres.",
    "Spectators lined the embankment and rang cowbells.",
    "Blisters troubled the favourite from Addis Ababa.",
    "A medical tent stood beside the ice rink.",
    "Organisers counted nine thousand finishers.",
    "Medals were cast from melted bicycle bells.",
    "At the finish somebody played a trumpet.",
)
PLACE = 5
_ROLES = {"# ": Role.HEADLINE, "> ": Role.STANDFIRST, "| ": Role.CAPTION}


def read_lines(name: str, lines: str) -> ParsedSource:
    """A source with a unit a line: ``# `` marks a headline, ``> `` a standfirst, ``| `` a caption.

    A last line ``[cut]`` says that the source breaks off there.
    """
    rows = [line for line in lines.splitlines() if line]
    truncated = bool(rows) and rows[-1] == "[cut]"
    units = []
    for line in rows[: len(rows) - truncated]:
        role = _ROLES.get(line[:2])
        units.append((line[2:], role) if role else (line, Role.SENTENCE))
    return parse_source(make_source(name, units, truncated=truncated))


def set_in_frame(a: str, b: str) -> tuple[ParsedSource, ParsedSource]:
    """Two texts of eleven sentences with these two in their middle, at ``PLACE``."""
    return (
        read_lines("a", "\n".join((*_FRAME_A[:PLACE], a, *_FRAME_A[PLACE:]))),
        read_lines("b", "\n".join((*_FRAME_B[:PLACE], b, *_FRAME_B[PLACE:]))),
    )


def align_two(a: ParsedSource, b: ParsedSource) -> Pair:
    """The pair of two sources."""
    (pair,), _ = align_sources([a, b], [(0, 1)])
    return pair


def write_pair(pair: Pair) -> str:
    """A pair as lines: a row is ``1+2 = 1 reworded``, counted from 1, then what is left over."""
    lines = [
        f"{_write_units(row.a, '+')} = {_write_units(row.b, '+')} {row.kind}{' moved' if row.moved else ''}"
        for row in pair.alignments
    ]
    left = {
        "omitted": pair.omitted,
        "added": pair.added,
        "repeated in a": pair.repeated.a,
        "repeated in b": pair.repeated.b,
        "truncated": pair.truncated,
        "truncated in b": pair.truncated_b,
    }
    lines += [f"{name} {_write_units(units, ' ')}" for name, units in left.items() if units]
    return "\n".join(lines)


def _write_units(units: Sequence[int], between: str) -> str:
    return between.join(str(unit + 1) for unit in units)
