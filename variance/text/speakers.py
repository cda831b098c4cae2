"""Who speaks: the noun phrase before or behind a verb of reporting, found without a grammar.

A phrase is read word by word towards its other end and stops at what cannot belong to it: marks,
conjunctions, auxiliaries, most prepositions. Where nothing sure is found there is no speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from variance.text.dates import is_weekday
from variance.text.numerals import get_key, touches
from variance.text.tokens import Token
from variance.text.wordlists import list_words

PRONOUNS = frozenset(list_words("i he she it we they you"))
_AUXILIARIES = frozenset(list_words("has have had did does do"))
BE_FORMS = frozenset(list_words("is are was were be been being"))
_ADVERBS = frozenset(
    list_words(
        """
        also later then already previously earlier once again repeatedly first since now just even still
        """
    )
)
_TIME_PREPOSITIONS = frozenset(list_words("on late early"))
_DETERMINERS = frozenset(
    list_words(
        """
        the a an his her its their our my your this that these those some many several both other one two
        """
    )
)
# What never stands inside a speaker's name or title.
_BREAKERS = frozenset(
    list_words(
        """
        and but or nor so yet if when while after before because although though as since until that which
        who whom whose where whether what how why than is are was were be been being has have had do does
        did will would can could may might must shall should not never no to by into during amid over about
        against through via despite without under between among says said saying told
        """
    )
)
_INNER_PREPOSITIONS = frozenset(list_words("of for at in from with on"))
# Nouns for those who speak; they may take a preposition behind them ("a spokesman for the ministry").
SPEAKING_NOUNS = frozenset(
    list_words(
        """
        official officials spokesman spokeswoman spokesperson spokespeople minister ministers ministry
        adviser advisers advisor advisors ambassador envoy president premier chancellor secretary chief
        chiefs head heads leader leaders director directors officer officers police army military government
        governments office embassy agency agencies media report reports statement source sources witness
        witnesses resident residents analyst analysts expert experts critic critics lawyer lawyers
        prosecutor prosecutors judge court authorities activist activists group groups party parties
        lawmaker lawmakers senator senators governor mayor commander commanders general diplomat diplomats
        representative representatives member members author authors researcher researchers professor
        scientist scientists doctor doctors economist economists company companies firm organisation
        organization union charity campaigners protesters opponents supporters rebels troops soldiers side
        sides allies ally newspaper paper magazine broadcaster channel website commission committee council
        parliament department bureau institute study survey investigators inspectors regulators regulator
        watchdog mother father wife husband son daughter brother sister family parents friend friends
        neighbour neighbours neighbor neighbors survivors survivor victims man woman people candidate
        correspondent reporter journalist kremlin person insider insiders aide aides strategist strategists
        consultant consultants executive executives manager managers chairman chairwoman founder owner
        owners editor editors employee employees worker workers teacher teachers student students farmer
        farmers colleague colleagues trader traders historian historians engineer engineers observer
        observers deputy deputies coach captain bishop rescuers firefighters villagers lecturer columnist
        """
    )
)
# Words that tie a speaker to what they know or whom they serve, with their prepositions.
_RELATIONS = {
    "close": ("to",),
    "loyal": ("to",),
    "opposed": ("to",),
    "linked": ("to",),
    "sympathetic": ("to",),
    "familiar": ("with",),
    "allied": ("with",),
    "briefed": ("on", "about"),
    "informed": ("of", "on", "about"),
    "involved": ("in",),
    "working": ("for", "with", "on"),
}
_LEADING = frozenset(
    list_words(
        """
        meanwhile however earlier later separately today yesterday still also and but
        """
    )
)
_CONJUNCTIONS = frozenset(list_words("that while as but when after before because if and"))
_LONGEST = 16
_MOST_ADJECTIVES = 3
_FURTHEST = 45  # how far a comma may lie before the verb that it closes an apposition for
_MOST_PARTS = 5
_LONGEST_NAME = 4


def find_subject(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """The token range of the noun phrase a verb says something of; ``(verb, verb)`` if none is sure."""
    end = _skip_back(tokens, verb)
    if end <= 0:
        return verb, verb
    last = tokens[end - 1]
    if last.form == "," or last.form == ")":
        return _find_before_apposition(tokens, end) or (verb, verb)
    start = _start_phrase(tokens, end)
    if start < end:
        return _join_before(tokens, _join_relation(tokens, start)), end
    if last.key == "who":
        # "the ambassador, Georgy Zinoviev, who said"
        stop = end - 1 - (get_key(tokens, end - 2) == ",")
        start = _start_phrase(tokens, stop)
        is_sure = is_sure_speaker(tokens, start, stop) or get_key(tokens, start) in _DETERMINERS
        return (start, stop) if is_sure and start < stop else (end - 1, end)
    return verb, verb


def _join_relation(tokens: Sequence[Token], start: int) -> int:
    """Where a speaker begins who is described by a relation to the phrase: "officials close to the mayor"."""
    if get_key(tokens, start - 1) not in _RELATIONS.get(get_key(tokens, start - 2), ()):
        return start
    first = _start_phrase(tokens, start - 2)
    return first if any(token.key in SPEAKING_NOUNS for token in tokens[first : start - 2]) else start


def _join_before(tokens: Sequence[Token], start: int) -> int:
    """Where a pair of speakers begins: "Antony Blinken, and South Korea's ministry", "Russia and Vietnam"."""
    if get_key(tokens, start - 1) != "and":
        return start
    end = start - 1 - (get_key(tokens, start - 2) == ",")
    first = _start_phrase(tokens, end)
    phrase = tokens[first:end]
    is_plain = all(
        not token.is_word
        or not token.form[0].islower()
        or token.key in SPEAKING_NOUNS | _DETERMINERS | {"of", "'s"}
        for token in phrase
    )
    before = get_key(tokens, first - 1)
    is_free = first == 0 or not tokens[first - 1].is_word or before in _CONJUNCTIONS
    return first if phrase and is_plain and is_free and is_sure_speaker(tokens, first, end) else start


def find_opening(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """The subject that opens the sentence of a participle: "Kirby weighed in, saying"; empty if not sure.

    An adverbial before the first comma is passed over ("Early on Friday, Kirby …").
    """
    at = 0
    limit = min(verb, _FURTHEST)
    opens_adverbial = tokens[0].key in _BREAKERS | _INNER_PREPOSITIONS | _ADVERBS | _TIME_PREPOSITIONS
    if opens_adverbial or tokens[0].key.endswith(("ing", "ly")):
        commas = [place for place in range(limit) if tokens[place].form == ","]
        at = commas[0] + 1 if commas else at + (tokens[0].key in ("and", "but"))
    start = at
    if at < limit and tokens[at].key in PRONOUNS:
        return at, at + 1
    while at < limit and (
        tokens[at].key in _DETERMINERS or (at - start < _MOST_ADJECTIVES and _is_plain(tokens[at]))
    ):
        at += 1
    named = at
    while at < limit and (
        tokens[at].form[0].isupper()
        or tokens[at].key in SPEAKING_NOUNS | {"'s"}
        or (tokens[at].form == "-" and touches(tokens, at + 1))
        or (tokens[at - 1].form == "-" and touches(tokens, at))
    ):
        at += 1
    return (start, at) if at > named and is_sure_speaker(tokens, start, at) else (verb, verb)


def _is_plain(token: Token) -> bool:
    """Whether a word may be an adjective before a speaking noun ("a senior official")."""
    return token.form.islower() and token.key not in _BREAKERS | _INNER_PREPOSITIONS | SPEAKING_NOUNS


def _skip_back(tokens: Sequence[Token], verb: int) -> int:
    """Where the subject ends: before auxiliaries, adverbs and a day of the week."""
    end = verb
    while end > 0:
        token = tokens[end - 1]
        if (
            token.key in _AUXILIARIES
            or token.key in _ADVERBS
            or (token.key.endswith("ly") and token.form.islower() and end > 1)
        ):
            end -= 1
        elif is_weekday(token) and end > 1:
            end -= 2 if tokens[end - 2].key in _TIME_PREPOSITIONS else 1
        else:
            break
    return end


def is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a form of "be" makes the verb a passive ("was told", "has been accused")."""
    return get_key(tokens, _skip_back(tokens, verb) - 1) in BE_FORMS


