"""stub"""

from __future__ import annotations
from collections.abc import Sequence
from variance.read.document import Block


def find_truncation(text: str, blocks: Sequence[Block]) -> int | None:
    return None
