"""Names that two articles spell with other letters: the slip that a paper has to correct most often.

Nothing is merged by likeness: the question is asked only of people with the same given names whose surnames
differ by one exchanged letter or by two letters that changed places, and only if no source writes both.
Forms that the tables know ("Zelensky", "Zelenskyy") are one name; a letter more or less is how names are
romanised, and is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from variance.lexicon.tables import lookup_form
from variance.text.names import NameKind
from variance.vocabulary import FindingKind, Severity
from variance.weigh.drafts import Draft, Site, Story
from variance.weigh.titles import write_title

# In short names one letter makes another name: Lane and Lang, Lee and Lea.
_SHORTEST_SURNAME = 5
# Names of a story beyond which pairs of one given name are no longer compared: a list of members, not news.
_MOST_NAMESAKES = 40
_HEADS = ("The same name, spelt how", "Spelt how")


def draft_spellings(story: Story) -> Iterator[Draft]:
    """A question for each person whose surname two sources spell with one slip between them."""
    sites: dict[str, list[Site]] = defaultdict(list)
    for source in story.sources:
        for unit, names in zip(source.units, story.get_finder(source.source.id).names, strict=True):
            if not unit.unit.role.is_told:
                continue
            for name in names:
                words = [token for token in unit.tokens[name.core_start : name.end] if token.is_word]
                if name.kind in (NameKind.PERSON, NameKind.OTHER) and len(words) > 1:
                    key = " ".join(word.key for word in words)
                    sites[key].append(Site(source.source.id, unit.unit.id, words[0].start, words[-1].end))
    namesakes: dict[str, list[str]] = defaultdict(list)
    for key in sorted(sites):
        given, _, surname = key.rpartition(" ")
        if len(surname) >= _SHORTEST_SURNAME and len(namesakes[given]) < _MOST_NAMESAKES:
            namesakes[given].append(surname)
    for given, surnames in namesakes.items():
        for one, two in combinations(surnames, 2):
            places = sites[f"{given} {one}"], sites[f"{given} {two}"]
            if _is_slip(one, two) and _are_apart(story, one, two, places):
                yield _draft_names(story, places)


def _is_slip(one: str, two: str) -> bool:
    """Whether two words of one length differ by one letter or by two neighbours that changed places."""
    if len(one) != len(two) or one[0] != two[0] or not (one.isalpha() and two.isalpha()):
        return False
    other = [at for at in range(len(one)) if one[at] != two[at]]
    if len(other) == 1:
        return True
    if len(other) != 2 or other[1] != other[0] + 1:
        return False
    return one[other[0]] == two[other[1]] and one[other[1]] == two[other[0]]


def _are_apart(story: Story, one: str, two: str, places: tuple[list[Site], list[Site]]) -> bool:
    """Whether no source writes both surnames, and the tables do not know them as forms of one name."""
    sources = [{site.source for site in own} for own in places]
    for surname, others in ((one, sources[1]), (two, sources[0])):
        if any(story.get_finder(source).mentions((surname,)) for source in others):
            return False
    forms = [lookup_form(story.get_text(own[0])) for own in places]
    return forms[0] is None or forms[1] is None or forms[0].key != forms[1].key


def _draft_names(story: Story, places: tuple[list[Site], list[Site]]) -> Draft:
    shown = [" ".join(story.get_text(own[0]).split()) for own in places]
    readings = story.arrange_readings(
        (text, [site.source for site in own]) for text, own in zip(shown, places, strict=True)
    )
    return Draft(
        FindingKind.NAME,
        Severity.SUBSTANCE,
        write_title(FindingKind.NAME, readings, story.get_label, certain=False, heads=_HEADS),
        readings,
        story.cite_sites(site for own in places for site in own),
        tuple(sorted(text.casefold() for text in shown)),
        certain=False,
    )
