from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.git_repository import TemporaryRepository
from variance.content import MOST_BYTES, judge_content
from variance.errors import GitError
from variance.git import Repository, Side
from variance.review_model import FileStatus

HOSTILE_NAMES = [
    "with space.md",
    "with \"quotes\" and 'more'.md",
    "new\nline.md",
    "tab\there.md",
    "-option.md",
    "--output=x.md",
    "naïve–名前.md",
    "caf\udce9.md",
    ":(top)magic.md",
    "deep/er/file.md",
]


@pytest.fixture
def origin(tmp_path: Path) -> TemporaryRepository:
    return TemporaryRepository(tmp_path / "origin")


def list_tree(origin: TemporaryRepository, base: str, head: str) -> list[tuple[str, str, str | None]]:
    repository = Repository(origin.root)
    changes = repository.list_changes(repository.resolve_tree(base), repository.resolve_tree(head))
    return [(change.status, change.path, change.old_path) for change in changes]


def test_added_deleted_modified_and_renamed_files_are_told_apart(origin: TemporaryRepository) -> None:
    text = "A first line.\n" * 20
    origin.commit({"gone.md": "Gone.\n", "same.md": "Same.\n", "edit.md": "One.\n", "old.md": text})
    (origin.root / "gone.md").unlink()
    (origin.root / "old.md").unlink()
    origin.commit({"edit.md": "Two.\n", "new.md": "New.\n", "name.md": text + "More.\n"})
    assert list_tree(origin, "HEAD~1", "HEAD") == [
        (FileStatus.MODIFIED, "edit.md", "edit.md"),
        (FileStatus.DELETED, "gone.md", "gone.md"),
        (FileStatus.RENAMED, "name.md", "old.md"),
        (FileStatus.ADDED, "new.md", None),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not take such names")
@pytest.mark.parametrize("side", ["tree", Side.INDEX, Side.WORKING_TREE])
def test_any_file_name_is_listed_and_read(origin: TemporaryRepository, side: str) -> None:
    origin.commit(dict.fromkeys(HOSTILE_NAMES, "Before.\n"))
    for name in HOSTILE_NAMES:
        origin.write(name, f"After in {len(name)}.\n")
    if side != Side.WORKING_TREE:
        origin.run("add", "--all", ".")
    if side == "tree":
        origin.commit()
    repository = Repository(origin.root)
    base = repository.resolve_tree("HEAD~1" if side == "tree" else "HEAD")
    head = repository.resolve_tree("HEAD") if side == "tree" else Side(side)
    changes = repository.list_changes(base, head)
    assert sorted(change.path for change in changes) == sorted(HOSTILE_NAMES)
    blobs = dict(repository.read_blobs(change.blob for change in changes if change.blob))
    for change in changes:
        content = blobs[change.blob] if change.blob else repository.read_file(change.path)
        assert content.data == f"After in {len(change.path)}.\n".encode()


def test_paths_are_git_patterns_relative_to_the_directory(origin: TemporaryRepository) -> None:
    origin.commit({"a/x.md": "1\n", "b/x.md": "1\n"})
    origin.commit({"a/x.md": "2\n", "b/x.md": "2\n"})
    repository = Repository(origin.root / "a")
    trees = repository.resolve_tree("HEAD~1"), repository.resolve_tree("HEAD")
    assert [change.path for change in repository.list_changes(*trees, paths=["."])] == ["a/x.md"]
    assert [change.path for change in repository.list_changes(*trees, paths=["x.md"])] == ["a/x.md"]
    assert len(repository.list_changes(*trees, paths=[":/"])) == 2


def test_a_merge_base_is_found(origin: TemporaryRepository) -> None:
    fork = origin.commit({"a.md": "1\n"})
    origin.run("checkout", "-q", "-b", "topic")
    origin.commit({"b.md": "topic\n"})
    origin.run("checkout", "-q", "main")
    origin.commit({"c.md": "main\n"})
    repository = Repository(origin.root)
    assert repository.find_merge_base("main", "topic") == fork
    origin.run("merge", "-q", "--no-edit", "topic")
    assert repository.find_merge_base("main", "topic") == repository.resolve_commit("topic")


def test_the_trunk_is_that_of_origin_before_main(origin: TemporaryRepository, tmp_path: Path) -> None:
    origin.commit({"a.md": "1\n"})
    assert Repository(origin.root).find_trunk() == "main"
    clone = TemporaryRepository(tmp_path / "clone")
    clone.run("remote", "add", "origin", str(origin.root))
    clone.run("fetch", "-q", "origin")
    clone.run("remote", "set-head", "origin", "main")
    assert Repository(clone.root).find_trunk() == "origin/HEAD"


# ------------------------------------------------------------------------------- faults of the user


def test_no_repository_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"not a git repository; .*variance compare OLD NEW"):
        Repository(tmp_path)


