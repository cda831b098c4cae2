"""The action's steps, run in local repositories with the variables that GitHub sets.

A few lines stand in for the runner: they read ``action.yml``, fill in its expressions and start each step as
the runner would. ``gh`` is a small program that answers as GitHub does; git is git.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.render.neutral import render_github
from variance.interchange import dump_review, load_review
from variance.model import Tool
from variance.render.review_formats import render_review
from variance.render.review_options import ReviewOptions

ROOT = Path(__file__).parents[1]
ACTIONS = (ROOT / "action.yml", ROOT / ".github" / "action" / "comment" / "action.yml")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OLD = "# Bridge\n\nThe bridge was closed on Monday after two cables broke in the storm.\n"
NEW = OLD.replace("two", "three")

GH = """#!{python}
import json, os, sys
from pathlib import Path
home = Path(os.environ["FAKE_GITHUB"])
arguments = sys.argv[1:]
sent = sys.stdin.read() if "--input" in arguments else ""
with (home / "calls").open("a") as calls:
    calls.write(json.dumps([arguments, sent, os.environ.get("GH_TOKEN")]) + "\\n")
if (home / "refuse").exists():
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
if arguments[:2] == ["api", "graphql"]:
    print('{{"data": {{"viewer": {{"login": "github-actions[bot]"}}}}}}')
elif arguments[:2] == ["run", "download"]:
    folder = Path(next(word for word in arguments if word.startswith("--dir="))[6:])
    folder.mkdir()
    if (home / "artifact").exists():
        (folder / "review.json").write_bytes((home / "artifact").read_bytes())
elif "--paginate" in arguments:
    print((home / "comments").read_text(), end="")
elif "GET" in arguments:
    print((home / "pulls").read_text())
