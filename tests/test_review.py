from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixture_file import Case, load_cases
from tests.git_repository import TemporaryRepository
from tests.review_cases import invent_paragraphs, review_text, review_texts, wrap_markdown
from variance.errors import GitError
from variance.git import Repository
from variance.review.places import count_rewrapped
from variance.review.renames import pair_renamed
from variance.review.repository import choose_range, matches_patterns, review_changes
from variance.review_model import FileStatus, Review, ReviewedFile
from variance.vocabulary import AlignmentKind, FindingKind

CASES = load_cases("review/changes.md")
PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from([sentence for paragraph in invent_paragraphs(12) for sentence in paragraph]),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=4,
)


def describe(file: ReviewedFile, review: Review) -> str:
    lines = [f"{one.kind} {one.head.line}: {one.title}" for one in review.findings]
    if file.restyled:
        lines.append(f"{file.restyled} restyled")
    if file.rewrapped_lines:
        lines.append(f"{file.rewrapped_lines} line{'s' * (file.rewrapped_lines > 1)} re-wrapped")
    return "\n".join([*lines, *(note.reason for note in file.notes)])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_changed_is_told(case: Case) -> None:
    review = review_texts({"a.md": (case.parts["input base"] + "\n", case.parts["input head"] + "\n")})
    assert describe(review.files[0], review) == case.expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_told_unit_is_in_the_comparison_once_and_each_place_shows_its_words(case: Case) -> None:
    old, new = case.parts["input base"] + "\n", case.parts["input head"] + "\n"
    review = review_texts({"a.md": (old, new)})
    check_accounts(review.files[0])
    for finding in review.findings:
        for text, place in ((old, finding.base), (new, finding.head)):
            lines = text.split("\n")
            cut = lines[place.line - 1 : place.end_line]
            cut[-1] = cut[-1][: place.end_column - 1]
            cut[0] = cut[0][place.column - 1 :]
            assert "\n".join(cut) == place.text


def check_accounts(file: ReviewedFile) -> None:
    """No sentence is lost, and each that changed is in a finding or counted as restyled."""
    comparison = file.comparison
    assert comparison is not None
    (pair,) = comparison.pairs
    for source, rest, side in zip(comparison.sources, (pair.omitted, pair.added), ("a", "b"), strict=True):
        told = {unit.id for unit in source.told_units}
        rows = {unit for row in pair.alignments for unit in getattr(row, side)}
        assert rows | set(rest) == told
        assert not rows & set(rest)
    cited = {(one.source, one.unit) for finding in comparison.findings for one in finding.evidence}
    for unit in pair.omitted:
        assert ("base", unit) in cited
    for unit in pair.added:
        assert ("head", unit) in cited
    for row in pair.alignments:
        if row.kind not in (AlignmentKind.IDENTICAL, AlignmentKind.VARIANT):
            is_cited = any(("head", unit) in cited for unit in row.b)
            assert is_cited or all(change.severity.rank > 2 for change in row.changes), row


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_five_hundred_sentences_rewrapped_one_moved_one_number_changed(seed: int) -> None:
    old = invent_paragraphs(500, seed=seed)
    new = [list(paragraph) for paragraph in old]
    new[70].insert(2, new[4].pop(1))
    place = next(at for at, paragraph in enumerate(new) if at > 30 and "people signed" in paragraph[0])
    number = re.search(r"\d+", new[place][0])
    assert number is not None
    new[place][0] = new[place][0].replace(number[0], str(int(number[0]) + 7))
    review = review_texts({"minutes.md": (wrap_markdown(old, 100), wrap_markdown(new, 60))})
    assert [finding.kind for finding in review.findings] == [FindingKind.NUMBER, FindingKind.MOVED]
    assert review.files[0].rewrapped_lines > 500
    assert review.files[0].restyled == 0


@given(PARAGRAPHS, st.integers(20, 120), st.integers(20, 120))
@settings(max_examples=25, deadline=None)
def test_wrapping_at_any_width_changes_nothing(paragraphs: list[list[str]], width: int, other: int) -> None:
    review = review_texts({"a.md": (wrap_markdown(paragraphs, width), wrap_markdown(paragraphs, other))})
    assert review.findings == ()
    assert all(file.restyled == 0 for file in review.files)


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=25, deadline=None)
def test_no_sentence_is_lost_between_any_two_texts(old: list[list[str]], new: list[list[str]]) -> None:
    file = review_text("a.md", wrap_markdown(old, 80), wrap_markdown(new, 60))
    if file is not None:
        check_accounts(file)
        assert file.comparison is not None
        assert file.rewrapped_lines == count_rewrapped(file.comparison)


