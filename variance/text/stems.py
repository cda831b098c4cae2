"""Stems: one key for the forms of a word, coarse enough to meet "supplied", "supplies" and "supplier".

A stem is a key to compare by and never shown. It is rougher than a dictionary's lemma on purpose:
aligning needs recall, and what two sentences truly differ in is read from the words themselves.
Spelling conventions across the Atlantic are only met where a suffix carries them (-ise/-ize); fold a
word with the lexicon's spelling table first where more is wanted.
"""

from __future__ import annotations

from functools import cache

from variance.text.irregular import DERIVED_WORDS, IRREGULAR_NOUNS, IRREGULAR_VERBS
from variance.text.wordlists import list_words

_UP_TO_TWENTY = list_words(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
    """
)
_ORDINALS = list_words("first second third fourth fifth sixth seventh eighth ninth tenth")
_NUMBERS = {
    **{word: str(value) for value, word in enumerate(_UP_TO_TWENTY)},
    **{word: str(value) for value, word in enumerate(_ORDINALS, 1)},
    **{word: str(value * 10) for value, word in enumerate(list_words("thirty forty fifty sixty"), 3)},
    **{word: str(value * 10) for value, word in enumerate(list_words("seventy eighty ninety hundred"), 7)},
    "thousand": "1000",
    "dozen": "12",
}

# Derivational suffix → the fewest letters that must stay before it: short suffixes end plain words too
# ("signal", "station", "table"), so they ask for more. Chosen on word families of newspaper language.
_SUFFIXES: dict[str, int] = {
    **dict.fromkeys(list_words("ational isational izational fulness iveness ousness"), 4),
    **dict.fromkeys(
        list_words("isation ization ation ement ment ising izing ised ized ise ize iser izer"), 4
    ),
    **dict.fromkeys(list_words("ated ating ate ator ative"), 4),
    **dict.fromkeys(list_words("ively ive ness ity ically ical ally ially al ial"), 4),
    **dict.fromkeys(list_words("ance ence ency ancy ist ism iously ously ious ous"), 4),
    **dict.fromkeys(list_words("ably able ibly ible ful fully ship ly ic ics"), 4),
    **dict.fromkeys(list_words("ion er or"), 5),
}
_LONGEST = max(map(len, _SUFFIXES))
_LAST_LETTERS = frozenset(suffix[-1] for suffix in _SUFFIXES)

# Two rounds take "-al" and "-ly" off one another.
_ROUNDS = 2

# Words that would fall together with another word ("policy" with "police", "plane" with "plan").
_WHOLE = frozenset(
    list_words(
        """
        policy news means series species plane stare paste scare stripe spine severe morale quite
        business general signal counter quarter station nation mission passion university universe
        private senate climate relative organ organic community communist committee commission
        commissioner comment commerce commercial import important importance apply reply supply
        comply imply multiply family italy july assembly only early daily police state united
        kingdom christmas texas paris brussels athens
        """
    )
)
_FEWEST = 4  # letters that a stem keeps when a final e, y or i goes


@cache
def stem_word(key: str) -> str:
    """The stem of a token's key: irregular forms by table, number words as digits, else suffixes taken off.

    Words of three letters and tokens that do not start with a letter are their own stems.
    """
    if key in _NUMBERS:
        return _NUMBERS[key]
    word = find_lemma(key[:-3] if key.endswith("n't") and len(key) > 5 else key)
    if len(word) <= 3 or not word[0].isalpha() or word in _WHOLE:
        return word
    for strip in _STEPS:
        # "decisions" → "decision" → "decide", "protesters" → "protester" → "protest".
        word = find_lemma(strip(word))
        if word in _WHOLE:
            return word
    return _tidy_end(word)


def find_lemma(word: str) -> str:
    """The lemma of an irregular form or of a noun made from a verb; any other word as it is."""
    lemma = IRREGULAR_VERBS.get(word) or IRREGULAR_NOUNS.get(word) or word
    return DERIVED_WORDS.get(lemma, lemma)


@cache
def fold_demonym(key: str) -> str:
    """The root that a place and its people share ("russia", "russians"), for capitalised words only.

    It is a key to compare by: "north koreans" and "north korea" meet word by word. Pairs that no suffix joins
    ("french"/"france") come from a table.
    """
    if key in _DEMONYMS:
        return _DEMONYMS[key]
    for suffix, fewest in _PLACE_SUFFIXES:
        if key.endswith(suffix) and len(key) - len(suffix) >= fewest:
            return key[: -len(suffix)]
    return key


_PLACE_SUFFIXES = (
    ("ians", 3),
    ("eans", 3),
    ("ian", 3),
    ("ean", 3),
    ("ans", 4),
    ("ese", 3),
    ("ish", 4),
    ("ais", 4),
    ("ia", 3),
    ("ea", 3),
    ("an", 4),
    ("is", 4),
    ("a", 4),
    ("i", 4),
)

_VOWELS = frozenset("aeiouy")

_DEMONYMS = {
    form: root
    for root, forms in {
        "britain": "british briton britons",
        "france": "french frenchman frenchmen",
        "netherlands": "dutch holland",
        "spain": "spanish spaniard spaniards",
        "china": "chinese",
        "germany": "german germans",
        "poland": "polish pole poles",
        "switzerland": "swiss",
        "greece": "greek greeks",
        "ireland": "irish",
        "turkey": "turkish turk turks turkiye türkiye",
        "denmark": "danish dane danes",
        "sweden": "swedish swede swedes",
        "norway": "norwegian norwegians",
        "finland": "finnish finn finns",
        "iceland": "icelandic",
        "wales": "welsh",
        "scotland": "scottish scot scots",
        "england": "english",
        "israel": "israeli israelis",
        "iraq": "iraqi iraqis",
        "pakistan": "pakistani pakistanis",
        "afghanistan": "afghan afghans",
        "yemen": "yemeni yemenis",
        "thailand": "thai thais",
        "philippines": "philippine filipino filipinos",
        "vietnam": "vietnamese",
        "peru": "peruvian peruvians",
        "mexico": "mexican mexicans",
        "argentina": "argentine argentines argentinian",
        "egypt": "egyptian egyptians",
        "cyprus": "cypriot cypriots",
        "czechia": "czech czechs",
        "slovakia": "slovak slovaks",
        "slovenia": "slovene slovenes slovenian",
        "serbia": "serb serbs serbian",
        "croatia": "croat croats croatian",
        "bosnia": "bosnian bosniak bosniaks",
        "kosovo": "kosovan kosovar",
        "belarus": "belarusian belarusians",
        "ukraine": "ukrainian ukrainians",
        "lebanon": "lebanese",
        "portugal": "portuguese",
        "belgium": "belgian belgians",
        "europe": "european europeans",
        "nigeria": "nigerian nigerians",
        "niger": "nigerien nigeriens",
        "brussels": "brussels",
        "texas": "texan texans",
        "paris": "paris",
        "tunis": "tunis",
    }.items()
    for form in (root, *forms.split())
}


def _strip_plural(word: str) -> str:
    """A plural or a third person without its ending."""
    if word[-1] != "s" or word[-2] in "sui" or len(word) < 5:
        return word[:-1] if len(word) == 4 and word[-1] == "s" and word[-2] not in "sui" else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _strip_inflection(word: str) -> str:
    """A past tense, participle or gerund without its ending; "supplier" goes the way of "supplied"."""
    if word.endswith(("ied", "ier")) and len(word) > 5:
        return word[:-3] + "y"
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending):
            root = word[: -len(ending)]
            if len(root) >= 3 and not _VOWELS.isdisjoint(root):
                return _restore_end(root)
    return word


def _restore_end(root: str) -> str:
    """The plain form of what an -ed or -ing leaves: "plann" → "plan", "vot" → "vote"."""
    if root[-1] == root[-2] and root[-1] not in "aeiouls":
        return root[:-1]
    # A short root in consonant, vowel, consonant has lost an e, and so have "destabilis" and "investigat".
    if len(root) <= 4 and root[-3] not in "aeiou" and root[-2] in "aeiou" and root[-1] not in "aeiouwxy":
        return root + "e"
    if len(root) > 5 and root.endswith(("is", "iz", "at")) and root[-3] not in "aeiou":
        return root + "e"
    return root


def _strip_suffix(word: str) -> str:
    """The word without its longest derivational suffix that leaves enough of it."""
    if word[-1:] not in _LAST_LETTERS:
        return word
    for length in range(min(_LONGEST, len(word) - 4), 1, -1):
        suffix = word[-length:]
        if suffix in _SUFFIXES and len(word) - length >= _SUFFIXES[suffix]:
            return word[:-length]
    return word


def _tidy_end(word: str) -> str:
    """The word without a final e, y or i, where enough of it stays."""
    while len(word) > _FEWEST and word[-1] in "eyi":
        word = word[:-1]
    return word


_STEPS = (_strip_plural, _strip_inflection, *(_strip_suffix,) * _ROUNDS)
