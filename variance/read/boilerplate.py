"""The furniture of news sites, told by a line's words alone: one rule a kind, each with an example.

The rules see a whole block and match it from end to end. They are meant to miss rather than to take a
sentence of the story: what may open a sentence ("Read more", "Follow", "Share") must be followed by what
only furniture says, and a line in which someone *says* something is never taken.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Longer blocks are no furniture that a pattern could tell.
MAX_WORDS = 100
MAX_CHARS = 1200
# What calls the reader to do something is short.
_MAX_CALL_WORDS = 40
_SAYING = re.compile(
    r"\b(?:said|says|told|asked|added|wrote|urged|announced|claimed|warned|replied|according to)\b",
    re.IGNORECASE,
)


class Furniture(NamedTuple):
    """A kind of furniture: its name, a line that it takes, and the pattern of a whole block.

    ``is_call`` marks what speaks to the reader, which is short and reports nobody's words.
    """

    name: str
    example: str
    pattern: re.Pattern[str]
    is_call: bool = False

    def covers(self, text: str) -> bool:
        """Whether a block's text is furniture of this kind."""
        words = text.count(" ") + 1
        if words > (_MAX_CALL_WORDS if self.is_call else MAX_WORDS):
            return False
        if self.pattern.fullmatch(text) is None:
            return False
        return not self.is_call or _SAYING.search(text) is None


def _compile(*alternatives: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{alternative})" for alternative in alternatives), re.IGNORECASE | re.DOTALL
    )


_PIECE = r"(?:article|story|post|page|piece|report|column|essay|interview|content|news|copy)"
_NETWORK = (
    r"(?:twitter|facebook|instagram|x|tiktok|threads|telegram|youtube|linkedin|whatsapp|flipboard|google news"
    r"|bluesky|mastodon|reddit|pinterest|messenger)"
)
_SHARED = rf"(?:share|tweet|print|e-?mail|save|copy link|bookmark|pin it|{_NETWORK})"

# How a news interface marks where it cut a text off: "… [+1234 chars]".
CUT_MARK = re.compile(r"\[\+?\d{1,7} (?:chars|characters|words)\]")

