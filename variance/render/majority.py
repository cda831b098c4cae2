"""What most sources have, where a finding has several readings."""

from __future__ import annotations

from variance.frozen import dataclass
from variance.model import Comparison, Finding, Reading


@dataclass(frozen=True, slots=True)
class Majority:
    """The reading that most of the sources with a reading have.

    ``is_one_text``: they are all copies of one text, so that their number says nothing.
    """

    reading: Reading
    total: int
    is_one_text: bool


def find_majority(comparison: Comparison, finding: Finding) -> Majority | None:
    """What more than half of the sources in a finding have; None if there is no such reading.

    Of two sources none is a majority, and a source that stands in several readings counts in each.
    """
    total = len({source for reading in finding.readings for source in reading.sources})
    for reading in finding.readings if len(finding.readings) > 1 else ():
        if total > 2 and 2 * len(reading.sources) > total:
            is_one_text = any(set(reading.sources) <= set(group) for group in comparison.lineage.groups)
            return Majority(reading, total, is_one_text)
    return None
