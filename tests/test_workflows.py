"""The workflows of this repository, and those that its documentation shows, have no finding of actionlint."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from tests.browser.conftest import miss

ROOT = Path(__file__).parents[1]
LINTER = Path(__file__).parent / "browser" / "lint_workflows.cjs"
ACTIONLINT = LINTER.parent / "node_modules" / "@tktco" / "node-actionlint" / "package.json"
INSTALL = "apt-get install -y nodejs npm && npm ci --prefix tests/browser"
_BLOCK = re.compile(r"^```ya?ml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lint(workflows: dict[str, str]) -> list[str]:
    """What actionlint has to say of workflows by path; no network is asked."""
    node = shutil.which("node")
    if node is None or not ACTIONLINT.exists():
        miss("node with actionlint", INSTALL)
    given = json.dumps([{"path": path, "text": text} for path, text in workflows.items()])
    done = subprocess.run([str(node), str(LINTER)], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return cast("list[str]", json.loads(done.stdout))


def list_examples() -> Iterator[tuple[str, str]]:
    """The whole workflows among the examples of the documentation, by page and line."""
    for page in sorted((ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            if re.search("^on:", block[1], re.MULTILINE) and re.search("^jobs:", block[1], re.MULTILINE):
                line = text.count("\n", 0, block.start(1)) + 1
                yield f"{page.name}, from line {line}", block[1]


def test_the_workflows_have_no_finding() -> None:
    workflows = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    }
    assert len(workflows) >= 2
    assert lint(workflows) == []


def test_the_workflows_that_the_documentation_shows_have_no_finding() -> None:
    examples = dict(list_examples())
    assert len(examples) >= 3
    assert lint(examples) == []


def test_a_workflow_with_a_fault_has_one() -> None:
    fault = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
    fault += "      - run: echo ${{ github.event.pull_request.title }}\n"
    fault += "      - if: ${{ foo.bar }}\n        run: x\n"
    found = lint({"bad.yml": fault})
    assert [finding.split(" ")[0] for finding in found] == ["bad.yml:6:23:", "bad.yml:7:17:"]