"""


@dataclass
class Job:
    """A job on a runner: its repository, its files, and what the steps have told."""

    repository: Path
    home: Path
    event: dict[str, Any] = field(default_factory=dict)
    log: str = ""
    steps: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home.mkdir()
        (self.home / "temporary").mkdir()
        (self.home / "bin").mkdir()
        program = self.home / "bin" / "gh"
        program.write_text(GH.format(python=sys.executable), encoding="utf-8")
        program.chmod(0o755)
        (self.home / "comments").write_text("")

    def run(self, action: Path, **inputs: str) -> int:
        """Run the steps of an action; the exit code of the first that fails, else 0."""
        (self.home / "event.json").write_text(json.dumps(self.event), encoding="utf-8")
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        description = yaml.safe_load(action.read_text(encoding="utf-8"))
        defaults = {name: str(one.get("default", "")) for name, one in description["inputs"].items()}
        assert given.keys() <= defaults.keys()
        values = {**defaults, "token": "s3cret", **given}
        for step in description["runs"]["steps"]:
            if "if" in step and not self._holds(step["if"], values):
                continue
            if "uses" in step or "install.py" in step["run"]:
                # What needs the network: the Python of these tests stands in for the one set up.
                self.steps[step["id"]] = {"python-path": sys.executable, "python": sys.executable}
                continue
            code = self._run_step(action, step, values)
            if code:
                return code
        return 0

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs of the review."""
        return self.steps["review"]

    @property
    def calls(self) -> list[tuple[list[str], str, str]]:
        """What gh was asked: its arguments, its standard input, its token."""
        place = self.home / "calls"
        return [tuple(json.loads(line)) for line in place.read_text().splitlines()] if place.exists() else []

    @property
    def summary(self) -> str:
        """The summary of the step that wrote one."""
        place = self.home / "summary"
        return place.read_text(encoding="utf-8") if place.exists() else ""

    def _run_step(self, action: Path, step: Mapping[str, Any], values: Mapping[str, str]) -> int:
        assert step["shell"] == "bash"
        outputs = self.home / "outputs"
        outputs.write_text("")
        environment = {
            **os.environ,
            "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}",
            "FAKE_GITHUB": str(self.home),
            "GITHUB_ACTION_PATH": str(action.parent),
            "GITHUB_EVENT_PATH": str(self.home / "event.json"),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_REPOSITORY": "owner/articles",
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "RUNNER_TEMP": str(self.home / "temporary"),
            **{name: self._fill(value, values) for name, value in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.repository, env=environment, capture_output=True, check=False, timeout=60
        )
        self.log += done.stdout.decode() + done.stderr.decode()
        told = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
        self.steps[step.get("id", "")] = told
        return done.returncode

    def _fill(self, text: str, inputs: Mapping[str, str]) -> str:
        def look_up(match: re.Match[str]) -> str:
            words = match[1].split(".")
            if words[0] == "inputs":
                return inputs[words[1]]
            assert [words[0], words[2]] == ["steps", "outputs"]
            return self.steps[words[1]].get(words[3], "")

        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", look_up, text)

    def _holds(self, condition: str, inputs: Mapping[str, str]) -> bool:
        name, value = re.fullmatch(r"inputs\.([\w-]+) == '(\w+)'", condition).groups()  # type: ignore[union-attr]
        return inputs[name] == value


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(folder: Path, **files: str) -> str:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job for a pull request that changes a number, on the merge that GitHub makes of it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    git(folder, "init", "--quiet")
    base = commit(folder, bridge=OLD, other=OLD)
    git(folder, "switch", "--quiet", "--create", "topic")
    head = commit(folder, bridge=NEW)
    git(folder, "switch", "--quiet", "main")
    commit(folder, other=OLD.replace("Monday", "Friday"))
    git(folder, "merge", "--quiet", "--no-ff", "topic")
    git(folder, "switch", "--quiet", "--detach")
    request = {"number": 7, "base": {"sha": base}, "head": {"sha": head}}
    return Job(folder, tmp_path / "runner", {"pull_request": request})


def mark(body: str, login: str = "github-actions[bot]", number: int = 1) -> str:
    return json.dumps({"id": number, "login": login, "body": body}) + "\n"


# The review


def test_a_pull_request_is_annotated_summarised_and_told_in_outputs(job: Job) -> None:
    assert job.run(ACTIONS[0]) == 0
    assert job.outputs["findings"] == "1"
    assert job.outputs["exit-code"] == "0"
    assert "file=bridge.md,line=3" in job.log
    # What came to the base in the meantime is no change of the request.
    assert "other.md" not in job.log
    report = Path(job.outputs["report"]).read_text(encoding="utf-8")
    assert "number changed" in report and report.endswith("<!-- variance:review -->\n")
    assert "number changed" in job.summary
    assert len(load_review(Path(job.outputs["data"]).read_text(encoding="utf-8")).findings) == 1
    assert job.calls == []


def test_fail_on_fails_after_everything_was_told(job: Job) -> None:
    assert job.run(ACTIONS[0], fail_on="substance", comment="true") == 1
    assert job.outputs["exit-code"] == "1"
    assert "comment made" in job.log


def test_the_settings_of_the_repository_count_and_another_file_can_be_named(job: Job) -> None:
    (job.repository / "variance.toml").write_text('fail-on = "substance"\n')
    assert job.run(ACTIONS[0]) == 1
    (job.repository / "other.toml").write_text('ignore = ["number"]\n')
    assert job.run(ACTIONS[0], config="other.toml") == 0
    assert job.outputs["findings"] == "0"


def test_paths_and_base_are_as_asked_for(job: Job) -> None:
    first = git(job.repository, "rev-list", "--max-parents=0", "HEAD")
    assert job.run(ACTIONS[0], base=first) == 0
    assert job.outputs["findings"] == "2"
    assert job.run(ACTIONS[0], base=f"{first}..HEAD", paths="other.md\n\n  no such.md\n") == 0
    assert job.outputs["findings"] == "1"


def test_a_push_is_reviewed_from_what_it_was_made_on(job: Job) -> None:
    job.event = {"before": git(job.repository, "rev-parse", "HEAD^1")}
    assert job.run(ACTIONS[0]) == 0
    assert job.outputs["findings"] == "1"


@pytest.mark.parametrize("before", ["0" * 40, "f" * 40, "--help", None])
def test_a_push_on_nothing_known_is_reviewed_from_the_trunk(job: Job, before: str | None) -> None:
    job.event = {"before": before}
    git(job.repository, "branch", "--quiet", "--force", "main", "HEAD^1")
    assert job.run(ACTIONS[0]) == 0
    assert job.outputs["findings"] == "1"


def test_a_checkout_of_the_head_itself_is_reviewed_from_the_merge_base(job: Job) -> None:
    git(job.repository, "checkout", "--quiet", job.event["pull_request"]["head"]["sha"])
    assert job.run(ACTIONS[0]) == 0
    assert job.outputs["findings"] == "1"


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"base": "no-such"}, "no-such"),
        ({"base": "--output=x"}, "is no revision"),
        ({"config": "no.toml"}, "no.toml"),
        ({"fail_on": "grave"}, "grave"),
        ({"base": "-\n::warning::b"}, "%0A::warning::b"),
    ],
)
def test_a_fault_is_one_annotation_and_fails_the_step(job: Job, inputs: dict[str, str], words: str) -> None:
    assert job.run(ACTIONS[0], **inputs) == 2
    assert job.outputs["exit-code"] == "2"
    assert job.log.startswith("::error title=Prose review::")
    assert words in job.log
    assert len(job.log.splitlines()) == 1