FURNITURE: tuple[Furniture, ...] = (
    Furniture("cut mark", "[+1234 chars]", CUT_MARK),
    Furniture("separator", "* * *", re.compile(r"[\W_]+|-\s?30\s?-|\(?ends?\)?", re.IGNORECASE)),
    Furniture(
        "advertisement",
        "Story continues below advertisement",
        _compile(
            r"(?:skip )?(?:advertisements?|advertising|ads?)\W*(?:feedback)?",
            r"(?:sponsored|promoted|paid)(?: (?:content|post|by))?\W*",
            rf"{_PIECE} continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement|promotion"
            rf"|video))?\W*",
            r"(?:scroll|swipe)(?: down)? (?:to|for) (?:continue|more|read)(?: (?:reading|with content"
            r"|content))?\W*",
            r"continue reading(?: the main story| below)?\W*",
            r"(?:after|skip past) newsletter promotion|remove ads|report (?:this )?ad",
        ),
    ),
    Furniture(
        "share",
        "Share this article on Facebook",
        _compile(
            rf"(?:share|e-?mail|print|save|bookmark) (?:this|the|with) (?:{_PIECE}|friends?)(?: (?:on|via"
            rf"|with|to) [\w ,]+)?\W*",
            rf"(?:share|tweet|save|copy link) ?(?:this|on {_NETWORK})?\W*",
            rf"{_SHARED}(?:[\s|/,·•]+{_SHARED})+\W*",
            r"copy link to clipboard|link copied\W*|(?:\d[\d.,]*[km]? )?shares?",
        ),
    ),
    Furniture(
        "cookie notice",
        "We use cookies to improve your experience. By continuing, you accept our policy.",
        _compile(
            r".{0,80}\b(?:we|we and our partners|(?:this|our) "
            r"(?:web)?sites?)\b.{0,60}\buses?\b.{0,40}\bcookies\b.*",
            r"(?:accept|reject|manage|allow)(?: all)? (?:cookies|consent|preferences)\W*|accept all\W*",
            r"(?:cookie|privacy) (?:policy|settings|preferences|notice|consent)\W*",
            r"by (?:continuing|using|browsing|clicking)\b.{0,80}\byou (?:agree|accept|consent)\b.*",
        ),
        is_call=True,
    ),
    Furniture(
        "newsletter",
        "Sign up for our daily newsletter",
        _compile(
            r"(?:sign|signing) up\b.{0,120}\b(?:newsletters?|e-?mails?|alerts?|briefing|inbox|account"
            r"|updates)\b.*",
            r"sign up(?: here| now| today| free)?\W*",
            r"subscribe(?: (?:now|today|here|free))?\W*|subscribe (?:to|for)\b.*",
            r"(?:get|receive|have)\b.{0,120}\b(?:newsletters?|(?:in|into|to) your (?:inbox|e-?mail)|news"
            r" alerts|our app)\b.*",
            r"(?:our|the) .{0,60}\bnewsletter\b.{0,60}\b(?:inbox|every|delivered|sign up)\b.*",
            r"(?:enter|invalid|your) (?:your )?e-?mail(?: address)?\b.*",
            r"(?:privacy notice|note)\s?: newsletters may contain\b.*",
            r"thank(?:s| you) for (?:reading|subscribing|signing up|your (?:support|subscription))\b.*",
        ),
        is_call=True,
    ),
    Furniture(
        "follow us",
        "Follow BBC Africa on Twitter and Instagram",
        _compile(
            rf"follow (?:us\b.*|@\w+.*|.{{1,60}} on {_NETWORK}\b.*)",
            r"(?:like|find|join|contact|visit|reach|e-?mail|connect with) us (?:on|at|in|by|via)\b.*",
            rf"join (?:our|the) .{{0,60}}\b(?:channel|conversation|community|group|mailing list"
            rf"|{_NETWORK})\b.*",
            r"download (?:the|our) .{0,60}\bapp\b.*",
            r"stay (?:tuned|up[- ]to[- ]date|informed|connected)\b.*",
            r"(?:got|have) (?:a|any) (?:news |confidential )?(?:tip|story|question)s?\b.{0,60}\?.*",
        ),
        is_call=True,
    ),
    Furniture(
        "subscription",
        "Already a subscriber? Log in",
        _compile(
            r"(?:support|donate to|contribute to|fund)\b.{0,60}\b(?:our|independent|quality) "
            r"(?:journalism|work|reporting)\b.*",
            r"(?:already|not) (?:a |yet a )?(?:subscriber|member|registered|have an account)\b.*",
            r"(?:create|open) (?:an?|your)(?: free)? account\b.*|(?:become|join as) a (?:member"
            r"|subscriber)\b.*",
            rf"(?:this {_PIECE} is )?(?:only )?(?:available )?(?:for|to) (?:our )?subscribers(?: only)?\W*",
            r"(?:log|sign) ?in(?: or (?:register|subscribe|sign up))?(?: to (?:continue|read|comment|your"
            r" account)\b.*)?\W*",
            r"(?:you have|you've|you’ve) .{0,40}\bfree articles?\b.*|start your free trial\b.*",
        ),
        is_call=True,
    ),
    Furniture(
        "read more",
        "Read more on philstar.com",
        _compile(
            r"(?:read|see|find out|learn|discover|view|show|load) more(?: (?:stories|news|articles"
            r"|coverage|here))?\W*",
            r"(?:read|see|find out|learn|discover) more (?:on|at|about|from|here)\b(?:\W+[^\s,]+){0,14}",
            rf"(?:read|see|view) (?:the )?(?:full|rest of the|original|entire|complete|whole)"
            rf" {_PIECE}\b.{{0,80}}",
            r"(?:click|tap|press) (?:here|(?:on )?the (?:link|image|photo|picture|button|map|player)\b"
            r"|to (?:read|see|view|enlarge|expand|play|subscribe|share|watch|listen)).*",
            r"(?:watch|listen)(?: (?:now|live|again|to this \w+.{0,40}|the (?:full )?(?:video|episode"
            r"|interview).{0,60}))?\W*",
        ),
        is_call=True,
    ),
    Furniture(
        "other story",
        "READ MORE: Leaders meet in Hanoi",
        _compile(
            r"(?:(?:read|see|find out|learn|discover) more|also read|read also|read next|read this|read"
            r"|must read|also see|see also|up next|watch|listen)\s?[:|›»→>–—].{1,200}",
        ),
    ),
    Furniture(
        "original address",
        "Original URL: https://example.org/news/1",
        _compile(
            r"(?:original (?:url|link|article|source|post)|source(?: link| url)?|link|url|permalink|via"
            r"|web)\s?[:-]\s?<?https?://\S+>?",
            r"<?(?:https?://|www\.)\S+>?",
            rf"this {_PIECE}\b.{{0,120}}\b(?:first|originally) (?:published|appeared|posted"
            rf"|ran)\b.{{0,160}}",
            r"the post .{1,200} (?:appeared first|first appeared) on .{1,80}",
            r"originally (?:published|posted|appeared)\b.{0,120}|first published (?:by|on|in|at)\b.{0,80}",
            rf"this {_PIECE} (?:is|was|has been) (?:re-?published|syndicated|reproduced|reprinted"
            rf"|adapted)\b.*",
            rf"\W?(?:except for the headline, )?this {_PIECE} (?:has|was|is)\b.{{0,160}}\b(?:feed"
            rf"|auto-?generated|wire agency"
            r"|without (?:any )?modifications?|not been edited)\b.*",
        ),
    ),
    Furniture(
        "copyright",
        "© 2024 Example News. All rights reserved.",
        _compile(
            r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}|by (?-i:[A-Z]))).*",
            r".{0,160}\ball rights reserved\b.{0,80}",
            r".{0,200}\bmay not be (?:published|reproduced|copied|republished)\b.{0,80}\b(?:broadcast"
            r"|rewritten|redistributed"
            r"|permission|consent)\b.*",
        ),
    ),
    Furniture(
        "note on the text",
        "This article was amended on 22 June 2024 to correct a name.",
        _compile(
            rf"\W?this {_PIECE} (?:was|has been) (?:amended|updated|corrected|edited|revised)\b.*",
            rf"\W?(?:(?:correction|clarification|editor[’']s note)\b.{{0,40}}:\s?)?an earlier version of"
            rf" this {_PIECE}\b.*",
            r"(?:editor[’']s note|disclaimer)\s?:.*",
            r"our standards\s?:.*|.{0,40}\btrust principles\W*",
            rf"the (?:views|opinions) expressed (?:in this {_PIECE}|here(?:in)?|by)\b.*",
        ),
    ),
    Furniture(
        "related",
        "Related: Putin visits Hanoi",
        _compile(
            r"(?:related|recommended)(?: (?:articles?|stor(?:y|ies)|content|topics?|news|links?|reading"
            r"|coverage|posts?|videos?|for you))?"
            r"\s?(?:[:|].{1,200})?",
            r"(?:(?:explore )?more on (?:this|these)(?: story| topics?)?|most (?:read|popular|viewed"
            r"|shared|watched)|trending(?:"
            r" now)?|editor[’']?s[’']? picks?"
            r"|you (?:may|might) (?:also )?(?:like|be interested in)|don[’']t miss|top stories|in case"
            r" you missed it"
            r"|further reading|latest (?:news|stories|headlines|videos?)|popular stories|more (?:top"
            r" )?stories)\s?(?:[:|].{1,200})?",
            r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?)\s?:.{0,200}",
            r"more from (?-i:[A-Z@]).{0,40}(?<![.!?])",
        ),
    ),
    Furniture(
        "comments",
        "View all 12 comments",
        _compile(
            r"(?:\d[\d,]* )?comments?(?: ?\(\d+\))?",
            r"(?:view|show|hide|load|leave|post|add|write)(?: (?:all|an?|more|the|your|\d+)){0,2} "
            r"(?:comments?|reply)\W*",
            r"comments (?:are|have been) (?:closed|disabled|turned off)\b.*|be the first to comment\b.*"
            r"|join the (?:discussion|conversation)\W*",
        ),
    ),
    Furniture(
        "navigation",
        "Skip to main content",
        _compile(
            r"skip to (?:main |the )?(?:content|navigation|search|footer)\W*|(?:toggle|open|close|main"
            r"|primary) (?:navigation|menu|search)",
            r"(?:back to|return to|go to) (?:the )?(?:top|home ?page|main page)\W*",
            r"home(?:\s?[>»›/|]\s?[^>»›/|]{1,40}){1,6}",
            r"(?:privacy policy|terms (?:of (?:use|service)|and conditions|& conditions)|about us|contact"
            r" us|advertise with us|site ?map)"
            r"(?:[\s|·•/]+(?:[\w&]+ ){0,3}[\w&]+){0,8}",
        ),
    ),
    Furniture(
        "player",
        "Your browser does not support the video tag.",
        _compile(
            r"loading\W*|please (?:enable|turn on) javascript\b.*|(?:to view this|enable"
            r" javascript).{0,80}javascript.*",
            r"your browser (?:does not|doesn[’']t) support\b.*|(?:play|pause|mute|unmute|replay)(?:"
            r" video)?|video (?:player|unavailable)\W*",
            r"this (?:video|content) (?:is not|isn[’']t|cannot be|is no longer) (?:available|supported"
            r"|played|displayed)\b.*",
            r"(?:estimated )?(?:reading|read) time\s?:?.{0,20}|\d{1,3}[- ]min(?:ute)?s?(?: (?:read|listen"
            r"|watch|ago))?",
        ),
    ),
)

