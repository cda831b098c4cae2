"""The report as one HTML page: no network, complete without JavaScript, for the screen and for paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from variance.model import Comparison
from variance.render import (
    html_cells,
    html_data,
    html_findings,
    html_full,
    html_glance,
    html_head,
    html_map,
    html_pairs,
    html_rows,
    html_strips,
)
from variance.render.html_page import join_scripts, join_styles, make_environment, write_policy
from variance.render.html_story import Story, show_sign
from variance.render.html_text import Html, describe_kind, escape_attribute, escape_text
from variance.render.options import RenderOptions
from variance.render.phrases import count_noun
from variance.render.views import Section

if TYPE_CHECKING:
    from jinja2 import Environment

# The modules in the order in which they are joined; each is a plain file that works on its own.
STYLES = (
    "tokens.css",
    "page.css",
    "marks.css",
    "head.css",
    "glance.css",
    "findings.css",
    "statements.css",
    "pairs.css",
    "sources.css",
    "controls.css",
    "narrow.css",
    "print.css",
)
SCRIPTS = (
    "state.js",
    "data.js",
    "strips.js",
    "rows.js",
    "sides.js",
    "absent.js",
    "base.js",
    "sort.js",
    "filter.js",
    "jump.js",
    "copy.js",
    "start.js",
)


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The whole report as one HTML page; article text in it is escaped and can do nothing."""
    story = Story(comparison, options)
    style = join_styles(STYLES)
    script = join_scripts(SCRIPTS)
    return (
        _load_environment()
        .get_template("page.html.j2")
        .render(
            story=story,
            style=Html(style),
            script=Html(script),
            policy=write_policy(style, script),
            tool=comparison.tool,
            data=html_data.dump_data(story),
            title=escape_text(comparison.title),
            plain_title=escape_attribute(comparison.title),
            **_fill_sections(story),
        )
    )


def _fill_sections(story: Story) -> dict[str, Any]:
    """What each section of the page shows, by the name that its template uses."""
    absences, base_only, homes = html_full.list_absences(story)
    wording = html_findings.list_section(story, Section.WORDING)
    structure = homes.list_homeless(
        one
        for one in story.findings
        if one.section in (Section.OMISSION, Section.ADDITION, Section.STRUCTURE)
    )
    return {
        "kicker": html_head.describe_story(story),
        "verdict": html_head.tell_verdict(story),
        "top": html_findings.list_top(story),
        "top_wording": html_findings.list_top_wording(story),
        "source_lines": html_head.list_source_lines(story),
        "notes": html_head.list_notes(story),
        "matrix": html_glance.draw_matrix(story),
        "lineage": html_glance.describe_lineage(story),
        "strips": html_strips.draw_strips(story),
        "cards": tuple(html_findings.show_card(story, one) for one in story.first),
        "wording": tuple(html_findings.brief_finding(story, one) for one in wording),
        "structure": tuple(html_findings.brief_finding(story, one) for one in structure),
        "absent_kinds": html_findings.list_absent_kinds(story),
        "blocks": html_rows.list_blocks(story),
        "map": html_map.draw_map(html_map.code_map(story)),
        "is_wide": len(story.columns) <= html_cells.MOST_COLUMNS,
        "pair": html_pairs.show_first_pair(story),
        "conventions": html_full.list_conventions(story),
        "absences": absences,
        "base_only": base_only,
        "full_sources": html_full.list_sources(story),
    }


@cache
def _load_environment() -> Environment:
    """The templates' environment with what the report's templates call."""
    return make_environment(
        {
            "count_noun": count_noun,
            "sign": show_sign,
            "describe_kind": describe_kind,
            "show_holders": html_cells.show_holders,
            "show_units": html_cells.show_units,
            "describe_gap": html_pairs.describe_gap,
            "shown_of_gap": html_pairs.SHOWN_OF_GAP,
            "longest_gap": html_pairs.LONGEST_GAP,
            "shown_items": html_full.SHOWN_ITEMS,
        }
    )
