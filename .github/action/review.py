"""Reviews the prose between two revisions in a workflow: annotations, the step's summary, reports, outputs.

Everything comes through the environment. The exit code of the review is an output, so that a comment can be
made before the job fails; only a fault ends this step.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# GitHub refuses a summary of more than a mebibyte, whole.
LONGEST_SUMMARY = 1_000_000
REPORTS = {"md": "review.md", "json": "review.json", "summary": "summary.md", "github": "annotations.txt"}
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class ReviewError(Exception):
    """A review that cannot be made, and why."""


def main() -> int:
    """Review, and tell the workflow; the exit code is 0, or 2 for a fault."""
    try:
        outputs = make_review(os.environ)
    except ReviewError as error:
        tell(f"::error title=Prose review::{escape_command(str(error))}\n".encode())
        write_outputs(os.environ, {"exit-code": "2"})
        return 2
    write_outputs(os.environ, outputs)
    return 0


def make_review(environment: Mapping[str, str]) -> dict[str, str]:
    """Review, annotate and summarise; the outputs of the step."""
    event = read_event(environment)
    folder = Path(environment["RUNNER_TEMP"]).resolve() / "variance-review"
    folder.mkdir(exist_ok=True)
    places = {name: folder / file for name, file in REPORTS.items()}
    for place in places.values():
        place.unlink(missing_ok=True)  # of an earlier step of the job
    done = subprocess.run(
        [
            *(sys.executable, "-I", "-m", "variance", "review", "--quiet"),
            *(word for name, place in places.items() for word in ("-o", f"{name}={place}")),
            *("--whole", "the summary of the workflow run"),
            *choose_options(environment),
            *choose_revisions(environment, event),
            *("--", *choose_paths(environment)),
        ],
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise ReviewError(done.stderr.decode("utf-8", "replace").strip() or "variance ended without a word")
    tell(places["github"].read_bytes())
    write_summary(environment, places["summary"].read_bytes())
    findings = json.loads(places["json"].read_text(encoding="utf-8"))["findings"]
    return {
        "report": str(places["md"]),
        "data": str(places["json"]),
        "findings": str(sum(finding["status"] == "open" for finding in findings)),
        "exit-code": str(done.returncode),
    }


def read_event(environment: Mapping[str, str]) -> dict[str, Any]:
    """What set the workflow off, as GitHub tells it; empty where it does not."""
    path = environment.get("GITHUB_EVENT_PATH")
    event = json.loads(Path(path).read_text(encoding="utf-8")) if path else {}
    return event if isinstance(event, dict) else {}


def choose_options(environment: Mapping[str, str]) -> list[str]:
    """The options of the review that the inputs name."""
    options = []
    for name in ("fail-on", "config", "key"):
        value = environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()
        if value:
            options.append(f"--{name}={value}")
    return options


def choose_paths(environment: Mapping[str, str]) -> list[str]:
    """The paths to review, a line each."""
    return [path.strip() for path in environment.get("INPUT_PATHS", "").splitlines() if path.strip()]


def choose_revisions(environment: Mapping[str, str], event: Mapping[str, Any]) -> list[str]:
    """The range to review: the one asked for, else that of the event; none where git is to find it."""
    base = environment.get("INPUT_BASE", "").strip()
    if base:
        if base.startswith("-"):
            raise ReviewError(f"base: {base} is no revision")
        return [base if ".." in base else f"{base}...HEAD"]
    request = event.get("pull_request")
    if isinstance(request, dict):
        # On the merge that GitHub makes of a pull request, its first parent is the newest base: what came to
        # the base since the request was opened is no change of the request.
        if find_commit("HEAD^2") == request["head"]["sha"]:
            return ["HEAD^1..HEAD"]
        return [f"{check_commit(request['base']['sha'])}...HEAD"]
    group = event.get("merge_group")
    if isinstance(group, dict):
        return [f"{check_commit(group['base_sha'])}...HEAD"]
    before = event.get("before")
    # For a new branch it is all zeros, after a forced push it may be gone.
    if isinstance(before, str) and COMMIT.fullmatch(before) and find_commit(before):
        return [f"{before}..HEAD"]
    return []


def check_commit(name: object) -> str:
    """The full hash of a commit as the event gives it."""
    if not isinstance(name, str) or not COMMIT.fullmatch(name):
        raise ReviewError("the event names no base commit; give the input base")
    return name


def find_commit(name: str) -> str | None:
    """The hash of a commit that is here, None if it is not."""
    command = ["git", "-c", "core.fsmonitor=false", "rev-parse", "--verify", "--quiet", "--end-of-options"]
    done = subprocess.run([*command, f"{name}^{{commit}}"], capture_output=True, check=False)
    return done.stdout.decode("ascii", "replace").strip() if done.returncode == 0 else None


def write_summary(environment: Mapping[str, str], summary: bytes) -> None:
    """Add the report to the step's summary."""
    path = environment.get("GITHUB_STEP_SUMMARY")
    if path and len(summary) <= LONGEST_SUMMARY:
        with Path(path).open("ab") as stream:
            stream.write(summary)


def write_outputs(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Set the outputs of the step; none of them has more than a line."""
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as stream:
        stream.writelines(f"{name}={value}\n" for name, value in outputs.items())


def tell(text: bytes) -> None:
    """Write to the log in UTF-8, which is not every system's own encoding."""
    sys.stdout.buffer.write(text)
    sys.stdout.flush()


def escape_command(text: str) -> str:
    """A text as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


if __name__ == "__main__":
    sys.exit(main())
