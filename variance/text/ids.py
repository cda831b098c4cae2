"""Ids that depend on texts only: the same on any machine, in any order of the sources, with any base."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from variance.text.tokens import fold_glyphs


def make_id(prefix: str, parts: Iterable[str]) -> str:
    """``prefix-`` and eight hex digits over the texts; their order counts, white space and glyphs do not."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(" ".join(fold_glyphs(part).split()).encode("utf-8", "surrogatepass") + b"\0")
    return f"{prefix}-{digest.hexdigest()[:8]}"


class IdRegister:
    """Hands out ids within one report and parts equal ones by ``~2``, ``~3`` in the order of asking."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def claim(self, prefix: str, parts: Iterable[str]) -> str:
        """The id of these texts, with a number behind it if another thing has the same texts."""
        made = make_id(prefix, parts)
        count = self._taken[made] = self._taken.get(made, 0) + 1
        return made if count == 1 else f"{made}~{count}"
