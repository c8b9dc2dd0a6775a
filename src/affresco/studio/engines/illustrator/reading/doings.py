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
            r"\1\2 anziano ",
        ),
        (
            r"\b(una|la|della) vecchia (?=hairis|che\b|con\b|sedut|in\b|nel|sul|al\b|allo)",
            r"\1 anziana ",
        ),
    )
)
"""Pattern, and what is read in its place."""
