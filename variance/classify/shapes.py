"""What a word looks like: an abbreviation, a row of initials."""

from __future__ import annotations

from variance.text.tokens import Token


def is_short(tokens: tuple[Token, ...]) -> bool:
    """Whether a form is an abbreviation: capitals in a row (UN), a stop (Sen.), a letter's number (G7)."""
    for index, token in enumerate(tokens):
        if "." in token.form or (token.is_word and len(token.form) > 1 and token.form[:2].isupper()):
            return True
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        is_code = (
            len(token.form) == 1 and token.form.isupper() and behind is not None and behind.start == token.end
        )
        if is_code and behind is not None and behind.form.isdigit():
            return True
    return False


def are_initials(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one side is a word made of the other's initials: Nato, North Atlantic Treaty Organization."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) != 1 or len(longer) < 2:
        return False
    return shorter[0] == "".join(word[0] for word in longer if word not in ("of", "the", "and", "for"))
