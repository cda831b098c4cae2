"""Words as alignment reads them: every word of a unit folded to a key, so that its forms meet.

Two words have one key if they are one word in another spelling ("defence"/"defense"), stem
("supplied"/"supplier"), name form ("N.Korea"/"North Koreans"), abbreviation ("R.N.C." where the story
also writes "Republican National Committee"), hyphenation ("co-operation" where it also writes
"cooperation") or figure ("three"/"3").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from variance.align.vocabulary import FUNCTION_WORDS, find_sense, fold_word, load_stock_phrases
from variance.frozen import NamedTuple
from variance.lexicon.tables import FormKind, load_forms
from variance.text.attribution import find_attributions, get_quoting
from variance.text.forms import FormMatch, find_forms
from variance.text.parsed import ParsedUnit
from variance.text.stems import fold_demonym
from variance.text.tokens import Token

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")
_OPENING_MARKS = frozenset('.!?:"')
_SMALL_IN_NAMES = frozenset({"of", "the", "and", "for", "-"})


class FoldedUnit(NamedTuple):
    """A unit's words by their keys.

    ``keys`` has one for every word in order and ``places`` its token's index; ``content`` are the keys that
    tell something, ``surface`` how each is written here. ``senses`` maps the groups of near-synonyms that
    the unit has a word of to those words. ``quoted`` and ``quoted_bigrams`` stand inside quotation marks.
    """

    parsed: ParsedUnit
    keys: tuple[str, ...]
    places: tuple[int, ...]
    content: frozenset[str]
    surface: Mapping[str, str]
    senses: Mapping[str, frozenset[str]]
    names: frozenset[str]
    speakers: frozenset[str]
    only_speakers: frozenset[str]
    subject: str | None
    quoted: frozenset[str]
    quoted_bigrams: frozenset[tuple[str, str]]


class _Word(NamedTuple):
    """The keys of ``tokens[start:end]``: one, or several for a name or an abbreviation; a mark has none."""

    start: int
    end: int
    keys: tuple[str, ...]
    is_name: bool


class WordReader:
    """Folds units with what the whole story knows: its small words, joined forms and abbreviations."""

    def __init__(self, units: Iterable[ParsedUnit]) -> None:
        tokens = [unit.tokens for unit in units]
        self._small = {token.key for unit in tokens for token in unit if token.form.islower()}
        self._forms = {token.key for unit in tokens for token in unit}
        self._long_forms = _find_long_forms(tokens)
        self._peoples = _load_peoples()
        # What is known of a form, by itself and where a sentence opens with it; and of a unit by its wording.
        self._known: dict[tuple[str, bool], tuple[tuple[str, ...], bool]] = {}
        self._units: dict[Hashable, FoldedUnit] = {}

    def fold_unit(self, parsed: ParsedUnit) -> FoldedUnit:
        """A unit's words by their keys. Units of one wording are read once."""
        wording = get_quoting(parsed)
        known = self._units.get(wording)
        if known is None:
            known = self._units[wording] = self._read_unit(parsed)
        return known if known.parsed is parsed else known._replace(parsed=parsed)

    def _read_unit(self, parsed: ParsedUnit) -> FoldedUnit:
        tokens, quoted = parsed.tokens, parsed.quoted
        words = list(self._fold_tokens(tokens))
        keys = [key for word in words for key in word.keys]
        places = [word.start for word in words for _ in word.keys]
        speaking = {
            place
            for found in find_attributions(parsed)
            for place in range(found.speaker_start, found.speaker_end)
        }
        stock = _find_stock(words)
        surface: dict[str, str] = {}
        names: dict[str, None] = {}  # in the order of their first places
        in_quotes: set[str] = set()
        speakers: set[str] = set()
        others: set[str] = set()
        for number, word in enumerate(words):
            if number in stock:
                continue
            for key in word.keys:
                if key in FUNCTION_WORDS or not (len(key) > 1 or key.isdigit()):
                    continue
                if key not in surface:
                    surface[key] = " ".join([t.text for t in tokens[word.start : word.end] if t.is_word])
                if word.is_name:
                    names[key] = None
                if quoted[word.start]:
                    in_quotes.add(key)
                (speakers if word.start in speaking else others).add(key)
        return FoldedUnit(
            parsed,
            tuple(keys),
            tuple(places),
            frozenset(surface),
            surface,
            _group_senses(surface),
            frozenset(names),
            frozenset(speakers),
            frozenset(speakers - others),
            next(iter(names), None),
            frozenset(in_quotes),
            _list_quoted_bigrams(parsed, keys, places),
        )

    def _fold_tokens(self, tokens: Sequence[Token]) -> Iterator[_Word]:
        """The words of a unit, joined words and name forms as one."""
        forms = {match.start: match for match in find_forms(tokens) if not match.is_ambiguous}
        at = 0
        opens = True
        while at < len(tokens):
            token = tokens[at]
            word = None
            if at in forms or token.key in self._peoples:
                word = self._match_name(tokens, at, forms.get(at))
            if word is None and at + 1 < len(tokens) and tokens[at + 1].form == "-":
                word = self._join_hyphenated(tokens, at)
            if word is None:
                word = _Word(at, at + 1, *self._fold_form(token, opens=opens))
            opens = not word.keys and (opens or token.form in _OPENING_MARKS)
            at = word.end
            if word.keys:
                yield word

    def _match_name(self, tokens: Sequence[Token], at: int, match: FormMatch | None) -> _Word | None:
        """A form of the tables, or the people of a country of two words ("North Koreans")."""
        if match is not None:
            return _Word(at, match.end, _split_name(match.key, match.table), is_name=True)
        first, *rest = tokens[at : at + 2]
        if rest and first.form[0].isupper() and rest[0].form[0].isupper():
            country = self._peoples[first.key].get(fold_demonym(rest[0].key))
            if country is not None:
                return _Word(at, at + 2, (country,), is_name=True)
        return None

    def _join_hyphenated(self, tokens: Sequence[Token], at: int) -> _Word | None:
        """A hyphenated word in one, if the story also writes it so."""
        if at + 2 < len(tokens) and not _is_clitic(tokens[at]):
            first, second = tokens[at], tokens[at + 2]
            joined = first.key + second.key
            if first.is_word and second.is_word and first.end == second.start - 1 and joined in self._forms:
                return _Word(at, at + 3, self._fold_word(joined, joined, is_name=False), is_name=False)
        return None

    def _fold_form(self, token: Token, *, opens: bool) -> tuple[tuple[str, ...], bool]:
        """The keys of one token and whether it is a name."""
        known = self._known.get((token.form, opens))
        if known is None:
            # A possessive's clitic says nothing, nor does a mark but the one that is a word beside figures.
            if _is_clitic(token) or (not token.is_word and token.form != "%"):
                known = (), False
            else:
                is_name = self._is_name(token, opens=opens)
                known = self._fold_word(token.form, token.key, is_name=is_name), is_name
            self._known[token.form, opens] = known
        return known

    def _is_name(self, token: Token, *, opens: bool) -> bool:
        """Whether a word is capitalised for itself, not because it opens a sentence."""
        if len(token.form) < 2 or not token.form[0].isupper() or token.key in FUNCTION_WORDS:
            return False
        return not (opens and token.key in self._small)

    def _fold_word(self, form: str, key: str, *, is_name: bool) -> tuple[str, ...]:
        return self._long_forms.get(form) or (fold_word(key, is_name=is_name),)


