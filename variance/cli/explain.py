"""``variance explain``: why a sentence was aligned as it was, or was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from variance.cli.console import write_output
from variance.cli.sources import read_sources
from variance.errors import UsageError
from variance.model import Source, Unit
from variance.render.escape import show_hidden

if TYPE_CHECKING:
    from variance.align.explain import ExplainedCandidate, Explanation

EXPLAIN_EXAMPLES = """\b
Examples:
  variance explain ours.txt theirs.txt
  variance explain ours.txt theirs.txt --sentence 12
  variance explain ours.txt theirs.txt --sentence "a big mistake" --candidates 10
"""

# A part below this changes a score by about one per cent: it is counted and not shown.
LEAST_PART_SHOWN = 0.05


def explain_command(
    a: Annotated[str, typer.Argument(metavar="A", help="The article with the sentence.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="The article to look in.", show_default=False)],
    *,
    sentence: Annotated[
        str | None,
        typer.Option(
            metavar="N|WORDS", help="Its number, or some of its words. Without it the sentences are listed."
        ),
    ] = None,
    candidates: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many candidates to show, best first.")
    ] = 5,
) -> int:
    """Show why a sentence was aligned as it was, or was not.

    Prints the sentences of B that were looked at for one sentence of A, each with what speaks for it (+)
    and against it (-), in log odds, and the words that it rests on.
    """
    from variance.compare import explain_sentence, tell_apart  # not before it is needed: it loads all stages

    ours, theirs = tell_apart(read_sources([a, b], {}, show_progress=False))
    if sentence is None:
        write_output(list_sentences(ours))
        return 0
    unit = find_sentence(ours, sentence)
    explanation = explain_sentence(ours, theirs, unit.id)
    write_output(show_explanation(explanation, ours, theirs, most=candidates))
    return 0


def list_sentences(source: Source) -> str:
    """The units that tell the story, a line each with the number that ``--sentence`` takes."""
    rows = [f"{number:>4}  {show_hidden(unit.text)}" for number, unit in enumerate(source.told_units, 1)]
    return "\n".join(rows) + "\n"


def find_sentence(source: Source, wanted: str) -> Unit:
    """The unit with that number, counted from 1, or the first that holds these words.

    Raises UsageError if there is none.
    """
    told = source.told_units
    if wanted.isdecimal():
        if 1 <= int(wanted) <= len(told):
            return told[int(wanted) - 1]
        raise UsageError(f"--sentence {wanted}: {source.label} has the sentences 1 to {len(told)}")
    words = " ".join(wanted.split()).casefold()
    for unit in told:
        if words and words in " ".join(unit.text.split()).casefold():
            return unit
    raise UsageError(
        f"--sentence {wanted!r}: no sentence of {source.label} has these words; without it they are listed"
    )


def show_explanation(explanation: Explanation, ours: Source, theirs: Source, *, most: int) -> str:
    """An explanation as lines of text: the unit, then its candidates, best first."""
    unit = ours.units[explanation.unit]
    lines = [f"{_show_place(ours, unit)}  {show_hidden(unit.text)}", ""]
    if not explanation.candidates:
        lines.append(f"No sentence of {theirs.label} shares a telling word with it.")
    for candidate in explanation.candidates[:most]:
        lines += [*_show_candidate(candidate, theirs), ""]
    left = len(explanation.candidates) - most
    if left > 0:
        lines.append(f"{left} weaker candidates more (--candidates)")
    return "\n".join(lines).rstrip("\n") + "\n"


def _show_candidate(candidate: ExplainedCandidate, theirs: Source) -> list[str]:
    unit = theirs.units[candidate.unit]
    verdict = "aligned" if candidate.is_linked else "not aligned"
    usual = f"needs about {candidate.threshold:.2f}"
    if candidate.is_linked and candidate.score < candidate.threshold:
        usual += (
            " elsewhere; it completes a sentence told in two, or stands where the order of both texts has it"
        )
    head = f"{verdict}, score {candidate.score:.2f} ({usual})"
    lines = [f"{_show_place(theirs, unit)}  {show_hidden(unit.text)}", f"    {head}"]
    if not candidate.parts:
        lines.append("    the very same words")
    shown = [part for part in candidate.parts if abs(part.amount) >= LEAST_PART_SHOWN]
    width = max((len(part.feature) for part in shown), default=0)
    for part in shown:
        reason = show_hidden(part.text) if part.text else part.meaning
        lines.append(f"    {part.amount:+5.2f}  {part.feature:{width}}  {reason}")
    if len(shown) < len(candidate.parts):
        lines.append(f"    {len(candidate.parts) - len(shown)} features add less than {LEAST_PART_SHOWN}")
    return lines


def _show_place(source: Source, unit: Unit) -> str:
    label = show_hidden(source.label)
    return f"{label}:{unit.line}" if unit.line is not None else f"{label} unit {unit.id}"
