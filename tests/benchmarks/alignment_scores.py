"""Counts of links found, wrong and missed, and how they are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tests.benchmarks.alignment_sets import Link

_KINDS = ("identical", "variant", "reworded", "paraphrase", "partial")


@dataclass(slots=True)
class Counts:
    """Links of one set: found and right, found and wrong, missed; optional ones count as neither."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    moved: int = 0
    moved_right: int = 0
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(
        self,
        links: Collection[Link],
        required: Mapping[Link, tuple[str, ...]],
        optional: Collection[Link],
        moved: Collection[Link],
    ) -> None:
        """Add the links found in one pair of sources."""
        found = set(links)
        self.right += len(found & set(required))
        self.wrong += len(found - set(required) - set(optional))
        self.missed += len(set(required) - found)
        self.moved += len(moved)
        self.moved_right += len(found & set(moved))
        for link, labels in required.items():
            have, all_of = self.kinds.get(labels[0], (0, 0))
            self.kinds[labels[0]] = (have + (link in found), all_of + 1)

    @property
    def precision(self) -> float:
        """The share of the links found that are right; 1 if none is found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the required links that are found; 1 if none is required."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def show_counts(counts: Mapping[str, Counts]) -> None:
    """Print a line a set."""
    for name, count in counts.items():
        line = f"  {name:24} F1 {count.f1:.3f}  P {count.precision:.3f}  R {count.recall:.3f}"
        if count.moved:
            line += f"  moved {count.moved_right}/{count.moved}"
        kinds = [
            f"{kind} {count.kinds[kind][0]}/{count.kinds[kind][1]}" for kind in _KINDS if kind in count.kinds
        ]
        print(line + "  " + "  ".join(kinds))
