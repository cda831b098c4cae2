"""Reads the package's tab-separated data files; lines that start with ``#`` hold origin and licence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def read_data(name: str) -> str:
    """The text of a file of ``variance/lexicon/data``."""
    return (_DATA / name).read_text(encoding="utf-8")


def iterate_rows(name: str) -> Iterator[list[str]]:
    """The columns of each row of a data file, comments and empty lines left out."""
    for line in read_data(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
