"""What stands between words that belong together, and frames that say their fact round about.

*Slowly*, *upside down* and *in single file* part a verb from its object; *a game of chess between*
two says who plays it. They are told again before :mod:`turns` reads a prompt, so that every verb,
thing and language is served by one rule.
"""

from __future__ import annotations

import re

_ARTICLE_IT = r"(?:un['’]|una? |uno |il |la |lo |l['’]|i |gli |le )"
_LOOKED_THROUGH = (
    r"telescopes?|binoculars|spyglass(?:es)?|magnifying glass|microscope|opera glasses|loupe"
)
_NIGHTLY = (
    "market|train|bus|tram|street|city|garden|forest|sea|beach|road|alley|harbour|harbor|village"
)
_SHOOTERS = (
    "archers?|centaurs?|hunt(?:er|ress)|el(?:f|ves)|warriors?|cupid|amazons?|samurai|arrows?|quiver|"
    "arcier[ei]|centaur[oi]|cacciat(?:ore|rice|ori)|elf[oi]|guerrier[oaie]|cupido|amazzon[ei]|frecc(?:ia|e)"
)

ASIDES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # how something is done is not drawn
        (
            r" \b(?:slowly|quietly|gently|carefully|proudly|silently|quickly|softly|patiently|angrily|"
            r"gracefully|lazily|nervously|secretly|solemnly|eagerly|furiously|playfully|curiously|"
            r"tenderly|backwards?|upside[- ]down|in single file|in silence|side by side)\b",
            "",
        ),
        (r" \b(?!(?:la )?mente\b)\w{4,}mente\b(?! (?:abbandonat|illuminat))", ""),
        (
            r" (?:al contrario|all['’]indietro|a ritroso|di nascosto|in silenzio|in fila indiana|"
            r"a testa in giù|a testa in su|sottosopra|con calma|in fretta|con attenzione|con cura|"
            r"con pazienza|fianco a fianco)\b",
            "",
        ),
        # with a guilty air
        (r"\b(\w{4,})-looking (?=\w)", r"\1 "),
        (
            r"\bcon (?:l['’]aria|un['’]aria|lo sguardo|uno sguardo|l['’]espressione|un['’]espressione) "
            r"(\w+)",
            r"\1",
        ),
        # neither this nor that
        (r"\b(?:neither|not) (\w+) (?:n?or) (\w+)\b", r"without \1 nor \2"),
        # a game between two
        (
            r"\b(?:an? |the )?(chess|domino|draughts|card|tennis|ping[- ]pong|football|basketball) "
            r"(?:game|match) between ([^,.;]+)",
            r"\2 playing \1",
        ),
        (r"\b(?:an? |the )?game of (\w+) between ([^,.;]+)", r"\2 playing \1"),
        (
            r"\b(?:una |la )?partita (?:a|di) (\w+) (?:tra|fra) ([^,.;]+)",
            r"\2 che giocano a \1",
        ),
        # who looks through a glass holds it
        (rf"\bthrough ((?:an? |the |his |her |its |their )?(?:\w+ )?(?:{_LOOKED_THROUGH}))\b", r"with \1"),
        # who takes photographs holds a camera
        (r"\b(?:taking|takes?|snapping|snaps?) (?:a |some )?"
            r"(?:photo|picture|snapshot)s?\b(?! of)", "holding a camera"),
        (
            r"\b(?:che )?(?:scatta|scattano|scattando|fa|fanno|facendo) (?:una |delle |le |un |dei )?"
            r"fot(?:o|ografi[ae])\b(?! a(?:l|lla|i)?\b)",
            "tiene una macchina fotografica",
        ),
        (r"\b(?:seen (?:from|through|by) )?(?:an? )?"
            r"(?:security|surveillance) camera (?:view|footage|shot)\b", "seen from above"),
        (r"\b(?:vista |ripresa )?d(?:a|alla|i) (?:una )?"
            r"telecamera di (?:sicurezza|sorveglianza)\b", "vista dall'alto"),
        # a market by night, whichever way it is said
        (rf"\bnight (?=(?:{_NIGHTLY})\b)(\w+)", r"\1 at night"),
        # what has something inside
        (rf"\bcon dentro ((?:{_ARTICLE_IT}|due |tre |dei |delle |degli )[^,.;]+)", r"con \1 dentro"),
        # up a street
        (r"\bsal(?:e|gono|endo) (?:per|lungo) ", "su per "),
        (r"\bclimb(?:s|ing)? (?=(?:up )?(?:an? |the )?"
            r"(?:steep |narrow |winding )?(?:street|road|lane|hill)\b)", "up "),
        # antlers of a deer
        (r"\bcorna d(?:i|a) (?:cervo|alce|renna|ariete|toro|capra)\b", "corna"),
        (r"\b(?:deer|stag|moose|reindeer|ram|bull|goat)(?:'s)? (antlers|horns)\b", r"\1"),
        # an orphaned fawn is a fawn
        (r"\borphaned (?=\w)", ""),
        (
            r"\b(?!un\b|uno\b|una\b|gli\b|due\b|tre\b|degli\b|delle\b|piccol[oi]\b)(\w{4,}) orfan[oaie]\b",
            r"\1",
        ),
        # in bloom: a cap of wool is a hat
        (r"\bberrett(?:o|a) (?=(?:\w+ )?di lana)", "cappello "),
        (r"\bberrettin[oi] (?=(?:\w+ )?di lana)", "cappellino "),
        (r"\bautobus (\w+ )?(?:londinese|di Londra)\b", r"autobus a due piani \1"),
        (r"\b(?:a|an|the) mugs? of (coffee|tea)\b", r"a cup of \1"),
        (r"\bmugs of (coffee|tea)\b", r"cups of \1"),
        # a door with a cat in front of it: the cat is in front of the door
        (
            r"(^|[,.;] )((?:an? |the )?(?:\w+ ){1,3}?)with ((?:an? |the |two |three )?(?:\w+ ){1,3}?)"
            r"(in front of|under|behind|beside|next to|on top of) (?:it|them)\b",
            r"\1\3\4 \2",
        ),
        (
            rf"(^|[,.;] )({_ARTICLE_IT}?(?:\w+ ){{1,4}}?)con ({_ARTICLE_IT}(?:\w+ ){{1,2}}?)"
            r"(davanti|accanto)(?=\s*(?:[,.;]|$))",
            r"\1\3\4 a \2",
        ),
        (
            rf"(^|[,.;] )({_ARTICLE_IT}?(?:\w+ ){{1,4}}?)con ({_ARTICLE_IT}(?:\w+ ){{1,2}}?)"
            r"(sotto|dietro|sopra)(?=\s*(?:[,.;]|$))",
            r"\1\3\4 \2",
        ),
        # the weapon of those who shoot
        (
            rf"^(?=.*\b(?:{_SHOOTERS})\b)"
            r"(.*?\b(?:with|holding|drawing|aiming|carrying) (?:an? |his |her |the |its )(?:\w+ )?)"
            r"bow\b(?! (?:tie|and))",
            r"\1bow and arrow",
        ),
        (
            rf"^(?=.*\b(?:{_SHOOTERS})\b)"
            r"(.*?\b(?:con|tien[ei]|tend[ei]|impugna) )(l['’]|un |il suo )arco\b(?! (?:di|e) )",
            r"\1\2arco e freccia",
        ),
        # a technique after a comma
        (r",\s*(?:a )?matit[ae](?: colorat[ae])?(?=\s*(?:[,.;]|$))", ", disegno a matita"),
        (r"\b(?:disegno a |a |inchiostro di )china\b", "disegno a inchiostro"),
        # rows and queues
        (r"\b(?:a |the )?(?:long )?"
            r"(?:queue|line|procession|parade|army|convoy|troop) of (?=\w+s\b)", "many "),
        (r"\b(?:una |la )?(?:lunga )?"
            r"(?:coda|fila|processione|sfilata|parata|truppa) di (?=\w+[ie]\b)", "molti "),
    )
)  # fmt: skip
