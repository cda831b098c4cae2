"""The seeds' units as a person has checked them: ``tests/golden/units/<seed>.txt``, one unit a line.

A line is ``role (rule): text``; ``⏐`` stands behind a dateline, ``✂`` where the text breaks off. After a
change that means to alter them, write them anew and read the difference before you commit it::

    VARIANCE_UPDATE_GOLDEN=1 pytest tests/test_seed_units.py && git diff tests/golden
"""

from __future__ import annotations

from pathlib import Path

from variance.model import Source, Unit

SEED_NUMBERS = ("000", "001", "002", "003", "004")
_DIRECTORY = Path(__file__).parent / "golden" / "units"
_DATELINE_MARK, _CUT_MARK = "⏐", "✂"

Span = tuple[int, int]


def get_golden_path(number: str) -> Path:
    """The golden file of a seed."""
    return _DIRECTORY / f"{number}.txt"


def show_units(source: Source) -> str:
    """A source's units as a golden file holds them."""
    return "".join(_show_unit(source, unit) + "\n" for unit in source.units)


def _show_unit(source: Source, unit: Unit) -> str:
    rule = f" ({unit.rule})" if unit.rule else ""
    text = unit.text
    if unit.dateline is not None:
        text = unit.dateline.text + _DATELINE_MARK + text[len(unit.dateline.text) :]
    cut = _CUT_MARK if source.truncated_at == unit.end else ""
    return f"{unit.role.value}{rule}: {text}{cut}"


def load_golden_spans(number: str, text: str, *, set_aside: bool) -> list[Span]:
    """The spans of a seed's golden units in its text: those that tell the story, or those set aside."""
    spans: list[Span] = []
    position = 0
    for line in get_golden_path(number).read_text(encoding="utf-8").splitlines():
        label, _, words = line.partition(": ")
        words = words.replace(_DATELINE_MARK, "").removesuffix(_CUT_MARK)
        start = text.index(words, position)
        position = start + len(words)
        if label.startswith(("boilerplate", "markup")) == set_aside:
            spans.append((start, position))
    return spans
