"""Compiled templates, kept between runs beside the templates as Python keeps its modules' bytecode."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_DIRECTORY = Path(cache_from_source(str(Path(__file__).parent / "templates" / "any.py"))).parent


class TemplateCache(FileSystemBytecodeCache):
    """Keeps a template's bytecode under a hash of its name, and uses it while text and syntax are the same.

    It stands in ``templates/__pycache__``, or where ``PYTHONPYCACHEPREFIX`` says. Where nothing can be
    written, or ``PYTHONDONTWRITEBYTECODE`` is set, the templates are compiled at every run.
    """

    def __init__(self) -> None:
        super().__init__(str(_DIRECTORY), f"%s.jinja-{jinja2.__version__}.{sys.implementation.cache_tag}.pyc")

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template's bytecode, empty if it was made of another text or by other options."""
        options = (environment.trim_blocks, environment.lstrip_blocks, environment.autoescape)
        return super().get_bucket(environment, name, filename, f"{source}\n{options}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write one template's bytecode, if it may be written."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            _DIRECTORY.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
