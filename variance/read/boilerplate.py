"""The furniture of news sites, told by a line's words alone: one rule a kind, each with an example.

The rules see a whole block and match it from end to end. They are meant to miss rather than to take a
sentence of the story: what may open a sentence ("Read more", "Follow", "Share") must be followed by what
only furniture says, and a line in which someone *says* something is never taken.
"""

from __future__ import annotations

import re
from functools import cache

from variance.read.furniture import (
    MAX_CHARS,
    MAX_WORDS,
    MORE,
    NETWORK,
    NETWORKS,
    PIECE,
    PIECES,
    SAYING,
    Furniture,
    Saying,
    open_block,
)
from variance.read.furniture import make_saying as _say
from variance.read.furniture_calls import CALLS
from variance.text.patterns import LatePattern

__all__ = ["CUT_MARK", "FURNITURE", "MAX_CHARS", "Furniture", "find_furniture", "is_site_description"]

_SHARED = rf"(?:share|tweet|print|e-?mail|save|copy link|bookmark|pin it|{NETWORK})"
# What may follow the name of a list of other stories: nothing, or the list.
_LIST = r"\s?(?:[:|].{1,200})?"

# How a news interface marks where it cut a text off: "… [+1234 chars]".
CUT_MARK = LatePattern(r"\[\+?\d{1,7} (?:chars|characters|words)\]")

