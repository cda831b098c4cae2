"""Conflicts: days that disagree about one event, also where sentences only share a part.

Very conservative on purpose. A sentence speaks here only if it puts its event on exactly one day,
the day on which somebody said so left aside ("…, officials said Friday"); two sentences only if they are
aligned and share telling words enough to be about the same event. What comes out is a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from variance.lexicon.tables import load_report_verbs
from variance.model import Pair
from variance.text.parsed import ParsedSource, ParsedUnit
from variance.text.stems import stem_word
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import FindingKind, Severity
from variance.weigh.daynames import WEEKDAYS
from variance.weigh.days import Day, compare_days, list_days
from variance.weigh.drafts import Draft, Site, Story
from variance.weigh.titles import write_title
from variance.weigh.unions import Unions

# "said on Friday", "told a news conference on Friday": the verb stands at most five words before the day.
_REACH_OF_SAYING = 5
# Stems of telling words that both sentences hold, weekdays aside. Two are often no more than the names of
# two countries; with three one of them says what happened.
_FEWEST_SHARED = 3
# Words of what two sentences share that name the event in a title.
_TOPIC_WORDS = 2
_LONGEST_TOPIC = 28
_Node = tuple[str, int]


def draft_conflicts(story: Story, pairs: Sequence[Pair], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A question for each event that aligned sentences put on different days and no draft asks about."""
    told = {
        (citation.source, citation.unit)
        for draft in drafts
        if draft.kind in (FindingKind.DATE_TIME, FindingKind.CONFLICT)
        and draft.severity is Severity.SUBSTANCE
        for citation in draft.evidence
    }
    days: dict[_Node, Day | None] = {}
    unions: Unions[_Node] = Unions()
    for pair in pairs:
        for row in pair.alignments:
            for a in row.a:
                for b in row.b:
                    one, two = (pair.a, a), (pair.b, b)
                    if (
                        _put_on_days(story, one, days)
                        and _put_on_days(story, two, days)
                        and share_event(story, one, two)
                    ):
                        unions.join(one, two)
    for group in unions.collect():
        if not any(node in told for node in group):
            draft = _draft_days(story, group, days)
            if draft is not None:
                yield draft


def _put_on_days(story: Story, node: _Node, days: dict[_Node, Day | None]) -> bool:
    """Whether a unit puts its event on one day, which ``days`` then holds."""
    if node not in days:
        source = story.get_source(node[0])
        days[node] = _find_event_day(source, source.units[node[1]], story.get_published(node[0]))
    return days[node] is not None


def _find_event_day(source: ParsedSource, unit: ParsedUnit, published: date | None) -> Day | None:
    """The one day of a sentence that is not the day of its being said; None if there is not just one."""
    verbs = _list_saying_stems()
    found = []
    for day in list_days(source.source, unit.tokens, published):
        words = [token for token in unit.tokens[: day.value.start] if token.is_word]
        if not any(stem_word(word.key) in verbs for word in words[-_REACH_OF_SAYING:]):
            found.append(day)
    return found[0] if len(found) == 1 else None


@cache
def _list_saying_stems() -> frozenset[str]:
    return frozenset(stem_word(verb) for verb in load_report_verbs() if " " not in verb)


def share_event(story: Story, one: _Node, two: _Node) -> bool:
    """Whether two units, as source and id, share telling words enough to speak of one event."""
    return len(_list_stems(story, one) & _list_stems(story, two)) >= _FEWEST_SHARED


def _list_stems(story: Story, node: _Node) -> frozenset[str]:
    return story.list_stems(*node) - _list_untelling_stems()


@cache
def _list_untelling_stems() -> frozenset[str]:
    """The stems of words that two sentences share whatever they tell: small words, names of days."""
    return frozenset(stem_word(word) for word in (*FUNCTION_WORDS, *WEEKDAYS))


def _draft_days(story: Story, group: Sequence[_Node], days: dict[_Node, Day | None]) -> Draft | None:
    """The question about one event; None if no two of its days exclude each other."""
    told = [(node, day) for node in group if (day := days[node]) is not None]
    if not any(compare_days(one, two) is False for _, one in told for _, two in told):
        return None
    # "June 20" and a "Thursday" that is that day are one reading, shown as its first source writes it.
    readings: list[tuple[Day, list[str]]] = []
    for (source, _), day in sorted(
        told, key=lambda item: (story.sort_ids([item[0][0], story.base]), item[0])
    ):
        same = next((ids for known, ids in readings if compare_days(known, day)), None)
        if same is None:
            readings.append((day, same := []))
        same.append(source)
    arranged = story.arrange_readings((_show_day(day), ids) for day, ids in readings)
    sites = [Site(source, unit, day.start, day.end) for (source, unit), day in told]
    units = sorted({" ".join(story.get_unit_text(*node).split()) for node in group})
    heads = write_conflict_heads(story, FindingKind.DATE_TIME, group)
    title = write_title(FindingKind.CONFLICT, arranged, story.get_label, certain=False, heads=heads)
    return Draft(
        FindingKind.CONFLICT,
        Severity.SUBSTANCE,
        title,
        arranged,
        story.cite_sites(sites),
        (*sorted(_show_day(day) for day, _ in readings), *units),
        certain=False,
    )


def _show_day(day: Day) -> str:
    return day.text[:1].upper() + day.text[1:]


def write_conflict_heads(story: Story, kind: FindingKind, nodes: Sequence[_Node]) -> tuple[str, str]:
    """The heads of a question about a value: what the sentences have in common, and what is asked of it."""
    asked = {FindingKind.DATE_TIME: "when", FindingKind.NUMBER: "how many", FindingKind.NAME: "who or where"}
    question = asked[kind]
    topic = _find_topic(story, nodes)
    short = f"{question[0].upper()}{question[1:]}"
    return (f"‘{topic}’, {question}" if topic else short, short)


def _find_topic(story: Story, nodes: Sequence[_Node]) -> str:
    """The words that all the sentences share and the fewest others have, as the first of them writes them.

    Names say of whom, not what: they are no topic. Empty if nothing else is common.
    """
    shared = frozenset.intersection(*(_list_stems(story, node) for node in nodes))
    source, unit = min(nodes, key=lambda node: (story.sort_ids([node[0], story.base])[0] != node[0], node))
    words = [
        word
        for word in story.get_source(source).units[unit].words
        if stem_word(word.key) in shared and word.form.islower()
    ]
    rarest = sorted(
        words, key=lambda word: (story.stem_counts[stem_word(word.key)], -len(word.key), word.start)
    )[:_TOPIC_WORDS]
    topic = ""
    end = 0
    for word in sorted(rarest, key=lambda word: word.start):
        gap = story.get_source(source).source.text[end : word.start].strip() if topic else ""
        joint = " … " if gap else " " if topic else ""
        if len(topic) + len(joint) + len(word.form) > _LONGEST_TOPIC:
            break
        topic += joint + word.form
        end = word.end
    return topic
