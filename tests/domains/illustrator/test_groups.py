"""Families, curled sleepers, and cups that one drinks from."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.hands import held_of
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.scene import Entity
from domains.illustrator.test_places import stage_of


@pytest.mark.parametrize(
    ("prompt", "concept", "count"),
    [
        ("a family of bears having a picnic", "bear", 4),
        ("una famiglia di anatre che attraversa la strada", "duck", 4),
        ("a bear family in the forest", "bear", 4),
        ("a family of five penguins", "penguin", 5),
        ("a family of mushrooms", "mushroom", 4),
    ],
)
def test_a_family_has_parents_and_children(prompt: str, concept: str, count: int) -> None:
    scene = understand(prompt)
    lead = scene.entities[0]
    assert (lead.concept, lead.count) == (concept, count)
    assert "related" in lead.qualities
    stage = stage_of(scene, size=(256, 256))
    pieces = [piece for piece in arranged(stage, roots_of(stage)) if piece.marks]
    heights = sorted(mark.bottom - mark.top for piece in pieces for mark in piece.seen())
    assert heights[0] < 0.75 * heights[-1]
    assert sum(one > 0.85 * heights[-1] for one in heights) >= 2


def test_a_family_of_people_is_itself_and_a_quartet_has_no_children() -> None:
    assert understand("a happy family at the beach").entities[0].concept == "family"
    assert understand("a quartet of frogs").entities[0].qualities == ()


@pytest.mark.parametrize(
    "prompt", ["a fox curled up in the snow", "un gatto acciambellato sul tappeto"]
)
def test_who_is_curled_up_lies_curled_up(prompt: str) -> None:
    assert understand(prompt).entities[0].pose == "sleep"


def test_what_one_drinks_is_held_by_its_foot_and_large_enough_to_be_seen() -> None:
    drunk, held = (held_of(Entity("tea"), Chance(1), how).grip for how in ("eat", "hold"))
    assert drunk.size >= 25
    assert drunk.grip[1] > 0.75
    assert held != drunk


@pytest.mark.parametrize(
    "prompt", ["two friends having a picnic in the park", "un orso che fa un picnic"]
)
def test_a_picnic_has_a_cloth_and_a_basket(prompt: str) -> None:
    scene = understand(prompt)
    assert len(scene.entities) == 1, "what goes without saying is no subject"
    (root,) = roots_of(stage_of(scene))
    laid = {tie: node.entity.concept for tie, node in root.ties}
    assert laid == {"on": "picnic-blanket", "beside": "picnic"}


@pytest.mark.parametrize(
    ("prompt", "tie", "thing"),
    [
        ("a knight and a dragon drinking tea", "eat", "tea"),
        ("an owl and a mouse reading a book", "hold", "book"),
        ("una principessa e un drago che bevono il tè", "eat", "tea"),
    ],
)
def test_two_who_do_one_thing_have_each_what_it_takes(prompt: str, tie: str, thing: str) -> None:
    roots = roots_of(stage_of(understand(prompt)))
    assert [[node.entity.concept for node in root.tied(tie)] for root in roots] == [[thing]] * 2


@pytest.mark.parametrize(
    "prompt",
    [
        "a knight and a dragon drinking tea",
        "two dragons playing chess",
        "a fairy and a knight dancing",
    ],
)
def test_who_flies_stands_on_the_ground_to_do_what_others_do_there(prompt: str) -> None:
    stage = stage_of(understand(prompt), size=(256, 256))
    high = stage.visible.bottom - stage.visible.top
    for piece in arranged(stage, roots_of(stage)):
        assert max(mark.bottom for mark in piece.seen()) > stage.horizon + 0.1 * high


def test_a_dog_that_is_named_after_an_ice_cream_has_none() -> None:
    (girl, dog) = roots_of(stage_of(understand("a girl eating an ice cream and a dog")))
    assert girl.tied("eat")
    assert not dog.ties


def test_crossed_legs_keep_the_feet_off_the_ground_below() -> None:
    """Knees are the widest part, and nothing hangs below them."""
    stage = stage_of(understand("a man meditating"), size=(256, 256))
    (piece,) = arranged(stage, roots_of(stage))
    left, top, right, bottom = piece.subject.box
    assert right - left > 0.62 * (bottom - top)


def test_who_has_no_hands_carries_a_tray_on_the_head_with_what_is_on_it() -> None:
    stage = stage_of(understand("un pinguino che porta un vassoio di gelati"), size=(256, 256))
    (piece,) = arranged(stage, roots_of(stage))
    marks = {mark.entity: mark for mark in piece.seen()}
    penguin, tray, ices = (marks[at] for at in range(3))
    assert tray.bottom < (penguin.top + penguin.bottom) / 2
    assert ices.top < tray.top
