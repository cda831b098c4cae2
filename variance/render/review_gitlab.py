"""A review as GitLab's report on code quality: one JSON array.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256

from variance.render.escape import escape_message
from variance.render.review_options import ReviewOptions
from variance.render.review_outline import Level, choose_level, list_open
from variance.review_model import Review

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTICE: "info"}


def render(review: Review, options: ReviewOptions) -> str:
    """An issue a finding; its fingerprint hangs on the path and the texts, not on the line."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in list_open(review, options):
        identity = f"{finding.path}\0{finding.id}"
        seen[identity] += 1
        numbered = f"{identity}\0{seen[identity]}".encode("utf-8", "surrogatepass")
        issues.append(
            {
                "description": escape_message(finding.title, raw=options.raw),
                "check_name": f"variance/{finding.kind}",
                "fingerprint": sha256(numbered).hexdigest(),
                "severity": _SEVERITIES[choose_level(finding, options)],
                "location": {
                    "path": finding.path,
                    "lines": {"begin": finding.head.line, "end": finding.head.end_line},
                },
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"
