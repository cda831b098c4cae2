"""Reads what careful readers aligned: directories of units.json and links.json, public sets in JSON lines.

None of these sets is in this project. A directory holds ``units.json`` ({source: [{id, role, text, start,
end}]}) and ``links.json`` ([{a, b, required: [{a, b, labels}], optional: [{a, b}]}]); a line of a public
set is an object with ``a_sentences``, ``b_sentences`` and ``gold`` ([[i, j, label], ...]).
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from variance.model import Metadata, Source, Unit
from variance.vocabulary import Role

Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """What readers linked in two sources of a story: (unit of a, unit of b) → the kinds they gave."""

    a: int
    b: int
    required: Mapping[Link, tuple[str, ...]]
    optional: frozenset[Link] = frozenset()
    moved: frozenset[Link] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldStory:
    """Sources that tell one story and the pairs that readers aligned.

    ``group`` names what must not be parted between fitting and scoring. ``is_mixed`` marks two sources of
    different stories, put together to see that nothing of them is aligned.
    """

    name: str
    set_name: str
    group: str
    sources: tuple[Source, ...]
    pairs: tuple[GoldPair, ...] = field(default=())
    is_mixed: bool = False


def make_source(name: str, units: Sequence[tuple[str, Role]], *, truncated: bool = False) -> Source:
    """A source whose units are these texts, a line each."""
    made = []
    at = 0
    for number, (text, role) in enumerate(units):
        made.append(Unit(number, role, None, at, at + len(text), number + 1, 1, text))
        at += len(text) + 1
    whole = "\n".join(text for text, _ in units)
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    words = sum(len(text.split()) for text, role in units if role.is_told)
    cut = len(whole) if truncated else None
    return Source(name, name, name, digest, "utf-8", "en", Metadata(), whole, words, cut, tuple(made))


def load_set(path: Path) -> list[GoldStory]:
    """The stories of a gold directory or of a public set."""
    return [_load_directory(path)] if path.is_dir() else list(_load_lines(path))


def _load_directory(path: Path) -> GoldStory:
    units = json.loads((path / "units.json").read_text(encoding="utf-8"))
    names = list(units)
    number = {unit["id"]: k for name in names for k, unit in enumerate(units[name])}
    boilerplate = {unit["id"] for name in names for unit in units[name] if unit["role"] == "boilerplate"}
    sources = tuple(
        make_source(name, [(unit["text"].replace("\n", " "), Role(unit["role"])) for unit in units[name]])
        for name in names
    )
    pairs = []
    for pair in json.loads((path / "links.json").read_text(encoding="utf-8")):
        required = {
            (number[link["a"]], number[link["b"]]): tuple(link["labels"])
            for link in pair["required"]
            if link["a"] not in boilerplate and link["b"] not in boilerplate
        }
        optional = frozenset((number[link["a"]], number[link["b"]]) for link in pair["optional"])
        pairs.append(GoldPair(names.index(pair["a"]), names.index(pair["b"]), required, optional))
    return GoldStory(path.name, path.name, path.name, sources, tuple(pairs))


def _load_lines(path: Path) -> Iterator[GoldStory]:
    set_name = path.stem
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        if "witnesses" in record:
            sides, pairs = record["witnesses"], record["pairs"]
        else:
            sides = [record["a_sentences"], record["b_sentences"]]
            pairs = [{"a": 0, "b": 1, "gold": record["gold"]}]
        sources = tuple(
            make_source(chr(97 + k), [(text.replace("\n", " "), Role.SENTENCE) for text in side])
            for k, side in enumerate(sides)
        )
        gold = tuple(_read_pair(pair) for pair in pairs)
        name = record.get("doc_id") or record.get("cluster_id") or str(number)
        group = record.get("fable") or record.get("essay") or record.get("page") or name
        yield GoldStory(str(name), set_name, f"{set_name}/{group}", sources, gold)


def _read_pair(pair: dict[str, object]) -> GoldPair:
    gold = pair["gold"]
    assert isinstance(gold, list)
    required = {(int(i), int(j)): (str(label[0]) if label else "aligned",) for i, j, *label in gold}
    moved = frozenset(link for link, labels in required.items() if "mov" in labels[0].lower())
    a, b = pair["a"], pair["b"]
    assert isinstance(a, int) and isinstance(b, int)
    return GoldPair(a, b, required, moved=moved)


def mix_stories(stories: Sequence[GoldStory], step: int) -> list[GoldStory]:
    """Every step-th story's first source with the last of the next story of another group; no links."""
    mixed = []
    for at in range(0, len(stories), step):
        story = stories[at]
        other = next((s for s in (*stories[at:], *stories) if s.group != story.group), None)
        if other is not None:
            sources = (story.sources[0], other.sources[-1])
            mixed.append(
                GoldStory(
                    f"{story.name} / {other.name}",
                    story.set_name,
                    story.group,
                    sources,
                    (GoldPair(0, 1, {}),),
                    True,
                )
            )
    return mixed


def count_words(story: GoldStory) -> int:
    """The words of all sources of a story."""
    return sum(source.words for source in story.sources)


def list_pairs(story: GoldStory) -> list[tuple[int, int]]:
    """All pairs of a story's sources, in order."""
    return list(itertools.combinations(range(len(story.sources)), 2))