# ------------------------------------------------------------------------------- in a repository


@pytest.fixture
def origin(tmp_path: Path) -> TemporaryRepository:
    return TemporaryRepository(tmp_path / "origin")


def review_repository(root: Path, words: str | None = None, **options: bool) -> Review:
    repository = Repository(root)
    return review_changes(repository, choose_range(repository, words, **options))


def list_files(review: Review) -> list[tuple[str, str, str]]:
    return [(file.status, file.path, "; ".join(note.reason for note in file.notes)) for file in review.files]


OLD = "The ferry carries 1,200 passengers a day. It has lost money since 2014.\n"
NEW = "The ferry carries 1,300 passengers a day. It has lost money since 2014.\n"


def test_the_working_tree_is_reviewed_from_where_the_branch_left_main(origin: TemporaryRepository) -> None:
    fork = origin.commit({"a.md": OLD, "b.md": OLD, "c.md": OLD})
    origin.run("checkout", "-q", "-b", "topic")
    origin.commit({"a.md": NEW})
    origin.run("checkout", "-q", "main")
    origin.commit({"c.md": NEW})
    origin.run("checkout", "-q", "topic")
    origin.write("b.md", NEW)
    review = review_repository(origin.root)
    assert (review.base.name, review.base.commit) == ("main (merge base)", fork)
    assert (review.head.name, review.head.commit) == ("working tree", None)
    assert [file.path for file in review.files] == ["a.md", "b.md"]
    assert [(one.path, one.kind) for one in review.findings] == [("a.md", "number"), ("b.md", "number")]


def test_ranges_mean_what_they_mean_to_git(origin: TemporaryRepository) -> None:
    first = origin.commit({"a.md": OLD, "b.md": OLD})
    origin.run("checkout", "-q", "-b", "topic")
    second = origin.commit({"a.md": NEW})
    origin.run("checkout", "-q", "main")
    origin.commit({"b.md": NEW})
    assert [file.path for file in review_repository(origin.root, "main...topic").files] == ["a.md"]
    assert [file.path for file in review_repository(origin.root, "main..topic").files] == ["a.md", "b.md"]
    assert [file.path for file in review_repository(origin.root, f"{first}..").files] == ["b.md"]
    assert [file.path for file in review_repository(origin.root, f"..{second}").files] == ["a.md", "b.md"]
    assert [file.path for file in review_repository(origin.root, "topic").files] == ["a.md", "b.md"]


def test_a_detached_head_and_the_first_commit(origin: TemporaryRepository) -> None:
    first = origin.commit({"a.md": OLD})
    second = origin.commit({"a.md": NEW})
    origin.run("checkout", "-q", "--detach", second)
    assert [one.kind for one in review_repository(origin.root, first).findings] == ["number"]
    assert review_repository(origin.root).files == ()
    empty = Repository(origin.root).make_empty_tree()
    assert list_files(review_repository(origin.root, f"{empty}..{first}")) == [
        ("added", "a.md", "2 sentences, 13 words")
    ]


def test_what_is_staged_is_reviewed_also_before_the_first_commit(origin: TemporaryRepository) -> None:
    origin.write("a.md", OLD)
    origin.run("add", "a.md")
    assert list_files(review_repository(origin.root, is_staged=True)) == [
        ("added", "a.md", "2 sentences, 13 words")
    ]
    with pytest.raises(GitError, match="no commit yet"):
        review_repository(origin.root)
    origin.commit()
    origin.write("a.md", NEW)
    origin.run("add", "a.md")
    origin.write("a.md", "Another text that is not staged.\n")
    assert [one.kind for one in review_repository(origin.root, is_staged=True).findings] == ["number"]
    with pytest.raises(GitError, match="--staged"):
        review_repository(origin.root, "main..main", is_staged=True)


def test_no_trunk_asks_for_a_base(origin: TemporaryRepository) -> None:
    origin.run("checkout", "-q", "-b", "topic")
    origin.commit({"a.md": OLD})
    with pytest.raises(GitError, match="name the base"):
        review_repository(origin.root)


