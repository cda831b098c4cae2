"""Who says it on two sides: other speakers and verbs for what is one statement.

Sentences name several sources and say several things. What answers each other is found by what is
said, so that "the mayor said" of the bridge is never laid against "the bank warned" of the rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from variance.classify.finds import Find
from variance.classify.grammar import DETERMINERS, PREPOSITIONS, PRONOUNS
from variance.classify.inflection import find_bases
from variance.classify.names import are_one_name, are_one_power
from variance.classify.sides import Side, look_once
from variance.frozen import NamedTuple
from variance.text.attribution import Attribution, AttributionForm
from variance.text.dates import is_weekday
from variance.text.names import Name
from variance.text.stems import stem_word
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import AlignmentKind, ChangeKind, Severity

_MOST_SOURCES = 20  # each is laid against each; a sentence names one or two
_LONGEST_SHOWN = 8
# Telling words that two statements share before they count as one; a quoted word counts for three. One word
# is a topic, not a statement, unless there is hardly another.
_FEWEST_SHARED = 2
_SHORT_STATEMENT = 2
_QUOTED_WORTH = 3
_SPLITTERS = frozenset({"and", "but", "while", "as", "when", "after", "with"})
_UNSPOKEN = frozenset({AttributionForm.PASSIVE})
_NEAR = 8  # tokens behind a verb in which "that" opens what is said: "said in a statement on Monday that"
_PLAIN = frozenset({"say", "tell", "tell reporters", "write", "according to"})


class _Place(Enum):
    """Where a statement stands, seen from its attribution."""

    BEFORE = auto()
    BEHIND = auto()
    BOTH = auto()


class Source(NamedTuple):
    """An attribution with its speaker's words and name, and the keys of what it says (True: quoted).

    ``verbs`` are the places of its verbs, several where one source says it with a second one.
    """

    found: Attribution
    words: tuple[str, ...]
    name: Name | None
    said: dict[str, bool]
    verbs: tuple[int, ...]

    @property
    def is_pronoun(self) -> bool:
        """Whether only a pronoun tells who speaks."""
        return len(self.words) == 1 and self.words[0] in PRONOUNS


def find_attribution_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Statements with another speaker or verb of reporting, or with a source on one side only."""
    own, other = list_sources(a), list_sources(b)
    pairs = pair_sources(own, other)
    for one, two in pairs:
        severity = judge_sources(one, two)
        if severity is not None:
            yield Find(ChangeKind.ATTRIBUTION, show_source(one, two), show_source(two, one), severity)
    # A source without an answer is mild: the other may name it in the sentence before.
    for one in _list_unanswered(own, [one for one, _ in pairs], a, b):
        yield Find(ChangeKind.ATTRIBUTION, show_source(one), _empty(b), Severity.WORDING)
    for two in _list_unanswered(other, [two for _, two in pairs], b, a):
        yield Find(ChangeKind.ATTRIBUTION, _empty(a), show_source(two), Severity.WORDING)


def judge_sources(one: Source, two: Source) -> Severity | None:
    """How much two sources of one statement differ; None if they are one and say it with one verb."""
    if _are_one_speaker(one, two):
        if one.found.lemma == two.found.lemma:
            return None
        is_mild = AttributionForm.NOUN in (one.found.form, two.found.form)
        is_mild = is_mild or one.found.verb_class == two.found.verb_class
        return Severity.WORDING if is_mild else Severity.ATTRIBUTION
    return Severity.WORDING if _may_be_one(one, two) else Severity.ATTRIBUTION


def _are_one_speaker(one: Source, two: Source) -> bool:
    if one.name is not None and two.name is not None:
        return are_one_name(one.name, two.name)
    return one.words == two.words


def _may_be_one(one: Source, two: Source) -> bool:
    """Whether two speakers may well be one: a pronoun, a power's other name, "the president" for a name."""
    if one.is_pronoun or two.is_pronoun:
        return True
    if one.name is not None and two.name is not None:
        return are_one_power(one.name.key, two.name.key)
    described = next((source for source in (one, two) if source.name is None), None)
    has_name = one.name is not None or two.name is not None
    return has_name and described is not None and described.words[:1] == ("the",)


