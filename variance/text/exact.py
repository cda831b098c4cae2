"""Exact numbers: whole ones as they are, and fractions, whose module is loaded for the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    Exact = int | Fraction


def read_exact(text: str) -> Exact:
    """The number that digits spell, with a decimal point or a stroke; ValueError for another text."""
    if "." in text or "/" in text:
        from fractions import Fraction  # most texts have whole numbers only, and this takes long to load

        return Fraction(text)
    return int(text)


def divide(number: Exact, by: Exact) -> Exact:
    """The exact quotient; ZeroDivisionError for nothing."""
    from fractions import Fraction  # as above

    return Fraction(number, by)