def is_denied(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb is an infinitive, negated or only possible: "to say", "did not say", "would say"."""
    before = get_key(tokens, _skip_back(tokens, verb) - 1)
    return before in _NO_REPORT or before.endswith("n't")


_NO_REPORT = frozenset(list_words("to not never will would can could may might must shall should cannot"))


def _start_phrase(tokens: Sequence[Token], end: int) -> int:
    """Where the noun phrase that ends before ``end`` begins; ``end`` itself if there is none."""
    at = end
    floor = max(0, end - _LONGEST)
    while at > floor:
        token = tokens[at - 1]
        key = token.key
        if not token.is_word:
            if not _ties_words(tokens, at - 1, end):
                break
        elif key in PRONOUNS:
            return at - 1 if at == end else at
        elif key in _INNER_PREPOSITIONS:
            if at == end or not _takes_preposition(tokens, at - 1):
                break
        elif key in _BREAKERS and token.form.islower():
            break
        elif key in _DETERMINERS:
            at -= 1
            while at > floor and tokens[at - 1].key in _DETERMINERS:
                at -= 1
            if (
                at - 1 > floor
                and tokens[at - 1].key in _INNER_PREPOSITIONS
                and _takes_preposition(tokens, at - 1)
            ):
                at -= 1
                continue
            break
        at -= 1
    while at < end and (tokens[at].key in _LEADING or is_weekday(tokens[at]) or not tokens[at].is_word):
        at += 1
    return at


def _ties_words(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a mark belongs to a phrase: a hyphen, an initial's stop, the apostrophe of "officials'"."""
    form = tokens[at].form
    if at + 1 >= end:
        return False
    if form in ("-", "&", "/"):
        return True
    if form == ".":
        return len(tokens[at - 1].form) <= len("Sen") and tokens[at - 1].form[:1].isupper()
    return form == "'" and touches(tokens, at) and get_key(tokens, at - 1).endswith("s")


def _takes_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether the preposition at ``at`` is part of a title: "head of Nato", "officials in Seoul"."""
    if at == 0 or not tokens[at - 1].is_word:
        return False
    before = tokens[at - 1]
    if before.key in SPEAKING_NOUNS:
        return True
    return tokens[at].key == "of" and before.key not in _BREAKERS and before.key not in _DETERMINERS


def is_sure_speaker(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase names a person, place or body, is a pronoun or has a noun for those who speak."""
    if start >= end:
        return False
    last = tokens[end - 1]
    if last.key in PRONOUNS or last.key == "who":
        return True
    if any(token.key in SPEAKING_NOUNS for token in tokens[start:end]):
        return True
    head = tokens[_find_head(tokens, end)]
    return head.form[0].isupper() and not is_weekday(head) and head.key not in _DETERMINERS


def _find_head(tokens: Sequence[Token], end: int) -> int:
    """The last word of a phrase, a hyphenated one from its first part on ("Jong" of "Kim Jong-un")."""
    at = end - 1
    while at > 1 and tokens[at - 1].form == "-" and touches(tokens, at) and touches(tokens, at - 1):
        at -= 2
    return at


def _find_before_apposition(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The speaker before what stands between commas: "Chang Ho-jin, the adviser to the president, said"."""
    parts: list[tuple[int, int]] = []
    part_end = at = end - 1
    depth = 0
    floor = max(0, end - _FURTHEST)
    while at > floor and len(parts) < _MOST_PARTS:
        at -= 1
        form = tokens[at].form
        depth += (form == ")") - (form == "(")
        if form in ('"', ";", ":", "\u2014") or (form == "." and not _ties_words(tokens, at, end)):
            at += 1
            break
        if form == "," and depth <= 0:
            parts.append((at + 1, part_end))
            part_end = at
    parts.append((at, part_end))
    # The leftmost part that ends in a sure speaker, with nothing but appositions behind it.
    best = None
    for number, (start, stop) in enumerate(parts):
        if number > 0:
            phrase = max(start, _start_phrase(tokens, stop))
            if _names_somebody(tokens, phrase, stop):
                best = _prefer_name(tokens, (_join_before(tokens, phrase), stop), parts[number - 1])
        if start >= stop or not _is_apposition(tokens, start, stop):
            break
    return best


def _names_somebody(tokens: Sequence[Token], start: int, end: int) -> bool:
    if not is_sure_speaker(tokens, start, end) or tokens[end - 1].key in PRONOUNS:
        return False
    return not (end - start == 1 and tokens[start].key in _LEADING)


def _is_apposition(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words between commas explain what stands before them: "the adviser", "who met him", "45"."""
    first = tokens[start]
    if first.key in _DETERMINERS or first.key in ("who", "whose", "aged", "which"):
        return True
    if first.key in _BREAKERS or first.key in _INNER_PREPOSITIONS or first.key in PRONOUNS:
        return False
    if first.key.endswith("ly") and first.form.islower():
        return True  # "openly proud of it"
    is_title = any(token.key in SPEAKING_NOUNS for token in tokens[start:end])
    return first.form[0].isupper() or first.key[0].isdigit() or first.key.endswith(("ed", "ing")) or is_title


def _prefer_name(
    tokens: Sequence[Token], title: tuple[int, int], following: tuple[int, int]
) -> tuple[int, int]:
    """The name behind a title and a comma ("the secretary of state, Antony Blinken"), else the title."""
    start, end = following
    words = [token for token in tokens[start:end] if token.is_word]
    is_short = 0 < len(words) <= _LONGEST_NAME
    is_name = is_short and words[0].form[0].isupper() and words[-1].key not in SPEAKING_NOUNS
    has_own_name = tokens[_find_head(tokens, title[1])].form[0].isupper()
    return following if is_name and not has_own_name else title


def find_phrase_behind(tokens: Sequence[Token], start: int) -> tuple[int, int]:
    """The noun phrase that begins at a token, as in "said X" and "according to X"; empty if none does."""
    at = start
    limit = min(len(tokens), start + _LONGEST)
    while at < limit:
        token = tokens[at]
        key = token.key
        if not token.is_word:
            if at == start or not _ties_words(tokens, at, limit):
                break
        elif key in PRONOUNS:
            at += at == start
            break
        elif is_weekday(token) and at > start:
            break
        elif key in _INNER_PREPOSITIONS and token.form.islower():
            if at == start or not (_takes_preposition(tokens, at) and key != "on"):
                break
        elif key == "and":
            joined = tokens[at - 1 : at + 2 : 2]
            if at == start or at + 1 >= limit or not all(word.form[0].isupper() for word in joined):
                break
        elif key in _BREAKERS and token.form.islower():
            break
        at += 1
    while at > start and (not tokens[at - 1].is_word or tokens[at - 1].key in _INNER_PREPOSITIONS | {"and"}):
        at -= 1
    return start, at


def find_apposed_name(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The name in commas behind somebody's office: "said its head, Ada Brun, who"; ``(end, end)`` if none is.

    The office is written small and the name in two capitalised words or more, so that nothing but a person
    is likely to stand there.
    """
    office = tokens[start:end]
    if get_key(tokens, end) != "," or not office or any(token.form[:1].isupper() for token in office):
        return end, end
    at = end + 1
    while at < len(tokens) and (tokens[at].form[:1].isupper() or (tokens[at].form in ".-" and at > end + 1)):
        at += 1
    words = [token for token in tokens[end + 1 : at] if token.is_word]
    is_closed = at == len(tokens) or not tokens[at].is_word or tokens[at].key in ("who", "whose")
    if not (2 <= len(words) <= _LONGEST_NAME and is_closed):
        return end, end
    return end + 1, at - (not tokens[at - 1].is_word)
