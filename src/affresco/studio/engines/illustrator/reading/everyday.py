"""Turns of every day that mislead when they are read word by word: covers, kin, matches, the kitchen."""

from __future__ import annotations

import re
from typing import Final

_GENRE: Final = (
    r"(?:crime|detective|mystery|thriller|romance|love|horror|fantasy|sci-?fi|science fiction|historical"
    r"|adventure|ghost|spy|gothic|vampire|poetry|children['’]s|kids['’]|teen|young adult|short)"
)
_GENERE: Final = (
    r"(?:giallo|rosa|noir|fantasy|horror|storico|d['’]avventura|d['’]amore|di fantascienza|per bambini"
    r"|per ragazzi|di poesie|di ricette|di fiabe)"
)
_KIN: Final = r"(?:grandpa|grandad|granddad|grandma|granny|gran|nan|dad|daddy|mum|mom|mummy|mommy)"
_ELSE: Final = (
    r"(?:and|or|are|were|have|had|who|with|in|on|at|by|from|to|of|for|as|play|sit|dance|walk|ride|look"
    r"|holding|\w+ing)\b"
)
"""What tells that several of them are meant, not something of theirs."""

EVERYDAY: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # the cover of a book shows what the book tells, not a book
        (
            rf"^\W*(?:a |the )?(?:{_GENRE} )*(?:book|novel|album|magazine|story|storybook) cover"
            rf"(?:(?: of| for) (?:a |an |the |my )?(?:{_GENRE} )*(?:book|novel|story|album|magazine))?"
            r"(?:[:,]| (?:with|about|showing|of|set in))? ",
            "",
        ),
        (
            rf"^\W*(?:a |the )?cover (?:of|for) (?:a |an |the |my )?(?:{_GENRE} )*"
            r"(?:book|novel|story|storybook|album|magazine)(?:[:,]| (?:with|about|showing|of|set in))? ",
            "",
        ),
        (
            r"^\W*(?:la |una )?copertina (?:di|per|d['’]) ?(?:un |una |il |la |mio |il mio )?"
            rf"(?:romanzo|libro|raccolta|disco|album|fumetto|rivista)(?: {_GENERE})*"
            r"(?:[:,]| (?:con|su|che mostra))? ",
            "",
        ),
        # something of theirs, as it is often typed
        (
            rf"\b(my|our|his|her|your|their) ({_KIN})s (?!{_ELSE})(?=[a-z])",
            r"\1 \2's ",
        ),
        # games
        (
            r"\bche giocano a (?:briscola|scopa|tressette|burraco|scopone|ramino|poker|rubamazzo)\b",
            "che giocano a carte",
        ),
        (r",?(?: e| ma)? (?:uno|una|lui|lei|che) bara(?:no)?(?: di nascosto)?(?=$|[ ,.;])", ""),
        (r"\bunder the (?:stadium )?floodlights\b", "in a stadium at night"),
        (r"\bsotto i riflettori dello stadio\b", "in uno stadio di notte"),
        (
            r"^\W*(?:una |la )?partit(?:a|ella) (?:di |a )(calcio|calcetto|pallone|basket|pallavolo)\b",
            r"bambini che giocano a \1",
        ),
        (r"\b(in|all['’]|nell['’]) ?oratorio\b", "in cortile"),
        (r"\bdiving (?=helmets?\b)", ""),
        # who is made somebody else wears their clothes
        (
            r"\b(?:trasformat|travestit|mascherat)([oaie]) (?:in|da) (?=(?:un |una )?"
            r"(?:super|pirat|streg|principess|fata|fate|cavalier|astronaut|clown|re |regin|mag[oh]))",
            r"vestit\1 da ",
        ),
        (
            r"\b(?:turned into|transformed into|reimagined as|disguised as) (?=an? (?:super|pirate|witch"
            r"|princess|fairy|knight|astronaut|clown|king|queen|wizard|viking|cowboy))",
            "dressed as ",
        ),
        # where ships and cars end
        (
            r"\b(?:a |the )?(spaceship|spacecraft|starship|ship|train|car|robot|boat|plane|airplane|aeroplane"
            r"|bus|tram) (?:graveyard|cemetery|boneyard)\b",
            r"abandoned \1s",
        ),
        (
            r"\b(?:un |il )?cimitero di (navi|astronavi|treni|automobili|auto|robot|barche|aerei|tram)\b",
            r"\1 in rovina",
        ),
        # on the train
        (
            r"(?<!graffiti )(?<!painting )(?<!painted )(?<!snow )(?<!tags )"
            r"\bon (?:the|a) (?:night |last |first |early |morning |evening |crowded |empty )*train\b"
            r"(?!['’]s| (?:track|roof|station|platform|set|ride|journey|window|door|wall|side|bridge))",
            "in a train carriage",
        ),
        (
            r"\bcon (?:la (?:fronte|testa|guancia)|il viso) appoggiat[ao] (?:al|contro il|sul) "
            r"(?:finestrino|vetro)\b",
            "che guarda dalla finestra",
        ),
        (
            r"\bwith (?:her|his|their) (?:forehead|head|face|cheek) (?:resting |pressed |leaning )?against "
            r"the (?:window|glass)\b",
            "looking out of the window",
        ),
        # in the kitchen
        (
            r"\b(?:(?:tira(?:no|ndo)?|stende(?:ndo|no)?) (?:la |una )?sfoglia"
            r"|stende(?:ndo|no)? la pasta(?: fresca)?)\b",
            "impasta il pane",
        ),
        (
            r"\brolling out (?:the |some |fresh |her |his )*(?:dough|pastry|pasta)(?: dough)?\b",
            "kneading dough",
        ),
        (r"\b(ciclist[aie]) in salita\b", r"\1 in montagna"),
        (r"\bambientat[oaie] (?=(?:a|in|nel|nella|sul|sulla|su|all['’]|al)\b)", ""),
    )
)
