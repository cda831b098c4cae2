"""Makes the comment of a review on its pull request, or renews the one that an earlier run has made.

Either ``DATA`` names the review's JSON, or the JSON is fetched from the artifact of the run that a
``workflow_run`` event speaks of. That artifact may come from a fork, so it is only data: the comment is
written here, by this version of variance, and the pull request is found by what GitHub says of the run.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from variance import __version__
from variance.errors import VarianceError
from variance.interchange import load_review
from variance.model import Tool
from variance.render.review_formats import render_review
from variance.render.review_options import ReviewOptions
from variance.vocabulary import FindingStatus

# A review of 200 changed articles has about 20 megabytes.
MOST_BYTES = 64_000_000
MARKER = re.compile(r"<!-- variance:[A-Za-z0-9._-]+ -->")
REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)


class CommentError(Exception):
    """A comment that cannot be made, and why; the review itself stands."""


def main() -> int:
    """Make or renew the comment; what hinders it is a warning, since the review itself is done."""
    environment = os.environ
    try:
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        repository = environment["GITHUB_REPOSITORY"]
        if not REPOSITORY.fullmatch(repository):
            raise CommentError(f"{repository!r} is no repository")
        number = find_number(event, repository)
        if number is None:
            tell("no open pull request has this commit at its head: nothing to comment on")
            return 0
        body, count = write_body(read_data(environment, event, repository), environment.get("INPUT_KEY", ""))
        tell(put_comment(repository, number, body, is_needed=count > 0))
    except (CommentError, VarianceError) as error:
        tell(f"::warning title=Prose review::no comment: {escape_command(str(error))}")
    return 0


def find_number(event: Mapping[str, Any], repository: str) -> int | None:
    """The number of the pull request that the event speaks of.

    For ``workflow_run`` GitHub leaves it out where the request comes from a fork; it is the open one whose
    head is the very commit, branch and repository of the run. Nothing of the artifact is asked.
    """
    if "workflow_run" not in event:
        request = event.get("pull_request")
        if not isinstance(request, dict):
            raise CommentError("this event has no pull request; set comment for pull_request events only")
        return int(request["number"])
    run = event["workflow_run"]
    head = run["head_repository"]
    if head is None:  # the fork is gone
        return None
    fields = ("-f", "state=open", "-f", f"head={head['owner']['login']}:{run['head_branch']}")
    found = call_github("--method", "GET", f"repos/{repository}/pulls", *fields, "-F", "per_page=100")
    for request in json.loads(found):
        if (
            request["head"]["sha"] == run["head_sha"]
            and (request["head"]["repo"] or {}).get("id") == head["id"]
        ):
            return int(request["number"])
    return None


def read_data(environment: Mapping[str, str], event: Mapping[str, Any], repository: str) -> bytes:
    """The review's JSON, from its file or from the artifact of the run."""
    path = (
        Path(environment["DATA"]) if environment.get("DATA") else fetch_data(environment, event, repository)
    )
    if path.is_symlink() or not path.is_file():
        raise CommentError(f"{path.name} is not in the artifact")
    if path.stat().st_size > MOST_BYTES:
        raise CommentError(f"{path.name} has more than {MOST_BYTES:,} bytes")
    return path.read_bytes()


def fetch_data(environment: Mapping[str, str], event: Mapping[str, Any], repository: str) -> Path:
    """Download the artifact of the run that the event speaks of."""
    folder = Path(environment["RUNNER_TEMP"]).resolve() / "variance-artifact"
    name = f"--name={environment.get('INPUT_ARTIFACT') or 'prose-review'}"
    run = str(int(event["workflow_run"]["id"]))
    start_gh("run", "download", run, f"--repo={repository}", name, f"--dir={folder}")
    return folder / "review.json"


def write_body(data: bytes, key: str) -> tuple[str, int]:
    """The comment, written anew from the review, and how many open findings it tells."""
    try:
        review = load_review(data.decode("utf-8"))
    except (UnicodeDecodeError, RecursionError) as error:
        raise CommentError(f"the review cannot be read: {error}") from error
    review = replace(review, tool=Tool("variance", __version__))
    options = ReviewOptions(key=key or "review", whole="the summary of the workflow run")
    try:
        body = render_review(review, "md", options)
    except (LookupError, ValueError) as error:
        # Data of a fork can have the right shape and yet point nowhere.
        raise CommentError(f"the review contradicts itself: {error!r}") from error
    return body, sum(finding.status is FindingStatus.OPEN for finding in review.findings)


def put_comment(repository: str, number: int, body: str, *, is_needed: bool) -> str:
    """Renew our comment, or make one where there is something to say; tells what was done.

    Ours is the comment with our marker on its last line *and* us as its author: a marker alone can be written
    by anyone.
    """
    marker = find_marker(body)
    if marker is None:
        raise CommentError("the report has no marker")
    ours = find_own(repository, number, marker)
    payload = json.dumps({"body": body}).encode()
    if ours is not None:
        place = f"repos/{repository}/issues/comments/{ours}"
        call_github("--method", "PATCH", place, "--input", "-", data=payload)
        return f"comment {ours} renewed"
    if not is_needed:
        return "nothing found, and no comment to renew"
    place = f"repos/{repository}/issues/{number}/comments"
    call_github("--method", "POST", place, "--input", "-", data=payload)
    return "comment made"


def find_own(repository: str, number: int, marker: str) -> int | None:
    """The id of the first comment that is ours."""
    # `gh api user` is refused to the token of a workflow; this is not.
    viewer = json.loads(call_github("graphql", "-f", "query={viewer{login}}"))["data"]["viewer"]["login"]
    place = f"repos/{repository}/issues/{number}/comments?per_page=100"
    lines = call_github("--paginate", place, "--jq", ".[] | {id, login: .user.login, body}").decode()
    for line in lines.splitlines():
        comment = json.loads(line)
        if comment["login"] == viewer and find_marker(comment["body"] or "") == marker:
            return int(comment["id"])
    return None


def find_marker(body: str) -> str | None:
    """The marker on the last line of a comment; anywhere else it is somebody's words."""
    lines = body.rstrip().splitlines()
    last = lines[-1].strip() if lines else ""
    return last if MARKER.fullmatch(last) else None


def call_github(*arguments: str, data: bytes | None = None) -> bytes:
    """Ask GitHub's interface through gh, which takes the token from the environment."""
    return start_gh("api", *arguments, data=data)


def start_gh(*arguments: str, data: bytes | None = None) -> bytes:
    """Run gh; CommentError with its last words where it fails."""
    try:
        done = subprocess.run(["gh", *arguments], input=data, capture_output=True, check=False)
    except OSError as error:
        raise CommentError(f"gh cannot be started: {error.strerror}") from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        hint = ""
        if "HTTP 403" in words[-1]:
            hint = "; the job needs pull-requests: write, which a fork's never gets (docs/github-action.md)"
        raise CommentError(words[-1] + hint)
    return done.stdout


def tell(text: str) -> None:
    """Write a line to the log in UTF-8, which is not every system's own encoding."""
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()


def escape_command(text: str) -> str:
    """A text as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


if __name__ == "__main__":
    sys.exit(main())
