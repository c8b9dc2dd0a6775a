"""What people wear and hold by trade, for the family of persons."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.colour import Colour

C = Colour
_WHITE, _BLACK, _BROWN = C(0.95, 0.01, 90), C(0.24, 0.015, 280), C(0.46, 0.08, 52)
_RED, _BLUE, _GREEN = C(0.54, 0.19, 26), C(0.48, 0.13, 255), C(0.50, 0.11, 145)
_GOLD, _PURPLE, _STEEL = C(0.80, 0.13, 85), C(0.45, 0.15, 305), C(0.74, 0.012, 250)
_STRAW, _PINK, _NAVY = C(0.84, 0.09, 85), C(0.78, 0.12, 355), C(0.34, 0.07, 262)


@dataclass(frozen=True)
class Trade:
    """Clothes: colour, hat with its colour, what is worn over them, and what the hand holds."""

    cloth: Colour
    hat: str = ""
    hat_colour: Colour = _BROWN
    over: str = ""  # "apron", "robe", "skirt", "cape", "armour", "overalls"
    over_colour: Colour = _WHITE
    prop: str = ""
    heads: tuple[str, ...] = ("man", "woman")


T = Trade
TRADES: dict[str, Trade] = {
    "man": T(_BLUE, heads=("man",)),
    "woman": T(_RED, over="skirt", over_colour=_RED, heads=("woman",)),
    "boy": T(_GREEN, heads=("boy",)),
    "girl": T(_PINK, over="skirt", over_colour=_PINK, heads=("girl",)),
    "old-man": T(_BROWN, heads=("old-man",), prop="tool staff"),
    "old-woman": T(_PURPLE, over="skirt", over_colour=_PURPLE, heads=("old-woman",)),
    "baby": T(_PINK, heads=("baby",)),
    "beekeeper": T(_WHITE, "veil", _STRAW, prop="tool smoker"),
    "baker": T(_WHITE, "toque", _WHITE, "apron", _STRAW, "food loaf"),
    "chef": T(_WHITE, "toque", _WHITE, "apron", _WHITE, "tool spoon"),
    "painter": T(_BLUE, "beret", _RED, "apron", _WHITE, "tool palette"),
    "musician": T(_BLACK, prop="instrument violin"),
    "gardener": T(_GREEN, "straw", _STRAW, "overalls", _BLUE, "tool rake"),
    "farmer": T(_RED, "straw", _STRAW, "overalls", _BLUE, "tool rake"),
    "knight": T(_STEEL, "helm", _STEEL, "armour", _STEEL, "tool sword", ("man",)),
    "soldier": T(_GREEN, "helmet", _GREEN),
    "doctor": T(_WHITE, over="coat", prop="tool flask"),
    "scientist": T(_WHITE, over="coat", prop="tool flask"),
    "nurse": T(C(0.80, 0.07, 220), "cap", _WHITE),
    "teacher": T(_GREEN, prop="tool book"),
    "librarian": T(_PURPLE, prop="tool book"),
    "fisherman": T(C(0.82, 0.14, 90), "souwester", C(0.82, 0.14, 90), prop="tool rod"),
    "sailor": T(_WHITE, "cap", _WHITE),
    "king": T(_RED, "crown", _GOLD, "cape", _PURPLE, heads=("man",)),
    "queen": T(_PURPLE, "crown", _GOLD, "skirt", _PURPLE, heads=("woman",)),
    "prince": T(_BLUE, "crown", _GOLD, "cape", _RED, heads=("man",)),
    "princess": T(_PINK, "crown", _GOLD, "skirt", _PINK, heads=("woman",)),
    "wizard": T(_PURPLE, "cone", _PURPLE, "robe", _PURPLE, "tool staff", ("old-man",)),
    "witch": T(_BLACK, "cone", _BLACK, "robe", _BLACK, "tool broom", ("woman",)),
    "magician": T(_BLACK, "top-hat", _BLACK, "cape", _RED, "tool wand"),
    "pirate": T(_RED, "tricorn", _BLACK, "coat", C(0.34, 0.06, 30), "tool sword"),
    "cowboy": T(C(0.62, 0.10, 60), "brim", _BROWN, prop="tool rope"),
    "monk": T(_BROWN, over="robe", over_colour=_BROWN, heads=("man",)),
    "priest": T(_BLACK, over="robe", over_colour=_BLACK, prop="tool book", heads=("man",)),
    "nun": T(_BLACK, "veil-cloth", _BLACK, "robe", _BLACK, heads=("woman",)),
    "samurai": T(_RED, "helm-horned", _BLACK, "armour", _RED, "tool sword"),
    "ninja": T(_BLACK, "hood", _BLACK, prop="tool sword"),
    "viking": T(
        _BROWN, "helm-horned", _STEEL, "cape", C(0.6, 0.05, 60), "tool axe", ("man-beard",)
    ),
    "astronaut": T(_WHITE, "bubble", _WHITE),
    "diver": T(_NAVY, "bubble", _GOLD),
    "firefighter": T(C(0.40, 0.05, 70), "helmet", _RED, prop="tool bucket"),
    "police": T(_NAVY, "cap", _NAVY),
    "postman": T(_NAVY, "cap", _NAVY, prop="tool letter"),
    "builder": T(C(0.76, 0.16, 60), "helmet", C(0.84, 0.16, 90), prop="tool hammer"),
    "miner": T(_BROWN, "helmet", C(0.84, 0.16, 90), prop="tool lantern"),
    "blacksmith": T(_BROWN, over="apron", over_colour=C(0.34, 0.05, 45), prop="tool hammer"),
    "carpenter": T(_GREEN, over="apron", over_colour=_BROWN, prop="tool saw"),
    "tailor": T(_PURPLE, prop="tool scissors"),
    "shepherd": T(C(0.72, 0.05, 75), "brim", _BROWN, "cape", _BROWN, "tool staff"),
    "hunter": T(_GREEN, "feathered", _GREEN, prop="tool bow"),
    "dancer": T(_RED, over="skirt", over_colour=_RED),
    "ballerina": T(_PINK, over="tutu", over_colour=_PINK, heads=("woman",)),
    "singer": T(_PURPLE, prop="instrument microphone"),
    "actor": T(_BLACK, over="cape", over_colour=_RED, prop="tool mask"),
    "clown": T(C(0.84, 0.15, 90), "cone", _RED, "spots", _BLUE, "tool ball", ("clown",)),
    "acrobat": T(_RED, prop="tool ball"),
    "detective": T(
        C(0.58, 0.06, 72), "brim", C(0.5, 0.06, 70), "coat", C(0.58, 0.06, 72), "tool mirror"
    ),
    "waiter": T(_BLACK, over="apron", prop="food glass"),
    "photographer": T(_GREEN, prop="tool camera"),
    "writer": T(_BROWN, prop="tool pen"),
    "poet": T(_NAVY, "beret", _BLACK, prop="tool scroll"),
    "skier": T(_BLUE, "bobble", _RED, prop="tool skis"),
    "swimmer": T(C(0.6, 0.14, 220), "swim", _RED),
    "surfer": T(C(0.6, 0.14, 220)),
    "runner": T(_RED),
    "footballer": T(_BLUE, prop="tool ball"),
    "climber": T(_RED, "helmet", _BLUE, prop="tool rope"),
    "explorer": T(C(0.72, 0.07, 80), "pith", _STRAW, prop="tool map"),
    "mechanic": T(_BLUE, "cap", _BLUE, "overalls", _BLUE, "tool gear"),
    "pilot": T(_BROWN, "goggles", _BROWN, "scarf", _WHITE),
    "driver": T(_NAVY, "cap", _NAVY),
    "angel": T(_WHITE, "halo", _GOLD, "robe", _WHITE, heads=("woman", "man")),
    "fairy": T(_PINK, over="skirt", over_colour=_PINK, prop="tool wand", heads=("woman",)),
    "mermaid": T(_GREEN, over="tail", over_colour=C(0.62, 0.12, 175), heads=("woman",)),
    "elf": T(_GREEN, "cone", _GREEN),
    "dwarf": T(_BROWN, "cone", _RED, prop="tool axe", heads=("man-beard",)),
    "giant": T(_BROWN, heads=("man-beard",)),
    "ghost": T(_WHITE, over="ghost", over_colour=_WHITE),
    "vampire": T(_BLACK, over="cape", over_colour=_RED, heads=("vampire", "man")),
    "zombie": T(C(0.5, 0.05, 140), heads=("zombie", "man")),
    "santa": T(_RED, "bobble", _RED, "coat", _RED, "tool gift", ("man-beard", "old-man")),
    "bride": T(_WHITE, "veil-cloth", _WHITE, "skirt", _WHITE, "flower cluster", ("woman",)),
    "groom": T(_BLACK, heads=("man",)),
    "geisha": T(_RED, over="robe", over_colour=_RED, prop="tool umbrella", heads=("woman",)),
    "gondolier": T(_WHITE, "boater", _STRAW, "stripes", _RED, "tool staff"),
    "lamplighter": T(_BROWN, "top-hat", _BLACK, "coat", _BROWN, "tool lantern"),
    "clockmaker": T(_BROWN, over="apron", over_colour=_BROWN, prop="tool clock"),
    "potter": T(C(0.7, 0.06, 60), over="apron", over_colour=C(0.6, 0.1, 42), prop="tool vase"),
    "florist": T(_GREEN, over="apron", over_colour=_PINK, prop="flower tulip"),
    "scarecrow": T(C(0.6, 0.1, 60), "straw", _STRAW, "spots", _RED),
    "statue": T(C(0.80, 0.012, 90)),
}
PLAIN = T(_BLUE)
