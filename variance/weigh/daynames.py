"""The names of days and months, as keys of tokens."""

from __future__ import annotations

from variance.text.wordlists import list_words

WEEKDAYS = frozenset(list_words("monday tuesday wednesday thursday friday saturday sunday"))
MONTHS = frozenset(
    list_words(
        """
        january february march april may june july august september october november december
        jan feb aug sept oct nov dec
        """
    )
)
