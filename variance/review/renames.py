"""Files that were renamed and wrapped anew: git compares lines and takes them for deleted and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

# Runs of so many words are seldom the same by chance.
_RUN = 4
# git takes two files for one when half of them is the same; so does this, by words.
_LEAST_SHARE = 0.5
# Beyond so many pairs the search is not worth its time: whole directories were replaced.
_MOST_PAIRS = 2500


def pair_renamed(deleted: Mapping[str, bytes], added: Mapping[str, bytes]) -> dict[str, str]:
    """Added path → the deleted path whose words it holds, each at most once, the most alike first."""
    if not deleted or not added or len(deleted) * len(added) > _MOST_PAIRS:
        return {}
    old = {path: _collect_runs(data.split()) for path, data in deleted.items()}
    new = {path: _collect_runs(data.split()) for path, data in added.items()}
    shares = [
        (len(runs & own) / max(len(runs), len(own)), path, old_path)
        for path, own in new.items()
        for old_path, runs in old.items()
        if runs and own
    ]
    shares.sort(key=lambda share: (-share[0], share[1], share[2]))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for share, path, old_path in shares:
        if share >= _LEAST_SHARE and path not in pairs and old_path not in taken:
            pairs[path] = old_path
            taken.add(old_path)
    return pairs


def _collect_runs(words: Sequence[bytes]) -> set[int]:
    return {crc32(b" ".join(words[at : at + _RUN])) for at in range(max(len(words) - _RUN + 1, 0))}