@pytest.mark.parametrize(
    "name", ["nope", "HEAD~9", "", "--output=pwned", "-h", "main..main", "a b", "x\0y", "HEAD^{blob}"]
)
def test_an_unknown_revision_is_one_line(origin: TemporaryRepository, name: str) -> None:
    origin.commit({"a.md": "1\n"})
    with pytest.raises(GitError, match="unknown revision"):
        Repository(origin.root).resolve_tree(name)
    assert not (origin.root / "pwned").exists()


def test_an_unborn_branch_has_its_own_remedy(origin: TemporaryRepository) -> None:
    repository = Repository(origin.root)
    assert not repository.has_commit()
    with pytest.raises(GitError, match=r"no commit yet; .*--staged"):
        repository.resolve_commit("HEAD")


def test_no_common_ancestor_names_the_two_sides(origin: TemporaryRepository) -> None:
    origin.commit({"a.md": "1\n"})
    origin.run("checkout", "-q", "--orphan", "other")
    origin.commit({"b.md": "1\n"})
    with pytest.raises(GitError, match=r"no common ancestor; .*main\.\.other"):
        Repository(origin.root).find_merge_base("main", "other")


def test_a_shallow_history_says_how_to_get_the_rest(origin: TemporaryRepository, tmp_path: Path) -> None:
    origin.commit({"a.md": "1\n"})
    origin.run("checkout", "-q", "-b", "topic")
    origin.commit({"b.md": "1\n"})
    origin.run("checkout", "-q", "main")
    origin.commit({"c.md": "1\n"})
    shallow = TemporaryRepository(tmp_path / "shallow")
    shallow.run("fetch", "-q", "--depth=1", f"file://{origin.root}", "main:one", "topic:two")
    repository = Repository(shallow.root)
    with pytest.raises(GitError, match=r"shallow.*git fetch --unshallow"):
        repository.find_merge_base("one", "two")
    with pytest.raises(GitError, match=r"unknown revision.*shallow.*git fetch --unshallow"):
        repository.resolve_commit("one~1")


def test_a_bare_repository_compares_revisions_only(origin: TemporaryRepository, tmp_path: Path) -> None:
    origin.commit({"a.md": "1\n"})
    origin.commit({"a.md": "2\n"})
    bare = TemporaryRepository(tmp_path / "bare", bare=True)
    bare.run("fetch", "-q", str(origin.root), "main:main")
    repository = Repository(bare.root)
    base, head = repository.resolve_tree("main~1"), repository.resolve_tree("main")
    assert [change.path for change in repository.list_changes(base, head)] == ["a.md"]
    with pytest.raises(GitError, match="bare repository"):
        repository.list_changes(base, Side.WORKING_TREE)


def test_git_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git was not found"):
        Repository(tmp_path)


# ---------------------------------------------------------------------------- a hostile repository


def arm(origin: TemporaryRepository, trap: Path) -> None:
    """Settings and attributes that run a program wherever git can be made to run one."""
    script = trap.parent / "trap.sh"
    script.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{trap}'\ncat\n")
    script.chmod(0o755)
    for name in (
        *("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "diff.external", "pager.diff"),
        *("diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge"),
        *("filter.a=b.clean", "filter.evil.process", "credential.helper", "gpg.program"),
    ):
        origin.run("config", name, str(script))
    origin.run("config", "filter.evil.required", "true")
    hooks = origin.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "post-checkout", "pre-commit", "fsmonitor-watchman"):
        (hooks / hook).write_bytes(script.read_bytes())
        (hooks / hook).chmod(0o755)
    origin.write(".gitattributes", '*.md diff=evil filter=evil\n*.txt filter="a=b"\n')


