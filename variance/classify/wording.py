"""The rest: words that one side lacks, and words that were put in place of others."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.vocabulary import ChangeKind


def find_order(difference: Difference) -> Verdict | None:
    """The same words at another place of the sentence."""
    return Verdict(ChangeKind.ORDER) if difference.is_moved else None


def find_trimmed(difference: Difference) -> Verdict | None:
    """Words of side a that side b has nothing for."""
    return Verdict(ChangeKind.TRIMMED) if difference.a_keys and not difference.b_keys else None


def find_expanded(difference: Difference) -> Verdict | None:
    """Words of side b that side a has nothing for."""
    return Verdict(ChangeKind.EXPANDED) if difference.b_keys and not difference.a_keys else None


def find_word_choice(difference: Difference) -> Verdict | None:
    """Other words in the same place."""
    return Verdict(ChangeKind.WORD_CHOICE) if difference.a_keys and difference.b_keys else None
