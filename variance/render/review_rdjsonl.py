"""A review as the JSON lines of reviewdog's diagnostic format.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

import json
from functools import cache

from variance.render.escape import escape_markdown
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import Level, choose_level, list_open
from variance.review_model import HEAD, Review

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTICE: "INFO"}


def render(review: Review, options: ReviewOptions) -> str:
    """A line a finding, whose message is Markdown, since it becomes a comment.

    Columns count bytes of UTF-8, as the format wants them. A page's are left out: what stands before them on
    the line, tags included, is not known here, and the format does without.
    """
    files = {file.path: file for file in review.files}

    @cache
    def split_file(path: str) -> list[str] | None:
        comparison = files[path].comparison
        head = comparison.get_source(HEAD) if comparison is not None else None
        return head.text.split("\n") if head is not None and not head.anchors else None

    lines = []
    for finding in list_open(review, options):
        text = split_file(finding.path)
        place = finding.head
        diagnostic = {
            "message": escape_markdown(finding.title, raw=options.raw),
            "location": {
                "path": finding.path,
                "range": {
                    "start": _locate(text, place.line, place.column),
                    "end": _locate(text, place.end_line, place.end_column),
                },
            },
            "severity": _SEVERITIES[choose_level(finding, options)],
            "source": {"name": review.tool.name},
            "code": {"value": finding.kind},
        }
        lines.append(json.dumps(diagnostic, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def _locate(lines: list[str] | None, line: int, column: int) -> dict[str, int]:
    if lines is None:
        return {"line": line}
    text = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return {"line": line, "column": len(text.encode("utf-8", "surrogatepass")) + 1}
