"""Fits the weights of the alignment and writes variance/align/weights.json.

    python -m tests.benchmarks.fit_alignment SET [SET...] [--keep-links] [--check] [--output FILE]

A SET is a directory of units.json and links.json or a public set in JSON lines (see alignment_sets.py);
none of them is in this project. numpy and scipy are needed here and nowhere else. Everything is
cross-fitted by story: the second look is fitted on scores that the first look gives to stories that it was
not fitted on, and what ``--check`` prints is scored story by story with weights that never saw the story.
``--keep-links`` leaves the weights of links as they are shipped and fits those of the kinds alone.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.alignment_scores import Counts, show_counts
from tests.benchmarks.alignment_sets import GoldStory, Link, list_pairs, load_set, mix_stories
from variance.align.context import CONTEXT_FEATURES, Place, Scored, read_context
from variance.align.evidence import FEATURES, Feature
from variance.align.kinds import (
    PARTIAL_FEATURES,
    REWORDED_FEATURES,
    CoreMeter,
    measure_reworded,
)
from variance.align.rows import group_links
from variance.align.scoring import TWIN_SCORE, FirstLook, SecondLook, look_first
from variance.align.story import read_story
from variance.align.weights import Score, read_weights
from variance.text.parsed import parse_source

# Neither is a dependency of the project, so the types are not known where they are checked.
np: Any = import_module("numpy")
minimize: Any = import_module("scipy.optimize").minimize
Floats = Any

WEIGHTS = Path(__file__).parents[2] / "variance" / "align" / "weights.json"
# A story counts as so many links, whatever its size; a whole public set counts as half a story, since fables,
# essays and encyclopaedia pages are other texts than news (counting them as much lost 0.01 to 0.02 of F1).
_STORY_WEIGHT = 40.0
_PUBLIC_WEIGHT = 20.0
# Pairs of copies have one answer for every unit; they would drown the others.
_COPY_WEIGHT = 0.1
_COPY_SHARE = 0.5
_PENALTY = 4.0
# Of every public set so many pairs of texts that have nothing to do with each other are learned from, too.
_MIXED = 70
_FOLDS = 8
_ABOUT = (
    "Fitted by tests/benchmarks/fit_alignment.py: logistic scores, L2 penalty {penalty}, every weight held "
    "to the sign of its feature. Names are those of FEATURES and CONTEXT_FEATURES, where each "
    "is explained. Fitted on {count} stories with links of careful readers and on the public sets {sets}."
)


@dataclass(frozen=True, slots=True)
class Case:
    """A story with the first looks at all its pairs, and its links by place."""

    story: GoldStory
    fold: int
    looks: Mapping[Place, FirstLook]
    required: Mapping[Place, Mapping[Link, tuple[str, ...]]]
    optional: Mapping[Place, frozenset[Link]]
    moved: Mapping[Place, frozenset[Link]]


@dataclass(frozen=True, slots=True)
class Table:
    """Feature values of all candidates, a row each; ``keys`` says whose they are."""

    keys: list[tuple[int, Place, Link]]
    values: Floats
    is_link: Floats
    weight: Floats
    fold: Floats


def prepare_case(story: GoldStory, fold: int) -> Case:
    """Parse a story's sources and look at all its pairs."""
    parsed = [parse_source(source) for source in story.sources]
    read = read_story(parsed)
    place = [{unit.id: at for at, unit in enumerate(telling.units)} for telling in read.tellings]
    looks = look_first(read, list_pairs(story))
    required: dict[Place, Mapping[Link, tuple[str, ...]]] = {}
    optional: dict[Place, frozenset[Link]] = {}
    moved: dict[Place, frozenset[Link]] = {}
    for gold in story.pairs:
        a, b = sorted((gold.a, gold.b))

        def turn(link: Link, *, turned: bool = gold.a > gold.b, a: int = a, b: int = b) -> Link:
            i, j = link[::-1] if turned else link
            return place[a][i], place[b][j]

        required[a, b] = {turn(link): labels for link, labels in gold.required.items()}
        optional[a, b] = frozenset(turn(link) for link in gold.optional)
        moved[a, b] = frozenset(turn(link) for link in gold.moved)
    return Case(story, fold, looks, required, optional, moved)


