"""A tally of the forms of one convention, and how units are walked to fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from variance.model import ChangeKind
from variance.text.parsed import ParsedSource, ParsedUnit


@dataclass(slots=True)
class Tally:
    """Counts by form and source. ``written`` remembers how each form was written, to show the commonest.

    ``only_between_sources``: that one source uses two forms tells nothing by itself.
    """

    kind: ChangeKind
    concept: str = ""
    only_between_sources: bool = False
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    written: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, form: str, source: str, written: str | None = None, times: int = 1) -> None:
        """Count a form once (or ``times``) for a source, written so."""
        self.counts.setdefault(form, Counter())[source] += times
        self.written.setdefault(form, Counter())[written or form] += times

    def show_form(self, form: str) -> str:
        """The form as it is most often written; of equals the first in the alphabet."""
        return min(self.written[form].items(), key=lambda item: (-item[1], item[0]))[0]


def iterate_told(sources: Sequence[ParsedSource]) -> Iterator[tuple[str, ParsedUnit]]:
    """The id of its source and each unit that tells the story."""
    for source in sources:
        for unit in source.units:
            if unit.unit.role.is_told:
                yield source.source.id, unit
