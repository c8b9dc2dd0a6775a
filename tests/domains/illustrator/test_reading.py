"""How prompts are read: who has which colour, who does what, and what is not there."""

from __future__ import annotations

import msgspec
import pytest

from affresco.studio.engines.illustrator import Language, Scene, chips, understand
from affresco.studio.engines.illustrator.reading import guess
from affresco.studio.engines.illustrator.reading.guess import Guess
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.reading.lines import FaultyLine, fields
from affresco.studio.engines.illustrator.reading.verbs import english_forms, italian_forms

TRICKY = (
    ("an iceberg shaped like a polar bear", "un iceberg a forma di orso polare"),
    ("a penguin in a bowl of cherries", "un pinguino in una ciotola di ciliegie"),
    ("a stork bringing a baby in a sack", "una cicogna che porta un neonato in un sacco"),
    ("a goalkeeper diving to catch the ball", "un portiere che si tuffa per parare il pallone"),
    ("a knight afraid of a mouse", "un cavaliere che ha paura di un topo"),
    ("a fisherman, seagulls all around", "un pescatore, gabbiani tutt'intorno"),
    ("a llama chewing gum", "un lama che mastica la gomma"),
    ("three snails racing", "tre lumache in gara"),
    ("a snail race", "una corsa di lumache"),
    ("a dog on the sofa with a ball in its mouth", "un cane sul divano con una palla in bocca"),
    ("a city inside a light bulb", "una città dentro una lampadina"),
    ("a silver key", "una chiave d'argento"),
    ("robots dancing in a ballroom", "robot che ballano in una sala da ballo"),
    ("yellow trams in a street", "tram gialli in una strada"),
    ("flying taxis among skyscrapers", "taxi volanti tra i grattacieli"),
    ("red skis leaning on a wall", "sci rossi appoggiati al muro"),
    ("two women lying on a lawn", "due donne sdraiate su un prato"),
    ("abandoned houses under a starry sky", "case abbandonate sotto un cielo stellato"),
    ("two sleeping girls", "due bambine addormentate"),
    ("mysterious caves", "grotte misteriose"),
    ("a wolf cub lost in the fog", "un cucciolo di lupo perso nella nebbia"),
    ("an underwater market", "un mercato sottomarino"),
    ("a boy pretending to be an astronaut", "un bambino che finge di essere un astronauta"),
    ("a vampire on a night bus", "un vampiro su un autobus notturno"),
    ("a frozen lake", "un lago ghiacciato"),
    ("the lighthouse keeper with a lantern in his hand", "il guardiano del faro con una lanterna in mano"),
    ("a heron in a swamp", "un airone in una palude"),
    ("an octopus in an attic", "un polpo in soffitta"),
    ("a wooden bench and a stone bridge", "una panchina di legno e un ponte di pietra"),
    ("a giant turtle", "una tartaruga gigante"),
    ("two black swans on a lake", "due cigni neri su un lago"),
    ("a monkey on a bicycle", "una scimmia in bicicletta"),
    ("a cat under the table in the kitchen", "un gatto sotto il tavolo in cucina"),
    ("a cat on the table", "un gatto sul tavolo"),
    ("a beekeeper with a lantern", "un apicoltore con una lanterna"),
    ("a blacksmith in a workshop", "un fabbro in una bottega"),
    ("a girl wearing a red scarf", "una ragazza che indossa una sciarpa rossa"),
    ("a man in a yellow raincoat", "un uomo con l'impermeabile giallo"),
    ("a fox playing the violin", "una volpe che suona il violino"),
    ("a dog chasing a cat", "un cane che insegue un gatto"),
    ("a wolf howling", "un lupo che ulula"),
    ("three dancing bears", "tre orsi che ballano"),
    ("a glass of lemonade", "un bicchiere di limonata"),
    ("a bowl of cherries", "una ciotola di ciliegie"),
    ("a forest without birds or foxes", "una foresta senza uccelli o volpi"),
    ("a paper crane on a windowsill", "una gru di carta sul davanzale"),
    ("a flying machine over a village", "una macchina volante sopra un villaggio"),
    ("a pink lake at dawn", "un lago rosa all'alba"),
    ("aerial view of a harbour", "vista aerea di un porto"),
    ("close-up of a bee on a sunflower", "primo piano di un'ape su un girasole"),
    ("a rusty robot in the snow, charcoal", "un robot arrugginito nella neve, carboncino"),
    ("a whale floating above the clouds", "una balena che fluttua sopra le nuvole"),
    ("a castle in spring, mosaic", "un castello in primavera, mosaico"),
    ("a squirrel holding an acorn", "uno scoiattolo che tiene una ghianda"),
    ("an old sailor and a small boat", "un vecchio marinaio e una piccola barca"),
    ("a lighthouse beside a cottage", "un faro accanto a un casolare"),
)  # fmt: skip


