"""People, animals, materials: each differs from what it is not, and is the same every time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.painting.sprites import Subject
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.actors import Doing, can_act
from affresco.studio.engines.illustrator.subjects.animated import ALIVE
from affresco.studio.engines.illustrator.subjects.colours import colour_of
from affresco.studio.engines.illustrator.subjects.families import FAMILIES, MATERIALS
from affresco.studio.engines.illustrator.subjects.figure.heads import HATS_WORN
from affresco.studio.engines.illustrator.subjects.figure.pose import GESTURES, POSES, STANCES
from affresco.studio.engines.illustrator.subjects.figure.wardrobe import SORTS, TRADES
from affresco.studio.engines.illustrator.subjects.find import acted, drawn_alone
from affresco.studio.engines.illustrator.subjects.materials import TEXTURED
from affresco.studio.engines.illustrator.subjects.posed import SHAPES
from affresco.studio.engines.illustrator.subjects.registry import DRAWN

Pixels = npt.NDArray[np.uint8]


def shown(subject: Subject) -> Pixels:
    """RGBA of a subject at one pixel a unit, with room around its box."""
    sheet = surface(192, 192)
    pen = Pen(sheet.getCanvas())
    pen.canvas.translate(32, 48)
    subject.draw(pen)
    return pixels(sheet).copy()


def alone(entity: Entity) -> Pixels:
    return shown(drawn_alone(entity, Chance(3)))


def doing(entity: Entity, what: Doing) -> Pixels:
    return shown(acted(entity, Chance(3), what))


def differs(one: Pixels, other: Pixels) -> bool:
    """Whether a person would see it: more than two in a hundred of what is drawn."""
    seen = (one[..., 3] > 60) | (other[..., 3] > 60)
    changed = np.abs(one.astype(int) - other.astype(int)).max(-1) > 24
    return bool((changed & seen).sum() > 0.02 * seen.sum())


def test_every_pose_is_made_of_a_stance_and_a_gesture() -> None:
    assert all(stance in STANCES and gesture in GESTURES for stance, gesture in POSES.values())
    assert set(FAMILIES["person"].poses) <= set(POSES)


@pytest.mark.parametrize("pose", sorted(set(POSES) - {"standing"}))
def test_every_pose_is_seen(pose: str) -> None:
    assert differs(doing(Entity("woman"), Doing(pose=pose)), alone(Entity("woman")))


def test_every_trade_is_seen() -> None:
    plain = doing(Entity("man"), Doing(role=""))
    for trade in sorted(set(TRADES) - set(SORTS)):
        assert differs(doing(Entity("man"), Doing(role=trade)), plain), trade


@pytest.mark.parametrize("garment", sorted(HATS_WORN | {"scarf", "coat", "dress", "cape", "boots"}))
def test_every_garment_is_seen(garment: str) -> None:
    bare = doing(Entity("man"), Doing(pose="standing", gesture="rest"))
    worn = doing(Entity("man"), Doing("standing", "", "rest", worn=((garment, None),)))
    assert (worn != bare).any() or garment == "mask"


def test_people_are_of_many_kinds() -> None:
    seen = {shown(drawn_alone(Entity("person"), Chance(n))).tobytes() for n in range(12)}
    assert len(seen) >= 10


def test_a_child_is_no_small_adult() -> None:
    """Its head takes more of its height."""
    girl, woman = alone(Entity("girl")), alone(Entity("woman"))
    assert differs(girl, woman)


@pytest.mark.parametrize("concept", ["fox", "cat", "owl", "horse", "girl", "robot", "house"])
def test_the_same_is_drawn_twice(concept: str) -> None:
    assert (alone(Entity(concept)) == alone(Entity(concept))).all()


def test_what_covers_is_known() -> None:
    """The box of a subject holds all of its drawing, to the resolution of measuring."""
    for concept in ("box", "fox", "cat", "dragon", "violinist", "bus", "tree", "snake", "angler"):
        subject = drawn_alone(Entity(concept), Chance(3))
        rows, columns = np.where(shown(subject)[..., 3] > 60)
        left, top, right, bottom = subject.box
        assert columns.min() - 32 >= left - 5, concept
        assert columns.max() - 32 <= right + 5, concept
        assert rows.min() - 48 >= top - 5, concept
        assert rows.max() - 48 <= bottom + 5, concept


@pytest.mark.parametrize("concept", sorted(SHAPES))
def test_animals_take_poses(concept: str) -> None:
    sleeps, stands = alone(Entity(concept, pose="sleep")), alone(Entity(concept))
    assert differs(sleeps, stands)


def test_beasts_howl_run_and_sit() -> None:
    poses = ("howl", "run", "sit", "lie", "walk", "sleep")
    seen = {alone(Entity("wolf", pose=pose)).tobytes() for pose in poses}
    assert len(seen) >= 5


@pytest.mark.parametrize("material", sorted(MATERIALS))
def test_every_material_has_a_look(material: str) -> None:
    assert material in TEXTURED
    assert differs(alone(Entity("horse", material=material)), alone(Entity("horse")))
    assert differs(alone(Entity("man", material=material)), alone(Entity("man")))


def test_a_colour_changes_what_is_named() -> None:
    for concept in ("cat", "house", "car", "fox", "woman", "wolf"):
        red = alone(Entity(concept, colour="red"))
        seen = red[..., 3] > 200
        plain = alone(Entity(concept, colour="blue"))
        blue = plain[..., 3] > 200
        warmer = red[seen][:, 0].astype(float).mean() - red[seen][:, 2].mean()
        cooler = plain[blue][:, 0].astype(float).mean() - plain[blue][:, 2].mean()
        assert warmer > cooler + 12, concept


def test_trades_on_animals_show_both() -> None:
    fox, astronaut = Entity("fox"), Entity("fox", role="astronaut")
    assert can_act(fox)
    assert differs(alone(fox), alone(astronaut))
    assert differs(alone(Entity("bear", role="astronaut")), alone(astronaut))


def test_an_animal_in_a_trade_keeps_its_colour() -> None:
    assert colour_of(Entity("fox", colour="blue")) is not None


def test_every_person_of_the_lexicon_is_drawn_by_one_hand() -> None:
    people = [c for c in lexicon().concepts.values() if c.form in ("person", "bust")]
    assert people
    assert all(can_act(Entity(concept.id)) for concept in people)


@pytest.mark.parametrize("pose", sorted(ALIVE))
def test_things_come_alive(pose: str) -> None:
    word = next((name for name, p in lexicon().poses.items() if p.quality == pose), "")
    if word:
        assert differs(alone(Entity("teapot", pose=word)), alone(Entity("teapot")))


def test_sights_of_our_own_come_before_the_nearest_kind() -> None:
    for concept in ("staircase", "beehive", "aurora", "puddle", "balcony"):
        assert concept in DRAWN
        assert alone(Entity(concept))[..., 3].any()


def test_no_sight_is_a_framed_tile() -> None:
    """The corners of what hangs in the sky are clear."""
    for concept in ("aurora", "milky-way", "fireworks-show", "shooting-star"):
        seen = alone(Entity(concept))[..., 3]
        rows, columns = np.where(seen > 120)
        corner = seen[rows.min() : rows.min() + 6, columns.min() : columns.min() + 6]
        assert corner.mean() < 120, concept


@pytest.mark.parametrize("concept", ["elephant", "sheep", "deer", "zebra", "raccoon", "giraffe"])
def test_beasts_act_with_heads_of_our_own(concept: str) -> None:
    assert can_act(Entity(concept))
    assert differs(doing(Entity(concept), Doing(pose="dancing")), alone(Entity(concept)))


def test_what_melts_drips() -> None:
    assert differs(alone(Entity("ice-cream", pose="melt")), alone(Entity("ice-cream")))
    assert differs(alone(Entity("snowman", pose="melt")), alone(Entity("snowman")))
