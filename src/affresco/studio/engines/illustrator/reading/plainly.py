"""Wishes for animals, dishes, cards and marks, told again as what is seen of them: a logo without its
customer, a city on a whale as a whale that carries it, a pizza by no flower's name."""

from __future__ import annotations

import re
from typing import Final

PLAINLY: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # for whom a logo is, is not drawn where something else is
        (
            r"\b((?:logo|emblem|badge|icon) (?:of|with|featuring|showing) [^,;.]+?) "
            r"for (?:an? |the |my |our )[^,;.]+",
            r"\1",
        ),
        (
            r"\b((?:logo|emblema|stemma|icona) (?:di|con|raffigurante) (?:un|una|uno|il|la|due|tre)[^,;.]+?) "
            r"per (?:un[ao]? |un['’]|il |la |lo |l['’])[^,;.]+",
            r"\1",
        ),
        # what a dish is full of stands before its name
        (
            r"\b(sushi|cheese|fruit|seafood|salad|cookie|pastry|cake) (platter|board|plate|tray)\b",
            r"\2 of \1",
        ),
        # several in a heap
        (
            r"\b(\w+) (?:stacked|piled) (?:up )?in(?:to)? a (?:tower|pile|stack|heap)\b",
            r"pile of \1",
        ),
        (
            r"\b(\w+) (?:impilat|ammucchiat|accatastat)[ei] a (?:torre|pila|piramide)\b",
            r"pila di \1",
        ),
        # a city that somebody bears
        (
            r"^((?:an?|the) (?:\w+ )?(?:city|village|town|forest|castle|island|garden)) "
            r"on the (back|shell) of ((?:an?|the) (?:\w+ )?\w+)",
            r"\3 carrying \1 on its \2",
        ),
        (
            r"^(un[ao]? (?:\w+ )?(?:città|villaggio|paese|foresta|bosco|castello|isola|giardino)) "
            r"sul (dorso|guscio) di (un[ao]? \w+(?: (?:gigante|enorme|piccol[oa]|minuscol[oa]|vecchi[oa]))?)",
            r"\3 che porta \1 sul \2",
        ),
        # whose face it is
        (r"\bwith (?:a |an )?(?:human|human-like) face\b", " "),
        (r"\bcon (?:un |il |la )?(?:volto|viso|faccia) uman[oa]\b", " "),
        # breakfast in bed is in a bedroom
        (r"\bbreakfast in bed\b", "a bed in a bedroom"),
        (r"\bcolazione a letto\b", "un letto in una camera da letto"),
        # the small umbrella of a drink
        (
            r"\b(cocktails?\b[^,;.]*?) with an? (?:little |tiny |small |paper |cocktail )*umbrella\b",
            r"\1",
        ),
        (r"\b(cocktail\b[^,;.]*?) con (?:un )?ombrellin[oi](?: di carta)?\b", r"\1"),
        # flowers that are dry are no buckets
        (r"\bun vaso di fiori (?:secchi|essiccati|appassiti)\b", "fiori secchi in un vaso"),
        # pasta in the colour of its sauce
        (
            r"\b(gnocchi|trofie|trenette|linguine|penne|pasta|spaghetti) al pesto\b",
            r"\1 verdi",
        ),
        (r"\bpesto (pasta|gnocchi|spaghetti|linguine)\b", r"green \1"),
        (r"\b(pasta|gnocchi|spaghetti|linguine) (?:al|with) pesto\b", r"green \1"),
        # who shares an umbrella is under it
        (r"\bsharing (an?(?: \w+)? umbrella)\b", r"under \1"),
        (r"\b(?:che )?condivid(?:ono|endo) (un(?: \w+)? ombrello)\b", r"sotto \1"),
        # what a dish has in it or on it anyway
        (
            r"\b(watermelon|melon|anguria|cocomero|melone) (?:with|con)(?: the| i)? (?:seeds|semi)\b",
            r"\1",
        ),
        (r"\b(tirami\w+|cappuccino) (?:with|con)(?: il)? (?:cocoa|cacao)(?: powder)?\b", r"\1"),
        # suits of the tarot
        (r"\b(tarot(?: card)?) of the (sun|moon)\b", r"\1 of the smiling \2"),
        (r"\b(tarocch\w+|carta dei tarocchi) del sole\b", r"\1 del sole sorridente"),
        (r"\b(tarocch\w+|carta dei tarocchi) della luna\b", r"\1 della luna sorridente"),
        # of two stuffs the one that is seen
        (
            r"\bmade (?:out )?of (?:smoke|glass|ice|metal|stone) and (fire|flames|light|lava)\b",
            r"made of \1",
        ),
        # the young of an animal
        (r"\bits baby\b", "its cub"),
        (r"\bits babies\b", "its cubs"),
        (r"\b(e|con) il suo piccolo\b(?! \w)", r"\1 il suo cucciolo"),
        (r"\b(e|con) i suoi piccoli\b(?! \w)", r"\1 i suoi cuccioli"),
        # dishes with a name of their own
        (
            r"\bpizz(a|e) (?:(?:alla )?(?:margherita|napoletana|marinara|capricciosa|diavola)"
            r"|(?:ai )?quattro (?:stagioni|formaggi))\b",
            r"pizz\1",
        ),
        (r"\b(?:margherita|neapolitan|pepperoni|cheese) pizza\b", "pizza"),
        (
            r"\b(?:two|three|four|five|multi)[- ](?:layer|tier)(?:ed)? (?:birthday )?cake\b",
            "layer cake",
        ),
        (r"\btorta a (?:due|tre|quattro|più) (?:piani|strati)\b", "torta a strati"),
        (r",\s*olio\s*$", ", pittura a olio"),
        # who goes to the stars is among them
        (r"\b(?:in)?to(?:wards?)? the stars\b", "in the starry sky"),
        (r"\bverso le stelle\b", "nel cielo stellato"),
        # water that is jumped over is a place
        (
            r"\b(jump|leap|hop)(ing|s)? over "
            r"(?=(?:a|the) (?:\w+ )?(?:pond|lake|river|stream|brook|sea|ocean)\b)",
            r"\1\2 in ",
        ),
        (
            r"\b(salta|balza|saltella)(no|ndo)? (?:sopra|oltre) (?=(?:un[ao]? |il |lo )(?:\w+ )?"
            r"(?:stagno|laghetto|lago|fiume|ruscello|torrente|mare)\b)",
            r"\1\2 in ",
        ),
    )
)
