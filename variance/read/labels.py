"""What the reports call a source where the user gave it no name."""

from __future__ import annotations

import re
from pathlib import PurePath

from variance.model import Metadata
from variance.text.patterns import LatePattern

# A hash behind a separator: seven hexadecimal digits are git's shortest, and both a digit and a letter
# tell a hash from a date (2024-06-21, 20240621) and from a word (facade, defaced).
_HASH = LatePattern(r"(?<=[^\W_])[-_.~]+(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}$", re.IGNORECASE)


def make_label(path: str, metadata: Metadata) -> str:
    """A source's label: its outlet where it names one, else the file's stem without a trailing hash."""
    if metadata.outlet:
        return metadata.outlet
    if path == "-":
        return "stdin"
    stem = PurePath(path).stem
    return _HASH.sub("", stem) or path