FURNITURE: tuple[Furniture, ...] = (
    Furniture("cut mark", "[+1234 chars]", (Saying(None, ("[",), CUT_MARK),)),
    Furniture(
        "separator",
        "* * *",
        (_say("", r"[\W_]+"), _say("0", r"-\s?30\s?-"), _say("end ends", r"\(?ends?\)?")),
    ),
    Furniture(
        "advertisement",
        "Story continues below advertisement",
        (
            _say(
                "skip advertisement advertisements advertising ad ads advertisementfeedback"
                " advertisementsfeedback advertisingfeedback adfeedback adsfeedback",
                r"(?:skip )?(?:advertisements?|advertising|ads?)\W*(?:feedback)?",
            ),
            _say("sponsored promoted paid", r"(?:sponsored|promoted|paid)(?: (?:content|post|by))?\W*"),
            _say(
                PIECES,
                rf"{PIECE} continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement|promotion"
                rf"|video))?\W*",
                " continues ",
            ),
            _say(
                "scroll swipe",
                r"(?:scroll|swipe)(?: down)? (?:to|for) (?:continue|more|read)(?: (?:reading|with content"
                r"|content))?\W*",
            ),
            _say("continue", r"continue reading(?: the main story| below)?\W*", " reading"),
            _say("after skip", r"(?:after|skip past) newsletter promotion", " promotion"),
            _say("remove report", r"remove ads|report (?:this )?ad", " ad"),
        ),
    ),
    Furniture(
        "share",
        "Share this article on Facebook",
        (
            _say(
                "share e email print save bookmark",
                rf"(?:share|e-?mail|print|save|bookmark) (?:this|the|with) (?:{PIECE}|friends?)(?: (?:on|via"
                rf"|with|to) [\w ,]+)?\W*",
            ),
            _say(
                "share tweet save copy sharethis tweetthis savethis shareon tweeton saveon",
                rf"(?:share|tweet|save|copy link) ?(?:this|on {NETWORK})?\W*",
            ),
            _say(
                f"share tweet print e email save copy bookmark pin google {NETWORKS}",
                rf"{_SHARED}(?:[\s|/,·•]+{_SHARED})+\W*",
            ),
            _say("copy link", r"copy link to clipboard|link copied\W*", " clipboard", " copied"),
            _say("0 share shares", r"(?:\d[\d.,]*[km]? )?shares?", "share"),
        ),
    ),
    *CALLS,
    Furniture(
        "other story",
        "READ MORE: Leaders meet in Hanoi",
        (
            _say(
                f"{MORE} also must up watch listen",
                r"(?:(?:read|see|find out|learn|discover) more|also read|read also|read next|read this|read"
                r"|must read|also see|see also|up next|watch|listen)\s?[:|›»→>–—].{1,200}",
                *":|›»→>–—",
            ),
        ),
    ),
    Furniture(
        "original address",
        "Original URL: https://example.org/news/1",
        (
            _say(
                "original source link url permalink via web",
                r"(?:original (?:url|link|article|source|post)|source(?: link| url)?|link|url|permalink|via"
                r"|web)\s?[:-]\s?<?https?://\S+>?",
                "http",
            ),
            _say("http https www", r"<?(?:https?://|www\.)\S+>?"),
            _say(
                "this",
                rf"this {PIECE}\b.{{0,120}}\b(?:first|originally) (?:published|appeared|posted"
                rf"|ran)\b.{{0,160}}",
                *("first ", "originally "),
            ),
            _say(
                "the",
                r"the post .{1,200} (?:appeared first|first appeared) on .{1,80}",
                *("appeared first", "first appeared"),
            ),
            _say(
                "originally first",
                r"originally (?:published|posted|appeared)\b.{0,120}"
                r"|first published (?:by|on|in|at)\b.{0,80}",
                *("published", "posted", "appeared"),
            ),
            _say(
                "this",
                rf"this {PIECE} (?:is|was|has been) (?:re-?published|syndicated|reproduced|reprinted"
                rf"|adapted)\b.*",
                *("published", "syndicated", "reproduced", "reprinted", "adapted"),
            ),
            _say(
                "except this",
                rf"\W?(?:except for the headline, )?this {PIECE} (?:has|was|is)\b.{{0,160}}\b(?:feed"
                rf"|auto-?generated|wire agency"
                r"|without (?:any )?modifications?|not been edited)\b.*",
                *("feed", "generated", "wire agency", " modification", "not been edited"),
            ),
        ),
    ),
    Furniture(
        "copyright",
        "© 2024 Example News. All rights reserved.",
        (
            _say(
                None,
                r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}|by (?-i:[A-Z]))).*",
                *("©", "(c)", "copyright "),
            ),
            _say(None, r".{0,160}\ball rights reserved\b.{0,80}", "all rights reserved"),
            _say(
                None,
                r".{0,200}\bmay not be (?:published|reproduced|copied|republished)\b.{0,80}\b(?:broadcast"
                r"|rewritten|redistributed"
                r"|permission|consent)\b.*",
                "may not be ",
            ),
        ),
    ),
    Furniture(
        "note on the text",
        "This article was amended on 22 June 2024 to correct a name.",
        (
            _say(
                "this",
                rf"\W?this {PIECE} (?:was|has been) (?:amended|updated|corrected|edited|revised)\b.*",
                *("amended", "updated", "corrected", "edited", "revised"),
            ),
            _say(
                "correction clarification editor an",
                rf"\W?(?:(?:correction|clarification|editor[’']s note)\b.{{0,40}}:\s?)?an earlier version of"
                rf" this {PIECE}\b.*",
                "an earlier version of ",
            ),
            _say("editor disclaimer", r"(?:editor[’']s note|disclaimer)\s?:.*", ":"),
            _say("our", r"our standards\s?:.*", "our standards"),
            _say(None, r".{0,40}\btrust principles\W*", "trust principles"),
            _say(
                "the",
                rf"the (?:views|opinions) expressed (?:in this {PIECE}|here(?:in)?|by)\b.*",
                *("views expressed ", "opinions expressed "),
            ),
        ),
    ),
    Furniture(
        "related",
        "Related: Putin visits Hanoi",
        (
            _say(
                "related recommended",
                r"(?:related|recommended)(?: (?:articles?|stor(?:y|ies)|content|topics?|news|links?|reading"
                rf"|coverage|posts?|videos?|for you))?{_LIST}",
            ),
            _say(
                "explore more",
                rf"(?:(?:explore )?more on (?:this|these)(?: story| topics?)?|more (?:top )?stories){_LIST}",
                *("more on th", " stories"),
            ),
            _say("most", rf"most (?:read|popular|viewed|shared|watched){_LIST}"),
            _say("trending", rf"trending(?: now)?{_LIST}"),
            _say("editor editors", rf"editor[’']?s[’']? picks?{_LIST}", " pick"),
            _say(
                "you",
                rf"you (?:may|might) (?:also )?(?:like|be interested in){_LIST}",
                *("you may ", "you might "),
            ),
            _say(
                "don top in further latest popular",
                r"(?:don[’']t miss|top stories|in case you missed it|further reading|latest (?:news|stories"
                rf"|headlines|videos?)|popular stories){_LIST}",
                *("t miss", " stories", " you missed it", " reading", " news", " headlines", " video"),
            ),
            _say(
                "tag tags topic topics filed category categories keyword keywords",
                r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?)\s?:.{0,200}",
                ":",
            ),
            _say("more", r"more from (?-i:[A-Z@]).{0,40}(?<![.!?])", "more from "),
        ),
    ),
    Furniture(
        "comments",
        "View all 12 comments",
        (
            _say("0 comment comments", r"(?:\d[\d,]* )?comments?(?: ?\(\d+\))?", "comment"),
            _say(
                "view show hide load leave post add write",
                r"(?:view|show|hide|load|leave|post|add|write)(?: (?:all|an?|more|the|your|\d+)){0,2} "
                r"(?:comments?|reply)\W*",
                *(" comment", " reply"),
            ),
            _say("comments", r"comments (?:are|have been) (?:closed|disabled|turned off)\b.*"),
            _say(
                "be join",
                r"be the first to comment\b.*|join the (?:discussion|conversation)\W*",
                *(" comment", " discussion", " conversation"),
            ),
        ),
    ),
    Furniture(
        "navigation",
        "Skip to main content",
        (
            _say("skip", r"skip to (?:main |the )?(?:content|navigation|search|footer)\W*"),
            _say(
                "toggle open close main primary",
                r"(?:toggle|open|close|main|primary) (?:navigation|menu|search)",
                *(" navigation", " menu", " search"),
            ),
            _say(
                "back return go",
                r"(?:back to|return to|go to) (?:the )?(?:top|home ?page|main page)\W*",
                *("top", "home", "main page"),
            ),
            _say("home", r"home(?:\s?[>»›/|]\s?[^>»›/|]{1,40}){1,6}", *">»›/|"),
            _say(
                "privacy terms about contact advertise site sitemap",
                r"(?:privacy policy|terms (?:of (?:use|service)|and conditions|& conditions)|about us|contact"
                r" us|advertise with us|site ?map)"
                r"(?:[\s|·•/]+(?:[\w&]+ ){0,3}[\w&]+){0,8}",
                *("privacy policy", "terms ", "about us", "contact us", "advertise with us"),
                *("site map", "sitemap"),
            ),
        ),
    ),
    Furniture(
        "player",
        "Your browser does not support the video tag.",
        (
            _say(
                "loading please to enable",
                r"loading\W*|please (?:enable|turn on) javascript\b.*|(?:to view this|enable"
                r" javascript).{0,80}javascript.*",
                *("loading", "javascript"),
            ),
            _say("your", r"your browser (?:does not|doesn[’']t) support\b.*", "your browser"),
            _say("play pause mute unmute replay", r"(?:play|pause|mute|unmute|replay)(?: video)?"),
            _say("video", r"video (?:player|unavailable)\W*"),
            _say(
                "this",
                r"this (?:video|content) (?:is not|isn[’']t|cannot be|is no longer) (?:available|supported"
                r"|played|displayed)\b.*",
                *("this video", "this content"),
            ),
            _say(
                "estimated reading read",
                r"(?:estimated )?(?:reading|read) time\s?:?.{0,20}",
                *("reading time", "read time"),
            ),
            _say("0", r"\d{1,3}[- ]min(?:ute)?s?(?: (?:read|listen|watch|ago))?", "min"),
        ),
    ),
)

