"""Whether the reports on disk are what a build would write, and where the first difference is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from variance.files import encode_text

# As many lines of a difference are shown of each side, each cut to this width around the place.
SHOWN_LINES = 3
SHOWN_WIDTH = 100


@dataclass(frozen=True, slots=True)
class StaleReport:
    """A report on disk that a build would change; ``lines`` show where, as a diff does, if there is one."""

    path: Path
    reason: str
    lines: tuple[str, ...] = ()


def find_stale(texts: Mapping[Path, str]) -> tuple[StaleReport, ...]:
    """Those of the files that do not hold these texts, in the order given."""
    stale = (_compare_file(path, text) for path, text in texts.items())
    return tuple(report for report in stale if report is not None)


def _compare_file(path: Path, text: str) -> StaleReport | None:
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        return StaleReport(path, "missing")
    except OSError as error:
        return StaleReport(path, f"cannot be read: {error.strerror}")
    # A checkout on Windows may have written CRLF for the line ends of the same report.
    held = held.replace(b"\r\n", b"\n")
    fresh = encode_text(text)
    if held == fresh:
        return None
    return StaleReport(path, "stale", _show_difference(_split(held), _split(fresh)))


def _split(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").split("\n")


def _show_difference(old: list[str], new: list[str]) -> tuple[str, ...]:
    """The lines between the common start and the common end, a few of each side.

    In linear time, which a real diff of pages with lines of any length would not be.
    """
    start = _count_common(old, new)
    end = min(_count_common(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    column = _count_common(gone[0], come[0]) if gone and come else 0
    lines = [f"@@ line {start + 1} @@"]
    for sign, block in (("-", gone), ("+", come)):
        lines += [
            sign + _cut_line(line, column if not place else 0)
            for place, line in enumerate(block[:SHOWN_LINES])
        ]
        if len(block) > SHOWN_LINES:
            lines.append(f"{sign}… {len(block) - SHOWN_LINES:,} more")
    return tuple(lines)


def _count_common(one: list[str] | str, two: list[str] | str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


def _cut_line(line: str, column: int) -> str:
    """The line around a column, with a mark where it was cut."""
    start = max(0, min(column - SHOWN_WIDTH // 3, len(line) - SHOWN_WIDTH))
    before = "…" if start else ""
    after = "…" if len(line) > start + SHOWN_WIDTH else ""
    return f"{before}{line[start : start + SHOWN_WIDTH]}{after}"
