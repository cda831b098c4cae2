"""The units of the five seeds against the golden files; how to renew these is told in ``golden_units.py``."""

from __future__ import annotations

import os

import pytest

from tests.golden_units import SEED_NUMBERS, get_golden_path, show_units
from tests.seeds import read_seed


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_the_units_of_a_seed(number: str) -> None:
    shown = show_units(read_seed(number))
    if os.environ.get("VARIANCE_UPDATE_GOLDEN"):
        get_golden_path(number).write_text(shown, encoding="utf-8", newline="\n")
    assert shown == get_golden_path(number).read_text(encoding="utf-8")


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_nothing_of_a_seed_is_lost(number: str) -> None:
    source = read_seed(number)
    position = 0
    for unit in source.units:
        assert source.text[position : unit.start].strip(" \n\u00a0•") == ""
        assert source.text[unit.start : unit.end] == unit.text
        position = unit.end
    assert not source.text[position:].strip()


def test_only_002_breaks_off() -> None:
    assert [n for n in SEED_NUMBERS if read_seed(n).truncated_at is not None] == ["002"]


def test_a_line_and_a_column_for_every_unit() -> None:
    source = read_seed("000")
    lines = source.text.split("\n")
    for unit in source.units:
        assert unit.line is not None
        assert unit.column is not None
        assert lines[unit.line - 1].startswith(unit.text, unit.column - 1)
