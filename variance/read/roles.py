"""The role of every block, by one ordered list of named rules.

First come the rules that know a line by its words alone (``credits.py``, ``boilerplate.py``); then the
story's body is what is left of running text, and the others go by where a line stands: above it, inside
it or below it. The first rule that applies gives the role, and its name is kept, so that the reports can
say why a line was set aside. No rule drops anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from variance.read.boilerplate import FURNITURE, Furniture, is_site_description
from variance.read.credits import (
    is_agency,
    is_byline,
    is_contribution,
    is_credit,
    is_initials,
    is_name_line,
    is_photo_credit,
)
from variance.read.document import Block, BlockKind
from variance.read.layout import Layout, Rule
from variance.read.linetypes import (
    has_caption_label,
    has_person_mark,
    is_contact_detail,
    is_contact_head,
    is_dashed,
    is_date_line,
    is_section_name,
)
from variance.text.patterns import LatePattern
from variance.vocabulary import Role

# A headline that stands alone, without a body that shows what it is.
_MAX_LONE_HEADLINE_WORDS = 20
# A standfirst is one sentence, shorter than the paragraph that repeats it.
_MAX_STANDFIRST_WORDS = 40
_MIN_STANDFIRST_WORDS = 6
# Of a standfirst's longer words, this share stands again in one paragraph of the body. Two paragraphs
# of one story that say different things share less than half.
_REPEATED_SHARE = 0.8
_MIN_LONG_WORDS = 5
_LONG_WORD = 4
# A heading inside a story is a few words; a longer line without a stop may be a sentence that lost it.
_MAX_SUBHEAD_WORDS = 9
# The same with its two dashes.
_MAX_DASHED_WORDS = _MAX_SUBHEAD_WORDS + 2
# A line that is printed twice (a picture's description and its caption) says more than a label.
_MIN_CAPTION_WORDS = 5
_MIN_TITLE_CASE_WORDS = 3
# A section's name stands above a headline of so many words, at most so many lines away.
_MIN_HEADLINE_WORDS = 4
_NEAR = 6

_WORD = LatePattern(r"[^\W_]+")
_ABBREVIATION_AT_END = LatePattern(r"(?:[^\W\d_]\.){2,}$")
_SITE_NAME = LatePattern(r"\s(?:[|–—:·-]|::)\s.{2,60}")


def _take_furniture(kind: Furniture) -> Rule:
    return Rule(
        kind.name, Role.BOILERPLATE, kind.example, lambda page, i: page.find_furniture(i) == kind.name
    )


def _is_description(page: Layout, i: int) -> bool:
    return is_site_description(page.lines[i].text)


def _is_front_label(page: Layout, i: int) -> bool:
    """A section's name above the headline: one word, or words that only name sections."""
    line = page.lines[i]
    if not page.is_above(i) or page.is_heading(i) or line.text[-1:] in ".!?":
        return False
    if line.words > 1 and not is_section_name(line.key):
        return False
    return any(
        page.is_free(k) and not page.lines[k].is_running and page.lines[k].words >= _MIN_HEADLINE_WORDS
        for k in range(i + 1, min(page.first_body, i + _NEAR))
    )


def _is_contact_head(page: Layout, i: int) -> bool:
    return not _is_inside(page, i) and is_contact_head(page.lines[i].key)


def _is_contact_item(page: Layout, i: int) -> bool:
    line = page.lines[i]
    after = page.has_role(i - 1, "contact list") or page.has_role(i - 1, "contacts")
    if not after or line.is_running or _is_inside(page, i):
        return False
    return line.kind is BlockKind.LIST_ITEM or is_contact_detail(line.text)


def _is_linked_headline(page: Layout, i: int) -> bool:
    return i > page.links


def _is_date(page: Layout, i: int) -> bool:
    # Inside the body only behind the first line, which may be a standfirst.
    is_placed = not _is_inside(page, i) or i == page.first_body + 1
    return is_placed and not page.is_heading(i) and is_date_line(page.lines[i].text)


def _is_inside(page: Layout, i: int) -> bool:
    return page.first_body < i < page.last_body


def _is_title_line(page: Layout, i: int) -> bool:
    """The page's title, which repeats the headline below it with the site's name: "... | BBC News"."""
    if not page.is_above(i):
        return False
    text = page.lines[i].text
    near = range(i + 1, min(page.first_body, i + _NEAR))
    below = next((k for k in near if page.is_free(k)), None)
    if below is None or not page.lines[below].text:
        return False
    headline = page.lines[below].text
    rest = text.removeprefix(headline)
    return len(rest) < len(text) and rest[:1].isspace() and _SITE_NAME.fullmatch(rest) is not None


def _is_headline(page: Layout, i: int) -> bool:
    line = page.lines[i]
    if page.headline is not None:
        # Printed again, above the body: in the page and in the text that was taken from it.
        return page.is_above(i) and line.key == page.lines[page.headline].key
    is_first_heading = page.is_heading(i) and page.is_above(i)
    if not (is_first_heading or _looks_like_headline(page, i)):
        return False
    page.headline = i
    return True