def tied(prompt: str) -> list[tuple[str, str | None, str | None]]:
    """Each entity with its relation and the entity that it is tied to."""
    entities = understand(prompt).entities
    return [
        (e.concept, e.relation, None if e.by is None else entities[e.by].concept) for e in entities
    ]


@pytest.mark.parametrize(("english", "italian"), TRICKY)
def test_tricky_wishes_mean_the_same_in_both_languages(english: str, italian: str) -> None:
    first, second = understand(english), understand(italian)
    assert msgspec.structs.replace(first, unknown=()) == msgspec.structs.replace(second, unknown=())
    assert not first.unknown


def test_verbs_belong_to_the_living_and_prepositions_to_the_nearest_thing() -> None:
    assert tied("a grandmother holding a cat in an armchair beside a fireplace") == [
        ("grandmother", None, None),
        ("cat", "hold", "grandmother"),
        ("armchair", "in", "grandmother"),
        ("fireplace", "beside", "armchair"),
    ]


def test_clothes_are_worn_and_things_are_held() -> None:
    assert tied("a fox with a scarf and an owl with a lantern") == [
        ("fox", None, None),
        ("scarf", "wear", "fox"),
        ("owl", None, None),
        ("lantern", "hold", "owl"),
    ]


def test_materials_and_poses_are_kept() -> None:
    (horse,) = understand("a wooden horse running").entities
    assert (horse.material, horse.pose) == ("wooden", "run")
    assert {"wooden", "running"} <= set(horse.qualities)


def test_the_colour_of_a_place_is_nobodys() -> None:
    assert understand("a fox beside a pink lake").entities[0].colour is None


def test_a_place_is_a_thing_where_another_place_is_named() -> None:
    scene = understand("a dog under the table in the kitchen")
    assert scene.setting == "kitchen"
    assert [entity.concept for entity in scene.entities] == ["dog", "table"]


@pytest.mark.parametrize(
    "prompt",
    ["a beach without people", "a beach with no dogs or cats", "una spiaggia senza cani né gatti"],
)
def test_nothing_excluded_is_drawn(prompt: str) -> None:
    assert understand(prompt).entities == ()


def test_whose_it_is_is_not_drawn() -> None:
    assert [e.concept for e in understand("grandma's clock").entities] == ["clock"]


def shown(prompt: str, language: Language) -> list[tuple[str, str]]:
    """Labels and values of the chips."""
    return [(chip.label, chip.value) for chip in chips(understand(prompt), language)]


def test_what_is_not_drawn_is_said() -> None:
    assert ("Not drawn", "zzyqux") in shown("a fox and a zzyqux", "en")
    assert ("Non disegnato", "zzyqux") in shown("a fox and a zzyqux", "it")


def test_other_forms_of_a_word_are_known() -> None:
    assert guess.guessed("flurgle", "en", lexicon()) == Guess()
    assert [e.concept for e in understand("a draggon").entities] == ["dragon"]
    assert [e.concept for e in understand("Leonardo").entities] == []


def test_a_noun_that_is_not_listed_is_at_least_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    guess._guessed.cache_clear()
    monkeypatch.setattr(guess, "_kinds", lambda: {"kittiwake": "seagull"})
    (bird,) = understand("a kittiwake").entities
    assert (bird.concept, bird.said) == ("seagull", "kittiwake")
    assert ("Subject", "kittiwake (as seagull)") in shown("a kittiwake", "en")
    guess._guessed.cache_clear()


def test_a_scene_of_an_older_recipe_is_still_read() -> None:
    old = (
        b'{"setting":"sea","entities":[{"concept":"fox","qualities":["sleeping"]}],"unknown":["x"]}'
    )
    assert msgspec.json.decode(old, type=Scene).entities[0].pose is None


def test_forms_of_verbs() -> None:
    assert english_forms("run") == ["run", "runs", "running"]
    assert english_forms("look at") == ["look at", "looks at", "looking at"]
    assert italian_forms("dormire")[1] == "dorme"
    assert "da" not in italian_forms("dare=dà=danno")


def test_a_line_of_the_lexicon_says_what_is_wrong_with_it() -> None:
    found = fields(
        "heron", "la gru | egret | wader grey neck=1.2 at=lake", "bird songbird", {"grey"}
    )
    assert (found["en"], found["it"], found["feminine"]) == ("heron, egret", "gru", True)
    with pytest.raises(FaultyLine, match="heron: bird knows no 'wheels'"):
        fields("heron", "airone | | wheels", "bird songbird", {})