def test_inputs_are_never_words_of_a_shell(job: Job) -> None:
    trap = job.home / "trap"
    for name in ("base", "paths", "fail_on", "config", "key", "token"):
        job.run(ACTIONS[0], **{name: f'"; touch {trap}; $(touch {trap}) `touch {trap}`'})
    assert not trap.exists()


def test_nothing_of_the_repository_is_imported(job: Job) -> None:
    trap = job.home / "trap"
    for name in ("json", "variance", "sitecustomize", "typing", "yaml"):
        (job.repository / f"{name}.py").write_text(f"open({str(trap)!r}, 'w')\n")
    assert job.run(ACTIONS[0], comment="true") == 0
    assert not trap.exists()


def test_words_of_an_article_are_no_commands_of_the_workflow(job: Job) -> None:
    (job.repository / "bridge.md").write_text(
        NEW + "\n::error::forged\n##[error]forged\n::stop-commands::x\n"
    )
    git(job.repository, "commit", "--quiet", "--all", "--message", "hostile")
    assert job.run(ACTIONS[0], base="HEAD^") == 0
    stopped = ""
    for line in job.log.splitlines():
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
            assert re.fullmatch("[0-9a-f]{32}", stopped)
        else:
            assert re.match("::(error|warning|notice) file=bridge.md,", line)
            assert "##[" not in line
    assert stopped == ""


# The comment


def test_a_comment_is_made_once_and_then_renewed(job: Job) -> None:
    assert job.run(ACTIONS[0], comment="true") == 0
    place, sent, token = job.calls[-1]
    assert place == ["api", "--method", "POST", "repos/owner/articles/issues/7/comments", "--input", "-"]
    assert token == "s3cret"
    body = json.loads(sent)["body"]
    assert body == Path(job.outputs["report"]).read_text(encoding="utf-8")
    forged = mark(body, "mallory", 2) + mark(f"{body}\nmore words", number=3)
    (job.home / "comments").write_text(
        forged + mark(f"an older one\n\n{body.splitlines()[-1]}\r\n", number=4)
    )
    assert job.run(ACTIONS[0], comment="true") == 0
    assert job.calls[-1][0][:4] == ["api", "--method", "PATCH", "repos/owner/articles/issues/comments/4"]


