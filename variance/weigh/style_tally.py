"""A tally of the forms of one convention, and how units are walked to fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from variance.frozen import NamedTuple
from variance.text.forms import FormMatch, find_forms
from variance.text.parsed import ParsedSource, ParsedUnit
from variance.text.tokens import Token
from variance.vocabulary import ChangeKind


class Tally:
    """Counts by form and source. ``written`` remembers how each form was written, to show the commonest.

    ``key`` is what the forms share, under which another way to write the same is known: a name's or a
    word's key. ``only_between_sources``: that one source uses two forms tells nothing by itself.
    """

    __slots__ = ("concept", "counts", "key", "kind", "only_between_sources", "written")

    def __init__(self, kind: ChangeKind, concept: str = "", *, key: str = "") -> None:
        self.kind = kind
        self.concept = concept
        self.key = key
        self.only_between_sources = False
        self.counts: dict[str, Counter[str]] = {}
        self.written: dict[str, Counter[str]] = {}

    def add(self, form: str, source: str, written: str | None = None, times: int = 1) -> None:
        """Count a form once (or ``times``) for a source, written so."""
        if form not in self.counts:
            self.counts[form], self.written[form] = Counter(), Counter()
        self.counts[form][source] += times
        self.written[form][written or form] += times

    def show_form(self, form: str) -> str:
        """The form as it is most often written; of equals the first in the alphabet."""
        return min(self.written[form].items(), key=lambda item: (-item[1], item[0]))[0]


class StyledUnit(NamedTuple):
    """A unit that tells the story, with the names in it; ``named`` are the tokens of all of them.

    ``keys`` are those of its tokens: most counters pass over a unit that has none of theirs.
    """

    source: str
    unit: ParsedUnit
    names: tuple[FormMatch, ...]
    named: frozenset[int]
    keys: frozenset[str]


class StyledText(NamedTuple):
    """The told units of all sources, and how often each source has each word, in order of first use.

    Of the words those of names are left out, and those beside another capital: they belong to names that no
    table knows, and Pearl Harbor has one spelling.
    """

    units: tuple[StyledUnit, ...]
    words: tuple[tuple[str, str, int], ...]


def read_text(sources: Sequence[ParsedSource]) -> StyledText:
    """The told units of all sources, their names found and their words counted once for all counters."""
    units = []
    words: dict[str, Counter[str]] = {}
    for source in sources:
        own = words[source.source.id] = Counter()
        for unit in source.units:
            if unit.unit.role.is_told:
                names = find_forms(unit.tokens)
                named = frozenset([at for match in names for at in range(match.start, match.end)])
                keys = frozenset([token.key for token in unit.tokens])
                units.append(StyledUnit(source.source.id, unit, names, named, keys))
                own.update(_list_plain_words(unit.tokens, named))
    counted = [(source, word, times) for source, own in words.items() for word, times in own.items()]
    return StyledText(tuple(units), tuple(counted))


def _list_plain_words(tokens: Sequence[Token], named: frozenset[int]) -> list[str]:
    capitals = [False, *[token.form[0].isupper() for token in tokens], False]
    return [
        token.key
        for at, token in enumerate(tokens)
        if token.is_word and at not in named and not (capitals[at + 1] and (capitals[at] or capitals[at + 2]))
    ]