def prepare_cases(paths: Iterable[Path], *, mixed: bool = True) -> list[Case]:
    """All stories of all sets; a directory is a fold of its own, public stories go by their group."""
    cases = []
    directories = 0
    for path in paths:
        stories = load_set(path)
        if mixed:
            stories += mix_stories(stories, max(1, len(stories) // _MIXED))
        for story in stories:
            fold = directories % _FOLDS if path.is_dir() else zlib.crc32(story.group.encode()) % _FOLDS
            cases.append(prepare_case(story, fold))
        directories += path.is_dir()
    return cases


def is_copy(case: Case, pair: Place) -> bool:
    """Whether readers call most links of a pair identical, variant or reworded, most units being linked."""
    links = case.required.get(pair, {})
    view = case.looks[pair].view
    copied = sum(not {"paraphrase", "partial"} & set(labels) for labels in links.values())
    return len(case.story.sources) > 2 and copied > _COPY_SHARE * min(len(view.a.units), len(view.b.units))


def tabulate(
    cases: Sequence[Case], values: Mapping[tuple[int, Place], Mapping[Link, tuple[float, ...]]]
) -> Table:
    """The features of all candidates, weighted so that every set counts alike."""
    keys, rows, truth, weight, fold, names = [], [], [], [], [], []
    for number, case in enumerate(cases):
        for pair in case.looks:
            if pair not in case.required:
                continue
            scale = _COPY_WEIGHT if is_copy(case, pair) else 1.0
            for link, found in values[number, pair].items():
                keys.append((number, pair, link))
                rows.append(found)
                truth.append(link in case.required[pair])
                weight.append(0.0 if link in case.optional[pair] else scale)
                fold.append(case.fold)
                names.append(case.story.set_name)
    is_link, weights = np.array(truth, float), np.array(weight)
    set_names = np.array(names)
    public = {case.story.set_name for case in cases if case.story.name != case.story.set_name}
    for name in sorted(set(names)):
        chosen = set_names == name
        whole = _PUBLIC_WEIGHT if name in public else _STORY_WEIGHT
        weights[chosen] *= whole / max(1e-9, float((weights * is_link)[chosen].sum()))
    return Table(keys, np.array(rows, float), is_link, weights, np.array(fold, float))


def fit_score(values: Floats, truth: Floats, weight: Floats, features: Sequence[Feature]) -> Floats:
    """The bias and the weights of a logistic score, each weight of its feature's sign."""
    spread = values.std(axis=0) + 1e-9
    scaled = values / spread

    def lose(point: Floats) -> tuple[float, Floats]:
        odds = scaled @ point[1:] + point[0]
        error = (1 / (1 + np.exp(-odds)) - truth) * weight
        loss = float((weight * (np.logaddexp(0, odds) - truth * odds)).sum())
        penalty = _PENALTY / 2 * float((point[1:] ** 2).sum())
        return loss + penalty, np.concatenate([[error.sum()], scaled.T @ error + _PENALTY * point[1:]])

    limits = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
    bounds = [(None, None), *(limits[feature.sign] for feature in features)]
    start = np.zeros(values.shape[1] + 1)
    fitted = minimize(lose, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 1000})
    return np.concatenate([fitted.x[:1], fitted.x[1:] / spread])


def cross_fit(table: Table, features: Sequence[Feature]) -> Floats:
    """The score of every row by weights fitted without its fold."""
    scores = np.zeros(len(table.keys))
    for fold in range(_FOLDS):
        own = table.fold == fold
        if own.any():
            found = fit_score(table.values[~own], table.is_link[~own], table.weight[~own], features)
            scores[own] = table.values[own] @ found[1:] + found[0]
    return scores


def score_table(table: Table, features: Sequence[Feature], shipped: Score | None) -> Floats:
    """The score of every row by shipped weights; without them by weights fitted without its fold."""
    if shipped is None:
        return cross_fit(table, features)
    return table.values @ np.array(shipped.weights) + shipped.bias


def group_scores(table: Table, scores: Floats) -> dict[tuple[int, Place], dict[Link, float]]:
    """Scores by story, pair and link."""
    grouped: dict[tuple[int, Place], dict[Link, float]] = defaultdict(dict)
    for (number, pair, link), score in zip(table.keys, scores, strict=True):
        grouped[number, pair][link] = float(score)
    return grouped


def look_again_all(
    cases: Sequence[Case], scores: Mapping[tuple[int, Place], Mapping[Link, float]]
) -> dict[tuple[int, Place], Mapping[Link, tuple[float, ...]]]:
    """The context features of all candidates, given the first look's scores."""
    found: dict[tuple[int, Place], Mapping[Link, tuple[float, ...]]] = {}
    for number, case in enumerate(cases):
        scored: dict[Place, Scored] = {
            pair: look.join_twins(scores.get((number, pair), {})) for pair, look in case.looks.items()
        }
        for pair, context in read_context(scored).items():
            found[number, pair] = {place: context.measure(place) for place in case.looks[pair].values}
    return found


def count_links(
    cases: Sequence[Case],
    own: Mapping[tuple[int, Place], Mapping[Link, float]],
    scores: Mapping[tuple[int, Place], Mapping[Link, float]],
    threshold: float,
) -> dict[str, Counts]:
    """Found, wrong and missed links by set, pairs of copies apart."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for number, case in enumerate(cases):
        for pair, required in case.required.items():
            name = "copies" if is_copy(case, pair) else case.story.set_name
            name = "unrelated" if case.story.is_mixed else name
            links = choose_links(case.looks[pair], own[number, pair], scores[number, pair], threshold)
            counts[name].add(links, required, case.optional[pair], case.moved[pair])
    return counts


def choose_links(
    look: FirstLook, own: Mapping[Link, float], scores: Mapping[Link, float], threshold: float
) -> dict[Link, float]:
    """The links that these scores make of two sources."""
    twins = dict.fromkeys(look.twins.pairs, TWIN_SCORE)
    return SecondLook(look, {**own, **twins}, {}, {**scores, **twins}).choose_links(threshold)


def fit_kinds(
    cases: Sequence[Case],
    own: Mapping[tuple[int, Place], Mapping[Link, float]],
    scores: Mapping[tuple[int, Place], Mapping[Link, float]],
    threshold: float,
) -> tuple[tuple[Floats, Floats, Floats], tuple[Floats, Floats, Floats]]:
    """(values, truth, fold) of the rows found in directories, for reworded or not and for partial or not."""
    reworded: list[tuple[tuple[float, ...], bool, int]] = []
    partial: list[tuple[tuple[float, ...], bool, int]] = []
    for number, case in enumerate(cases):
        for pair, required in case.required.items():
            if is_copy(case, pair) or not any(
                {"paraphrase", "partial"} & set(labels) for labels in required.values()
            ):
                continue
            look = case.looks[pair]
            found = choose_links(look, own[number, pair], scores[number, pair], threshold)
            rows = group_links(look.view, found)
            meter = CoreMeter(look.view.story)
            for row in rows:
                labels = [required[i, j][0] for i in row.a for j in row.b if (i, j) in required]
                if not labels:
                    continue
                is_reworded = labels[0] not in ("paraphrase", "partial")
                reworded.append((measure_reworded(*row.sides), is_reworded, case.fold))
                if not is_reworded:
                    partial.append((meter.measure(*row.sides), labels[0] == "partial", case.fold))
    return _stack(reworded), _stack(partial)


def _stack(rows: Sequence[tuple[tuple[float, ...], bool, int]]) -> tuple[Floats, Floats, Floats]:
    values, truth, fold = zip(*rows, strict=True)
    return np.array(values, float), np.array(truth, float), np.array(fold, float)


def fit_kind(
    name: str, features: Sequence[Feature], values: Floats, truth: Floats, fold: Floats
) -> dict[str, float]:
    """The weights by which one kind is told; prints how often they are right on stories they did not see."""
    ones = np.ones(len(truth))
    table = Table([(0, (0, 0), (0, 0))] * len(truth), values, truth, ones, fold)
    right = (cross_fit(table, features) > 0) == (truth > 0)
    print(
        f"{name} or not: right {right.mean():.3f} of {len(truth)} rows by weights fitted without their "
        f"story; {right[truth > 0].mean():.3f} of the {int(truth.sum())} that are"
    )
    return _name_weights(fit_score(values, truth, ones, features), features)


def _name_weights(found: Floats, features: Sequence[Feature]) -> dict[str, float]:
    names = ["bias", *(feature.name for feature in features)]
    return {name: round(float(value), 4) + 0.0 for name, value in zip(names, found, strict=True)}


def main() -> None:
    """Fit, show what cross-validation says, and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--threshold", type=float, default=-0.05)
    parser.add_argument("--keep-links", action="store_true", help="fit the kinds alone")
    parser.add_argument("--check", action="store_true", help="print the scores and write nothing")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    cases = prepare_cases(options.sets, mixed=not options.keep_links)
    shipped = read_weights(json.loads(WEIGHTS.read_text(encoding="utf-8"))) if options.keep_links else None
    looks = {(n, pair): look.values for n, case in enumerate(cases) for pair, look in case.looks.items()}
    first = tabulate(cases, looks)
    first_scores = group_scores(first, score_table(first, FEATURES, shipped and shipped.first_look))
    second = tabulate(cases, look_again_all(cases, first_scores))
    second_scores = group_scores(
        second, score_table(second, CONTEXT_FEATURES, shipped and shipped.second_look)
    )
    for threshold in (-0.5, -0.25, -0.05, 0.1, 0.25):
        print(f"threshold {threshold}")
        show_counts(count_links(cases, first_scores, second_scores, threshold))
    kinds = fit_kinds(cases, first_scores, second_scores, options.threshold)
    data: dict[str, Any] = (
        json.loads(WEIGHTS.read_text(encoding="utf-8"))
        if options.keep_links
        else {
            "about": _ABOUT.format(
                penalty=_PENALTY,
                count=sum(path.is_dir() for path in options.sets),
                sets=", ".join(path.stem for path in options.sets if not path.is_dir()),
            ),
            "decision": {"threshold": options.threshold},
            "first look": _name_weights(
                fit_score(first.values, first.is_link, first.weight, FEATURES), FEATURES
            ),
            "second look": _name_weights(
                fit_score(second.values, second.is_link, second.weight, CONTEXT_FEATURES), CONTEXT_FEATURES
            ),
        }
    )
    for name, features, (values, truth, fold) in zip(
        ("reworded", "partial"), (REWORDED_FEATURES, PARTIAL_FEATURES), kinds, strict=True
    ):
        data[name] = fit_kind(name, features, values, truth, fold)
    read_weights(data)
    if not options.check:
        options.output.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