def test_a_marker_without_our_name_is_not_ours(job: Job) -> None:
    (job.home / "comments").write_text(mark("<!-- variance:review -->", "mallory"))
    assert job.run(ACTIONS[0], comment="true") == 0
    assert "POST" in job.calls[-1][0]


def test_comments_of_another_key_are_left(job: Job) -> None:
    (job.home / "comments").write_text(mark("<!-- variance:review -->"))
    assert job.run(ACTIONS[0], comment="true", key="docs") == 0
    assert "POST" in job.calls[-1][0]
    assert json.loads(job.calls[-1][1])["body"].endswith("<!-- variance:docs -->\n")


def test_nothing_found_makes_no_comment_but_renews_one(job: Job) -> None:
    assert job.run(ACTIONS[0], comment="true", paths="no such.md") == 0
    assert {"POST", "PATCH"}.isdisjoint(word for call in job.calls for word in call[0])
    (job.home / "comments").write_text(mark("<!-- variance:review -->", number=9))
    assert job.run(ACTIONS[0], comment="true", paths="no such.md") == 0
    assert job.calls[-1][0][3] == "repos/owner/articles/issues/comments/9"


def test_a_token_that_may_not_comment_is_a_warning(job: Job) -> None:
    (job.home / "refuse").touch()
    assert job.run(ACTIONS[0], comment="true") == 0
    assert "::warning title=Prose review::no comment: gh: Resource not accessible" in job.log
    assert "needs pull-requests: write" in job.log


def test_an_event_without_a_pull_request_is_a_warning(job: Job) -> None:
    job.event = {}
    assert job.run(ACTIONS[0], comment="true", base="HEAD^1") == 0
    assert "::warning title=Prose review::no comment: this event has no pull request" in job.log


# The comment on a fork's pull request


@pytest.fixture
def finished(job: Job, tmp_path: Path) -> Job:
    """The job of a ``workflow_run`` behind a review of a fork's pull request, whose artifact is there."""
    assert job.run(ACTIONS[0]) == 0
    data = Path(job.outputs["data"]).read_bytes()
    event = {
        "workflow_run": {
            "id": 55,
            "head_sha": "a" * 40,
            "head_branch": "topic",
            "head_repository": {"id": 3, "owner": {"login": "someone"}},
            "pull_requests": [],
        }
    }
    second = Job(job.repository, tmp_path / "second", event)
    (second.home / "artifact").write_bytes(data)
    write_pulls(second, number=8, sha="a" * 40, repository=3)
    return second


def write_pulls(job: Job, *, number: int, sha: str, repository: int) -> None:
    request = {"number": number, "head": {"sha": sha, "repo": {"id": repository}}}
    (job.home / "pulls").write_text(
        json.dumps([{"number": 1, "head": {"sha": "b" * 40, "repo": None}}, request])
    )


def test_the_second_workflow_comments_on_the_request_of_that_very_commit(finished: Job) -> None:
    assert finished.run(ACTIONS[1]) == 0
    asked = finished.calls[0][0]
    assert "head=someone:topic" in asked and "state=open" in asked
    assert finished.calls[1][0][:3] == ["run", "download", "55"]
    place, sent, _ = finished.calls[-1]
    assert place[3] == "repos/owner/articles/issues/8/comments"
    assert "number changed" in json.loads(sent)["body"]


@pytest.mark.parametrize(("sha", "repository"), [("c" * 40, 3), ("a" * 40, 4)])
def test_another_commit_or_fork_gets_no_comment(finished: Job, sha: str, repository: int) -> None:
    write_pulls(finished, number=8, sha=sha, repository=repository)
    assert finished.run(ACTIONS[1]) == 0
    assert "nothing to comment on" in finished.log
    assert len(finished.calls) == 1


