"""Where one looks from: out of the water, up into the trees; and how near: the dew on a flower."""

from __future__ import annotations

import re
from typing import Final

_WATER: Final = r"(?:the )?(?:water|sea|waves|surface)(?: of the (?:water|sea|lake))?"
_ACQUA: Final = (
    r"(?:sott['’]acqua|sotto (?:l['’]acqua|la superficie|il mare))(?: del mare| dell['’]acqua)?"
)
_CROWNS: Final = r"(?:the )?(?:leaves|canopy|crowns|branches|treetops|tree tops)"
_CHIOME: Final = r"(?:le foglie|le chiome|i rami|gli alberi)"
_DI_RUGIADA: Final = r"(?:di|da|dalla|dalle|(?:di|da|dalle) gocce di) (?:rugiada|gocce di rugiada)"

VIEWS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # from below the surface
        (
            rf"\b(?:a )?(?:view |seen |photo )?from (?:under|beneath|below) {_WATER},?"
            r" (?:looking up|up)(?: at| to| towards)?\b",
            ", underwater, from below,",
        ),
        (
            rf"\b(?:seen|viewed|view) from (?:under ?water|(?:under|beneath|below) {_WATER})\b",
            ", underwater, from below,",
        ),
        (
            r"\blooking up from (?:under ?water|the (?:seabed|sea ?floor))\b",
            ", underwater, from below,",
        ),
        (
            rf"\b(?:vist[oaie]|guardando) (?:in su )?da {_ACQUA}"
            r"(?: (?:verso l['’]alto|guardando in su))?\b",
            ", sott'acqua, dal basso,",
        ),
        # trees from their feet
        (
            rf"\blooking (?:straight )?up (?:through|into|at) {_CROWNS}"
            r"(?: of (?:the |a )?(?:forest|woods?|trees|tall trees))?\b",
            "forest, from below,",
        ),
        (
            rf"\bguardando (?:in (?:su|alto)|verso l['’]alto) (?:tra|fra|attraverso) {_CHIOME}"
            r"(?: (?:di un|del|della|degli) (?:bosco|foresta|alberi))?\b",
            "bosco, dal basso,",
        ),
        # down from above, and how wide
        (
            r"\b(?:looking|gazing|staring) (?:straight )?down(?: from (?:a|an|the|my) [\w ]{3,24}?)?"
            r" (?:on(?:to)?|at|over|into)\b(?! (?:a|the|his|her|my) (?:phone|hands?|feet|book|map)\b)",
            "aerial view of",
        ),
        (
            r"\bguardando (?:in basso|giù|verso il basso)(?: da(?:l|lla|ll['’])? ?(?:un |una "
            r"|un['’])?[\w ]{3,24}?)?"
            r" (?:su|sul|sulla|verso|sulle)\b",
            "dall'alto,",
        ),
        (
            r"\b(?:vast|endless|immense|boundless|infinite) (?:and empty |empty |open )?"
            r"((?:snowy |sand |grassy |open )?(?:fields?|deserts?|ocean|sea|plains?|landscape"
            r"|meadow|grassland|steppe|dunes))\b",
            r"\1, wide shot,",
        ),
        (
            r"\b(camp[oi]|desert[oi]|ocean[oi]|mare|pianur[ae]|paesaggio|prato|distesa(?: di neve|"
            r" di sabbia)?)"
            r" (?:immens|sconfinat|infinit|vast)[oaie]\b",
            r"\1, campo lungo,",
        ),
        (r"\bdistesa di neve\b", "campo innevato"),
        (
            r"\b(?:perfect )?(?:mirror(?:ed)?|water) reflections?\b|\bmirror[- ]like (?=lake|water)",
            "",
        ),
        # stars of the night are no things
        (
            r"\b((?:by|at) night|night|dark) (?:sky )?(?:with|full of) (?:\w+ )?stars\b(?! (?:on|in|as)\b)",
            r"\1 under the stars",
        ),
        (
            r"\b(di notte|notturn[oa]|notte) (?:con (?:le |tante |molte )?|pien[oa] di )stelle\b",
            r"\1 sotto le stelle",
        ),
        # a whole that lies in ruins
        (
            r"\b(?:the )?ruins of (an?|the) ((?:old |ancient |medieval )?(?:castle|abbey|church"
            r"|cathedral|monastery|tower|"
            r"temple|house|village|fortress|palace|villa|farmhouse|lighthouse|windmill))\b",
            r"\1 ruined \2",
        ),
        (
            r"\b(?:le )?(?:rovine|i resti) d(?:i|el|ella|ell['’]) ?(un['’]|una? )?((?:antic[oa] "
            r"|vecchi[oa] )?"
            r"(?:castello|abbazia|chiesa|cattedrale|monastero|torre|tempio|casa|villaggio|fortezza"
            r"|palazzo|villa|mulino|faro))\b",
            r"\1\2 in rovina",
        ),
        # from a room into space, through the roof
        (
            r"\bwith an? (?:view of|view over|window onto|window facing) (?:the )?"
            r"(?:earth|planet earth|space|outer space|the stars|the galaxy|deep space)\b",
            "with a window, in space",
        ),
        (
            r"\bcon vista (?:sulla terra|sullo spazio|sulla galassia|sulle stelle)\b",
            "con una finestra, nello spazio",
        ),
        (
            r"\bwith (?:a |an? open )?skylights?(?: (?:and|full of|showing|open to) (?:the )?stars)?\b",
            "with a window, at night, starry",
        ),
        (
            r"\bcon (?:un )?lucernari[oi](?: (?:e|sulle|pieno di) stelle)?\b",
            "con una finestra, di notte, stellato",
        ),
        (
            r"\b(?:inside of|inside) (?:a |the )(?:giant |big |old )?clock ?(?:tower)?(?: with "
            r"(?:giant |big |huge )?gears)?\b",
            "giant gears and a clock, in an attic",
        ),
        (
            r"\b(?:l['’]interno di|dentro) (?:un |una |il |la )?(?:grande |torre"
            r" dell['’])?orologio(?: con (?:grandi |enormi )?ingranaggi)?\b",
            "ingranaggi giganti e un orologio, in una soffitta",
        ),
        # what is on the panes; whose kitchen; who rides alone
        (
            r"\bwith (?:rain|rain ?drops|drops of rain) (?:running down |on )(?:the |its )?"
            r"(?:glass|panes?|windows?)\b",
            "in the rain",
        ),
        (
            r"\bcon (?:la )?(?:pioggia|gocce(?: di pioggia)?) sul? (?:vetr[oi]|i vetri)\b",
            "sotto la pioggia",
        ),
        (
            r"(?<!tavolo della )\b(cucina|casa|soffitta|giardino|salotto|orto|torta|credenza)"
            r" d(?:i|ella) nonna\b",
            r"vecchia \1",
        ),
        (r"\b(?:lone|lonely|solitary) (?:horse ?)?rider\b", "person riding a horse"),
        (r"\bcavaliere solitario\b", "persona che cavalca un cavallo"),
        # one eye fills the picture
        (
            r"\b(human|person|woman|man|girl|boy|child|cat|tiger|lion|leopard|dragon|crocodile|lizard|snake|"
            r"reptile|dinosaur|"
            r"horse|dog|wolf|cow|elephant|deer|bear|monkey|fox)['’]s eye\b",
            r"\1 eye",
        ),
        (r"\b(?:woman|man|girl|boy|child|person) eye\b", "human eye"),
        (
            r"\b(?:close[- ]?up|macro|detail)(?: shot| photo)? of (?:an?|the) "
            r"((?:blue|green|brown|grey|gray|hazel|golden|amber) )?eye\b",
            r"\1human eye",
        ),
        (
            r"\b(?:primo piano|macro|dettaglio|primissimo piano) d(?:i|ell['’]) ?(?:un )?occhio"
            r"(?! (?:di|umano|felino))(?: (azzurro|verde|marrone|grigio|castano|blu))?\b",
            r"occhio umano \1",
        ),
        (
            r"\b(?:human )?eye (?:with|containing|reflecting|full of) (?:a |the |an? entire |an? whole )?"
            r"(?:galaxy|galaxies|universe|cosmos|stars|milky way|nebula)(?: (?:in|inside)"
            r" (?:it|the iris))?\b",
            "galaxy eye",
        ),
        (
            r"\b(?:galaxy|universe|cosmos|nebula) (?:in|inside) (?:an?|the) (?:human )?(?:eye|iris)\b",
            "galaxy eye",
        ),
        (
            r"\bocchio(?: umano)? (?:con|che contiene|che riflette) (?:dentro )?(?:una? |l['’]|la |le )?"
            r"(?:intera )?(?:galassia|universo|cosmo|stelle|via lattea|nebulosa)(?:"
            r" dentro| nell['’]iride)?\b",
            "occhio galassia",
        ),
        # what lies on the seabed; who marries; plants in their pots; what a studio is full of
        (
            r"\b(?:sunken|submerged) ((?:pirate |sailing |old |wooden )*"
            r"(?:ship|boat|galleon|submarine|vessel))\b",
            r"abandoned \1, underwater,",
        ),
        (
            r"\b(nave|barca|galeone|veliero|sottomarino)((?: dei)? pirat[ai]| antic[oa])? affondat[oa]\b",
            r"\1\2 abbandonata, sott'acqua,",
        ),
        (
            r"\b(?:an? |the )?(?:\w+ )?weddings?(?= (?:in|on|at|by|under|beneath)\b)|^(?:an? )?wedding$",
            "a bride and a groom",
        ),
        (
            r"\b(?:un |il )?matrimonio(?= (?:in|sul|sulla|nel|nella|al|alla|sotto)\b)"
            r"|^(?:un )?matrimonio$",
            "una sposa e uno sposo",
        ),
        (r"\bflower[- ]?pots\b", "many houseplants"),
        (r"\bvasi (?:di|con) fiori\b", "molte piante da appartamento"),
        (
            r"\b((?:art|artist|painter)(?:['’]s)? studio) (?:full of|filled with|with) (?:\w+ )?"
            r"(?:canvas(?:es)?|paintings|easels|brushes|paint)\b",
            r"\1",
        ),
        (
            r"\b(studio (?:di un |del |di una |della )(?:pittore|pittrice|artista)|studio d['’]artista)"
            r" (?:pieno di|con) (?:tele|quadri|pennelli|dipinti|cavalletti)\b",
            r"\1",
        ),
        # through a keyhole, up at a vault, down at wet streets
        (
            r"\b(?:looking|peeking|peeping|peering|seen|view) through (?:a|the) keyhole"
            r"(?: (?:into|at|of|onto|to))?\b",
            "through a keyhole,",
        ),
        (
            r"\b(?:guardando|sbirciando|visto|vista|spiando) (?:da|dal|attraverso il|dentro il)"
            r" buco della serratura\b",
            "dal buco della serratura,",
        ),
        (
            r"\b(?:(?:vaulted|painted|frescoed|gothic) )?(?:ceiling|vault|dome) of (?:a|the)"
            r" (cathedral|church|chapel|basilica)\b"
            r"|\b(cathedral|church|chapel|basilica) (?:ceiling|vault|dome from (?:below|inside))s?\b",
            "inside a church, from below",
        ),
        (
            r"\b(?:soffitto|volta|volte|cupola) (?:affrescat[oa] )?d(?:i|ella|i una) (?:una )?"
            r"(?:cattedrale|chiesa|cappella|basilica)\b",
            "in una chiesa, dal basso",
        ),
        (
            r"\b(?:an? )?puddles? (?:that )?reflect(?:s|ing)? (?:the )?(?:neon |city"
            r" |street |town )*lights?\b",
            "city street at night after the rain",
        ),
        (
            r"\b(?:una )?pozzangher[ae] (?:che )?riflett(?:e|ono|ente) le (?:luci|insegne)(?: "
            r"(?:della città|al neon))?\b",
            "strada di città di notte dopo la pioggia",
        ),
        # light that falls into a building is seen inside
        (
            r"\b(church|cathedral|chapel|abbey) with (?:the )?(?:sun)?(?:light|sun ?beams|rays)(?: \w+ing)? "
            r"through (?:the |its )?(?:\w+ )?(?:roof|ceiling|windows|dome)\b",
            r"inside a \1",
        ),
        (r"\b(?:an? |the )?(?:empty|deserted) (church|cathedral|chapel)\b", r"inside an empty \1"),
        (r"\b(?:una |la )?(chiesa|cattedrale|cappella) (?:vuota|deserta)\b", r"in una \1 vuota"),
        # rows of trees with a way between them
        (
            r"\b(?:path|road|lane|way|avenue) (?:between|lined (?:by|with)|through) (?:two )?"
            r"(?:long )?rows of trees\b",
            "tree-lined avenue",
        ),
        (
            r"\b(?:sentiero|viale|strada|stradina) (?:tra|fra) due (?:file|filari) (?:di|d['’]) ?alberi\b",
            "viale alberato",
        ),
        # what a place has in it anyway
        (r"\b(theat(?:re|er)|cinema) with (?:\w+ )?(?:seats|chairs)\b", r"\1"),
        (
            r"\b((?:teatro|cinema)(?: vuoto)?) con (?:le )?"
            r"(?:poltrone|poltroncine|sedie)(?: ross[ae]| di velluto)*\b",
            r"\1",
        ),
        (
            r"\b(?:an? )?(?:cosy |cozy )?reading nook(?: (?:by|beside|next to|under) (?:the|a) window)?\b",
            "an armchair, books, a floor lamp, in a room",
        ),
        (
            r"\b(?:un )?angol(?:o|ino) (?:di |per la )?lettura(?: (?:accanto|vicino) alla finestra)?\b",
            "una poltrona, libri, una lampada da terra, in una stanza",
        ),
        (r"\b(piano|typewriter) keys\b|\b(?:keys|keyboard) of an? (piano|typewriter)\b", r"\1\2"),
        (
            r"\b(?:view |seen |looking )*(?:out of |from |through )"
            r"(?:an? |the |my )?(?:air|aero)?plane window\b",
            "in an airplane window,",
        ),
        (
            r"\b(?:vist[oa] |guardando )?(?:dal|da un) finestrino (?:di un |dell['’])aereo\b",
            ", in una cabina dell'aereo,",
        ),
        (r"\b(hobbit (?:house|hole)) with (?:a |its )?(?:\w+ )?round (?:\w+ )?door\b", r"\1"),
        (
            r"\b(casa (?:di un |da )?hobbit) con (?:la |una )?porta (?:\w+ )?(?:rotonda|tonda)\b",
            r"\1",
        ),
        (
            r"\b(corridor|hallway) (?:with|full of|lined with) (?:many |closed |endless |identical )?doors\b",
            r"\1",
        ),
        (r"\b(corridoio) (?:con|pieno di) (?:tante |molte |infinite )?porte(?: chiuse)?\b", r"\1"),
        (r"\btasti (?:di una |della )macchina da scrivere\b", "macchina da scrivere"),
        (r"\btasti (?:di un |del )?(?:piano|pianoforte)\b", "pianoforte"),
        (
            r"\b(?:pictures|paintings|photos|photographs|posters|drawings) on the walls?\b",
            "three paintings",
        ),
        (
            r"\b(?:quadri|foto|poster|manifesti|disegni) (?:al muro|alle pareti|appesi(?: al muro|"
            r" alle pareti)?|sul muro)\b",
            "tre quadri",
        ),
        # dew on a flower
        (
            rf"\b(?:bagnat|copert|ricopert|imperlat|cospars)[oaie] {_DI_RUGIADA}\b",
            "con gocce di rugiada",
        ),
        (
            r"\b(?:wet|covered|beaded|glistening|sparkling) with (?:morning )?dew(?: ?drops)?\b",
            "with dewdrops",
        ),
    )
)
"""Turns of phrase, as :mod:`turns` has them."""