@pytest.mark.skipif(sys.platform == "win32", reason="the trap is a shell script")
def test_nothing_that_a_repository_configures_is_run(origin: TemporaryRepository, tmp_path: Path) -> None:
    text = "".join(f"Line {number}.\n" for number in range(30))
    origin.commit({"a.md": text, "b.txt": text, "c.md": "1\n"})
    # Files that are new to the index are read to find what they were renamed from.
    for old, new in (("a.md", "aa.md"), ("b.txt", "bb.txt")):
        (origin.root / old).unlink()
        origin.write(new, text + "More.\n")
        origin.run("add", "--intent-to-add", new)
    trap = tmp_path / "sprung"
    arm(origin, trap)
    origin.write("c.md", "2\n")
    repository = Repository(origin.root)
    tree = repository.resolve_tree("HEAD")
    listed = {change.path for change in repository.list_changes(tree, Side.WORKING_TREE)}
    assert {"aa.md", "bb.txt", "c.md"} <= listed
    repository.list_changes(tree, Side.INDEX)
    assert repository.read_file("c.md").data == b"2\n"
    assert not trap.exists(), trap.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="the trap is a shell script")
def test_the_trap_would_have_sprung(origin: TemporaryRepository, tmp_path: Path) -> None:
    origin.commit({"c.md": "1\n"})
    trap = tmp_path / "sprung"
    arm(origin, trap)
    origin.write("c.md", "2\n")
    origin.run("diff", check=False)
    assert trap.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_submodules_and_directories_are_named_and_not_followed(
    origin: TemporaryRepository, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("Not for the report.\n")
    commit = origin.commit({"file.md": "A file.\n", "folder/x.md": "A file.\n"})
    (origin.root / "link.md").symlink_to(secret)
    origin.run("update-index", "--add", "--cacheinfo", f"160000,{commit},module")
    (origin.root / "file.md").unlink()
    (origin.root / "file.md").symlink_to(secret)
    origin.run("add", "link.md", "file.md")
    repository = Repository(origin.root)
    staged = repository.list_changes(repository.resolve_tree("HEAD"), Side.INDEX)
    refusals = {change.path: change.refusal or "" for change in staged}
    assert set(refusals) == {"file.md", "link.md", "module"}
    assert "symbolic link" in refusals["link.md"]
    assert "symbolic link" in refusals["file.md"]
    assert "submodule" in refusals["module"]
    # A folder that became a link leads out of the repository.
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("Not for the report.\n")
    (origin.root / "folder" / "x.md").unlink()
    (origin.root / "folder").rmdir()
    (origin.root / "folder").symlink_to(outside)
    assert "symbolic link" in (repository.read_file("folder/x.md").refusal or "")
    assert "symbolic link" in (repository.read_file("file.md").refusal or "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_in_a_files_place_does_not_hold_the_review_up(origin: TemporaryRepository) -> None:
    origin.commit({"a.md": "1\n"})
    (origin.root / "a.md").unlink()
    os.mkfifo(origin.root / "a.md")
    assert Repository(origin.root).read_file("a.md").refusal == "no plain file"


def test_what_is_no_text_or_too_much_is_refused(origin: TemporaryRepository) -> None:
    big = b"word " * (MOST_BYTES // 5 + 1)
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    origin.commit({"big.md": big, "bin.md": b"a\0b", "lfs.md": pointer, "ok.md": "Text.\n"})
    repository = Repository(origin.root)
    listed = repository.list_changes(repository.make_empty_tree(), repository.resolve_tree("HEAD"))
    blobs = dict(repository.read_blobs(change.blob for change in listed if change.blob))
    refusals = {change.path: blobs[change.blob or ""].refusal or "" for change in listed}
    assert "1,000,005 bytes" in refusals["big.md"]
    assert refusals["bin.md"] == "a binary file"
    assert "Git LFS" in refusals["lfs.md"]
    assert refusals["ok.md"] == ""
    assert "bytes" in (repository.read_file("big.md").refusal or "")
    assert judge_content("wide".encode("utf-16")).data is not None


def test_objects_that_a_partial_clone_lacks_are_not_fetched(
    origin: TemporaryRepository, tmp_path: Path
) -> None:
    origin.commit({"a.md": "1\n"})
    origin.commit({"a.md": "2\n"})
    origin.run("config", "uploadpack.allowFilter", "true")
    clone = TemporaryRepository(tmp_path / "clone")
    clone.run("remote", "add", "origin", f"file://{origin.root}")
    clone.run("fetch", "-q", "--filter=blob:none", "origin", "main:copy")
    repository = Repository(clone.root)
    trees = repository.resolve_tree("copy~1"), repository.resolve_tree("copy")
    (change,) = repository.list_changes(*trees)
    with pytest.raises(GitError, match=r"partial clone .*git fetch --refetch"):
        dict(repository.read_blobs([change.blob or ""]))
