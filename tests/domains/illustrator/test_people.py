"""What people do is seen: in each other's arms, at tables, in hammocks, before goals."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
import skia

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout.assembly import Mark
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.burning import burns
from affresco.studio.engines.illustrator.layout.casts import plain_member
from affresco.studio.engines.illustrator.layout.hands import doing_of
from affresco.studio.engines.illustrator.layout.seats import reclines
from affresco.studio.engines.illustrator.layout.several import in_hold
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import figure_of
from affresco.studio.engines.illustrator.subjects.figure.body import body_of, paint_figure
from affresco.studio.engines.illustrator.subjects.figure.held import GRIPS, beside
from affresco.studio.engines.illustrator.subjects.figure.pose import GESTURES, STANCES, joints

from .sentences import boxes
from .test_relations import ties


def _stage(words: str) -> Stage:
    return Stage(understand(words), 1, (256, 256), outdoors=True)


def _seen(words: str) -> list[Mark]:
    """The first box of each entity of a wish, in the order of the scene; y downwards."""
    found, _ = boxes(understand(words), setting="meadow")
    return [found[index][0] for index in sorted(found)]


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("a boy shooting at goal", ("boy", "kick", "football")),
        ("un bambino che tira in porta", ("boy", "kick", "football")),
        ("a woman combing her long hair", ("woman", "hold", "comb")),
        ("una donna che si pettina", ("woman", "hold", "comb")),
        ("a boy brushing his teeth", ("boy", "hold", "toothbrush")),
        ("un uomo che aspetta l'autobus", ("man", "beside", "bus-stop")),
        ("a man waiting for the bus", ("man", "beside", "bus-stop")),
        ("two friends toasting in a pub", ("friend", "hold", "wine")),
        ("due amici che brindano", ("friend", "hold", "wine")),
        ("un vecchio che fuma la pipa", ("old-man", "hold", "pipe")),
    ],
)
def test_what_is_done_is_told_by_the_things_it_is_done_with(
    words: str, tie: tuple[str, str, str]
) -> None:
    assert tie in ties(words)


@pytest.mark.parametrize(
    ("words", "pose"),
    [
        ("a couple dancing the tango", "waltz"),
        ("una coppia che balla il tango", "waltz"),
        ("a girl doing a cartwheel", "cartwheel"),
        ("una bambina che fa la ruota", "cartwheel"),
        ("a family having breakfast", "breakfast"),
        ("una famiglia che fa colazione", "breakfast"),
        ("two old men sitting on a bench holding hands", "join"),
        ("due anziani seduti su una panchina che si tengono per mano", "join"),
    ],
)
def test_what_people_do_is_a_pose_of_one_who_is_there(words: str, pose: str) -> None:
    scene = understand(words)
    assert scene.entities[0].pose == pose
    assert not scene.unknown
    assert all(entity.relation is not None for entity in scene.entities[1:])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("an old man with a long white beard", {"bearded", "hair-white", "hair-beard"}),
        ("un uomo con la barba lunga e bianca", {"bearded", "hair-white", "hair-beard"}),
        ("a man with a thick black beard", {"bearded", "hair-black"}),
        ("un pirata con la barba", {"bearded"}),
    ],
)
def test_beards_are_as_long_and_of_the_colour_that_is_said(words: str, said: set[str]) -> None:
    (entity,) = understand(words).entities
    assert set(entity.qualities) == said


def test_what_follows_a_beard_is_still_worn() -> None:
    assert ("man", "wear", "glasses") in ties("a man with a long beard and glasses")


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("two boxers fighting in the ring", "boxing-ring"),
        ("a family having breakfast at the kitchen table", "kitchen"),
        ("a man in a hammock between two palm trees", "beach"),
        ("a ballerina under a spotlight", "theatre"),
        ("una ballerina sotto un faro di luce", "theatre"),
        ("la nonna che lavora a maglia", "room"),
        ("a boy kicking a ball into the goal", "stadium"),
    ],
)
def test_deeds_have_their_place(words: str, setting: str) -> None:
    assert understand(words).setting == setting


def test_a_ball_that_is_kicked_is_small_and_the_goal_stands_before_the_player() -> None:
    boy, ball, goal = _seen("a boy kicking a ball into the goal")
    assert ball.bottom - ball.top < 0.4 * (boy.bottom - boy.top)
    assert goal.left > boy.right - 0.3 * (boy.right - boy.left)
    assert goal.bottom - goal.top > 0.9 * (boy.bottom - boy.top)


def test_who_has_breakfast_sits_at_a_table_with_something_on_it() -> None:
    (root,) = roots_of(_stage("a family having breakfast"))
    ((relation, table),) = root.ties
    assert (relation, table.entity.concept) == ("at", "table")
    assert len([thing for how, thing in table.ties if how == "on"]) >= 3


def test_a_breakfast_in_bed_has_no_table() -> None:
    (root,) = roots_of(_stage("a girl having breakfast in bed"))
    assert [far.entity.concept for _, far in root.ties] == ["bed"]


def test_a_hammock_is_slung_between_its_trees_clear_of_the_ground() -> None:
    man, net, *palms = (
        _seen("a man sleeping in a hammock between two palm trees")[:2]
        + boxes(understand("a man sleeping in a hammock between two palm trees"), setting="meadow")[
            0
        ][2]
    )
    left, right = sorted(palms, key=lambda mark: mark.left)
    assert left.left < net.left < man.left
    assert man.right < net.right < right.right
    assert net.bottom < left.bottom - 0.08 * (left.bottom - left.top)
    assert net.right - net.left > 1.3 * (man.right - man.left)


def test_a_sewing_machine_stands_on_a_table() -> None:
    tailor, machine = _seen("a seamstress at her sewing machine")
    assert machine.bottom < tailor.bottom - 0.25 * (tailor.bottom - tailor.top)


def test_a_cauldron_stands_on_the_ground_where_it_is_stirred() -> None:
    witch, cauldron = _seen("a witch stirring a cauldron in the woods")
    assert cauldron.bottom > witch.bottom - 0.1 * (witch.bottom - witch.top)


@pytest.mark.parametrize(
    "words",
    ["a couple dancing under the stars", "two women waltzing", "a couple dancing the tango"],
)
def test_two_who_dance_with_each_other_are_close_and_face_to_face(words: str) -> None:
    stage = _stage(words)
    root = roots_of(stage)[0]
    one, other = Builder(stage).built(root).members
    assert not root.several
    assert one.flip != other.flip
    assert abs(one.middle - other.middle) < 0.6 * min(one.height, other.height)


def test_two_who_hold_hands_on_a_bench_are_still_two() -> None:
    stage = _stage("two old men holding hands on a bench")
    (root,) = roots_of(stage)
    men = [m for m in Builder(stage).built(root).members if m.seat is not None]
    assert len(men) == 2


def test_who_hugs_a_child_kneels_down_and_does_not_lift_it() -> None:
    words = "a mother hugging her daughter"
    mother, daughter = _seen(words)
    assert abs(mother.bottom - daughter.bottom) < 0.1 * (daughter.bottom - daughter.top)
    assert mother.bottom - mother.top < 1.2 * (daughter.bottom - daughter.top)


def test_who_knits_has_needles_and_an_armchair() -> None:
    stage = _stage("a grandmother knitting a red scarf")
    (root,) = roots_of(stage)
    doing = doing_of(root, Chance("knit"))
    assert doing.held is not None
    assert doing.held.grip.at == "both"
    grandmother = Builder(stage).built(root)
    assert len(grandmother.members) > 1


def test_children_build_a_sandcastle_with_spades() -> None:
    stage = _stage("children building a sandcastle on the beach")
    (root,) = roots_of(stage)
    doing = doing_of(root, Chance("sand"))
    assert doing.held is not None
    assert doing.held.grip.size > 50  # a spade, not a hammer


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("a man talking on the phone", ("man", "hold", "phone-call")),
        ("un uomo che parla al telefono", ("man", "hold", "phone-call")),
        ("two girls taking a selfie", ("girl", "hold", "mobile-phone")),
        ("due ragazze che si fanno un selfie", ("girl", "hold", "mobile-phone")),
        ("a girl jumping in puddles", ("girl", "cross", "puddle")),
        ("una bambina che salta nelle pozzanghere", ("girl", "cross", "puddle")),
        ("firefighters putting out a fire in a house", ("firefighter", "spray", "house")),
        ("i pompieri spengono l'incendio di una casa", ("firefighter", "spray", "house")),
        ("two women chatting over coffee", ("woman", "at", "table")),
        ("due donne che chiacchierano davanti a un caffè", ("woman", "at", "table")),
        ("una vecchia contadina con il fazzoletto in testa", ("woman", "wear", "headscarf")),
        ("an old woman with a headscarf", ("old-woman", "wear", "headscarf")),
    ],
)
def test_turns_of_phrase_are_told_by_what_is_seen(words: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(words)


@pytest.mark.parametrize(
    ("english", "italian", "role"),
    [
        ("a seamstress", "una sarta", "tailor"),
        ("a waitress", "una cameriera", "waiter"),
        ("a farm woman", "una contadina", "farmer"),
    ],
)
def test_trades_of_women_are_done_by_women(english: str, italian: str, role: str) -> None:
    for words in (english, italian):
        (entity,) = understand(words).entities
        assert (entity.concept, entity.role) == ("woman", role)


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a figure skater spinning on the ice", "ice-rink"),
        ("a tennis player serving", "tennis-court"),
        ("a king sitting on his throne", "castle-hall"),
        ("people dancing at a party", "club"),
    ],
)
def test_who_does_it_is_where_it_is_done(words: str, setting: str) -> None:
    scene = understand(words)
    assert scene.setting == setting
    assert "skateboard" not in [entity.concept for entity in scene.entities]


def test_a_tennis_player_has_a_racket() -> None:
    stage = _stage("a tennis player")
    figure = figure_of(stage.scene.entities[0], Chance("tennis"))
    assert figure.held is not None


def test_flames_are_seen_on_a_house_that_burns_and_not_on_a_candle() -> None:
    whole, burning = (
        plain_member(Entity("house", pose=pose), Chance("fire"), 1) for pose in (None, "burn")
    )
    assert burning.height > 1.05 * whole.height
    assert burns(Entity("house", pose="burn"))
    assert not burns(Entity("candle", pose="burn"))


def test_the_guitar_of_a_child_is_smaller_than_that_of_a_man() -> None:
    sizes = []
    for words in ("a boy playing the guitar", "a man playing the guitar"):
        (root,) = roots_of(_stage(words))
        doing = doing_of(root, Chance("guitar"))
        figure = figure_of(root.entity, Chance("guitar"), doing)
        assert figure.held is not None
        sizes.append(beside(figure.held, body_of(figure)))
    assert sizes[0] < 0.9 * sizes[1]


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("a woman making pottery at a wheel", ("woman", "at", "potters-wheel")),
        ("un vasaio che modella l'argilla al tornio", ("potter", "at", "potters-wheel")),
        ("nonna che impasta la pasta fatta in casa", ("grandmother", "make", "dough")),
        ("pallavolo sulla spiaggia", ("boy", "play", "volleyball")),
        ("beach volleyball", ("boy", "play", "volleyball")),
        ("samurai under cherry blossoms", ("samurai", "under", "cherry-tree")),
    ],
)
def test_crafts_and_sports_have_their_things(words: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(words)


@pytest.mark.parametrize("words", ["a viking warrior", "un guerriero vichingo"])
def test_a_viking_warrior_is_one_person(words: str) -> None:
    (entity,) = understand(words).entities
    assert entity.concept == "viking"


@pytest.mark.parametrize("words", ["a baby crawling on the carpet", "un bambino che gattona"])
def test_who_crawls_is_on_hands_and_knees(words: str) -> None:
    stage = _stage(words)
    (root,) = roots_of(stage)
    body = body_of(figure_of(root.entity, Chance("crawl"), doing_of(root, Chance("crawl"))))
    assert max(body.hands[0][1], body.hands[1][1]) > -8  # of 100, over the ground
    assert body.head[1] > -50


@pytest.mark.parametrize(
    "words",
    [
        "a man lying on the grass",
        "una ragazza sdraiata sulla spiaggia",
        "a shepherd resting under a tree",
    ],
)
def test_who_lies_leans_on_an_arm_with_the_head_up(words: str) -> None:
    (root,) = roots_of(_stage(words))
    assert reclines(root)
    stance, gesture = STANCES["reclining"], GESTURES["propped"]
    body = joints(stance, gesture)
    assert stance.roll == 0, "nobody is a standing figure laid on its side"
    assert -12 < max(y for _, y in (*body.hands, *body.feet)) <= 0, "on the ground, not in it"
    assert body.head[1] < body.neck[1] - 8
    assert max(x for x, _ in body.feet) - body.head[0] > 50, "it is longer than high"


@pytest.mark.parametrize(
    "words", ["a mermaid lying on a rock", "a man lying in a hammock", "a cat lying"]
)
def test_who_has_a_tail_or_hangs_in_a_hammock_leans_on_nothing(words: str) -> None:
    assert not any(reclines(root) for root in roots_of(_stage(words)))


def test_trees_are_trimmed_with_bare_hands_and_dough_is_rolled() -> None:
    held = []
    for words in ("children decorating a Christmas tree", "a baker kneading dough"):
        (root,) = roots_of(_stage(words))
        held.append(doing_of(root, Chance("make")).held)
    assert held[0] is None
    assert held[1] is not None
    assert held[1].grip.at == "both"


def test_a_gondolier_is_in_a_gondola_unless_somewhere_else() -> None:
    first, second = (
        {
            m.entity
            for member in Builder(stage).built(roots_of(stage)[0]).members
            for m in member.marks
        }
        or stage
        for stage in (_stage("a gondolier in Venice"), _stage("a gondolier sitting on a bench"))
    )
    assert first
    assert second == {0, 1}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("a girl dressed as a fairy", "fairy"),
        ("una bambina vestita da fata", "fairy"),
        ("a boy dressed as a ghost", "ghost"),
        ("children in Halloween costumes", "witch"),
    ],
)
def test_costumes_are_worn(words: str, role: str) -> None:
    (entity,) = understand(words).entities
    assert entity.role == role


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("a mother nursing her baby", [("mother", 1), ("baby", 1)]),
        ("una mamma che allatta il suo bambino", [("mother", 1), ("baby", 1)]),
        ("twin sisters holding hands in identical dresses", [("girl", 2)]),
        ("due sorelle gemelle", [("girl", 2)]),
        ("a model walking on the catwalk", [("woman", 1)]),
        ("a policeman directing the traffic", [("police-officer", 1), ("car", 2)]),
        ("un poliziotto che dirige il traffico", [("police-officer", 1), ("car", 2)]),
        ("a rugby match", [("footballer", 3), ("rugby-ball", 1)]),
        ("a grandmother with her granddaughter", [("grandmother", 1), ("girl", 1)]),
        ("friends telling stories", [("friend", 3)]),
    ],
)
def test_who_is_meant_is_drawn(words: str, drawn: list[tuple[str, int]]) -> None:
    assert [(entity.concept, entity.count) for entity in understand(words).entities] == drawn


def test_an_old_couple_stays_old_when_it_dances() -> None:
    (root,) = roots_of(_stage("an old couple dancing in the kitchen"))
    assert "old" in in_hold(root).entity.qualities
    assert in_hold(root).entity.pose == "waltz"


@pytest.mark.parametrize("words", ["a choir in a gothic church", "un coro in una chiesa barocca"])
def test_a_church_of_any_age_is_a_place(words: str) -> None:
    assert understand(words).setting == "church"


@pytest.mark.parametrize("words", ["a pregnant woman", "una donna incinta"])
def test_who_expects_a_child_is_broader_in_the_middle(words: str) -> None:
    (entity,) = understand(words).entities
    assert entity.qualities == ("pregnant",)
    plain = msgspec.structs.replace(entity, qualities=())
    one, other = (_painted(each) for each in (entity, plain))
    assert figure_of(entity, Chance("belly")).gesture == GESTURES["squeeze"]
    assert one > 1.01 * other


def _painted(entity: Entity) -> int:
    """How many pixels the trunk of a figure covers whose arms are raised; 128 × 128."""
    figure = replace(figure_of(entity, Chance("belly")), gesture=GESTURES["cheer"])
    info = skia.ImageInfo.Make(128, 128, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    surface = skia.Surface.MakeRaster(info)
    pen = Pen(surface.getCanvas())
    with pen.at(64, 124):
        paint_figure(pen, figure)
    return int((np.asarray(surface.makeImageSnapshot())[..., 3] > 40).sum())


def test_a_sword_is_forged_on_the_anvil_and_not_on_a_table() -> None:
    _, sword, anvil = _seen("a blacksmith hammering a glowing sword at the anvil")
    assert anvil.left < (sword.left + sword.right) / 2 < anvil.right
    assert sword.bottom < anvil.bottom - 0.5 * (anvil.bottom - anvil.top)


def test_who_stands_at_an_anvil_has_a_hammer() -> None:
    (root,) = roots_of(_stage("a blacksmith at the anvil"))
    held = doing_of(root, Chance("anvil")).held
    assert held is not None
    assert held.grip == GRIPS["hammer"]


def test_an_easel_is_as_high_as_who_paints_at_it() -> None:
    painter, easel = _seen("a painter at his easel")
    assert easel.bottom - easel.top > 0.7 * (painter.bottom - painter.top)
