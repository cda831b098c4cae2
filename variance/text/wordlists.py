"""Short word lists that stand in the code, written as running text so that they stay readable."""

from __future__ import annotations


def list_words(text: str) -> tuple[str, ...]:
    """The words of a text parted by white space, in order."""
    return tuple(text.split())


def map_words(text: str) -> dict[str, str]:
    """Form → head of a table "head form form|head form": rows parted by ``|`` or a line's end.

    A form that stands in several rows belongs to the first.
    """
    heads: dict[str, str] = {}
    for row in text.replace("\n", "|").split("|"):
        head, *forms = row.split() or [""]
        for form in forms:
            heads.setdefault(form, head)
    return heads


# Words that carry grammar and little else; what two texts share of these alone says nothing.
FUNCTION_WORDS = frozenset(
    list_words(
        """
        a an the this that these those such and or but nor so yet if then than as at by for from in into of
        off on onto out over to under up upon with within without about above after again against all also
        am any are be because been before being below between both can could did do does doing done down
        during each either else even ever every few had has have having he her here hers herself him himself
        his how however i is it its itself just may me might mine more most much must my myself neither no
        not now once one only other our ours ourselves own per quite rather same shall she should some still
        their theirs them themselves there they though through thus too until us very was we were what when
        where whether which while who whom whose why will would you your yours yourself yourselves 's 'm 're
        've 'll 'd don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't
        shouldn't hasn't haven't hadn't i'm it's we're they're i've we've they've you're you've he's she's
        that's there's what's i'll we'll they'll let's
        """
    )
)
