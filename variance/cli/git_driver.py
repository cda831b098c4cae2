"""What git calls: ``variance git-driver`` as external diff or difftool, ``variance text`` as textconv."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from variance.cli.console import DEFAULT_WIDTH, is_terminal, say_fault, wants_colour, write_output
from variance.config import ColourChoice
from variance.errors import UsageError, VarianceError
from variance.render.review_options import ReviewOptions

DRIVER_EXAMPLES = """\b
Set up, once:
  git config diff.variance.command 'variance git-driver'
  echo '*.md diff=variance' >> .gitattributes
As a difftool:
  git config difftool.variance.cmd 'variance git-driver "$LOCAL" "$REMOTE"'
"""
TEXT_EXAMPLES = """\b
Set up, once:
  git config diff.prose.textconv 'variance text'
  echo '*.md diff=prose' >> .gitattributes
"""
# path old-file old-hex old-mode new-file new-hex new-mode, and two more for a file that was renamed.
_DRIVER_ARGUMENTS = (7, 9)
_DIFFTOOL_ARGUMENTS = 2


def git_driver_command(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARGUMENT]...", help="What git gives, or OLD NEW.")
    ] = None,
) -> int:
    """Show what changed in the prose of one file; for git to call.

    Takes git's seven arguments of an external diff, or two files. Always exits with 0: git gives up at any
    other code.
    """
    try:
        write_output(_show_change(arguments or []))
    except VarianceError as error:
        if not _is_from_git(arguments or []):
            raise
        say_fault(str(error))
    return 0


def text_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to read.")],
) -> int:
    """Write a file's text with a sentence a line, so that another width of lines changes nothing.

    For git's textconv; a file that is no text is written as it is.
    """
    data = Path(file).read_bytes() if Path(file).is_file() else None
    if data is None:
        raise UsageError(f"{file}: no such file; check the name")
    from variance.review.sentences import list_lines

    try:
        write_output("".join(f"{line}\n" for line in list_lines(file, data)))
    except VarianceError:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0


def _is_from_git(arguments: list[str]) -> bool:
    return len(arguments) in _DRIVER_ARGUMENTS


def _show_change(arguments: list[str]) -> str:
    from variance.content import read_plain_file
    from variance.render.review_formats import render_review
    from variance.review.repository import gather_review, review_contents
    from variance.review_model import Revision

    if len(arguments) == 1:
        # git calls with the path alone where a merge left it in conflict.
        return f"{arguments[0]}: in conflict; resolve it first\n"
    if _is_from_git(arguments):
        path, old_file, old_hex, _, new_file, new_hex, _, *renamed = arguments
        new_path, names = (renamed[0] if renamed else path), (old_hex[:7], new_hex[:7])
    elif len(arguments) == _DIFFTOOL_ARGUMENTS:
        old_file, new_file = arguments
        path = new_path = new_file
        names = (old_file, new_file)
    else:
        raise UsageError("give two files, or git's seven arguments (see 'variance git-driver --help')")
    old, new = (None if file == os.devnull else read_plain_file(Path(file)) for file in (old_file, new_file))
    file = review_contents(path, new_path, old, new)
    review = gather_review(Revision(names[0]), Revision(names[1]), [] if file is None else [file], {})
    on_terminal = is_terminal(sys.stdout)
    # git's pager shows colours, and says that it is there.
    has_colour = wants_colour(
        ColourChoice.AUTO, os.environ, on_terminal=on_terminal or "GIT_PAGER_IN_USE" in os.environ
    )
    return render_review(review, "text", ReviewOptions(width=DEFAULT_WIDTH, colour=has_colour, is_part=True))
