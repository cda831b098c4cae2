"""The JSON report ``variance-review/1``: the whole model, whatever the options hide elsewhere."""

from __future__ import annotations

from variance.interchange import dump_review
from variance.render.review_options import ReviewOptions
from variance.review_model import Review


def render(review: Review, options: ReviewOptions) -> str:
    """The Review as JSON; the options change nothing, since programs filter for themselves."""
    return dump_review(review)
