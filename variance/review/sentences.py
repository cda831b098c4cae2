"""A text with a sentence a line: what stays the same when its lines are wrapped anew."""

from __future__ import annotations

from collections.abc import Iterator

from variance.compare import read_source
from variance.review.unchanged import fold_unit
from variance.vocabulary import Role


def list_lines(path: str, data: bytes) -> Iterator[str]:
    """The lines of a file so written: markup as it stands, each sentence on a line of its own.

    An empty line stands where the text has one. Raises InputError for bytes that are no text.
    """
    source = read_source(path, data=data, must_tell=False)
    end = 0
    for unit in source.units:
        if source.text.count("\n", end, unit.start) > 1:
            yield ""
        end = unit.end
        if unit.role is Role.MARKUP:
            yield from unit.text.split("\n")
        else:
            yield fold_unit(unit)
