"""Furniture that speaks to the reader: cookies, newsletters, subscriptions, links to click."""

from __future__ import annotations

from variance.read.furniture import MORE, NETWORK, PIECE, Furniture
from variance.read.furniture import make_saying as _say

CALLS: tuple[Furniture, ...] = (
    Furniture(
        "cookie notice",
        "We use cookies to improve your experience. By continuing, you accept our policy.",
        (
            _say(
                None,
                r".{0,80}\b(?:we|we and our partners|(?:this|our) "
                r"(?:web)?sites?)\b.{0,60}\buses?\b.{0,40}\bcookies\b.*",
                "cookies",
            ),
            _say(
                "accept reject manage allow",
                r"(?:accept|reject|manage|allow)(?: all)? (?:cookies|consent|preferences)\W*|accept all\W*",
            ),
            _say("cookie privacy", r"(?:cookie|privacy) (?:policy|settings|preferences|notice|consent)\W*"),
            _say(
                "by",
                r"by (?:continuing|using|browsing|clicking)\b.{0,80}\byou (?:agree|accept|consent)\b.*",
                "you agree",
                "you accept",
                "you consent",
            ),
        ),
        is_call=True,
    ),
    Furniture(
        "newsletter",
        "Sign up for our daily newsletter",
        (
            _say(
                "sign signing",
                r"(?:sign|signing) up\b.{0,120}\b(?:newsletters?|e-?mails?|alerts?|briefing|inbox|account"
                r"|updates)\b.*|sign up(?: here| now| today| free)?\W*",
                " up",
            ),
            _say("subscribe", r"subscribe(?: (?:now|today|here|free))?\W*|subscribe (?:to|for)\b.*"),
            _say(
                "get receive have",
                r"(?:get|receive|have)\b.{0,120}\b(?:newsletters?|(?:in|into|to) your (?:inbox|e-?mail)|news"
                r" alerts|our app)\b.*",
                *("newsletter", " your inbox", " your e", "news alerts", "our app"),
            ),
            _say(
                "our the",
                r"(?:our|the) .{0,60}\bnewsletter\b.{0,60}\b(?:inbox|every|delivered|sign up)\b.*",
                "newsletter",
            ),
            _say("enter invalid your", r"(?:enter|invalid|your) (?:your )?e-?mail(?: address)?\b.*", "mail"),
            _say("privacy note", r"(?:privacy notice|note)\s?: newsletters may contain\b.*", ": newsletters"),
            _say(
                "thanks thank",
                r"thank(?:s| you) for (?:reading|subscribing|signing up|your (?:support|subscription))\b.*",
            ),
        ),
        is_call=True,
    ),
    Furniture(
        "follow us",
        "Follow BBC Africa on Twitter and Instagram",
        (
            _say("follow", rf"follow (?:us\b.*|@\w+.*|.{{1,60}} on {NETWORK}\b.*)"),
            _say(
                "like find join contact visit reach e email connect",
                r"(?:like|find|join|contact|visit|reach|e-?mail|connect with) us (?:on|at|in|by|via)\b.*",
                " us ",
            ),
            _say(
                "join",
                rf"join (?:our|the) .{{0,60}}\b(?:channel|conversation|community|group|mailing list"
                rf"|{NETWORK})\b.*",
            ),
            _say("download", r"download (?:the|our) .{0,60}\bapp\b.*", "app"),
            _say("stay", r"stay (?:tuned|up[- ]to[- ]date|informed|connected)\b.*"),
            _say(
                "got have",
                r"(?:got|have) (?:a|any) (?:news |confidential )?(?:tip|story|question)s?\b.{0,60}\?.*",
                "?",
            ),
        ),
        is_call=True,
    ),
    Furniture(
        "subscription",
        "Already a subscriber? Log in",
        (
            _say(
                "support donate contribute fund",
                r"(?:support|donate to|contribute to|fund)\b.{0,60}\b(?:our|independent|quality) "
                r"(?:journalism|work|reporting)\b.*",
                *(" journalism", " work", " reporting"),
            ),
            _say(
                "already not",
                r"(?:already|not) (?:a |yet a )?(?:subscriber|member|registered|have an account)\b.*",
                *("subscriber", "member", "registered", "have an account"),
            ),
            _say(
                "create open become join",
                r"(?:create|open) (?:an?|your)(?: free)? account\b.*|(?:become|join as) a (?:member"
                r"|subscriber)\b.*",
                *(" account", " a member", " a subscriber"),
            ),
            _say(
                "this only available for to",
                rf"(?:this {PIECE} is )?(?:only )?(?:available )?(?:for|to) (?:our )?subscribers"
                r"(?: only)?\W*",
                "subscribers",
            ),
            _say(
                "log sign login signin",
                r"(?:log|sign) ?in(?: or (?:register|subscribe|sign up))?(?: to (?:continue|read|comment|your"
                r" account)\b.*)?\W*",
            ),
            _say(
                "you start",
                r"(?:you have|you've|you’ve) .{0,40}\bfree articles?\b.*|start your free trial\b.*",
                *("free article", "free trial"),
            ),
        ),
        is_call=True,
    ),
    Furniture(
        "read more",
        "Read more on philstar.com",
        (
            _say(
                f"{MORE} view show load",
                r"(?:read|see|find out|learn|discover|view|show|load) more(?: (?:stories|news|articles"
                r"|coverage|here))?\W*"
                r"|(?:read|see|find out|learn|discover) more (?:on|at|about|from|here)\b(?:\W+[^\s,]+){0,14}",
                " more",
            ),
            _say(
                "read see view",
                rf"(?:read|see|view) (?:the )?(?:full|rest of the|original|entire|complete|whole)"
                rf" {PIECE}\b.{{0,80}}",
            ),
            _say(
                "click tap press",
                r"(?:click|tap|press) (?:here|(?:on )?the (?:link|image|photo|picture|button|map|player)\b"
                r"|to (?:read|see|view|enlarge|expand|play|subscribe|share|watch|listen)).*",
            ),
            _say(
                "watch listen",
                r"(?:watch|listen)(?: (?:now|live|again|to this \w+.{0,40}|the (?:full )?(?:video|episode"
                r"|interview).{0,60}))?\W*",
            ),
        ),
        is_call=True,
    ),
)
