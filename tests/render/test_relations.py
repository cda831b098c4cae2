from __future__ import annotations

from dataclasses import replace

from tests.story import make_repeating_story, make_story
from variance.render.relations import flip_alignment, flip_pair, relate_sources


def test_what_was_worked_out_for_one_comparison_is_not_told_of_another() -> None:
    story, alone = make_story(), replace(make_story(), pairs=())
    kept = relate_sources(story)
    assert relate_sources(story) is kept
    assert relate_sources(alone).orient_pair("wire", "post") is None
    assert relate_sources(story).orient_pair("wire", "post") == story.get_pair("wire", "post")


def test_an_alignment_turned_is_the_one_in_the_flipped_pair() -> None:
    story = make_story()
    relations = relate_sources(story)
    for pair in story.pairs:
        flipped = relations.orient_pair(pair.b, pair.a)
        assert flipped == flip_pair(pair)
        turned = [relations.turn_alignment(alignment) for alignment in pair.alignments]
        assert turned == [flip_alignment(alignment) for alignment in pair.alignments]
        assert {id(alignment) for alignment in turned} == {id(one) for one in flipped.alignments}


def test_the_alignments_of_units_are_found_once_from_either_side() -> None:
    relations = relate_sources(make_story())
    [both] = relations.find_alignments("wire", "copy", (2,))
    assert relations.find_alignments("wire", "copy", (2, 2)) == [both]
    assert [one.a for one in relations.find_alignments("copy", "wire", both.b)] == [both.b]
    assert relations.find_alignments("wire", "copy", (99,)) == []


def test_what_is_said_twice_is_neither_shared_nor_only_here() -> None:
    story = make_repeating_story()
    relations = relate_sources(story)
    for source in story.sources:
        assert not relations.find_repeats(source.id) & relations.find_only_here(source.id)
    assert any(relations.find_repeats(source.id) for source in story.sources)