def test_a_renamed_file_is_compared_and_a_rename_alone_is_named(origin: TemporaryRepository) -> None:
    text = "\n\n".join(" ".join(paragraph) for paragraph in invent_paragraphs(20)) + "\n"
    origin.commit({"old.md": f"{text}\n{OLD}", "same.md": text.upper()})
    origin.run("mv", "old.md", "new.md")
    origin.run("mv", "same.md", "moved.md")
    origin.commit({"new.md": f"{text}\n{NEW}"})
    review = review_repository(origin.root, "HEAD~1..HEAD")
    assert list_files(review) == [("renamed", "moved.md", "renamed only"), ("renamed", "new.md", "")]
    (finding,) = review.findings
    assert (finding.path, finding.old_path, finding.kind) == ("new.md", "old.md", "number")


def test_a_file_renamed_and_wrapped_anew_is_one_file(origin: TemporaryRepository) -> None:
    paragraphs = invent_paragraphs(40)
    origin.commit({"old.md": wrap_markdown(paragraphs, 120), "other.md": OLD})
    (origin.root / "old.md").unlink()
    (origin.root / "other.md").unlink()
    origin.commit({"new.md": wrap_markdown(paragraphs, 40)})
    review = review_repository(origin.root, "HEAD~1..HEAD")
    assert [(file.status, file.path, file.old_path) for file in review.files] == [
        (FileStatus.RENAMED, "new.md", "old.md"),
        (FileStatus.DELETED, "other.md", "other.md"),
    ]
    assert review.findings == ()


def test_pairs_of_renamed_files_are_the_most_alike() -> None:
    words = [b"alpha beta gamma delta epsilon zeta eta theta", b"one two three four five six seven eight"]
    added = {"x": words[1] + b" nine", "y": words[0], "z": b"nothing of the kind in here"}
    assert pair_renamed({"a": words[0], "b": words[1]}, added) == {"x": "b", "y": "a"}
    assert pair_renamed({}, added) == {}


def test_added_deleted_and_unreadable_files_are_summarised(origin: TemporaryRepository) -> None:
    origin.commit({"gone.md": OLD, "bin.md": OLD, "code.md": OLD, "latin.md": OLD, "code.py": "x = 1\n"})
    (origin.root / "gone.md").unlink()
    head: dict[str, str | bytes] = {"bin.md": b"a\0b", "code.md": "```\nx\n```\n", "empty.md": ""}
    origin.commit({**head, "code.py": "x = 2\n", "latin.md": b"caf\xe9 \x81\n"})
    listed = list_files(review_repository(origin.root, "HEAD~1..HEAD"))
    assert listed[0] == ("modified", "bin.md", "a binary file")
    assert listed[1] == ("modified", "code.md", "2 sentences, 13 words; no prose is left")
    assert listed[2] == ("added", "empty.md", "no prose on either side")
    assert listed[3] == ("deleted", "gone.md", "2 sentences, 13 words")
    assert [path for _, path, _ in listed] == ["bin.md", "code.md", "empty.md", "gone.md", "latin.md"]


def test_line_ends_of_another_system_change_nothing(origin: TemporaryRepository) -> None:
    origin.run("config", "core.autocrlf", "false")
    origin.commit({"a.md": OLD})
    origin.write("a.md", OLD.replace("\n", "\r\n"))
    assert review_repository(origin.root, "HEAD").files == ()


def test_a_file_in_conflict_is_named(origin: TemporaryRepository) -> None:
    origin.commit({"a.md": "One.\n"})
    origin.run("checkout", "-q", "-b", "topic")
    origin.commit({"a.md": "Two.\n"})
    origin.run("checkout", "-q", "main")
    origin.commit({"a.md": "Three.\n"})
    origin.run("merge", "-q", "topic", check=False)
    listed = list_files(review_repository(origin.root, "HEAD"))
    assert ("modified", "a.md", "in conflict; resolve it first") in listed
    assert len(listed) == 1


@pytest.mark.parametrize(
    ("path", "patterns", "is_meant"),
    [
        ("a.md", ["*.md"], True),
        ("docs/deep/A.MD", ["*.md"], True),
        ("docs/deep/a.md", ["docs/*.md"], True),
        ("other/docs/a.md", ["docs/*.md"], False),
        ("docs/a.md", ["/docs/*"], True),
        ("a.mdx", ["*.md"], False),
        ("CHANGELOG.md", ["changelog.md"], True),
        ("a.md", [], False),
    ],
)
def test_patterns(path: str, patterns: list[str], *, is_meant: bool) -> None:
    assert matches_patterns(path, patterns) is is_meant
