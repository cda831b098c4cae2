"""Which files a review reads: the table ``[review]`` of a settings file."""

from __future__ import annotations

from variance.frozen import dataclass
from variance.toml_values import check_keys, take_texts

# What is prose where nobody says otherwise, by the formats that variance reads.
PROSE = ("*.md", "*.markdown", "*.txt", "*.html")


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Patterns of the files to review, and of those among them to pass over.

    A pattern without a slash is matched with a file's name, another with its path from the repository's root.
    """

    include: tuple[str, ...] = PROSE
    exclude: tuple[str, ...] = ()


def take_review(value: object) -> ReviewSettings:
    """The table ``[review]``. Raises ValueError that names the key."""
    if not isinstance(value, dict):
        raise ValueError("a table was expected, such as [review] with include and exclude")
    check_keys(value, ("include", "exclude"))
    taken: dict[str, tuple[str, ...]] = {}
    for key, patterns in value.items():
        try:
            taken[key] = take_texts(patterns, '["docs/*.md"]')
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error
    return ReviewSettings(**taken)