# What a site says of itself; one of these may stand in a story, two of them hardly.
_PRAISE = tuple(
    Saying(None, tuple(needs.split("|")), LatePattern(pattern, re.IGNORECASE))
    for pattern, needs in (
        (
            r"\b(?:your|the)\b[^.!?]{0,40}"
            r"\b(?:source|destination|home|hub|platform|portal|guide) (?:for|of)\b",
            "source |destination |home |hub |platform |portal |guide ",
        ),
        (
            r"\bwe (?:bring|deliver|provide|offer|cover)\b[^.!?]{0,60}\b(?:news|stories|updates|coverage"
            r"|information)\b",
            "we bring|we deliver|we provide|we offer|we cover",
        ),
        (r"\blatest (?:[\w-]+,? ){0,2}(?:news|stories|updates|headlines)\b", "latest "),
        (r"\bstay (?:tuned|updated|informed|up[- ]to[- ]date|connected|ahead)\b", "stay "),
        (
            r"\b(?:all|everything) (?:that )?you (?:need|want|wish|have) to (?:know|read)\b",
            "to know|to read",
        ),
        (r"\b(?:wide|broad) range of (?:topics|subjects)\b", " range of "),
        (r"\b24/7\b|\baround the clock\b", "24/7|around the clock"),
        (r"\byour favou?rite\b", "your favo"),
        (
            r"^(?:welcome to )?[\w-]{2,30}\.(?:com|org|net|info|news|co|io|tv)\b",
            ".com|.org|.net|.info|.news|.co|.io|.tv",
        ),
    )
)
_MIN_PRAISE = 2


def find_furniture(text: str) -> str | None:
    """The name of the kind of furniture that a block's text is, None for anything else."""
    if len(text) > MAX_CHARS:
        return None
    opening = open_block(text)
    sayings = _index_sayings()
    # The kinds in their order: the first that fits names the block.
    likely = sorted(sayings.get(opening.head, []) + sayings[None])
    for number, place in likely:
        kind = FURNITURE[number]
        if kind.sayings[place].covers(opening) and kind.allows(text):
            return kind.name
    return None


@cache
def _index_sayings() -> dict[str | None, list[tuple[int, int]]]:
    """The places of the sayings, by kind and among its own, that may open with a word (None: with any)."""
    places: dict[str | None, list[tuple[int, int]]] = {}
    for number, kind in enumerate(FURNITURE):
        for place, saying in enumerate(kind.sayings):
            for head in (None,) if saying.heads is None else saying.heads:
                places.setdefault(head, []).append((number, place))
    return places


def is_site_description(text: str) -> bool:
    """Whether a site praises itself: "Your Premier Source for News! We bring you the latest stories."."""
    if len(text) > MAX_CHARS or text.count(" ") >= MAX_WORDS:
        return False
    folded = text.lower()
    likely = [praise for praise in _PRAISE if praise.may_stand_in(folded)]
    if len(likely) < _MIN_PRAISE or SAYING.search(text):
        return False
    return sum(1 for praise in likely if praise.pattern.search(text)) >= _MIN_PRAISE
