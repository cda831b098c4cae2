"""A review: the prose files that differ between two revisions of a repository, each compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from variance import __version__
from variance.compare import read_source
from variance.content import Content
from variance.errors import GitError, InputError
from variance.git import ChangedFile, Repository, Side
from variance.house_settings import HouseSettings
from variance.model import Comparison, Note, Source, Tool
from variance.review.findings import list_restyled
from variance.review.places import count_rewrapped, list_markup_lines, locate_findings
from variance.review.renames import pair_renamed
from variance.review.revisions import compare_revisions, prepare_source
from variance.review_model import FileStatus, Review, ReviewedFile, Revision
from variance.review_settings import PROSE
from variance.vocabulary import Role, Severity

# Of the changes of style, and of the blocks of markup that changed, so many are named.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Range:
    """Which revisions to review: the trees to compare, and how the report names them."""

    base: Revision
    base_tree: str
    head: Revision
    head_tree: str | Side


def choose_range(repository: Repository, words: str | None, *, is_staged: bool = False) -> Range:
    """What ``BASE``, ``BASE..HEAD``, ``BASE...HEAD`` or nothing means.

    Without a head the working tree is reviewed, or with ``is_staged`` the index. Without a base it is where
    HEAD left origin's head or main; for the index, HEAD itself. Raises GitError, with the remedy, for what
    does not exist.
    """
    if words is not None and ".." in words:
        if is_staged:
            raise GitError(f"{words} --staged: what is staged is the head; name the base alone")
        mark = "..." if "..." in words else ".."
        one, two = (name or "HEAD" for name in words.split(mark, 1))
        base = repository.find_merge_base(one, two) if mark == "..." else one
        head = Revision(two, repository.find_commit(two))
        shown = Revision(one if mark == ".." else f"{one} (merge base)", repository.find_commit(base))
        return Range(shown, repository.resolve_tree(base), head, repository.resolve_tree(two))
    side = Side.INDEX if is_staged else Side.WORKING_TREE
    head = Revision(str(side))
    if words is not None:
        base = repository.resolve_tree(words)
        return Range(Revision(words, repository.find_commit(words)), base, head, side)
    if is_staged:
        if not repository.has_commit():
            return Range(Revision("no commit"), repository.make_empty_tree(), head, side)
        return Range(
            Revision("HEAD", repository.find_commit("HEAD")), repository.resolve_tree("HEAD"), head, side
        )
    repository.resolve_commit("HEAD")
    trunk = repository.find_trunk()
    commit = repository.find_merge_base("HEAD", trunk)
    return Range(Revision(f"{trunk} (merge base)", commit), repository.resolve_tree(commit), head, side)


def matches_patterns(path: str, patterns: Sequence[str]) -> bool:
    """Whether a path is meant by one of the patterns, in any case of letters.

    A pattern without a slash is matched with the file's name, another with the whole path; ``*`` stands for
    any characters, slashes too.
    """
    whole = path.casefold()
    name = PurePosixPath(whole).name if "/" in whole else whole
    return any(
        fnmatchcase(whole if "/" in pattern else name, pattern.casefold().removeprefix("/"))
        for pattern in patterns
    )


def review_changes(
    repository: Repository,
    range_: Range,
    *,
    paths: Sequence[str] = (),
    include: Sequence[str] = PROSE,
    exclude: Sequence[str] = (),
    house: HouseSettings | None = None,
    tell: Callable[[str], None] = lambda text: None,
) -> Review:
    """Every prose file that differs, compared, with all findings in one list.

    ``tell`` hears how far the work is. What cannot be read is named and passed over.
    """
    listed = repository.list_changes(range_.base_tree, range_.head_tree, paths)
    changes = [
        change
        for change in listed
        if _is_submodule(change)
        or (matches_patterns(change.path, include) and not matches_patterns(change.path, exclude))
    ]
    files: list[ReviewedFile] = []
    for number, (change, old, new) in enumerate(_read_changes(repository, changes), 1):
        tell(f"comparing {number} of {len(changes)}")
        file = review_file(change, old, new, house)
        if file is not None:
            files.append(file)
    settings = {"include": list(include), "exclude": list(exclude), "paths": list(paths)}
    return gather_review(range_.base, range_.head, files, settings)


def review_contents(
    old_path: str, path: str, old: Content | None, new: Content | None
) -> ReviewedFile | None:
    """Two contents compared as one file's revisions, None for one that does not exist.

    None where both are the same.
    """
    status = FileStatus.RENAMED if path != old_path else FileStatus.MODIFIED
    status = FileStatus.ADDED if old is None else FileStatus.DELETED if new is None else status
    change = ChangedFile(path, None if old is None else old_path, status, None, None)
    return review_file(change, old or Content(None), new or Content(None))


def gather_review(
    base: Revision, head: Revision, files: Iterable[ReviewedFile], settings: Mapping[str, object]
) -> Review:
    """A review of files that are compared already, with all their findings in one list."""
    ordered = tuple(sorted(files, key=lambda file: file.path))
    findings = [
        finding
        for file in ordered
        if file.comparison is not None
        for finding in locate_findings(file.comparison, path=file.path, old_path=file.old_path or file.path)
    ]
    findings.sort(
        key=lambda one: (one.severity.rank, not one.certain, one.path, one.head.line, one.head.column)
    )
    return Review(
        base=base,
        head=head,
        tool=Tool("variance", __version__),
        files=ordered,
        findings=tuple(findings),
        settings=dict(settings),
    )


def _is_submodule(change: ChangedFile) -> bool:
    return change.refusal is not None and "submodule" in change.refusal


def _read_changes(
    repository: Repository, changes: Sequence[ChangedFile]
) -> Iterator[tuple[ChangedFile, Content, Content]]:
    """Each change with both contents; what was renamed and wrapped anew is one change."""
    nothing = Content(None)
    blobs = {
        blob
        for one in changes
        if one.refusal is None
        for blob in (one.old_blob, one.blob)
        if blob is not None
    }
    contents = dict(repository.read_blobs(sorted(blobs)))
    read: list[tuple[ChangedFile, Content, Content]] = []
    for change in changes:
        if change.refusal is not None:
            read.append((change, nothing, nothing))
            continue
        old = contents[change.old_blob] if change.old_blob is not None else nothing
        new = nothing
        if change.blob is not None:
            new = contents[change.blob]
        elif change.status is not FileStatus.DELETED:
            new = repository.read_file(change.path)
        read.append((change, old, new))
    deleted = {c.path: old.data for c, old, _ in read if c.status is FileStatus.DELETED and old.data}
    added = {c.path: new.data for c, _, new in read if c.status is FileStatus.ADDED and new.data}
    renamed = pair_renamed(deleted, added)
    olds = {change.path: (change, old) for change, old, _ in read if change.path in set(renamed.values())}
    for change, old, new in read:
        if change.path in renamed and change.status is FileStatus.ADDED:
            before, content = olds[renamed[change.path]]
            joined = replace(
                change, old_path=before.path, old_blob=before.old_blob, status=FileStatus.RENAMED
            )
            yield joined, content, new
        elif change.path not in olds or change.status is not FileStatus.DELETED:
            yield change, old, new


def review_file(
    change: ChangedFile, old: Content, new: Content, house: HouseSettings | None = None
) -> ReviewedFile | None:
    """One file with its comparison; None where nothing but the state of the working tree differs."""
    refusal = change.refusal or old.refusal or new.refusal
    if refusal is not None:
        return _make_file(change, Note("read", refusal))
    if old.data is not None and new.data is not None and _fold_ends(old.data) == _fold_ends(new.data):
        is_renamed = change.status is FileStatus.RENAMED
        return _make_file(change, Note("read", "renamed only")) if is_renamed else None
    try:
        before = _read_side(change.old_path or change.path, old.data)
        after = _read_side(change.path, new.data)
    except InputError as error:
        return _make_file(change, Note("read", str(error)))
    if before is None or after is None:
        return _make_file(change, _describe_alone(before, after, change))
    comparison = compare_revisions(before, after, title=change.path, house=house)
    return ReviewedFile(
        path=change.path,
        old_path=change.old_path,
        status=change.status,
        rewrapped_lines=count_rewrapped(comparison),
        restyled=len(list_restyled(comparison)),
        comparison=comparison,
        notes=(*comparison.notes, *_note_markup(comparison), *_note_style(comparison)),
    )


def _note_markup(comparison: Comparison) -> Iterator[Note]:
    blocks = [f"{rule} at line {line}" for rule, line in list_markup_lines(comparison)]
    if blocks:
        yield Note("read", f"changed and not compared as prose: {_join_some(blocks)}")


def _note_style(comparison: Comparison) -> Iterator[Note]:
    styles = [
        f"‘{' '.join(change.a.text.split())}’ → ‘{' '.join(change.b.text.split())}’"
        for row in comparison.pairs[0].alignments
        for change in row.changes
        if change.severity in (Severity.STYLE, Severity.TYPOGRAPHY)
    ]
    if styles:
        yield Note("style", f"style: {_join_some(list(dict.fromkeys(styles)))}")


def _join_some(names: Sequence[str]) -> str:
    """The first few of some names, and how many there are besides."""
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _make_file(change: ChangedFile, note: Note) -> ReviewedFile:
    return ReviewedFile(change.path, change.old_path, change.status, notes=(note,))


def _fold_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _read_side(path: str, data: bytes | None) -> Source | None:
    """One side's source; None where it holds no prose. Raises InputError for bytes that are no text.

    A file of what is furniture to a comparison, such as a site's footer, is prose to a review.
    """
    if data is None:
        return None
    source = read_source(path, data=data, must_tell=False)
    return source if any(unit.role is not Role.MARKUP for unit in source.units) else None


def _describe_alone(before: Source | None, after: Source | None, change: ChangedFile) -> Note:
    """What a file that has prose on one side only has there."""
    if before is None and after is None:
        return Note("read", "no prose on either side")
    alone = after or before
    assert alone is not None
    source = prepare_source(alone, alone.id)
    sentences = sum(unit.role.is_told for unit in source.units)
    amount = f"{sentences:,} {'sentence' if sentences == 1 else 'sentences'}, {source.words:,} words"
    if change.status is FileStatus.ADDED or change.status is FileStatus.DELETED:
        return Note("read", amount)
    return Note("read", f"{amount}; no prose {'before' if before is None else 'is left'}")
