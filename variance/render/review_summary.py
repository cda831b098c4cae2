"""The report on a review for the summary of a workflow's step, which takes more than a comment."""

from __future__ import annotations

from variance.render.review_blocks import Limit
from variance.render.review_markdown import write_markdown
from variance.render.review_options import ReviewOptions
from variance.review_model import Review

# GitHub takes 1,048,576 bytes a step.
SUMMARY_LIMIT = Limit(1_000_000, lambda text: len(text.encode("utf-8", "surrogatepass")))


def render(review: Review, options: ReviewOptions) -> str:
    """The report as Markdown of at most 1,000,000 bytes, its marker on the last line."""
    return write_markdown(review, options, SUMMARY_LIMIT)
