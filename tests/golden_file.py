"""Compares a text with a file of ``tests/golden``; ``UPDATE_GOLDEN=1 pytest`` writes the files anew."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, text: str) -> None:
    """Fails with a readable difference where the text is not the file's."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    expected = path.read_bytes().decode("utf-8") if path.exists() else ""
    assert text.splitlines() == expected.splitlines(), f"{name}: UPDATE_GOLDEN=1 takes it over"
    assert text == expected
