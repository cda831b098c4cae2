from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from variance.config import load_settings
from variance.errors import ConfigError
from variance.story_settings import BuildSettings, StorySettings
from variance.vocabulary import Severity


def write(folder: Path, text: str) -> Path:
    path = folder / "variance.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_of_a_story_and_of_the_build_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
        [build]
        output = "site/reports"
        formats = ["md", "csv", "md"]
        title = "Our stories"
        [[story]]
        name = "bridge.2026-11"
        sources = ["wire/*.txt", "draft.md"]
        base = "draft.md"
        date = 2026-11-21
        labels = { "The  Post" = "wire/post.txt" }
        title = "The bridge"
        fail-on = "attribution"
        [[story]]
        name = "ferry"
        sources = ["ferry-*.txt"]
        """,
    )
    settings = load_settings(path)
    assert settings.build == BuildSettings("site/reports", ("md", "csv"), "Our stories")
    assert settings.stories == (
        StorySettings(
            name="bridge.2026-11",
            sources=("wire/*.txt", "draft.md"),
            base="draft.md",
            date=date(2026, 11, 21),
            labels=(("The Post", "wire/post.txt"),),
            title="The bridge",
            fail_on=Severity.ATTRIBUTION,
        ),
        StorySettings(name="ferry", sources=("ferry-*.txt",)),
    )


STORY = "[[story]]\nname = 'ferry'\nsources = ['*.txt']\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("story = 'ferry'", "story: tables were expected, such as [[story]] with name and sources"),
        ("story = ['ferry']", "story: tables were expected"),
        ("[[story]]\nsources = ['*.txt']", "story: number 1 has no name"),
        (STORY + "[[story]]\n", "story: number 2 has no name"),
        (STORY + "[[story]]\nname = 'FERRY'\nsources = ['*.md']", "story: 'FERRY' is named twice"),
        ("[[story]]\nname = 3", "story: name: a text was expected, not 3"),
        ("[[story]]\nname = '../ferry'", "story: name: '../ferry' cannot be a file's name everywhere"),
        ("[[story]]\nname = '.ferry'", "story: name: '.ferry' cannot be"),
        ("[[story]]\nname = 'ferry.'", "story: name: 'ferry.' cannot be"),
        ("[[story]]\nname = 'a b'", "story: name: 'a b' cannot be"),
        ("[[story]]\nname = 'Nul.2'", "story: name: 'Nul.2' cannot be"),
        ("[[story]]\nname = 'Index'", "story: name: 'Index' is the file that lists all stories"),
        ("[[story]]\nname = 'ferry'", "story: 'ferry': without sources"),
        (
            "[[story]]\nname = 'ferry'\nsources = '*.txt'",
            "story: 'ferry': sources: a list of texts was expected",
        ),
        ("[[story]]\nname = 'ferry'\nsources = []", "story: 'ferry': sources: a list of texts was expected"),
        (STORY + "source = 'a'", "story: 'ferry': unknown key 'source'; did you mean 'sources'?"),
        (STORY + "fail_on = 'style'", "story: 'ferry': unknown key 'fail_on'; did you mean 'fail-on'?"),
        (STORY + "fail-on = 'grave'", "story: 'ferry': fail-on: 'grave' is none of substance, attribution"),
        (STORY + "date = '2026-11-21'", "story: 'ferry': date: a date without quotes was expected"),
        (STORY + "title = ' '", "story: 'ferry': title: a text was expected, not ' '"),
        (STORY + "labels = ['AFP']", "story: 'ferry': labels: a table was expected"),
        (STORY + "labels = { AFP = 3 }", "story: 'ferry': labels: a table was expected"),
        (
            STORY + "labels = { '' = 'a.txt' }",
            "story: 'ferry': labels: a label and its source cannot be blank",
        ),
        (
            STORY + "labels = { 'A P' = 'a.txt', 'A  P' = 'b.txt' }",
            "story: 'ferry': labels: the label 'A P' is given twice",
        ),
        (STORY + "labels = { A = 'a.txt', B = 'a.txt' }", "story: 'ferry': labels: a.txt has two labels"),
        ("build = 'reports'", "build: a table was expected"),
        ("[build]\nformat = 'md'", "build: unknown key 'format'; did you mean 'formats'?"),
        ("[build]\nformats = 'md'", "build: formats: a list of texts was expected"),
        ("[build]\noutput = ''", "build: output: a text was expected"),
        ("[build]\noutput = '/etc'", "build: output: '/etc' is not below the folder of the settings file"),
        ("[build]\noutput = 'a/../../b'", "build: output: 'a/../../b' is not below"),
        ("[build]\noutput = '..\\b'", "build: output: '..\\\\b' is not below"),
        ("[build]\noutput = 'c:\\b'", "build: output: 'c:\\\\b' is not below"),
    ],
)
def test_a_bad_value_is_named_with_story_and_key(tmp_path: Path, text: str, expected: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}: {expected}")
