"""Bytes to text: UTF-8 with or without a byte order mark, UTF-16 with one, and nothing guessed.

A format that names its encoding may be in another.
"""

from __future__ import annotations

import codecs

from variance.errors import DecodingError
from variance.frozen import NamedTuple

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_UNSUPPORTED_MARKS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_REMEDY = "save it as UTF-8"


class DecodedText(NamedTuple):
    """A file's text without its byte order mark, CRLF as LF, and the encoding it was read with."""

    text: str
    encoding: str


def decode_bytes(data: bytes, *, path: str, named: str = "utf-8") -> DecodedText:
    """The text of a file; its lines end as they did, but for CRLF, which becomes LF.

    ``named`` is the encoding that holds where no byte order mark names one. Raises DecodingError, in one
    line that names the file, the byte and the remedy, for bytes that are no text in that encoding, and for a
    NUL, which no article holds: it is the sign of a binary file or of UTF-16 without a byte order mark.
    """
    for mark, name in _UNSUPPORTED_MARKS:
        if data.startswith(mark):
            raise DecodingError(f"{path}: {name} at byte 0 is not supported; {_REMEDY}")
    encoding, codec, skipped = named, named, 0
    for mark, name, mark_codec in _MARKS:
        if data.startswith(mark):
            encoding, codec, skipped = name, mark_codec, len(mark)
    try:
        text = data[skipped:].decode(codec)
    except UnicodeDecodeError as error:
        offset = skipped + error.start
        value = f"0x{data[offset]:02x}"
        raise DecodingError(
            f"{path}: byte {offset} ({value}) is no {codec.upper()}: {error.reason}; {_REMEDY}"
        ) from error
    if (nul := text.find("\0")) >= 0:
        offset = skipped + len(text[:nul].encode(codec))
        raise DecodingError(
            f"{path}: byte {offset} is NUL: a binary file, or UTF-16 without a byte order mark; {_REMEDY}"
        )
    return DecodedText(text.replace("\r\n", "\n"), encoding)
