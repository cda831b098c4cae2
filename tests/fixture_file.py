"""Reads fixture files: Markdown in which every case is a title, an input and what is expected.

    ## A title that says what the case shows
    ```input
    one or several lines
    ```
    ```expected
    what must come out
    ```

Text outside the fences is commentary for the reader. A fence may be longer (four backticks) where the
text itself holds one. Several inputs are told apart by a name behind the word: ```` ```input base ````.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
_FENCE = re.compile(
    r"^(?P<ticks>`{3,})(?P<name>[^\n`]*)\n(?P<body>.*?)^(?P=ticks)[ ]*$", re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One example; ``parts`` maps a fence's name ("input", "expected", "input base") to its text."""

    title: str
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def input(self) -> str:
        """The text of the fence named ``input``."""
        return self.parts["input"]

    @property
    def expected(self) -> str:
        """The text of the fence named ``expected``."""
        return self.parts["expected"]

    def __str__(self) -> str:
        return self.title


def load_cases(path: str | Path) -> list[Case]:
    """The cases of a file below ``tests/fixtures``; a body's last newline belongs to the fence.

    Raises ValueError for a case without fences and for two cases of one title.
    """
    text = (FIXTURES / path).read_text(encoding="utf-8")
    fences = [
        (m.start(), m.end(), m["name"].strip(), m["body"].removesuffix("\n")) for m in _FENCE.finditer(text)
    ]
    titles = [m for m in _TITLE.finditer(text) if not any(s <= m.start() < e for s, e, _, _ in fences)]
    cases = []
    for number, title in enumerate(titles):
        end = titles[number + 1].start() if number + 1 < len(titles) else len(text)
        parts = {name: body for s, _, name, body in fences if title.end() <= s < end}
        if not parts:
            raise ValueError(f"{path}: the case {title[1]!r} has no fences")
        cases.append(Case(title[1], parts))
    if len({case.title for case in cases}) < len(cases):
        raise ValueError(f"{path}: two cases have the same title")
    return cases
