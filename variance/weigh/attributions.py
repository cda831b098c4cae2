"""Who says it: one utterance that sources give to different speakers, out of the ledger.

Independent sentences attribute different things, and a word of saying alone tells nothing. So a speaker
is compared with another only where both are said to have spoken the same words, and only where both are
named so that they can differ: a person against another person, or against "a senior official" in a source
that never names that person. A town that speaks for its government, officials, the president: all these
may be the same voice and are no finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from variance.text.tokens import tokenize
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import FindingKind, Severity
from variance.weigh.drafts import Draft, Site, Story
from variance.weigh.excerpts import clip_text
from variance.weigh.quote_findings import QuotedGroup
from variance.weigh.speakers import Speaker, SpeakerKind
from variance.weigh.titles import write_title

# Two people may call a thing "deeply worrying"; three telling words in a row are one person's.
_FEWEST_OWN_WORDS = 3
_LONGEST_TOPIC = 24


def draft_speakers(story: Story, groups: Sequence[QuotedGroup]) -> Iterator[Draft]:
    """A finding for each utterance that two sources give to people who are not the same."""
    for group in groups:
        speakers = _list_speakers(story, group)
        certain, chosen = _choose_readings(story, speakers)
        if len(chosen) < 2:
            continue
        words = min((q.text for q in group.quotations), key=lambda text: (len(text), text))
        is_short = sum(t.is_word and t.key not in FUNCTION_WORDS for t in tokenize(words)) < _FEWEST_OWN_WORDS
        yield _draft_readings(story, chosen, words, certain=certain and not is_short)


def _list_speakers(story: Story, group: QuotedGroup) -> dict[str, list[Speaker]]:
    """Source → the speakers it names for an utterance, in the order of the text."""
    found: dict[str, list[Speaker]] = defaultdict(list)
    for quotation in group.quotations:
        units = [
            site.unit
            for site in story.part_site(quotation.source, quotation.unit, quotation.start, quotation.end)
        ]
        speaker = story.get_finder(quotation.source).name_speaker(units, quotation.start)
        if speaker is not None:
            found[quotation.source].append(speaker)
    for site in group.unquoted:
        speaker = story.get_finder(site.source).name_teller(site.unit, site.start)
        if speaker is not None:
            found[site.source].append(speaker)
    return found


def _choose_readings(
    story: Story, speakers: Mapping[str, Sequence[Speaker]]
) -> tuple[bool, dict[str, Speaker]]:
    """Source → the speaker to show, of the sources that do not agree; and whether that is certain.

    A source that names a person has that person; one that only knows of "an official" has nobody, unless
    it names the person elsewhere.
    """
    people = {
        source: [one for one in named if one.kind is SpeakerKind.PERSON] for source, named in speakers.items()
    }
    nobody = {
        source: named[0]
        for source, named in speakers.items()
        if not people[source] and all(one.kind is SpeakerKind.SOMEBODY for one in named)
    }
    chosen: dict[str, Speaker] = {}
    certain = False
    for a, b in combinations([source for source in speakers if people[source]], 2):
        if not any(one.keys & two.keys for one in people[a] for two in people[b]):
            chosen |= {a: people[a][0], b: people[b][0]}
            certain = True
    for source, somebody in nobody.items():
        for other, named in people.items():
            if named and not any(story.get_finder(source).mentions(one.keys) for one in named):
                chosen |= {source: somebody, other: named[0]}
    return certain, chosen


def _draft_readings(story: Story, chosen: Mapping[str, Speaker], words: str, *, certain: bool) -> Draft:
    names: dict[str, list[str]] = defaultdict(list)
    for source, speaker in chosen.items():
        same = next((name for name in names if _is_same_name(name, speaker.name)), speaker.name)
        names[same].append(source)
    readings = story.arrange_readings(names.items())
    sites = [Site(source, one.unit, one.start, one.end) for source, one in chosen.items()]
    topic = f"‘{clip_text(words, _LONGEST_TOPIC)}’"
    heads = (f"{topic} attributed", "Attributed") if certain else (f"Who said {topic}", "Who said it")
    units = {" ".join(story.get_unit_text(site.source, site.unit).split()) for site in sites}
    return Draft(
        FindingKind.ATTRIBUTION,
        Severity.ATTRIBUTION,
        write_title(FindingKind.ATTRIBUTION, readings, story.get_label, certain=certain, heads=heads),
        readings,
        story.cite_sites(sites),
        (*sorted(names), *sorted(units)),
        certain=certain,
    )


def _is_same_name(one: str, two: str) -> bool:
    return one.casefold().replace("-", " ").split() == two.casefold().replace("-", " ").split()
