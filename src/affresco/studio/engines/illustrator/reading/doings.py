"""What people do, in words that are seen: who toasts has a glass, who waits for a bus is at its stop."""

from __future__ import annotations

import re
from typing import Final

_HER: Final = r"(?:her|his|their|its|my|the)"
_DANCES: Final = r"(?:tango|waltz|foxtrot|rumba|bolero|salsa|bachata|mazurka|slow dance)"
_BALLI: Final = r"(?:tango|valzer|lento|bolero|rumba|salsa|bachata|mazurka|liscio)"
_INTO_GOAL: Final = "kicking a football into the goal"
_IN_PORTA: Final = "calcia un pallone da calcio nella porta da calcio"

DOINGS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # in each other's arms
        (rf"\bdanc(?:ing|es?) (?:a |the |an )?(?:\w+ )?{_DANCES}\b", "waltzing"),
        (rf"\bball(?:a|ano|ando) (?:un |il |la |una )?{_BALLI}\b", "waltzing"),
        (r"\b(?:slow|ballroom)[- ]danc(?:ing|es?)\b", "waltzing"),
        # glasses
        (
            r"\b(?:making a toast|(?:clinking|raising) (?:their |a |his |her )?glass(?:es)?"
            r"|toasting(?= (?:in|at|on|around|together|by)\b|[,.]|$))",
            "holding glasses of wine",
        ),
        (r"\b(?:brindano|brinda|brindando)\b(?! con\b)", "con bicchieri di vino in mano"),
        # football
        (r"\b(?:shooting|shoots|kicking|kicks|shot) (?:at|for|on) (?:the )?goal\b", _INTO_GOAL),
        (r"\b(?:scoring|scores) (?:a |the winning )?goal\b", _INTO_GOAL),
        (r"\b(?:taking|takes|kicking|kicks) (?:a|the) penalty(?: kick)?\b", _INTO_GOAL),
        (
            r"\b(?:tira|tirano|calcia|calciano)(?: (?:un |il |la )?(?:pallone|palla))?"
            r" (?:in|nella|verso la) (?:porta|rete)\b",
            _IN_PORTA,
        ),
        (
            r"\b(?:segna|segnano|tira|tirano) (?:un )?(?:gol|goal|(?:calcio di )?rigore)\b",
            _IN_PORTA,
        ),
        # hair and teeth
        (
            rf"\b(?:comb|brush)(?:ing|s|es)? (?:{_HER} (?:\w+ )?hair\b| *(?=hairis))",
            "holding a comb ",
        ),
        (
            r"\b(?:si (?:pettina|spazzola)(?:no)?|(?:pettin|spazzol)andosi)(?: i (?:\w+ )?capelli)?"
            r"(?: \w+(?= con\b))?",
            "con un pettine in mano",
        ),
        (rf"\bbrush(?:ing|es)? {_HER} teeth\b", "holding a toothbrush"),
        (r"\b(?:si (?:lava|spazzola)(?:no)?|lavandosi) i denti\b", "con uno spazzolino in mano"),
        # on the hands
        (r"\b(?:doing|does|turning|turns) (?:a )?(?:cart ?wheel|somersault)s?\b", "cartwheeling"),
        (r"\b(?:doing|does) (?:a )?(?:handstand|hand stand)s?\b", "cartwheeling"),
        (
            r"(?<!pavone)(?<!pavone che) (?:fa|fanno|facendo) (?:la|le) (?:ruota|ruote|verticale|capriola)\b",
            " cartwheeling",
        ),
        # seated, and hand in hand
        (
            r"\b(sedut[ei]|sitting|seated) ((?:su|sull['’]|on) ?\w+(?: park)? \w+) "
            r"(che si tengono per mano|mano nella mano|holding hands|hand in hand)\b",
            r"\3 \2",
        ),
        (r"\bsinging in (?:a|the) choir\b", "singing together"),
        # buses
        (r"\bwaiting for (?:the|a|his|her|their) (?:school )?bus\b", "waiting beside a bus stop"),
        (
            r"\b(aspetta|aspettano|aspettando) (?:l['’]|il |un |lo )(?:auto|pull|scuola)?(?:bus|man)\b",
            r"\1 accanto a una fermata dell'autobus",
        ),
        # telephones
        (
            rf"\b(?:talk|speak|chatt?)(?:ing|s)? (?:on|into) (?:{_HER}|a) (?:\w+ )?"
            r"(?:tele|smart|cell ?)?phone\b",
            "holding a phone call",
        ),
        (
            r"\b(?:che )?(?:parla(?:no|ndo)?|chiacchiera(?:no|ndo)?|(?:è|sono) al) (?:al )?"
            r"(?:telefono|cellulare|telefonino)\b",
            "con una telefonata in mano",
        ),
        (r"\b(?:taking|takes?) (?:a |some )?selfies?\b", "holding a smartphone"),
        (
            r"\b(?:fa|fanno|facendo|si fa|si fanno|scatta|scattano) (?:un |dei |una )?selfie\b",
            "con uno smartphone in mano",
        ),
        # puddles are jumped over
        (
            r"\b(jump|leap|hopp?|splash|play|danc)(ing|s|es) (?:in|into|through) (?:the |a )?"
            r"(?:rain |muddy |big )?puddles?\b",
            r"jumping over a puddle",
        ),
        (
            r"\b(?:salta|saltano|saltando|saltella|saltellano|gioca|giocano)"
            r" (?:nelle|nella|in una|in delle|tra le|sulle) pozzangher[ae]\b",
            "salta sopra una pozzanghera",
        ),
        # fires are sprayed
        (
            r"\b(?:putting|puts?|fight(?:ing|s)?|extinguish(?:ing|es)?)(?: out)? (?:a |the )?(?:big )?"
            r"(?:fire|blaze|flames) (?:in|at|of|on) (an?|the) (\w+)\b",
            r"spraying \1 \2 on fire",
        ),
        (
            r"\b(spengono|spegne|spegnendo|domano|doma) (?:l['’]|un |il |le )?(?:incendio|fuoco|fiamme)"
            r" (?:di |in |a )(un[ao]?|la|il) (\w+)\b",
            r"spruzzano \2 \3 in fiamme",
        ),
        (
            r"\bspengono (?:l['’]|un )incendio\b",
            "spruzzano una casa in fiamme",
        ),
        (
            r"\b(?:putting out|fighting|extinguishing) (?:a |the )?(?:fire|blaze)\b(?! (?:in|at|of|on) )",
            "spraying a house on fire",
        ),
        # parties with music, talks over coffee, rings of children
        (
            r"\b(danc(?:ing|es?)) at (?:a|the) (?:house )?(?:party|disco)"
            r"(?: with (?:disco|coloured|colorful) lights)?"
            r"(?! (?:in|on|at)\b)",
            r"\1 in a disco",
        ),
        (
            r"\bball(ano|a|ando) (?:a|ad|in) (?:una )?festa\b(?! (?:in|su|sul|a)\b)",
            r"ball\1 in discoteca",
        ),
        (
            r"\b(?:chatting|talking|gossiping|catching up|meeting) over (?:a |an )?(?:cup of )?"
            r"(coffee|tea|wine|beers?|drinks)\b",
            r"sitting at a table with a \1",
        ),
        (
            r"\b(?:che )?chiacchiera(?:no|ndo)? (?:davanti a|con|bevendo) (?:un |una )?"
            r"(?:tazza di )?(caffè|tè|birra)\b",
            r"al tavolo con un \1",
        ),
        (
            r"\b(?:playing |dancing |doing )?"
            r"(?:ring[- ]a[- ]ring[- ]o['’]?[- ]roses|ring around the rosie)\b|"
            r"\b(?:dancing|standing|playing) in a (?:circle|ring)\b",
            "holding hands",
        ),
        (r"\b(?:fanno|facendo|fa|giocano a) (?:il |un )?girotondo\b", "si tengono per mano"),
        # what players do all the time
        (
            r"\b((?:tennis|badminton|volleyball|ping[- ]pong) players?) (?:serving|playing|hitting)\b"
            r"(?! (?:a|the|tennis)\b)",
            r"\1",
        ),
        # mothers and sisters
        (
            r"\b(?:allatta(?:no|ndo)?|culla(?:no|ndo)?) (?:il|un|la|una) "
            r"(?:su[oa] )?(?:bambin[oa]|neonat[oa]|figli[oa]|bimb[oa])\b",
            "con un neonato in braccio",
        ),
        (
            rf"\b(?:breast-?feeding|nursing|rocking|cradling) (?:{_HER}|a) "
            r"(?:new ?born |little )?(?:baby|child|newborn)\b",
            "holding a baby",
        ),
        (r"\btwin (sister|brother|girl|boy)s\b", r"two \1s"),
        (r"\b(?:due |le )?sorelle gemelle\b", "due sorelle"),
        (r"\b(?:due |i )?fratelli gemelli\b", "due ragazzi"),
        (r"\b(?:identical|matching) (?=dress|outfit|clothes|coat|hat|jumper|sweater)", ""),
        # fashion
        (r"\b(a|the|fashion) model(s?) (?=walk|on\b|pos|wear|in\b)", r"\1 supermodel\2 "),
        (
            r"\b(?:on|down) (?:a|the) (?:fashion )?(?:catwalk|runway)(?! (?:of|light))\b|"
            r"\bat a fashion show\b",
            "on a theatre stage",
        ),
        (
            r"\b(?:sfila(?:no)? )?(?:in|sulla|su una) passerella\b(?= ?(?:di moda|[,.]|$))(?: di moda)?",
            "sul palco di un teatro",
        ),
        # stories are told, matches are played, policemen stand in the street
        (
            r"\btell(?:ing|s)? (?:each other )?(?:ghost |scary |funny |old |his |their )?"
            r"(?:stories|tales|jokes)\b",
            "talking",
        ),
        (r"\braccont(?:a|ano|ando) (?:storie|barzellette|racconti)(?: di \w+)?\b", "chiacchierano"),
        (
            r"\b(?:a |the )?(?:rugby|american football) (?:match|game)\b",
            "three footballers playing with a rugby ball in a stadium",
        ),
        (
            r"\b(?:una |la )?partita di rugby\b",
            "tre calciatori che giocano con una palla da rugby in uno stadio",
        ),
        (r"\bdirecting (?:the )?traffic\b", "in a city street with two cars"),
        (r"\b(?:che )?dirig(?:e|ono) il traffico\b", "in una strada di città con due automobili"),
        # disguises
        (
            r"\b(?:in|wearing) (?:their )?halloween costumes?\b",
            "dressed as witches",
        ),
        (
            r"\b(?:in costume|mascherat[oiae]|travestit[oiae]|vestit[oiae]) (?:da|per) halloween\b",
            "vestiti da strega",
        ),
        # churches of any age
        (r"\b(?:gothic|baroque|romanesque) (?=church|cathedral|chapel|abbey)", ""),
        (r"\b(chies[ae]|cattedral[ei]|abbazia) (?:gotic|barocc|romanic)[aeh]{1,2}\b", r"\1"),
        # who is a warrior by trade
        (r"\b(viking|samurai|ninja|knight|barbarian|elf) warrior(s?)\b", r"\1\2"),
        (r"\bguerrier[oi] (vichingo|samurai|ninja|barbaro|elfo)\b", r"\1"),
        (
            r"\bunder (?:the |some )?(?:falling )?cherry blossoms?\b(?! tree)",
            "under a cherry tree in bloom",
        ),
        # clay is shaped at its wheel, dough is rolled
        (
            r"\b(?:making|makes|shaping|shapes|throwing|throws) (?:a )?(?:clay |ceramic )?"
            r"(?:pottery|pots?|vases?|bowls?|clay) (?:at|on) (?:a|the|her|his) "
            r"(?:potter['’]s |pottery )?wheel\b",
            "at a potter's wheel",
        ),
        (
            r"\b(?:modella|lavora|plasma)(?:no)? (?:l['’]argilla|la creta|un vaso|la ceramica) "
            r"(?:al|sul) tornio\b",
            "al tornio",
        ),
        (r"\b(impasta|stende|tira)(no)? la pasta\b", r"impasta\2 la sfoglia"),
        (r"\b(?:home ?|home-)made\b|\bfatt[aeio] in casa\b", " "),
        # sports that are only named
        (
            r"^\W*(?:a |an? )?(?:beach )?(volleyball|basketball)(?: (?:game|match))?"
            r"(?= (?:on|at|in)\b|[,.]|$)",
            r"three boys playing \1",
        ),
        (
            r"^\W*(?:una |la )?(?:partita di )?(?:beach )?(pallavolo|basket|pallacanestro)"
            r"(?= (?:su|in|al|nel)|[,.]|$)",
            r"tre ragazzi che giocano a \1",
        ),
        # cloths on the head
        (
            r"\b(?:con|e) (?:il |un )?(?:fazzoletto|foulard|scialle) (?:\w+ )?(?:in|sulla) testa\b",
            "con un foulard",
        ),
        # balloons that are gone
        (
            r"\b(?:who|because \w+)?(?: has| have)? ?(?:lost|let go of|losing|losing)"
            rf" (?:a|{_HER}) ((?:\w+ )?balloon)\b",
            r" below a \1",
        ),
        (
            r"\b(?:che |perché )?(?:ha|hanno) (?:perso|lasciato andare) (?:il|un) (?:suo )?"
            r"(palloncino(?: \w+)?)",
            r"sotto un \1",
        ),
        # who is old is somebody
        (
            r"\b(un|il|del|al|dal) vecchio (?=bearded|hairis|che\b|con\b|sedut|in\b|nel|sul|al\b|allo)|"
            r"\b(un|il|del) vecchio(?=[,.]|$)",
            r"\1\2 anziano signore ",
        ),
        (
            r"\b(una|la|della) vecchia (?=hairis|che\b|con\b|sedut|in\b|nel|sul|al\b|allo)",
            r"\1 anziana signora ",
        ),
    )
)
"""Pattern, and what is read in its place."""
