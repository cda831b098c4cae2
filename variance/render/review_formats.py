"""The formats of a review's report, loaded when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from variance.render import Format, find_format
from variance.render.review_options import ReviewOptions

if TYPE_CHECKING:
    from variance.review_model import Review

REVIEW_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "md": Format("variance.render.review_markdown", (".md", ".markdown")),
        "summary": Format("variance.render.review_summary", ()),
        "html": Format("variance.render.review_html", (".html", ".htm")),
        "json": Format("variance.render.review_json", (".json",)),
        "text": Format("variance.render.review_terminal", (".txt", ".text")),
        "github": Format("variance.render.review_github", ()),
        "sarif": Format("variance.render.review_sarif", (".sarif",)),
        "rdjsonl": Format("variance.render.review_rdjsonl", (".rdjsonl", ".jsonl")),
        "gitlab": Format("variance.render.review_gitlab", ()),
    }
)


def render_review(review: Review, format_name: str, options: ReviewOptions | None = None) -> str:
    """The report in that format, ending in a newline; the same for equal input."""
    module = import_module(find_format(format_name, REVIEW_FORMATS).module)
    render = cast("Callable[[Review, ReviewOptions], str]", module.render)
    return render(review, options or ReviewOptions())
