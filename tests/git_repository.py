"""Real git repositories for tests, each in a directory of its own, kept from the settings of the machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_ALLOW_PROTOCOL": "file",
}


class TemporaryRepository:
    """A repository at ``root``, on the branch main, without a commit."""

    def __init__(self, root: Path, *, bare: bool = False) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.run("init", "--quiet", "-b", "main", *(["--bare"] if bare else []), ".")

    def run(self, *arguments: str, check: bool = True, stdin: bytes | None = None) -> str:
        """What a git command writes to standard output."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **_IDENTITY},
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape")

    def write(self, path: str, text: str | bytes) -> Path:
        """A file of the working tree with that content; not staged."""
        place = self.root / os.fsdecode(path.encode("utf-8", "surrogateescape"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
        return place

    def commit(self, files: dict[str, str | bytes] | None = None, message: str = "change") -> str:
        """Write some files, stage everything that differs and commit it; the commit's id."""
        for path, text in (files or {}).items():
            self.write(path, text)
        self.run("add", "--all", ".")
        self.run("commit", "--quiet", "--allow-empty", "-m", message)
        return self.run("rev-parse", "HEAD").strip()
