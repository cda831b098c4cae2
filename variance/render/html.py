"""The report as one HTML page: no network, complete without JavaScript, for the screen and for paper."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from variance.model import Comparison
from variance.render import html_findings, html_full, html_glance, html_head, html_map, html_pairs, html_rows
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
SCRIPTS = ("state.js", "filter.js", "jump.js", "copy.js", "start.js")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s+")


def render(comparison: Comparison, options: RenderOptions) -> str:
    """The whole report as one HTML page; article text in it is escaped and can do nothing."""
    story = Story(comparison, options)
    style = _join_styles()
    script = _join_scripts()
    return (
        _load_environment()
        .get_template("page.html.j2")
        .render(
            story=story,
            style=Html(style),
            script=Html(script),
            policy=_write_policy(style, script),
            tool=comparison.tool,
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
        "source_lines": html_head.list_source_lines(story),
        "notes": html_head.list_notes(story),
        "matrix": html_glance.draw_matrix(story),
        "lineage": html_glance.describe_lineage(story),
        "strips": html_glance.draw_strips(story),
        "cards": tuple(html_findings.show_card(story, one) for one in story.first),
        "wording": tuple(html_findings.brief_finding(story, one) for one in wording),
        "structure": tuple(html_findings.brief_finding(story, one) for one in structure),
        "absent_kinds": html_findings.list_absent_kinds(story),
        "blocks": html_rows.list_blocks(story),
        "map": html_map.draw_map(story),
        "is_wide": len(story.columns) <= html_rows.MOST_COLUMNS,
        "pairs": html_pairs.list_pairs(story),
        "conventions": html_full.list_conventions(story),
        "absences": absences,
        "base_only": base_only,
        "full_sources": html_full.list_sources(story),
    }


@cache
def _load_environment() -> Environment:
    """The templates' environment: every value is made harmless unless it is Html, a missing one is an error.

    ``select_autoescape`` would go by the file's suffix and leave ``.html.j2`` unescaped.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: _INDENT.sub("\n", _read_template(name))),
        autoescape=True,
        finalize=_finalize_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        count_noun=count_noun,
        sign=show_sign,
        describe_kind=describe_kind,
        describe_gap=html_pairs.describe_gap,
        shown_of_gap=html_pairs.SHOWN_OF_GAP,
        longest_gap=html_pairs.LONGEST_GAP,
        shown_items=html_full.SHOWN_ITEMS,
    )
    return environment


def _finalize_value(value: object) -> object:
    """A value on its way into the page; plain words also lose what a reader could not see."""
    return escape_attribute(value) if type(value) is str else value


def _read_template(name: str) -> str:
    return files("variance.render").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _join_styles() -> str:
    """The style sheet, without comments and indentation."""
    joined = "\n".join(_read_template(name) for name in STYLES)
    return _INDENT.sub("\n", _COMMENT.sub("", joined)).strip()


@cache
def _join_scripts() -> str:
    return "\n".join(_read_template(name) for name in SCRIPTS).strip()


def _write_policy(style: str, script: str) -> Html:
    """A Content-Security-Policy that allows this very style and script, and nothing else."""
    rules = (
        "default-src 'none'",
        f"style-src '{_hash_text(style)}'",
        f"script-src '{_hash_text(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return Html("; ".join(rules))


def _hash_text(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