def show_source(source: Source, answer: Source | None = None) -> tuple[int, int]:
    """The range of an attribution; of a long one, the speaker alone or the verb, whichever differs."""
    one = source.found
    if one.end - one.start <= _LONGEST_SHOWN or one.speaker_start == one.speaker_end:
        return one.start, one.end
    if answer is not None and _may_be_one(source, answer) and one.lemma != answer.found.lemma:
        return one.verb_start, one.verb_end
    return one.speaker_start, one.speaker_end


def _empty(side: Side) -> tuple[int, int]:
    return len(side.tokens), len(side.tokens)


def pair_sources(own: Sequence[Source], other: Sequence[Source]) -> list[tuple[Source, Source]]:
    """The sources of one statement: those that share most of what is said, the same speaker first."""
    rated = []
    for i, one in enumerate(own):
        for j, two in enumerate(other):
            shared = _count_shared(one.said, two.said)
            if _is_one_statement(shared, one, two) and not _is_nested(one, two):
                rated.append((-shared, not _are_one_speaker(one, two), i, j))
    pairs: list[tuple[Source, Source]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, _, i, j in sorted(rated):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((own[i], other[j]))
    return sorted(pairs, key=lambda pair: (pair[0].found.start, pair[1].found.start))


def _count_shared(own: dict[str, bool], other: dict[str, bool]) -> int:
    """How many keys two statements share; one that both quote counts for three."""
    return sum(_QUOTED_WORTH if own[key] and other[key] else 1 for key in own.keys() & other.keys())


def _is_one_statement(shared: int, one: Source, two: Source) -> bool:
    shorter = min(len(one.said), len(two.said))
    return shared >= _FEWEST_SHARED or (0 < shorter <= _SHORT_STATEMENT and shared >= 1)


def _is_nested(one: Source, two: Source) -> bool:
    """Whether who speaks on one side is spoken of on the other: "X will go", reports say; X says."""
    return any(
        source.name is not None and _names(source.name, answer.said)
        for source, answer in ((one, two), (two, one))
    )


def _names(name: Name, said: dict[str, bool]) -> bool:
    """Whether a name stands in a statement, alone or behind what passes for its beginning."""
    return any(key == own or key.endswith(f" {own}") for key in said for own in (name.key, name.full_key))


def _list_unanswered(
    sources: Sequence[Source], answered: Sequence[Source], side: Side, other: Side
) -> Iterator[Source]:
    """The sources that stand alone, of what the other side tells as well; one for each speaker."""
    told = _read_told(other)
    known = {source.words for source in answered if not source.is_pronoun}
    verbs = _list_bases(other)
    for source in sources:
        if source in answered or source.words in known:
            continue
        if source.found.lemma not in _PLAIN and source.found.lemma in verbs:
            continue  # "X announces", "X is to announce"
        shared = source.said.keys() & told.keys()
        if len(shared) >= _FEWEST_SHARED or (shared and len(shared) == len(source.said)):
            known.add(source.words)
            yield source


@look_once
def _read_told(side: Side) -> dict[str, bool]:
    """The keys of all that a side tells."""
    return _read_keys(side, range(len(side.tokens)))


@look_once
def _list_bases(side: Side) -> set[str]:
    """The verbs that the words of a side may be forms of."""
    return {base for token in side.tokens for base in find_bases(token.key)}


@look_once
def list_sources(side: Side) -> list[Source]:
    """The attributions of a side that say something; hearsay ("reportedly") is a source, acts are none."""
    found = [one for one in side.attributions if one.form not in _UNSPOKEN and not one.is_act]
    verbs = {one.verb_start for one in found if one.form is not AttributionForm.ADVERB}
    sources: list[Source] = []
    for one in found[:_MOST_SOURCES]:
        if one.form is AttributionForm.ADVERB and one.verb_end in verbs:
            continue  # "reportedly said": how sure the verb is, and no source beside it
        is_joined = one.form is AttributionForm.PARTICIPLE and one.is_borrowed
        if is_joined and sources and not sources[-1].found.quotations:
            # "He warned Seoul, saying …": one source and one statement.
            last = sources.pop()
            said = last.said | _read_said(side, one)
            sources.append(last._replace(said=said, verbs=(*last.verbs, one.verb_start)))
            continue
        words = tuple(
            token.key
            for token in side.tokens[one.speaker_start : one.speaker_end]
            if token.is_word and token.key != "'s"
        )
        name, said = _find_name(side, one), _read_said(side, one)
        sources.append(Source(one, words or (one.lemma,), name, said, (one.verb_start,)))
    return sources


def _find_name(side: Side, one: Attribution) -> Name | None:
    """The name that a speaker ends in: of "Colonel Ada Brun", but not of "Kyiv officials"."""
    last = one.speaker_end
    while last > one.speaker_start and (
        not side.tokens[last - 1].is_word or side.tokens[last - 1].key == "'s"
    ):
        last -= 1
    return next((name for name in side.list_names(one.speaker_start, last) if name.end == last), None)


def _read_said(side: Side, one: Attribution) -> dict[str, bool]:
    """The keys of what an attribution says: the quotations it governs, and its words before or behind it."""
    home = side.homes[one.verb_start]
    places = set(_list_governed(side, one, home))
    floor = max((found.end for found in side.attributions if found.end <= one.start), default=0)
    before = [at for at in range(floor, one.start) if side.homes[at] == home]
    behind = range(one.end, _find_end(side, one, home))
    place = _find_place(side, one)
    if place is not _Place.BEHIND and _read_keys(side, before):
        # Behind an aside stand its time and place ("he said on Friday in Rome") or the rest of a quotation.
        places.update(before)
        places.update(at for at in behind if place is _Place.BOTH or side.quoted[at])
    else:
        places.update(behind)
    return _read_keys(side, sorted(places))


def _find_place(side: Side, one: Attribution) -> _Place:
    """Where what is said stands: before ", he said on Friday.", behind "On Friday, he said the fire …"."""
    tokens = side.tokens
    is_set_off = one.start > 0 and not tokens[one.start - 1].is_word
    if not is_set_off or one.form in (AttributionForm.NOUN, AttributionForm.ADVERB):
        return _Place.BEHIND
    following = tokens[one.end] if one.end < len(tokens) else None
    if following is None or side.is_unit_start(one.end) or following.form == ".":
        return _Place.BEFORE
    if not following.is_word:
        return _Place.BEHIND if following.form in (":", '"', "'") else _Place.BOTH
    is_time = following.key in PREPOSITIONS or is_weekday(following)
    near = [token.key for token in tokens[one.end : one.end + _NEAR]]
    is_before = is_time or one.form is AttributionForm.INVERTED
    return _Place.BEFORE if is_before and "that" not in near else _Place.BEHIND


def _find_end(side: Side, one: Attribution, home: int) -> int:
    """Where what is said behind an attribution ends: at the unit's end or before another of its rank."""
    end = one.end
    starts = {found.start for found in side.attributions if found.start > one.start}
    while end < len(side.tokens) and side.homes[end] == home:
        if end in starts and (not side.tokens[end - 1].is_word or side.tokens[end - 1].key in _SPLITTERS):
            break
        end += 1
    return end


def _list_governed(side: Side, one: Attribution, home: int) -> Iterator[int]:
    """The tokens of the quotations that an attribution governs."""
    quotations = side.reading.source.units[home].quotations
    spans = [quotations[index] for index in one.quotations]
    for at, token in enumerate(side.tokens) if spans else ():
        if any(span.inner_start <= token.start and token.end <= span.inner_end for span in spans):
            yield at


def _read_keys(side: Side, places: Sequence[int]) -> dict[str, bool]:
    """The keys of the telling words at some places, and whether they are quoted; a name has one key."""
    named = _map_names(side)
    keys: dict[str, bool] = {}
    for at in places:
        token = side.tokens[at]
        if not token.is_word or token.key in FUNCTION_WORDS or token.key in DETERMINERS:
            continue
        key = named[at].full_key if at in named else stem_word(token.key)
        keys[key] = keys.get(key, False) or side.quoted[at]
    return keys


@look_once
def _map_names(side: Side) -> dict[int, Name]:
    """The name that each token of a name belongs to, titles left out."""
    return {at: name for name in side.names for at in range(name.core_start, name.end)}