def _looks_like_headline(page: Layout, i: int) -> bool:
    line = page.lines[i]
    if page.title and line.key == page.title and i <= page.first_body:
        return True
    if page.has_heading_above or line.kind is not BlockKind.PARAGRAPH or page.find_free(0) < i:
        return False
    if not line.has_stop:
        return page.is_above(i) and (page.last_body >= 0 or line.words <= _MAX_LONE_HEADLINE_WORDS)
    has_more = any(page.lines[k].is_running and page.is_free(k) for k in range(i + 1, len(page.lines)))
    is_short = line.words <= _MAX_LONE_HEADLINE_WORDS and line.is_one_sentence
    # "Who will pay?" above a body, and "Decision on R.N.C." in title case.
    return has_more and is_short and (not line.has_full_stop or _is_title_with_abbreviation(line.text))


def _is_title_with_abbreviation(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) >= _LONG_WORD]
    in_title_case = len(words) >= _MIN_TITLE_CASE_WORDS and all(word[0].isupper() for word in words)
    return in_title_case and _ABBREVIATION_AT_END.search(text) is not None


def _is_byline(page: Layout, i: int) -> bool:
    return not page.is_heading(i) and is_byline(page.lines[i].text)


def _is_name_line(page: Layout, i: int) -> bool:
    """A name without "By" where bylines stand: under the headline, or at the very end."""
    is_under = page.headline is not None and page.headline < i <= page.first_body + 1
    if page.is_heading(i) or not (is_under or page.is_below(i)):
        return False
    return is_name_line(page.lines[i].text)


def _is_sign_off(page: Layout, i: int) -> bool:
    text = page.lines[i].text
    return not page.is_heading(i) and (is_credit(text) or (i >= page.last_body and is_contribution(text)))


def _is_agency(page: Layout, i: int) -> bool:
    return not page.is_heading(i) and is_agency(page.lines[i].text)


def _is_initials(page: Layout, i: int) -> bool:
    return page.is_below(i) and is_initials(page.lines[i].text)


def _is_photo_credit(page: Layout, i: int) -> bool:
    return not page.is_heading(i) and is_photo_credit(page.lines[i].text)


def _is_labelled_caption(page: Layout, i: int) -> bool:
    return page.lines[i].kind is BlockKind.PARAGRAPH and has_caption_label(page.lines[i].text)


def _is_caption(page: Layout, i: int) -> bool:
    return page.lines[i].kind is BlockKind.CAPTION


def _is_doubled_caption(page: Layout, i: int) -> bool:
    """A line without a stop that is printed twice on end: a picture's description and its caption."""
    line = page.lines[i]
    if line.has_stop or line.words < _MIN_CAPTION_WORDS or line.kind is not BlockKind.PARAGRAPH:
        return False
    return any(0 <= k < len(page.lines) and page.lines[k].key == line.key for k in (i - 1, i + 1))


def _is_marked_caption(page: Layout, i: int) -> bool:
    """A line without a stop that says who stands where: "(L)", "(2nd R)", "(left)"."""
    line = page.lines[i]
    is_placed = line.kind is BlockKind.PARAGRAPH and line.words >= _MIN_CAPTION_WORDS
    return is_placed and not line.has_stop and has_person_mark(line.text)


def _is_standfirst(page: Layout, i: int) -> bool:
    """A line right under the headline that is no paragraph of the body.

    It has no stop; or it is one sentence, and the body says it again, or the byline stands under it, or
    it is emphasised from end to end.
    """
    if page.headline is None or page.standfirst is not None or page.find_free(page.headline + 1) != i:
        return False
    if not _reads_like_standfirst(page, i):
        return False
    page.standfirst = i
    return True


def _reads_like_standfirst(page: Layout, i: int) -> bool:
    line = page.lines[i]
    is_long_enough = _MIN_STANDFIRST_WORDS <= line.words <= _MAX_STANDFIRST_WORDS
    if line.kind is not BlockKind.PARAGRAPH or not is_long_enough:
        return False
    if not line.has_stop:
        return page.is_above(i) and page.last_body >= 0
    if not line.is_one_sentence or i != page.first_body or page.first_body == page.last_body:
        return False
    return page.has_role(i + 1, "byline") or _is_repeated_below(page, i) or line.is_emphasised


def _is_repeated_below(page: Layout, i: int) -> bool:
    words = {word for word in page.lines[i].key.split() if len(word) >= _LONG_WORD}
    if len(words) < _MIN_LONG_WORDS:
        return False
    needed = _REPEATED_SHARE * len(words)
    return any(
        len(words.intersection(line.key.split())) >= needed for line in page.lines[i + 1 :] if line.is_running
    )


def _is_line_above(page: Layout, i: int) -> bool:
    """A longer line without a stop between the headline and the body: a picture's caption."""
    line = page.lines[i]
    is_placed = page.headline is not None and page.headline < i < page.first_body and page.last_body >= 0
    is_long = line.words >= _MIN_STANDFIRST_WORDS and not line.has_stop
    return is_placed and is_long and line.kind is BlockKind.PARAGRAPH


