"""The index of a project's stories as one HTML page, in the dress of the reports; no script, no network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variance.index_model import StoryIndex
from variance.render.html_page import join_styles, make_environment, write_policy
from variance.render.html_text import Html, escape_text
from variance.render.index_rows import choose_link, list_columns, list_labels, list_links, summarise_index
from variance.render.options import RenderOptions
from variance.render.phrases import count_noun

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = ("tokens.css", "page.css", "index.css")


def render(index: StoryIndex, options: RenderOptions) -> str:
    """The index as one HTML page; what stands in it from articles and settings is escaped."""
    style = join_styles(STYLES)
    return (
        _load_environment()
        .get_template("index.html.j2")
        .render(
            index=index,
            columns=list_columns(index, options),
            has_waived=any(story.waived for story in index.stories),
            summary=summarise_index(index),
            style=Html(style),
            policy=write_policy(style),
        )
    )


@cache
def _load_environment() -> Environment:
    return make_environment(
        {
            "count_noun": count_noun,
            "show_text": escape_text,
            "choose_link": choose_link,
            "list_links": list_links,
            "list_labels": list_labels,
        }
    )
