"""What a user may choose about a report; the same for every renderer."""

from __future__ import annotations

from variance.frozen import dataclass
from variance.vocabulary import Severity

# Narrower, a table of sources breaks apart; wider, a line of text is hard to follow with the eye.
MIN_WIDTH = 60
MAX_WIDTH = 120


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How a report is to look; a renderer passes over what its medium does not have.

    ``base`` is the id of the source the others are shown against, None for the comparison's own.
    ``width`` is in terminal columns. ``raw`` gives the articles' words bare, without escaping: only
    for a reader who trusts them. ``min_severity`` is the least severity that is listed; what is below it
    is counted, and the JSON report always holds everything. ``unicode`` is False where the terminal
    can show ASCII only.
    """

    base: str | None = None
    width: int = 100
    colour: bool = False
    raw: bool = False
    min_severity: Severity = Severity.TYPOGRAPHY
    unicode: bool = True

    @property
    def columns(self) -> int:
        """The width, held within what is readable."""
        return min(max(self.width, MIN_WIDTH), MAX_WIDTH)
