"""Independent sentences that share a fact: what they quote, name, count, date and attribute differently.

Word by word they differ everywhere, so nothing is read from a word diff; values, quotations, names and
attributions are found on both sides and laid against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from variance.classify.across_facts import find_figure_changes
from variance.classify.across_forms import find_form_changes
from variance.classify.across_quotes import find_quotation_changes
from variance.classify.finds import Find
from variance.classify.sides import Side
from variance.classify.sources import find_attribution_changes
from variance.model import Change
from variance.vocabulary import AlignmentKind

FINDERS: tuple[tuple[str, Callable[[Side, Side, AlignmentKind], Iterator[Find]]], ...] = (
    ("quotations", find_quotation_changes),
    ("values", find_figure_changes),
    ("attributions", find_attribution_changes),
    ("forms", find_form_changes),
)


def find_changes_across(a: Side, b: Side, kind: AlignmentKind) -> list[Change]:
    """The changes of substance, attribution and style between two sides that tell one fact in other words."""
    return [found.make_change(a, b) for _, finder in FINDERS for found in finder(a, b, kind)]
