"""What one language says in several words and the other in one gives one scene."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import Scene, understand

Seen = list[tuple[str, int, str | None]]


def seen(scene: Scene) -> Seen:
    return [(entity.concept, entity.count, entity.relation) for entity in scene.entities]


@pytest.mark.parametrize(
    ("english", "italian", "drawn", "place"),
    [
        ("a nurse taking care of a baby", "un'infermiera che si prende cura di un neonato",
         [("nurse", 1, None), ("baby", 1, "help")], "hospital"),
        ("a baker pulling bread out of the oven", "un fornaio che sforna il pane",
         [("baker", 1, None), ("bread", 1, "hold"), ("oven", 1, None)], "bakery"),
        ("a butterfly landing on a child's hand", "una farfalla che si posa sulla mano di un bambino",
         [("boy", 1, None), ("butterfly", 1, "hold")], "meadow"),
        ("a car outside a diner", "un'auto fuori da una tavola calda",
         [("car", 1, None), ("cafe-building", 1, "before")], "street"),
        ("portrait of a bearded man with glasses", "ritratto di un uomo con barba e occhiali",
         [("man", 1, None), ("glasses", 1, "wear")], "portrait"),
        ("a plate of spaghetti with tomato sauce and basil", "un piatto di spaghetti al pomodoro e basilico",
         [("plate", 1, None), ("spaghetti", 1, "full-of"), ("basil", 1, "with")], "table"),
        ("a dog with its head out of the car window", "un cane con la testa fuori dal finestrino dell'auto",
         [("dog", 1, None), ("car", 1, "lean-out")], "village"),
        ("a drawing of a face", "disegno di un volto", [("person", 1, None)], "portrait"),
        ("huge waves and a lighthouse", "onde enormi e un faro",
         [("wave", 3, None), ("lighthouse", 1, None)], "sea"),
        ("an island in the middle of the ocean", "un'isola in mezzo all'oceano",
         [("island", 1, None)], "sea"),
        ("a sailing boat race", "una regata di barche a vela", [("sailboat", 3, None)], "sea"),
        ("an inventor in his messy workshop", "un inventore nel suo laboratorio disordinato",
         [("scientist", 1, None)], "workshop"),
        ("a man in a suit", "un uomo in abito", [("man", 1, None), ("suit", 1, "wear")], "meadow"),
        ("a boy with a book and a flashlight", "un bambino con un libro e una torcia",
         [("boy", 1, None), ("book", 1, "hold"), ("flashlight", 1, "hold")], "meadow"),
        ("deer tracks in the snow", "orme di cervo nella neve", [("footprint", 3, None)], "winter"),
        ("people under a tree", "persone sotto un albero",
         [("crowd", 1, None), ("tree", 1, "under")], "meadow"),
        ("a runner crossing the finish line", "un corridore che taglia il traguardo",
         [("runner", 1, None), ("racing-flag", 1, "cross")], "meadow"),
        ("a birthday party with balloons", "una festa di compleanno con palloncini",
         [("balloon", 3, None)], "room"),
        ("a tiger walking through tall grass", "una tigre che cammina nell'erba alta",
         [("tiger", 1, None)], "grassland"),
        ("a bouquet of wildflowers", "un mazzo di fiori di campo", [("wildflower", 7, None)], "table"),
        ("a tent under a night sky full of stars", "una tenda sotto un cielo stellato",
         [("tent", 1, None)], "meadow"),
        ("a swan with its cygnets", "un cigno con i suoi piccoli",
         [("swan", 1, None), ("cygnet", 3, "with")], "lake"),
        ("two boxers in the ring", "due pugili sul ring", [("boxer-person", 2, None)], "boxing-ring"),
        ("a farmer driving a tractor", "un contadino alla guida di un trattore",
         [("farmer", 1, None), ("tractor", 1, "ride")], "farm"),
        ("an elephant spraying water with its trunk", "un elefante che spruzza acqua con la proboscide",
         [("elephant", 1, None)], "meadow"),
        ("laundry hanging between two buildings", "panni stesi tra due palazzi",
         [("laundry", 1, None), ("apartment-block", 2, "among")], "skyline"),
        ("a giant robot attacking a city", "un robot gigante che attacca una città",
         [("robot", 1, None)], "skyline"),
        ("a chestnut seller", "un venditore di castagne",
         [("seller", 1, None), ("chestnut", 3, "hold")], "meadow"),
        ("a bull charging a knight", "un toro che carica un cavaliere",
         [("bull", 1, None), ("knight", 1, "fight")], "meadow"),
        ("a candlelit dinner for two", "una cena a lume di candela per due",
         [("meal", 1, None), ("candle", 1, None)], "table"),
        ("a village on stilts", "un villaggio su palafitte", [("stilt-house", 3, None)], "village"),
        ("a shark fin in the water", "una pinna di squalo nell'acqua", [("shark", 1, None)], "lake"),
        ("a slice of lemon pie", "una fetta di torta al limone", [("slice-of-cake", 1, None)], "table"),
        ("a couple on a gondola", "una coppia in gondola",
         [("couple", 1, None), ("gondola", 1, "in")], "canal"),
        ("a lady with a fan", "una dama con il ventaglio",
         [("woman", 1, None), ("fan-hand", 1, "hold")], "meadow"),
        ("a horse-drawn carriage in the snow", "una carrozza trainata da cavalli nella neve",
         [("horse", 3, None), ("carriage", 1, "pull")], "winter"),
        ("a vase with a single rose", "un vaso con una sola rosa",
         [("vase", 1, None), ("rose", 1, "with")], "table"),
        ("a jazz band", "una banda jazz",
         [("trumpeter", 1, None), ("musician", 1, None), ("double-bass", 1, "play"), ("drummer", 1, None)],
         "meadow"),
    ],
)  # fmt: skip
def test_both_languages_draw_one_scene(english: str, italian: str, drawn: Seen, place: str) -> None:
    first, second = understand(english), understand(italian)
    assert seen(first) == seen(second) == drawn
    assert first.setting == second.setting == place
    poses = [[entity.pose for entity in scene.entities] for scene in (first, second)]
    assert poses[0] == poses[1]


def test_who_looks_outside_through_a_window_stands_before_nothing() -> None:
    for wish in ("a cat looking outside the window", "un gatto che guarda fuori dalla finestra"):
        assert all(entity.relation != "before" for entity in understand(wish).entities)