def _is_clitic(token: Token) -> bool:
    return token.form.startswith("'")


def _find_stock(words: Sequence[_Word]) -> set[int]:
    """The words that stand in a stock phrase, by their number."""
    stock = load_stock_phrases()
    spoken = [(number, word.keys[0]) for number, word in enumerate(words) if len(word.keys) == 1]
    keys = tuple(key for _, key in spoken)
    found: set[int] = set()
    for at, key in enumerate(keys):
        if key in stock.firsts:
            for length in range(stock.longest.get(keys[at : at + 2], 0), 1, -1):
                if keys[at : at + length] in stock.phrases:
                    found.update(number for number, _ in spoken[at : at + length])
                    break
    return found


def _group_senses(content: Iterable[str]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key in content:
        sense = find_sense(key)
        if sense is not None:
            groups[sense].add(key)
    return {sense: frozenset(keys) for sense, keys in groups.items()}


def _list_quoted_bigrams(
    parsed: ParsedUnit, keys: Sequence[str], places: Sequence[int]
) -> frozenset[tuple[str, str]]:
    """Neighbouring words that both stand inside quotation marks."""
    inside = [parsed.quoted[place] for place in places]
    return frozenset((keys[at], keys[at + 1]) for at in range(len(keys) - 1) if inside[at] and inside[at + 1])


@cache
def _load_peoples() -> dict[str, dict[str, str]]:
    """First word of every country of two words → root of the second → its key."""
    rows = [row for rows in load_forms().rows.values() for row in rows]
    names = {row.entry.key.casefold() for row in rows if row.entry.table is FormKind.COUNTRIES}
    peoples: dict[str, dict[str, str]] = defaultdict(dict)
    for first, second in (name.split() for name in sorted(names) if len(name.split()) == 2):
        peoples[first][fold_demonym(second)] = fold_word(f"{first} {second}", is_name=True)
    return dict(peoples)


@lru_cache(maxsize=1 << 12)
def _split_name(key: str, table: FormKind) -> tuple[str, ...]:
    """A canonical name as keys: a country is one, a body or a person has one for every word."""
    folded = key.casefold()
    if table is FormKind.COUNTRIES:
        return (fold_word(folded, is_name=True),)
    return tuple(fold_word(word, is_name=True) for word in re.findall(r"\w+", folded))


def _find_long_forms(units: Sequence[Sequence[Token]]) -> dict[str, tuple[str, ...]]:
    """Abbreviations in capitals to the keys of the capitalised words that spell them in this story.

    "R.N.C." and "RNC" open to "Republican National Committee" where a unit has those words in a row
    (small words between them may stand); the commonest long form wins.
    """
    capitals = {token.form for unit in units for token in unit if token.is_word and token.form.isupper()}
    short = {form for form in capitals if _ACRONYM.fullmatch(form)}
    wanted = {form.replace(".", "") for form in short}
    if not wanted:
        return {}
    found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    longest = max(map(len, wanted))
    for unit in units:
        run: list[Token] = []
        for token in unit:
            form = token.form
            if form[0].isupper() and token.is_word and (len(form) == 1 or not form.isupper()):
                run.append(token)
                for length in range(2, min(longest, len(run)) + 1):
                    initials = "".join(word.form[0] for word in run[-length:])
                    if initials in wanted:
                        found[initials][tuple(word.key for word in run[-length:])] += 1
            elif run and token.key not in _SMALL_IN_NAMES:
                run = []
    opened = {}
    for form in sorted(short):
        spelt = found.get(form.replace(".", ""))
        if spelt:
            words = min(spelt, key=lambda item: (-spelt[item], item))
            opened[form] = tuple(fold_word(word, is_name=True) for word in words)
    return opened
