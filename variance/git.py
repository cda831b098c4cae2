"""What a review asks of git, and the only place that starts a process.

A repository may come from anyone. No shell takes part; revisions are resolved before they are used, paths
stand behind ``--``; nothing that the repository configures is run (external diffs, text conversions, filters,
hooks, file-system monitors, fetches of missing objects); files are read by variance itself, and no symbolic
link is followed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from variance.content import MOST_BYTES, Content, describe_size, judge_content, read_plain_file
from variance.errors import GitError
from variance.review_model import FileStatus

# As many bytes of blobs are held in memory at once.
_MOST_TOGETHER = 16 * MOST_BYTES
# The revisions that a branch is usually made from, in the order of trying.
_TRUNKS = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/heads/main", "refs/heads/master")
_SAFE = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    # A partial clone would fetch what it lacks by whatever command its settings name.
    *("-c", "protocol.allow=never"),
)
_SYMLINK, _SUBMODULE = "120000", "160000"
_NOTHING = "000000"
_IN_CONFLICT = "in conflict; resolve it first"


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that differs. Paths are relative to the repository's root, parts joined by ``/``.

    Bytes of a path that are no UTF-8 are lone surrogates. ``old_path`` is None for an added file, ``path``
    is the old one for a deleted file. ``old_blob`` and ``blob`` are object ids, None where there is no file
    or, for ``blob``, where the content is that of the working tree. ``refusal`` says why the content is not
    to be read.
    """

    path: str
    old_path: str | None
    status: FileStatus
    old_blob: str | None
    blob: str | None
    refusal: str | None = None


class Side(StrEnum):
    """Where the newer side of a review is, if it is no revision."""

    WORKING_TREE = "working tree"
    INDEX = "index"