# What a site says of itself; one of these may stand in a story, two of them hardly.
_PRAISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:your|the)\b[^.!?]{0,40}\b(?:source|destination|home|hub|platform|portal|guide) (?:for|of)\b",
        r"\bwe (?:bring|deliver|provide|offer|cover)\b[^.!?]{0,60}\b(?:news|stories|updates|coverage"
        r"|information)\b",
        r"\blatest (?:[\w-]+,? ){0,2}(?:news|stories|updates|headlines)\b",
        r"\bstay (?:tuned|updated|informed|up[- ]to[- ]date|connected|ahead)\b",
        r"\b(?:all|everything) (?:that )?you (?:need|want|wish|have) to (?:know|read)\b",
        r"\b(?:wide|broad) range of (?:topics|subjects)\b",
        r"\b24/7\b|\baround the clock\b",
        r"\byour favou?rite\b",
        r"^(?:welcome to )?[\w-]{2,30}\.(?:com|org|net|info|news|co|io|tv)\b",
    )
)
_MIN_PRAISE = 2


def find_furniture(text: str) -> str | None:
    """The name of the kind of furniture that a block's text is, None for anything else."""
    if len(text) > MAX_CHARS:
        return None
    return next((kind.name for kind in FURNITURE if kind.covers(text)), None)


def is_site_description(text: str) -> bool:
    """Whether a site praises itself: "Your Premier Source for News! We bring you the latest stories."."""
    if len(text) > MAX_CHARS or text.count(" ") >= MAX_WORDS or _SAYING.search(text):
        return False
    return sum(1 for pattern in _PRAISE if pattern.search(text)) >= _MIN_PRAISE
