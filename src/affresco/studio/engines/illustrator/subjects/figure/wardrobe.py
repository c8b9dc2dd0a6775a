"""What people wear, hold and do by trade; and which concepts of the lexicon are which trade."""

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
    over: str = ""  # "apron", "robe", "skirt", "cape", "armour", "overalls", "coat" …
    over_colour: Colour = _WHITE
    prop: str = ""  # "family kind"
    sort: str = "person"  # of somebody; see who.somebody
    beard: str = ""
    legs: Colour | None = None  # None: trousers, or bare under a skirt
    details: tuple[str, ...] = ()
    pose: str = ""
    gesture: str = ""


T = Trade
TRADES: dict[str, Trade] = {
    "man": T(_BLUE, sort="man"),
    "woman": T(_RED, over="skirt", over_colour=_RED, sort="woman"),
    "person": T(_BLUE),
    "child": T(_GREEN, sort="child"),
    "boy": T(_GREEN, sort="boy"),
    "girl": T(_PINK, over="skirt", over_colour=_PINK, sort="girl"),
    "old-man": T(_BROWN, sort="old-man", prop="tool staff", details=("cardigan",)),
    "old-woman": T(
        _PURPLE, over="skirt", over_colour=_PURPLE, sort="old-woman", details=("shawl",)
    ),
    "baby": T(_PINK, sort="baby", legs=_PINK, pose="sitting"),
    "beekeeper": T(_WHITE, "veil", _STRAW, prop="tool smoker"),
    "baker": T(_WHITE, "toque", _WHITE, "apron", _STRAW, "food loaf"),
    "chef": T(_WHITE, "toque", _WHITE, "apron", _WHITE, "tool spoon"),
    "painter": T(_BLUE, "beret", _RED, "apron", _WHITE, "tool palette"),
    "musician": T(_BLACK, prop="instrument violin", details=("suit",), legs=_BLACK),
    "gardener": T(_GREEN, "straw", _STRAW, "overalls", _BLUE, "tool rake"),
    "farmer": T(_RED, "straw", _STRAW, "overalls", _BLUE, "tool rake"),
    "knight": T(
        _STEEL,
        "helm",
        _STEEL,
        "armour",
        _STEEL,
        "tool sword",
        "man",
        legs=_STEEL,
        details=("shield", "gloves"),
    ),
    "soldier": T(
        _GREEN, "helmet", _GREEN, legs=C(0.42, 0.08, 140), details=("belt", "pockets"), sort="man"
    ),
    "doctor": T(C(0.70, 0.07, 220), over="coat", details=("stethoscope",)),
    "scientist": T(C(0.62, 0.10, 230), over="coat", prop="tool flask", details=("glasses",)),
    "nurse": T(
        C(0.72, 0.09, 215),
        "nurse-cap",
        _WHITE,
        "apron",
        _WHITE,
        sort="woman",
        details=("stethoscope",),
    ),
    "teacher": T(_GREEN, prop="tool book", details=("glasses", "collar")),
    "librarian": T(_PURPLE, prop="tool book", sort="woman", details=("glasses", "collar")),
    "fisherman": T(
        C(0.82, 0.14, 90),
        "souwester",
        C(0.82, 0.14, 90),
        "coat",
        C(0.82, 0.14, 90),
        "tool rod",
        "man",
        "full",
    ),
    "sailor": T(_WHITE, "sailor", _WHITE, "stripes", _BLUE, details=("neckerchief",), legs=_NAVY),
    "king": T(_RED, "crown", _GOLD, "royal", _PURPLE, "tool sceptre", "man", "full"),
    "queen": T(
        _PURPLE, "crown", _GOLD, "gown", _PURPLE, "tool sceptre", "woman", details=("royal-cape",)
    ),
    "prince": T(_BLUE, "crown", _GOLD, "cape", _RED, sort="man", details=("belt",)),
    "princess": T(_PINK, "tiara", _GOLD, "gown", _PINK, sort="woman"),
    "wizard": T(
        _PURPLE,
        "cone",
        _PURPLE,
        "robe",
        _PURPLE,
        "tool staff",
        "old-man",
        "long",
        details=("stars",),
    ),
    "witch": T(_BLACK, "witch", _BLACK, "robe", _BLACK, "tool broom", "woman"),
    "magician": T(
        _BLACK, "top-hat", _BLACK, "cape", _RED, "tool wand", details=("suit",), legs=_BLACK
    ),
    "pirate": T(_RED, "tricorn", _BLACK, "coat", C(0.34, 0.06, 30), "tool sword"),
    "cowboy": T(
        C(0.62, 0.12, 40),
        "stetson",
        _BROWN,
        "vest",
        C(0.40, 0.07, 50),
        "tool rope",
        details=("neckerchief", "belt"),
    ),
    "monk": T(_BROWN, over="robe", over_colour=_BROWN, sort="man", details=("bald", "cord")),
    "priest": T(_BLACK, over="robe", over_colour=_BLACK, prop="tool book", sort="man"),
    "nun": T(_BLACK, "veil-cloth", _BLACK, "robe", _BLACK, sort="woman"),
    "samurai": T(_RED, "kabuto", _BLACK, "armour", _RED, "tool sword", "man", legs=_BLACK),
    "ninja": T(
        _BLACK,
        "hood",
        _BLACK,
        prop="tool sword",
        legs=_BLACK,
        details=("belt-red",),
        gesture="swordplay",
    ),
    "viking": T(
        _BROWN,
        "helm-horned",
        _STEEL,
        "cape",
        C(0.6, 0.05, 60),
        "tool axe",
        "man",
        "full",
        details=("shield", "belt"),
    ),
    "astronaut": T(
        _WHITE, "bubble", _WHITE, legs=_WHITE, details=("pack", "panel", "gloves"), gesture="wave"
    ),
    "diver": T(_NAVY, "mask", C(0.80, 0.15, 80), legs=_NAVY, details=("tank", "fins")),
    "firefighter": T(
        C(0.40, 0.05, 70),
        "fire-helmet",
        _RED,
        "coat",
        C(0.42, 0.06, 72),
        "tool axe",
        details=("bands",),
    ),
    "police": T(_NAVY, "cap", _NAVY, details=("badge", "belt", "tie"), legs=_NAVY),
    "postman": T(C(0.46, 0.10, 250), "cap", _NAVY, prop="tool letter", details=("satchel", "tie")),
    "builder": T(
        C(0.76, 0.16, 60), "helmet", C(0.84, 0.16, 90), "vest", C(0.76, 0.17, 62), "tool hammer"
    ),
    "miner": T(_BROWN, "helmet", C(0.84, 0.16, 90), prop="tool lantern"),
    "blacksmith": T(_BROWN, over="apron", over_colour=C(0.34, 0.05, 45), prop="tool hammer"),
    "carpenter": T(_GREEN, over="apron", over_colour=_BROWN, prop="tool saw"),
    "tailor": T(_PURPLE, prop="tool scissors"),
    "shepherd": T(C(0.72, 0.05, 75), "brim", _BROWN, "cape", _BROWN, "tool staff"),
    "hunter": T(_GREEN, "feathered", _GREEN, prop="tool bow"),
    "dancer": T(_RED, over="gown", over_colour=_RED, sort="woman", pose="dancing"),
    "ballerina": T(
        _PINK, over="tutu", over_colour=_PINK, sort="woman", details=("bun",), pose="spinning"
    ),
    "singer": T(_PURPLE, prop="instrument microphone"),
    "actor": T(_BLACK, over="cape", over_colour=_RED, prop="tool mask"),
    "clown": T(
        C(0.84, 0.15, 90),
        "cone",
        _RED,
        "spots",
        _BLUE,
        "tool ball",
        details=("clown",),
        legs=_BLUE,
        gesture="hold",
    ),
    "acrobat": T(_RED, over="leotard", over_colour=_GOLD, pose="dancing", gesture="balance"),
    "detective": T(_NAVY, "fedora", C(0.5, 0.06, 70), "coat", C(0.58, 0.06, 72), "tool mirror"),
    "waiter": T(_BLACK, over="apron", prop="food glass", details=("bow",)),
    "photographer": T(_GREEN, prop="tool camera"),
    "writer": T(_BROWN, prop="tool pen", details=("glasses",), gesture="think"),
    "poet": T(_NAVY, "beret", _BLACK, prop="tool scroll"),
    "skier": T(
        _BLUE, "bobble", _RED, details=("goggles", "gloves", "skis"), legs=_NAVY, pose="skating"
    ),
    "swimmer": T(C(0.6, 0.14, 220), "swim", _RED, "swimsuit", C(0.55, 0.17, 10)),
    "surfer": T(C(0.6, 0.14, 220), over="swimsuit", over_colour=C(0.60, 0.15, 200), pose="surfing"),
    "runner": T(_RED, over="shorts", over_colour=_NAVY, pose="running"),
    "footballer": T(
        _BLUE,
        over="shorts",
        over_colour=_WHITE,
        prop="tool ball",
        details=("number",),
        pose="kicking",
    ),
    "basketball": T(
        C(0.68, 0.17, 52), over="shorts", over_colour=_NAVY, prop="tool ball", details=("number",)
    ),
    "tennis": T(_WHITE, "baseball", _BLUE, "shorts", _NAVY, prop="tool racket", gesture="point"),
    "boxer": T(
        _WHITE,
        over="shorts",
        over_colour=_RED,
        details=("gloves",),
        pose="fighting",
    ),
    "climber": T(_RED, "helmet", _BLUE, pose="climbing", details=("rope",)),
    "explorer": T(
        C(0.72, 0.07, 80),
        "pith",
        _STRAW,
        prop="tool map",
        details=("pockets", "belt"),
        legs=C(0.60, 0.06, 75),
    ),
    "mechanic": T(_BLUE, "cap", _BLUE, "overalls", _BLUE, "tool gear"),
    "pilot": T(_BROWN, "goggles", _BROWN, "jacket", _BROWN, details=("scarf-white",)),
    "driver": T(_NAVY, "cap", _NAVY),
    "angel": T(_WHITE, "halo", _GOLD, "robe", _WHITE, details=("wings",)),
    "fairy": T(
        _PINK,
        over="skirt",
        over_colour=_PINK,
        prop="tool wand",
        sort="woman",
        details=("fairy-wings",),
    ),
    "mermaid": T(
        C(0.62, 0.14, 320),
        over="tail",
        over_colour=C(0.62, 0.12, 175),
        sort="woman",
        details=("wavy",),
    ),
    "elf": T(_GREEN, "cone", _GREEN, details=("pointed-ears", "belt"), legs=C(0.42, 0.08, 150)),
    "dwarf": T(
        _BLUE, "cone", _RED, prop="tool axe", sort="man", beard="long", details=("short", "belt")
    ),
    "giant": T(
        _BROWN,
        over="vest",
        over_colour=C(0.38, 0.06, 50),
        sort="man",
        beard="full",
        details=("broad", "belt"),
    ),
    "ghost": T(_WHITE, over="ghost", over_colour=_WHITE),
    "vampire": T(
        _BLACK, over="cape", over_colour=_RED, sort="man", details=("pale", "suit"), legs=_BLACK
    ),
    "zombie": T(
        C(0.5, 0.05, 140),
        sort="man",
        details=("green", "patches"),
        legs=C(0.34, 0.04, 260),
        gesture="carry",
    ),
    "santa": T(
        _RED,
        "bobble",
        _RED,
        "coat",
        _RED,
        "tool gift",
        "man",
        "long",
        _RED,
        ("white-hair", "fur-trim", "broad"),
    ),
    "bride": T(_WHITE, "veil-cloth", _WHITE, "gown", _WHITE, "flower cluster", "woman"),
    "groom": T(_BLACK, sort="man", details=("suit",), legs=_BLACK),
    "geisha": T(
        _RED,
        over="kimono",
        over_colour=_RED,
        prop="tool umbrella",
        sort="woman",
        details=("bun", "pale"),
    ),
    "gondolier": T(_WHITE, "boater", _STRAW, "stripes", _RED, "tool staff", "man", gesture="rake"),
    "lamplighter": T(_BROWN, "top-hat", _BLACK, "coat", _BROWN, "tool lantern"),
    "clockmaker": T(_BROWN, over="apron", over_colour=_BROWN, prop="tool clock"),
    "potter": T(C(0.7, 0.06, 60), over="apron", over_colour=C(0.6, 0.1, 42), prop="tool vase"),
    "florist": T(_GREEN, over="apron", over_colour=_PINK, prop="flower tulip"),
    "scarecrow": T(C(0.6, 0.1, 60), "straw", _STRAW, "spots", _RED),
    "statue": T(
        C(0.80, 0.012, 90), over="robe", over_colour=C(0.80, 0.012, 90), details=("stone",)
    ),
    "graduate": T(_NAVY, "mortarboard", _BLACK, "robe", _BLACK, "tool scroll"),
    "judge": T(
        _BLACK, "wig", C(0.88, 0.01, 90), "robe", _BLACK, "tool hammer", details=("bands-white",)
    ),
    "guard": T(_RED, "bearskin", _BLACK, sort="man", legs=_BLACK, details=("belt", "buttons")),
    "superhero": T(
        _BLUE, over="cape", over_colour=_RED, legs=_BLUE, details=("emblem", "belt"), gesture="hip"
    ),
    "juggler": T(_GREEN, "cone", _RED, "vest", _PURPLE, details=("juggling",), gesture="juggle"),
    "meditator": T(C(0.76, 0.15, 60), legs=C(0.62, 0.13, 50), pose="meditating"),
    "politician": T(_NAVY, sort="man", legs=_NAVY, details=("suit",), gesture="wave"),
    "business": T(
        C(0.40, 0.03, 260), legs=C(0.36, 0.03, 260), prop="tool suitcase", details=("suit",)
    ),
    "devil": T(
        _RED,
        "horns",
        C(0.30, 0.08, 20),
        "cape",
        C(0.34, 0.12, 20),
        "tool trident",
        details=("red", "goatee"),
        legs=_RED,
    ),
    "skeleton": T(_WHITE, legs=_WHITE, details=("bones",)),
    "robot": T(C(0.74, 0.03, 235), legs=C(0.62, 0.035, 240), details=("robot",), gesture="wave"),
    "teenager": T(C(0.60, 0.13, 200), over="hoodie", over_colour=C(0.60, 0.13, 200)),
}
PLAIN = T(_BLUE)

# Concepts whose name is not that of their trade.
_SAME = {
    "artist": "painter", "student": "graduate", "police-officer": "police", "santa-claus": "santa",
    "child": "child", "princess-warrior": "knight", "grandfather": "old-man",
    "grandmother": "old-woman", "meditator": "meditator", "office-worker": "business",
    "businessman": "business", "politician": "politician",
}  # fmt: skip
SORTS = ("person", "man", "woman", "boy", "girl", "child", "old-man", "old-woman", "baby")


def trade_named(name: str) -> str:
    """The trade of a concept or a role; "" for none."""
    name = _SAME.get(name, name)
    return name if name in TRADES or name in SORTS else ""
