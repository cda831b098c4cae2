"""The small words of English by what they do: closed classes, short enough to stand in the code."""

from __future__ import annotations

from collections.abc import Iterable

from variance.text.wordlists import list_words

DETERMINERS = frozenset(list_words("the a an this that these those its his her their our your my some any"))
PREPOSITIONS = frozenset(
    list_words(
        "of in on at to for from by with as into onto over under after before about against between among "
        "during through across near off out up down around amid despite since until till upon within without "
        "toward towards via per behind beyond along inside outside like"
    )
)
CONJUNCTIONS = frozenset(
    list_words("and or but nor so yet that which who whom whose where when while if because as than")
)
PRONOUNS = frozenset(
    list_words(
        "i you he she it we they me him her us them his hers its their theirs himself herself itself "
        "themselves one this that these those there who what"
    )
)
BE_FORMS = frozenset(list_words("be am is are was were been being 's 're"))
HAVE_FORMS = frozenset(list_words("have has had having 've"))
DO_FORMS = frozenset(list_words("do does did doing done"))
MODALS = frozenset(list_words("will would shall should can could may might must ought 'll"))
AUXILIARIES = BE_FORMS | HAVE_FORMS | DO_FORMS | MODALS
# Words that carry so little by themselves that one of them between two differences only breaks up what a
# reader sees as one.
STOP_WORDS = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | PRONOUNS
    | AUXILIARIES
    | frozenset(list_words("not 's also then"))
)
# Where a group of words begins: before these an edit is cut more naturally than anywhere else.
GROUP_STARTS = PREPOSITIONS | CONJUNCTIONS


def count_content(keys: Iterable[str]) -> int:
    """How many of some words carry meaning of their own."""
    return sum(key not in STOP_WORDS for key in keys)


ADVERBS = frozenset(list_words("also later then already earlier previously again still now just once first"))
HONORIFICS = frozenset(
    list_words("mr mrs ms miss dr sir dame lord lady madam mme m prof professor mr. mrs. ms. dr. prof.")
)
