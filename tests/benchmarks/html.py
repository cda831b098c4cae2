"""How large the HTML report is and how fast it is made and used, beside what it is measured against.

Run it with the Python that has variance and Playwright installed, Chromium on the machine::

    python -m tests.benchmarks.html [--cache DIRECTORY]

(a) Bytes of the page to bytes of text: the five seeds, and two, against ``prosediff`` 0.7.0 on the same two;
    prosediff gets an environment of its own in the cache directory, as for ``speed.py``.
(b) Forty synthetic articles of sixty sentences, each with its share of changed, moved and missing ones: CPU
    seconds to render; in Chromium the first contentful paint, and the time from a filter's click to the next
    frame.
(c) The same for another base, on the seeds and on twelve articles: above twelve a comparison does not hold
    the pairs that another base needs, and the page offers none.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.speed import SEEDS, find_prosediff
from tests.browser.conftest import FLAGS
from variance.compare import compare_sources, read_source
from variance.model import Comparison
from variance.render import RenderOptions
from variance.render.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The targets, in bytes, seconds of CPU, and milliseconds.
MOST_BYTES = 400_000
MOST_CPU = 3.0
MOST_PAINT = 1_000
MOST_SWITCH = 200

_SUBJECTS = ("The minister", "A spokeswoman", "The port authority", "The union", "The mayor", "Police")
_VERBS = ("said", "announced", "denied", "confirmed", "warned")
_TOPICS = ("the ferry line", "the new harbour", "the strike", "the budget", "the inquiry", "the bridge")
_ENDS = ("would open in May", "had cost 43 million euros", "was delayed again", "would be sold by 2027")
# A sentence is left out, reworded or moved by an article with these chances.
_OMITTED, _REWORDED, _MOVED = 0.15, 0.25, 0.03

# A frame later the browser has laid out and painted what the click or the choice changed.
_TIME_CHOICE = """
([selector, value]) => new Promise((resolve) => {
  const choice = document.querySelector(selector);
  const start = performance.now();
  if (value === null) {
    choice.click();
  } else {
    choice.value = value;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
})
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def write_articles(folder: Path, count: int, sentences: int) -> list[Path]:
    """Synthetic articles on one story, the same every time."""
    chance = random.Random(5)
    story = [
        f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} on day {number} that {chance.choice(_TOPICS)} "
        f"of district {chance.randrange(100)} {chance.choice(_ENDS)}."
        for number in range(sentences)
    ]
    paths = []
    for place in range(count):
        told = [_vary(one, chance) for one in story if chance.random() >= _OMITTED]
        for at in range(len(told) - 1):
            if chance.random() < _MOVED:
                told.append(told.pop(at))
        path = folder / f"article-{place:02d}.txt"
        path.write_text("\n\n".join(told), encoding="utf-8")
        paths.append(path)
    return paths


def _vary(sentence: str, chance: random.Random) -> str:
    if chance.random() >= _REWORDED:
        return sentence
    return sentence.replace("that", chance.choice(("how", "that once more"))).replace("43", "34")


def compare_files(paths: list[Path]) -> Comparison:
    """The comparison of some files, by the real pipeline."""
    return compare_sources([read_source(str(path)) for path in paths])


def measure_ratios(folder: Path, cache: Path) -> bool:
    """Print bytes of page to bytes of text; whether the target is met."""
    seeds = sorted(SEEDS.glob("*.txt"))
    target = folder / "prosediff.html"
    command = [str(find_prosediff(cache)), "--files", *map(str, seeds[:2]), "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    rows = [
        ("variance, five seeds", len(render(compare_files(seeds), RenderOptions()).encode()), seeds),
        ("variance, two seeds", len(render(compare_files(seeds[:2]), RenderOptions()).encode()), seeds[:2]),
        ("prosediff, two seeds", target.stat().st_size, seeds[:2]),
    ]
    ratios = []
    for name, size, paths in rows:
        text = sum(path.stat().st_size for path in paths)
        ratios.append(size / text)
        print(f"{name:28} {size:9,} bytes for {text:7,} of text: {size / text:5.1f}")
    print(f"{'':28} (under {MOST_BYTES:,}, and five seeds under prosediff's ratio)\n")
    return rows[0][1] < MOST_BYTES and ratios[0] < ratios[2]


def measure_page(browser: Browser, path: Path, choices: dict[str, tuple[str, str | None]]) -> bool:
    """Print the first paint of a page and the least time of five for each choice; whether targets are met."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    paint = float(page.evaluate(_PAINT))
    print(f"  first contentful paint     {paint:7.0f} ms   (under {MOST_PAINT})")
    kept = paint < MOST_PAINT
    for name, (selector, value) in choices.items():
        times = []
        for turn in range(6):
            wanted = value if value is None or turn % 2 == 0 else "A"
            times.append(float(page.evaluate(_TIME_CHOICE, [selector, wanted])))
        print(
            f"  {name:26} {max(times[:1]):7.0f} ms first, {min(times):.0f} ms least   (under {MOST_SWITCH})"
        )
        kept = kept and times[0] < MOST_SWITCH
    page.close()
    return kept


def measure_many(
    folder: Path, browser: Browser, count: int, choices: dict[str, tuple[str, str | None]]
) -> bool:
    """Print what so many synthetic articles of sixty sentences cost; whether targets are met."""
    comparison = compare_files(write_articles(folder, count, 60))
    render(comparison, RenderOptions())
    start = time.process_time()
    html = render(comparison, RenderOptions())
    cpu = time.process_time() - start
    print(
        f"{count} articles of 60 sentences: {len(html.encode()):,} bytes, {len(comparison.findings)} findings"
    )
    print(f"  rendered in                {cpu:7.2f} s CPU   (under {MOST_CPU})")
    path = folder / f"{count}.html"
    path.write_text(html, encoding="utf-8")
    return measure_page(browser, path, choices) and cpu < MOST_CPU


def run(cache: Path) -> bool:
    """All the measurements; whether all targets are met."""
    from playwright.sync_api import sync_playwright

    click: dict[str, tuple[str, str | None]] = {
        "filter by severity": ("#filters input[value=substance]", None),
        "only differences": ("#differences", None),
    }
    base: dict[str, tuple[str, str | None]] = {"another base": ("#base", "B")}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        kept = [measure_ratios(folder, cache)]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        path = folder / "seeds.html"
        path.write_text(render(compare_files(sorted(SEEDS.glob("*.txt"))), RenderOptions()), encoding="utf-8")
        print("five seeds")
        kept.append(measure_page(browser, path, {**click, **base}))
        kept.append(measure_many(folder, browser, 12, {**click, **base}))
        kept.append(measure_many(folder, browser, 40, click))
        browser.close()
    return all(kept)


def main() -> int:
    """Run the benchmark; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, help="where prosediff's environment is kept between runs")
    arguments = parser.parse_args()
    if arguments.cache is not None:
        arguments.cache.mkdir(parents=True, exist_ok=True)
        return 0 if run(arguments.cache.resolve()) else 1
    with tempfile.TemporaryDirectory() as cache:
        return 0 if run(Path(cache)) else 1


if __name__ == "__main__":
    sys.exit(main())