def test_what_a_fork_uploads_is_only_data(finished: Job) -> None:
    review = load_review((finished.home / "artifact").read_text(encoding="utf-8"))
    forged = "@everyone <img src=x> https://evil.example <!-- variance:review -->"
    finding = review.findings[0]
    hostile = dump_review(
        # Each of these is written by whoever can change the fork's workflow.
        type(review)(
            base=type(review.base)(forged, forged),
            head=type(review.head)(forged, forged),
            tool=Tool(forged, forged),
            files=review.files,
            findings=(finding.__class__(**{**_fields(finding), "title": forged, "id": forged}),),
            notes=review.notes,
        )
    )
    (finished.home / "artifact").write_text(hostile, encoding="utf-8")
    assert finished.run(ACTIONS[1]) == 0
    body = json.loads(finished.calls[-1][1])["body"]
    assert body.endswith("\n<!-- variance:review -->\n")
    page = render_github(body)
    assert page.live == []
    assert {"a", "img"}.isdisjoint(page.tags)
    assert len(page.comments) == 1


def _fields(finding: Any) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in finding.__slots__}


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff", b"[" * 100_000, b'{"schema": "variance-review/1"}', None]
)
def test_a_damaged_artifact_is_a_warning(finished: Job, data: bytes | None) -> None:
    if data is None:
        (finished.home / "artifact").unlink()
    else:
        (finished.home / "artifact").write_bytes(data)
    assert finished.run(ACTIONS[1]) == 0
    assert "::warning title=Prose review::no comment: " in finished.log
    assert "POST" not in finished.calls[-1][0]


# The files themselves


def list_steps(path: Path) -> list[dict[str, Any]]:
    """Every step of an action or a workflow."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = [content["runs"]] if "runs" in content else content["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", [*ACTIONS, *WORKFLOWS], ids=lambda path: path.name)
def test_actions_are_pinned_and_no_expression_stands_in_a_script(path: Path) -> None:
    steps = list_steps(path)
    assert steps
    for step in steps:
        assert "${{" not in step.get("run", "")
        assert re.fullmatch(r"\./|[\w/-]+@[0-9a-f]{40}", step.get("uses", "./"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_our_workflows_may_only_read(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert content["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in content["jobs"].values())
    # "on" is a truth value to YAML 1.1.
    assert "pull_request_target" not in content[True]


def test_the_report_of_the_output_is_what_the_comment_would_say(job: Job) -> None:
    assert job.run(ACTIONS[0]) == 0
    review = load_review(Path(job.outputs["data"]).read_text(encoding="utf-8"))
    options = ReviewOptions(whole="the summary of the workflow run")
    assert Path(job.outputs["report"]).read_text(encoding="utf-8") == render_review(review, "md", options)


def test_the_hooks_name_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["variance-review", "variance-build-check"]
    for hook in hooks:
        words = hook["entry"].split()
        assert words[0] == "variance"
        done = subprocess.run(
            [sys.executable, "-m", "variance", words[1], "--help"],
            capture_output=True,
            check=True,
            timeout=60,
        )
        for option in words[2:]:
            assert not option.startswith("--") or option in done.stdout.decode()


def list_examples(name: str) -> list[dict[Any, Any]]:
    """The examples in YAML on a page of the documentation that are whole files."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.S | re.M)
    return [yaml.safe_load(block) for block in blocks if "\njobs:\n" in block]


def test_the_documented_workflows_are_as_safe_as_ours() -> None:
    examples = list_examples("github-action.md")
    assert len(examples) == 3
    for example in examples:
        assert "pull_request_target" not in example[True]
        is_second = "workflow_run" in example[True]
        steps = [step for job in example["jobs"].values() for step in job["steps"]]
        assert all(re.search(r"@([0-9a-f]{40}|COMMIT)$", step["uses"]) for step in steps)
        assert not (is_second and any("checkout" in step["uses"] for step in steps))
        writes = {name for name, right in example["permissions"].items() if right == "write"}
        assert writes == ({"pull-requests"} if is_second else set())