def _is_dashed_subhead(page: Layout, i: int) -> bool:
    line = page.lines[i]
    return line.words <= _MAX_DASHED_WORDS and is_dashed(line.text)


def _is_heading(page: Layout, i: int) -> bool:
    return page.is_heading(i)


def _is_short_line(page: Layout, i: int) -> bool:
    """A few words without a stop between paragraphs of the body."""
    line = page.lines[i]
    is_placed = _is_inside(page, i) or (page.headline is not None and page.headline < i < page.first_body)
    is_short = line.words <= _MAX_SUBHEAD_WORDS and not line.has_stop
    if not is_placed or not is_short or line.kind is not BlockKind.PARAGRAPH:
        return False
    return line.text[:1] not in "\"'“‘«" and line.text[-1:] not in ",;:-–—"


# The rules that go by a line's words alone: credits, then the site's furniture.
CREDIT_RULES: tuple[Rule, ...] = (
    Rule("credit", Role.BOILERPLATE, "Additional reporting by Jane Doe; Editing by John Roe", _is_sign_off),
    Rule("agency", Role.BOILERPLATE, "AFP/Reuters", _is_agency),
    Rule("photo credit", Role.BOILERPLATE, "Photograph: Jane Doe/Getty Images", _is_photo_credit),
    Rule("byline", Role.BOILERPLATE, "By Jane Doe and John Roe in Seoul", _is_byline),
)
_DESCRIPTION = Rule(
    "site description", Role.BOILERPLATE, "Your Home for Local News! Stay tuned 24/7.", _is_description
)
FURNITURE_RULES: tuple[Rule, ...] = (*map(_take_furniture, FURNITURE), _DESCRIPTION)
# The rules that go by where a line stands, too.
PLACE_RULES: tuple[Rule, ...] = (
    Rule("linked headline", Role.BOILERPLATE, "Ten things to see in Hanoi", _is_linked_headline),
    Rule("contacts", Role.BOILERPLATE, "Contacts", _is_contact_head),
    Rule("contact list", Role.BOILERPLATE, "Registration certificate 0123456", _is_contact_item),
    Rule("date", Role.BOILERPLATE, "Published 21 June 2024, 14:05 BST", _is_date),
    Rule("page title", Role.BOILERPLATE, "Putin visits Hanoi | Example News", _is_title_line),
    Rule("section label", Role.BOILERPLATE, "World", _is_front_label),
    Rule("labelled caption", Role.CAPTION, "Image caption, The two leaders in Hanoi", _is_labelled_caption),
    Rule("caption", Role.CAPTION, "The two leaders in Hanoi", _is_caption),
    Rule("headline", Role.HEADLINE, "Putin visits Hanoi", _is_headline),
    Rule("doubled caption", Role.CAPTION, "The two leaders meet at the palace in Hanoi", _is_doubled_caption),
    Rule("marked caption", Role.CAPTION, "Vladimir Putin (L) is greeted by To Lam", _is_marked_caption),
    Rule("name", Role.BOILERPLATE, "Jane Doe in Seoul", _is_name_line),
    Rule("initials", Role.BOILERPLATE, "burs-ab/cd/ef", _is_initials),
    Rule("standfirst", Role.STANDFIRST, "Leaders sign a pact as border tensions rise", _is_standfirst),
    Rule("line above", Role.CAPTION, "Leaders of both countries during a ceremony", _is_line_above),
    Rule("dashed line", Role.SUBHEAD, "- A pact is signed -", _is_dashed_subhead),
    Rule("heading", Role.SUBHEAD, "A pact is signed", _is_heading),
    Rule("short line", Role.SUBHEAD, "A pact is signed", _is_short_line),
)


def assign_roles(text: str, blocks: Sequence[Block], *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks with their roles and the names of the rules that gave them.

    ``title`` is the title that the file's front matter gives, which tells the headline. Blocks that
    already have a role other than ``sentence`` keep it.
    """
    page = Layout(text, blocks, title)
    page.measure_body()
    _apply_rules(page, CREDIT_RULES)
    _apply_furniture(page)
    page.measure_links()
    # Furniture that looks like running text ("We use cookies to ...") is out of the way now.
    page.measure_body()
    _apply_rules(page, PLACE_RULES)
    return tuple(
        block if rule is None else block._replace(role=rule.role, rule=rule.name)
        for block, rule in zip(blocks, page.rules, strict=True)
    )


def _apply_furniture(page: Layout) -> None:
    """Run the rules of furniture: which of them is the first that applies follows from a line's words."""
    rules = {rule.name: rule for rule in FURNITURE_RULES}
    for index in range(len(page.lines)):
        if page.is_free(index) and (name := page.find_furniture(index)) is not None:
            page.rules[index] = rules[name]
    _apply_rules(page, (_DESCRIPTION,))


def _apply_rules(page: Layout, rules: Sequence[Rule]) -> None:
    """Run every rule over all lines that are still free, in the order of the rules."""
    free = [index for index in range(len(page.lines)) if page.is_free(index)]
    for rule in rules:
        for index in free:
            if rule.applies(page, index):
                page.rules[index] = rule
        free = [index for index in free if page.rules[index] is None]
