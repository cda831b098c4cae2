"""What is found between two independent sides: a place on each, a kind, a severity."""

from __future__ import annotations

from variance.classify.sides import Side
from variance.frozen import NamedTuple
from variance.model import Change
from variance.vocabulary import ChangeKind, Severity


class Find(NamedTuple):
    """Tokens ``a`` of one side against tokens ``b`` of the other; a range may be empty."""

    kind: ChangeKind
    a: tuple[int, int]
    b: tuple[int, int]
    severity: Severity | None = None

    def make_change(self, a: Side, b: Side) -> Change:
        """The change, with its spans cut to one unit each."""
        low, high = clip_range(a, *self.a)
        start, end = clip_range(b, *self.b)
        ranges = ((a, low, high), (b, start, end))
        quoted = [all(side.quoted[i:k]) for side, i, k in ranges if i < k]
        return Change(
            kind=self.kind,
            severity=self.severity or self.kind.default_severity,
            a=a.make_span(low, high),
            b=b.make_span(start, end),
            in_quotation=bool(quoted) and all(quoted),
        )


def clip_range(side: Side, start: int, end: int) -> tuple[int, int]:
    """A range cut at the end of the unit in which it begins."""
    stop = start + 1
    while stop < end and not side.is_unit_start(stop):
        stop += 1
    return start, min(stop, end) if start < end else end
