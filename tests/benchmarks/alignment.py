"""How well, and how fast, variance aligns: beside difflib and weighted Jaccard, on sets with readers' links.

    python -m tests.benchmarks.alignment SET [SET...] [-v]
    python -m tests.benchmarks.alignment --speed [SOURCE...]

A SET is a directory of ``units.json`` and ``links.json`` or a public set in JSON lines; alignment_sets.py
says what is in them. None of them is in this project. The shipped weights were fitted on some of these
sets: for what they do on stories they never saw, see ``fit_alignment --check``. ``-v`` lists the links
missed and wrong. ``--speed`` needs no set; SOURCES are articles to align as one story (five seeds, say).
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.alignment_naive import match_jaccard, match_ratio
from tests.benchmarks.alignment_scores import Counts
from tests.benchmarks.alignment_sets import GoldPair, GoldStory, Link, load_set, make_source
from variance.align.pairs import align_sources
from variance.align.statements import build_statements
from variance.model import Pair
from variance.text.parsed import ParsedSource, parse_source
from variance.vocabulary import AlignmentKind, Role

_COARSE = {"identical": "same", "variant": "same", "paraphrase": "related", "partial": "related"}
_LINE = "{:34} {:>18} {:>18} {:>18}"


@dataclass(slots=True)
class Details:
    """What is asked of variance beyond links: kinds, rows of split sentences, and what is left out."""

    kinds_right: int = 0
    coarse_right: int = 0
    kinds: int = 0
    splits: int = 0
    splits_found: int = 0
    left_out: Counts = field(default_factory=Counts)

    def add(self, pair: Pair, gold: GoldPair, told: tuple[Sequence[int], Sequence[int]]) -> None:
        """Add one pair of sources. Conventions are found later, so variant counts as reworded here."""
        kinds = {(i, j): row.kind for row in pair.alignments for i in row.a for j in row.b}
        for link, labels in gold.required.items():
            if link in kinds and labels[0] in set(AlignmentKind):
                wanted = {label.replace("variant", "reworded") for label in labels}
                self.kinds += 1
                self.kinds_right += kinds[link] in wanted
                self.coarse_right += _merge(kinds[link]) in {_merge(label) for label in wanted}
        for group in _find_splits(gold):
            self.splits += 1
            self.splits_found += any(
                group <= {(i, j) for i in row.a for j in row.b} for row in pair.alignments
            )
        for side, units in enumerate(told):
            linked = {link[side] for link in gold.required}
            unsure = {link[side] for link in gold.optional} - linked
            wanted_out = {(side, unit): ("left out",) for unit in units if unit not in linked | unsure}
            aligned = {unit for row in pair.alignments for unit in (row.a, row.b)[side]}
            found = {(side, unit) for unit in units if unit not in aligned}
            self.left_out.add(found, wanted_out, {(side, unit) for unit in unsure}, ())


def _merge(label: str) -> str:
    return _COARSE.get(label, label)


def _find_splits(gold: GoldPair) -> list[set[Link]]:
    """Sets of links of one unit with several that have no other link, all called reworded."""
    groups: dict[tuple[int, int], set[Link]] = defaultdict(set)
    for link in gold.required:
        for side in (0, 1):
            groups[side, link[side]].add(link)
    return [
        links
        for (side, _), links in groups.items()
        if len(links) > 1
        and all(len(groups[1 - side, link[1 - side]]) == 1 for link in links)
        and all(gold.required[link][0] == "reworded" for link in links)
    ]


def score_story(
    story: GoldStory, counts: dict[str, list[Counts]], details: Details, *, verbose: bool
) -> None:
    """Align one story with all three methods and add what they find to the counts, by line of the table."""
    parsed = [parse_source(source) for source in story.sources]
    wanted = [(gold.a, gold.b) for gold in story.pairs]
    pairs, _ = align_sources(parsed, wanted)
    for gold, pair in zip(story.pairs, pairs, strict=True):
        links = {(i, j) for row in pair.alignments for i in row.a for j in row.b}
        found = (links, *(match(story.sources, gold.a, gold.b) for match in (match_ratio, match_jaccard)))
        names = [story.set_name]
        if len(story.pairs) > 1 and story.name == story.set_name:
            a, b = (story.sources[side].label for side in (gold.a, gold.b))
            names.append(f"{story.set_name} {a}-{b}")
        for name in names:
            for count, one in zip(counts[name], found, strict=True):
                count.add(one, gold.required, gold.optional, gold.moved)
        told = tuple([unit.id for unit in story.sources[side].told_units] for side in (gold.a, gold.b))
        details.add(pair, gold, (told[0], told[1]))
        if verbose:
            _print_errors(story, gold, links)


def _print_errors(story: GoldStory, gold: GoldPair, links: set[Link]) -> None:
    for word, wrong in (
        ("missed", set(gold.required) - links),
        ("wrong", links - set(gold.required) - gold.optional),
    ):
        for i, j in sorted(wrong):
            print(f"{word} in {story.name}: {story.sources[gold.a].units[i].text}")
            print(f"    {story.sources[gold.b].units[j].text}")


def run_sets(paths: Sequence[Path], *, verbose: bool) -> None:
    """Print the table of all sets."""
    counts: dict[str, list[Counts]] = defaultdict(lambda: [Counts(), Counts(), Counts()])
    details: dict[str, Details] = defaultdict(Details)
    for path in paths:
        for story in load_set(path):
            score_story(story, counts, details[story.set_name], verbose=verbose)
    print(_LINE.format("F1 (precision recall) of links", "variance", "difflib ratio", "weighted Jaccard"))
    for name, row in counts.items():
        cells = [f"{count.f1:.3f} ({count.precision:.2f} {count.recall:.2f})" for count in row]
        print(_LINE.format(name, *cells))
        if row[0].moved:
            print(_LINE.format("  moved links found", *(f"{c.moved_right}/{c.moved}" for c in row)))
    for name, found in details.items():
        parts = [f"left out F1 {found.left_out.f1:.3f}"]
        if found.kinds:
            parts.append(f"kind right {found.kinds_right / found.kinds:.3f}")
            parts.append(f"coarse kind right {found.coarse_right / found.kinds:.3f} of {found.kinds}")
        if found.splits:
            parts.append(f"split sentences in one row {found.splits_found}/{found.splits}")
        print(f"{name}: " + ", ".join(parts))


def make_prose(count: int, words: int, chance: random.Random) -> list[str]:
    """Sentences of made-up words that come as often as words do (the n-th as often as 1/n)."""
    letters = "bcdfglmnprst", "aeiou"
    stock = [
        "".join(chance.choice(letters[0]) + chance.choice(letters[1]) for _ in range(chance.randint(2, 4)))
        for _ in range(8000)
    ]
    weights = [1 / (place + 5) for place in range(len(stock))]
    return [" ".join(chance.choices(stock, weights, k=words)).capitalize() + "." for _ in range(count)]


def edit_prose(sentences: Sequence[str], chance: random.Random, *, share: float, words: int) -> list[str]:
    """The sentences without a tenth of them; of a share of the others up to so many words are changed."""
    edited = []
    for sentence in sentences:
        if chance.random() < 0.1:
            continue
        parts = sentence.rstrip(".").split()
        if chance.random() < share:
            for _ in range(chance.randint(0, words)):
                parts[chance.randrange(len(parts))] = chance.choice(parts)
        edited.append(" ".join(parts) + ".")
    return edited


def read_lines(name: str, lines: Sequence[str]) -> ParsedSource:
    """A source with a sentence a line."""
    return parse_source(make_source(name, [(line, Role.SENTENCE) for line in lines]))


def measure(sources: Sequence[ParsedSource]) -> float:
    """CPU seconds to align all pairs of sources and build the statements."""
    start = time.process_time()
    pairs, _ = align_sources(sources, list(itertools.combinations(range(len(sources)), 2)))
    build_statements(sources, pairs)
    return time.process_time() - start


def build_speed_cases() -> dict[str, Callable[[], list[ParsedSource]]]:
    """The texts whose time has a target, and adversarial ones that must stay bounded."""
    chance = random.Random(1)

    def make_books(count: int) -> list[ParsedSource]:
        prose = make_prose(count, 18, chance)
        return [read_lines("a", prose), read_lines("b", edit_prose(prose, chance, share=0.5, words=4))]

    def make_story() -> list[ParsedSource]:
        prose = make_prose(60, 22, chance)
        return [
            read_lines(f"s{k}", edit_prose(chance.sample(prose, 44), chance, share=1, words=12))
            for k in range(20)
        ]

    cat, item = "The cat sat on the mat with a hat.", "Item number {} is ready for shipping to Boston."
    return {
        "two books of 2,000 sentences": lambda: make_books(2000),
        "two books of 4,000 sentences": lambda: make_books(4000),
        "20 sources of 40 sentences": make_story,
        "20,000 copies of one sentence": lambda: [read_lines(name, [cat] * 20_000) for name in "ab"],
        "20,000 alike up to a number": lambda: [
            read_lines(name, [item.format(k + shift) for k in range(20_000)])
            for name, shift in (("a", 0), ("b", 5_000))
        ],
        "a sentence of 1 MB": lambda: [read_lines(name, make_prose(1, 150_000, chance)) for name in "ab"],
        "100,000 sentences": lambda: make_books(53_000),
    }


def run_speed(paths: Sequence[Path]) -> None:
    """Print the CPU time of each case; of articles that of the second call."""
    if paths:
        from variance.compare import read_source

        parsed = [parse_source(read_source(path)) for path in paths]
        measure(parsed)
        print(f"{len(paths)} articles, second call: {measure(parsed):.3f} s CPU")
    for name, build in build_speed_cases().items():
        print(f"{name}: {measure(build()):.2f} s CPU", flush=True)


def main() -> None:
    """Read the command line and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="SET")
    parser.add_argument("--speed", action="store_true", help="measure time instead of links")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the links missed and wrong")
    options = parser.parse_args()
    if options.speed:
        run_speed(options.paths)
    elif not options.paths:
        parser.error("name at least one SET: a directory of units.json and links.json, or a .jsonl file")
    else:
        run_sets(options.paths, verbose=options.verbose)


if __name__ == "__main__":
    main()