class Repository:
    """A git repository, asked through a few commands that only read.

    ``directory`` is where the commands run, so that the user's paths are relative to it; ``root`` is the
    top of the working tree, None in a bare repository.
    """

    def __init__(self, directory: Path, *, environment: Mapping[str, str] | None = None) -> None:
        """Find the repository that ``directory`` is in.

        Raises GitError where there is none, where git is missing, and where git refuses the repository as
        somebody else's.
        """
        self.directory = directory
        self._environment = _make_environment(os.environ if environment is None else environment)
        inside = self._run("rev-parse", "--is-inside-work-tree", check=False)
        if inside.returncode:
            raise GitError(_explain_absence(directory, _decode(inside.stderr)))
        self._disarm_filters()
        self.root: Path | None = None
        if inside.stdout.strip() == b"true":
            top = self._run("rev-parse", "--show-toplevel").stdout
            self.root = Path(os.fsdecode(top.removesuffix(b"\n")))

    # ----------------------------------------------------------------------------------- revisions

    def resolve_commit(self, name: str) -> str:
        """The id of the commit that a name means; GitError, with the remedy, for a name of none."""
        return self._resolve(name, "commit")

    def resolve_tree(self, name: str) -> str:
        """The id of the tree that a commit, tag or tree names; GitError, with the remedy, for no name."""
        return self._resolve(name, "tree")

    def find_commit(self, name: str) -> str | None:
        """The id of the commit that a name means, None for a tree or nothing."""
        return self._find_object(name, "commit")

    def has_commit(self) -> bool:
        """Whether there is a commit to stand on: no, on a branch that is yet unborn."""
        return self._find_object("HEAD", "commit") is not None

    def make_empty_tree(self) -> str:
        """The id of the tree without files, which git knows without storing it."""
        return _decode(self._run("hash-object", "-t", "tree", "--stdin").stdout).strip()

    def find_merge_base(self, one: str, two: str) -> str:
        """The commit that two revisions have in common; GitError, with the remedy, where they have none."""
        ids = self.resolve_commit(one), self.resolve_commit(two)
        found = self._run("merge-base", *ids, check=False)
        if found.returncode > 1:
            raise GitError(f"git merge-base failed: {_last_line(found.stderr)}")
        common = _decode(found.stdout).split()
        if common:
            return common[0]
        if self._is_shallow():
            raise GitError(
                f"{one} and {two}: the history is shallow and does not reach their common ancestor; "
                "run 'git fetch --unshallow' (in a workflow: fetch-depth: 0)"
            )
        raise GitError(f"{one} and {two} have no common ancestor; name the two sides: {one}..{two}")

    def find_trunk(self) -> str:
        """The name of the branch that others are made from: origin's head, else main or master."""
        for name in _TRUNKS:
            if self._find_object(name, "commit") is not None:
                return name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
        raise GitError("neither origin/HEAD nor main exists; name the base, such as: variance review HEAD~1")

    def _resolve(self, name: str, kind: str) -> str:
        found = self._find_object(name, kind)
        if found is not None:
            return found
        if name == "HEAD":
            raise GitError("the branch has no commit yet; commit first, or review what is staged: --staged")
        if self._is_shallow():
            raise GitError(
                f"unknown revision {name!r}, and the history is shallow; run 'git fetch --unshallow' "
                "(in a workflow: fetch-depth: 0)"
            )
        hint = "check it with 'git log'; a path stands behind --, such as: variance review -- docs/"
        raise GitError(f"unknown revision {name!r}; {hint}")

    def _find_object(self, name: str, kind: str) -> str | None:
        if not name or "\0" in name:
            return None
        found = self._run(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{{kind}}}", check=False
        )
        return _decode(found.stdout).strip() if found.returncode == 0 else None

    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    # ------------------------------------------------------------------------------------- changes

    def list_changes(
        self, base_tree: str, head: str | Side, paths: Sequence[str] = ()
    ) -> tuple[ChangedFile, ...]:
        """The files that differ between a tree and a tree, the index or the working tree, in order of path.

        ``paths`` are git's path patterns, relative to the directory. Renames are followed as git does.
        """
        # The plumbing commands do not look into the settings for external diffs and do not refresh the
        # index, which would run filters on the working tree.
        if head is Side.WORKING_TREE:
            if self.root is None:
                raise GitError("a bare repository has no working tree; name two revisions, such as: A..B")
            command = ["diff-index", base_tree]
        elif head is Side.INDEX:
            command = ["diff-index", "--cached", base_tree]
        else:
            command = ["diff-tree", "-r", base_tree, head]
        options = ["--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color"]
        run = self._run(command[0], *options, *command[1:], "--", *paths)
        changes = {change.path: change for change in _parse_raw(run.stdout)}
        if isinstance(head, Side):
            changes |= {
                path: ChangedFile(path, path, FileStatus.MODIFIED, None, None, _IN_CONFLICT)
                for path in self._list_conflicts(paths)
            }
        return tuple(sorted(changes.values(), key=lambda change: change.path))

    def _list_conflicts(self, paths: Sequence[str]) -> set[str]:
        """The paths that a merge left with several versions in the index."""
        listed = self._run("ls-files", "--unmerged", "--full-name", "-z", "--", *paths).stdout
        return {_decode(entry.split(b"\t", 1)[1]) for entry in listed.split(b"\0") if entry}

    # ------------------------------------------------------------------------------------- content

    def read_blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, Content]]:
        """The contents of blobs, each id once, as they come; those that are too large are refused."""
        wanted = list(dict.fromkeys(ids))
        together: list[str] = []
        size = 0
        for blob, bytes_ in zip(wanted, self._measure_blobs(wanted), strict=True):
            if bytes_ is None:
                yield blob, Content(None, "its content is not in this clone")
            elif bytes_ > MOST_BYTES:
                yield blob, Content(None, describe_size(bytes_))
            else:
                if size + bytes_ > _MOST_TOGETHER:
                    yield from self._read_together(together)
                    together, size = [], 0
                together.append(blob)
                size += bytes_
        yield from self._read_together(together)

    def read_file(self, path: str) -> Content:
        """The content of a file of the working tree; what is no plain file inside it is refused."""
        assert self.root is not None
        place = self.root
        # No part of the way may be a link: what it points to is not the repository's.
        for part in path.split("/"):
            place = place / os.fsdecode(part.encode("utf-8", "surrogateescape"))
            if place.is_symlink():
                return Content(None, "a symbolic link, which is not followed")
        return read_plain_file(place)

    def _measure_blobs(self, ids: Sequence[str]) -> list[int | None]:
        """The sizes of blobs in bytes, None for one that is missing."""
        if not ids:
            return []
        asked = "".join(f"{blob}\n" for blob in ids).encode()
        lines = _decode(self._run("cat-file", "--batch-check", stdin=asked).stdout).splitlines()
        return [int(line.split()[2]) if line.split()[1] == "blob" else None for line in lines]

    def _read_together(self, ids: Sequence[str]) -> Iterator[tuple[str, Content]]:
        if not ids:
            return
        asked = "".join(f"{blob}\n" for blob in ids).encode()
        output = self._run("cat-file", "--batch", stdin=asked).stdout
        at = 0
        for blob in ids:
            end = output.index(b"\n", at)
            size = int(output[at:end].split()[2])
            data = output[end + 1 : end + 1 + size]
            at = end + size + 2
            yield blob, judge_content(data)

    # ------------------------------------------------------------------------------------- running

    def _disarm_filters(self) -> None:
        """Set every configured content filter to nothing: finding renames reads files through them."""
        listed = self._run("config", "--null", "--name-only", "--get-regexp", r"^filter\.", check=False)
        names = {_decode(name) for name in listed.stdout.split(b"\0") if name.count(b".") >= 2}
        drivers = sorted({name[: name.rindex(".")] for name in names})
        # By the environment and not by -c, which would cut a driver's name at its first equals sign.
        count = int(self._environment.get("GIT_CONFIG_COUNT") or 0)
        values = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
        for driver in drivers:
            for key, value in values:
                self._environment[f"GIT_CONFIG_KEY_{count}"] = f"{driver}.{key}"
                self._environment[f"GIT_CONFIG_VALUE_{count}"] = value
                count += 1
        if drivers:
            self._environment["GIT_CONFIG_COUNT"] = str(count)

    def _run(
        self, *arguments: str, stdin: bytes | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        command = ["git", *_SAFE, *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=self.directory,
                env=self._environment,
                input=stdin if stdin is not None else b"",
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise GitError("git was not found; install it, or check PATH") from error
        except (OSError, ValueError) as error:
            raise GitError(f"git {arguments[0]} could not be run: {error}") from error
        if check and done.returncode:
            if b"promisor" in done.stderr:
                raise GitError(
                    "this partial clone lacks content that the review needs, and a review fetches nothing; "
                    "run 'git fetch --refetch' or clone without --filter"
                )
            raise GitError(f"git {arguments[0]} failed: {_last_line(done.stderr)}")
        return done


def _make_environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment without what makes git run or ask something, in English."""
    dropped = ("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_ASKPASS", "SSH_ASKPASS", "GIT_LITERAL_PATHSPECS")
    kept = {
        name: value
        for name, value in given.items()
        if name not in dropped and not name.startswith("GIT_TRACE")
    }
    return {
        **kept,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_PAGER": "",
        "LC_ALL": "C",
    }


def _parse_raw(output: bytes) -> Iterator[ChangedFile]:
    """The entries of ``git diff --raw -z``: ``:mode mode id id status NUL path NUL [path NUL]``."""
    fields = iter(output.split(b"\0"))
    for field in fields:
        if not field:
            continue
        old_mode, mode, old_blob, blob, letter = _decode(field).lstrip(":").split(" ")
        first = _decode(next(fields))
        path = _decode(next(fields)) if letter[0] in "RC" else first
        status = _STATUSES.get(letter[0], FileStatus.MODIFIED)
        yield ChangedFile(
            path=path,
            old_path=None if old_mode == _NOTHING else first,
            status=status,
            old_blob=None if old_mode == _NOTHING else old_blob,
            blob=None if mode == _NOTHING or not blob.strip("0") else blob,
            refusal=_refuse_modes(old_mode, mode),
        )


_STATUSES = {"A": FileStatus.ADDED, "D": FileStatus.DELETED, "R": FileStatus.RENAMED, "C": FileStatus.ADDED}


def _refuse_modes(old_mode: str, mode: str) -> str | None:
    if _SUBMODULE in (old_mode, mode):
        return "a submodule, which is not looked into"
    if mode == _SYMLINK:
        return "a symbolic link, which is not followed"
    return "was a symbolic link, which is not followed" if old_mode == _SYMLINK else None


def _explain_absence(directory: Path, message: str) -> str:
    if "dubious ownership" in message:
        return f"{directory}: git refuses the repository of another user; see git's safe.directory"
    return f"{directory}: not a git repository; change to one, or compare files: variance compare OLD NEW"


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else "no reason given"
