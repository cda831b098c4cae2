"""What every HTML page shares: the templates' environment, style and script joined, and its policy.

A page is one file that needs no network: its style and script stand in it, and a Content-Security-Policy
allows these very two and nothing else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variance.render.html_text import Html, escape_attribute

if TYPE_CHECKING:
    from jinja2 import Environment

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*/\*.*?\*/\s*$", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"\n\s+")
# Around these a style sheet needs no space; around + and - in calc() it does, and before : in a selector.
_CSS_SIGNS = "{};,>"
_TEMPLATES = Path(__file__).parent / "templates"


def make_environment(values: Mapping[str, Any]) -> Environment:
    """The templates' environment with these values and functions known in every template.

    Every value is made harmless unless it is Html, and a missing one is an error. ``select_autoescape``
    would go by the file's suffix and leave ``.html.j2`` unescaped.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    from variance.render.template_cache import TemplateCache

    environment = Environment(
        loader=FunctionLoader(lambda name: _INDENT.sub("\n", _read_template(name))),
        autoescape=True,
        finalize=_finalize_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=TemplateCache(),
    )
    environment.globals.update(values)
    return environment


@cache
def join_styles(names: tuple[str, ...]) -> str:
    """The style sheets of these names as one, without comments and white space that says nothing."""
    bare = _INDENT.sub("\n", _COMMENT.sub("", _join_templates(names)))
    for space in "\n ":
        for sign in _CSS_SIGNS:
            bare = bare.replace(space + sign, sign).replace(sign + space, sign)
        bare = bare.replace(":" + space, ":")
    return bare.replace(";}", "}").strip()


@cache
def join_scripts(names: tuple[str, ...]) -> str:
    """The scripts of these names as one, without indents and comments, which stand on lines of their own."""
    return _INDENT.sub("\n", _LINE_COMMENT.sub("", _join_templates(names))).strip()


def write_policy(style: str, script: str = "") -> Html:
    """A Content-Security-Policy that allows this very style and script, and nothing else."""
    rules = [
        "default-src 'none'",
        f"style-src '{_hash_text(style)}'",
        *([f"script-src '{_hash_text(script)}'"] if script else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return Html("; ".join(rules))


def _finalize_value(value: object) -> object:
    """A value on its way into the page; plain words also lose what a reader could not see."""
    return escape_attribute(value) if type(value) is str else value


def _join_templates(names: Iterable[str]) -> str:
    return "\n".join(_read_template(name) for name in names)


def _read_template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash_text(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
