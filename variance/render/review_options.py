"""What a user may choose about the report on a review; the same for all its formats."""

from __future__ import annotations

from variance.frozen import dataclass
from variance.render.options import RenderOptions
from variance.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class ReviewOptions(RenderOptions):
    """How the report on a review is to look; a renderer passes over what its medium does not have.

    ``fail_on`` is the severity from which on a finding is an error of the medium. ``key`` names the report in
    its hidden marker, so that the comment it stands in is found again. ``whole`` says where the whole report
    is, for one that had to be cut. ``token`` is a word that nobody can guess: without one the words of
    articles are not echoed into a workflow's log. ``is_part`` leaves out the head of a text report that git
    puts together of one for each file.
    """

    fail_on: Severity | None = None
    key: str = "review"
    whole: str = ""
    token: str = ""
    is_part: bool = False
