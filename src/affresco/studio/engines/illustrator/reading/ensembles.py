"""Bands and teams, told by who is in them, and turns of every day whose words mislead one by one."""

from __future__ import annotations

import re
from typing import Final

_ELSEWHERE: Final = (
    r"(?!.*\b(?:in|on|at|under|near|inside|sul|sulla|nel|nella|in|alla?|sotto|davanti) )"
)
"""Unless a place is named after it."""

_FOR_WHAT: Final = (
    r",? (?:to hang )?for (?:my|our|the|a|an|his|her|their|your|some)? ?(?:[\w'’]+ ){0,3}"
    r"(?:invitations?|class|classroom|room|bedroom wall|nursery|website|blog|newsletter|birthday card"
    r"|greeting cards?|calendar|t-?shirts?|mugs?|event|book club|desktop|phone|wallpaper|book cover|menu)"
    r"(?=$|[,.;])"
)
_PER_COSA: Final = (
    r",? per (?:il |lo |la |le |i |gli |l['’]|un |una |un['’])?(?:mi[aoe]i? |nostr[aoei] )?"
    r"(?:inviti|partecipazioni|cameretta|classe|sito|blog|biglietto d['’]auguri|biglietti|calendario"
    r"|maglietta|tazza|copertina|menù)(?: di \w+)*(?: di (?:mi[oa] |nostr[oa] )?\w+)?(?=$|[,.;])"
)

ENSEMBLES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # music
        (
            r"\b(?:a |an |the )?(?:\w+ )?jazz (?:trio|band|combo|quartet|quintet|group|ensemble)\b",
            "a trumpeter, a musician playing a double bass and a drummer",
        ),
        (
            r"\b(?:un |una |il |la )?(?:trio|quartetto|quintetto|gruppo|complesso|banda|band) jazz\b",
            "un trombettista, un suonatore di contrabbasso e un batterista",
        ),
        (
            r"\b(?:a |an |the )?(?:rock|punk|pop|indie|metal|garage|rock and roll)[- ](?:band|group|trio)\b",
            "a guitarist, a singer and a drummer",
        ),
        (
            r"\b(?:un |una |il |la )?(?:band|gruppo|complesso|banda) (?:rock|punk|pop|metal|indie)\b",
            "un chitarrista, un cantante e un batterista",
        ),
        (
            r"\b(?:a |the )?mariachi (?:band|trio|group)\b",
            "a guitarist with a sombrero and a trumpeter with a sombrero",
        ),
        # sport
        (
            r"\b(?:a |an |the |our |my )?(?:\w+ )?(?:football|soccer|rugby) (?:team|squad)\b",
            "footballers",
        ),
        (
            r"\b(?:a |the |our |my )?(?:\w+ )?(basketball|volleyball|baseball|hockey|tennis)"
            r" (?:team|squad)\b",
            r"\1 players",
        ),
        (r"\b(?:una |la |nostra )?squadra di (?:calcio|rugby|calcetto)\b", "calciatori"),
        (
            r"\b(?:una |la |nostra )?squadra di (basket|pallacanestro|pallavolo|baseball|hockey|tennis)\b",
            r"giocatori di \1",
        ),
        # in the street
        (
            r"\bstreet (musicians?|performers?|artists?|painters?|jugglers?|dancers?|magicians?|vendors?"
            rf"|sweepers?|cleaners?|food vendors?)\b{_ELSEWHERE}",
            r"street \1 in the street",
        ),
        (
            r"\b(musicist[ai]|artist[ai]|pittor[ei]|giocolier[ei]|mag[oh]i?|venditor[ei]) di strada\b"
            rf"{_ELSEWHERE}",
            r"\1 di strada in strada",
        ),
        (
            r"(?<!rano )(?<!iera )(?<!iere )(?<!parla )(?<!lano )(?<!duti )(?<!dute )\b"
            r"(davanti a|fuori da|accanto a|di fronte a|vicino a) (?:un|il) (?:piccolo |vecchio )?caffè\b",
            r"\1 una trattoria",
        ),
        (r"\b(davanti al|fuori dal|accanto al|di fronte al|vicino al) caffè\b", r"\1la trattoria"),
        (
            r"\b(?:(?:look|gaz|peer|star)(?:s|es|ing) (?:at|into|through|in)|before|in front of) "
            r"(?:the|a) (?:shop |display )?window of (a|an|the)"
            r" ((?:\w+ )?(?:shop|store|bakery|café|cafe|bookshop))\b",
            r"in front of \1 \2",
        ),
        (
            r"\b(?:davanti alla|guarda(?:no)? (?:nella|la)) vetrina d(?:i un|ella|el|i una) "
            r"(pasticceria|libreria|panetteria|panificio|negozio|fioraio|bar)\b",
            r"davanti a un \1",
        ),
        (
            r"\b((?:\w+ )?(?:shop|bookshop|bakery|café|cafe))[ -](?:front|fronts|facade|exterior)\b",
            r"\1 in a street",
        ),
        # for whom or what it is wanted
        (_FOR_WHAT, ""),
        (_PER_COSA, ""),
        # how it is seen
        (
            r"\b(?:cross[- ]section|cutaway|cut-away)(?: (?:view|drawing|diagram))? of (?:a |an |the )?",
            "",
        ),
        (r"^\W*(?:una |la )?sezione (?:trasversale )?d(?:i |el |ella |ell['’])", ""),
        (r"\bant(?:s['’]|'s)? nests?\b", "anthill"),
        (
            r"\bmotiv[oi] (?:ripetut[oi] |decorativ[oi] )?(?:di|con|a) (?!righe|quadri|pois)",
            "pattern di ",
        ),
        (r"\bschizzi(?! (?:a |di matita|di \w+ a |veloci|preparatori))", "spruzzi"),
        (r"\b(?:giungla|foresta|palude|mondo|valle|città) alien[ao]\b", "pianeta alieno"),
        (
            r"\b(?:whole|entire) (?=\w)|\binter[oa] (?=villaggio|città|paese|mondo|foresta|bosco)",
            "",
        ),
        (
            r"\bwith (an? |the )?(\w+(?: \w+)?) instead of (?:an? |the |his |her |its )?\w+",
            r"holding \1\2",
        ),
        (r"\b(?:con|per) una (?:sola )?mano(?: sola)?\b|\b(?:by|with) (?:only )?one hand\b", ""),
        (
            r"\b(?:braiding|plaiting) (her|his|a|the) (sister|friend|daughter|mother|doll|horse)['’]s "
            r"(?:long )?(?:hair|mane)\b",
            r"combing \1 \2",
        ),
        (r"\b(?:che )?(?:fa|fanno) l[ae] trecc(?:ia|e) a(?:lla|ll['’]|l)? ?", "che pettina la "),
        # in a game
        (
            r"\b(?:doing a )?slam[- ]?dunk(?:ing|s)?\b|\bdunk(?:ing|s)\b(?: the ball)?",
            "jumping to the hoop",
        ),
        (r"\b(goal ?keeper|goalie)(s?) (?:is |are )?(?:diving|dives?)\b", r"\1\2 flying"),
        (r"\b(portiere|portieri) (?:di calcio )?che si tuffa(?:no)?\b", r"\1 che vola"),
        # over a fire
        (
            r"\b(?:roasting|toasting) (marshmallows|sausages|chestnuts) (?:over|on|at|around) ",
            r"holding \1 around ",
        ),
        (r"(?<=fire )(?:roasting|toasting) (marshmallows|sausages|chestnuts)\b", r"holding \1"),
        (
            r"(?<=falò )che (?:arrostiscono|abbrustoliscono) (?:i |dei )?(marshmallow|salsicce|castagne)\b",
            r"con \1 in mano",
        ),
        # on the ice
        (r"\bice[- ]skat(ing|es?|ed)\b(?! rink)", r"skat\1"),
        (r"\b(?:on|with|wearing) (?:their |his |her )?(?:ice[- ])?skates\b", "skating"),
        # behind the stage
        (r"\b(?:behind the (?:scenes|curtain)|in the wings)\b", "in a theatre"),
        (r"\b(?:dietro le quinte|nel backstage)\b", "in teatro"),
        (r"\bbackstage\b", "in a theatre"),
        # what a fire burns is no forest
        (
            r"\bwood(?:-| )?(?:fired|burning)? ?(oven|stove|grill|fire)\b|\bwood[- ]fired (?=pizza)",
            r"\1",
        ),
        (
            r"\bwood (table|floor|cabin|house|door|bench|fence|bridge|chair|box|panels?|carving)\b",
            r"wooden \1",
        ),
        (
            r"\b(?:sw[ia]m(?:ming|s)?) (?:through|in|among|across) the (?:clouds|sky|air)(?=,? (?:high )?"
            r"(?:above|over) )",
            "floating",
        ),
        (
            r"\b(?:sw[ia]m(?:ming|s)?) (?:through|in|among|across) the (clouds|sky|air)\b",
            r"floating in the \1",
        ),
        (
            r"\bche nuota(?:no)? (?:(?:tra|fra|attraverso) le nuvole|nel cielo)(?=,? (?:sopra|su) )",
            "che fluttua",
        ),
        (r"\bche nuota(?:no)? (?:(tra|fra) le nuvole|(nel) cielo)\b", "che fluttua nel cielo"),
        (
            r"\b(?:through|in|among|amid) the clouds,? (?:high )?(above|over) (a|the|an) (\w+)",
            r"over \2 \3, clouds",
        ),
        (
            r"\b(?:tra|fra|attraverso) le nuvole,? sopra (una|un|la|il|le) (\w+)",
            r"sopra \1 \2, nuvole",
        ),
        # houses that are things
        (
            r"\b(teapot|boot|shoe|teacup|cup|pumpkin|hat|acorn|walnut|watermelon|pineapple|strawberry|bottle"
            r"|jar|apple|pear|lantern) house\b",
            r"house shaped like a \1",
        ),
        # shoes and lanterns
        (
            r"\b(?:tying|lacing|doing)(?: up)? (his|her|their|its) (shoes?|shoelaces|laces|boots|sneakers|"
            r"trainers|skates|ballet shoes|pointe shoes)\b",
            "kneeling",
        ),
        (
            r"\b(?:che )?si allaccia(?:no)? (?:le |gli |i |una )?(?:scarp\w+|stivali|pattini|stringhe)\b",
            "in ginocchio",
        ),
        (
            r"\bpumpkins? carved (?:like|as|with|into) (?:a |an )?(?:\w+ )?face\b",
            "carved pumpkin",
        ),
        (
            r"\bzucc(?:a|he) (?:intagliat[ae]|scavat[ae]) (?:come|con|a) (?:una? |la )?(?:faccia|viso|volto)"
            r"(?: \w+)?\b",
            "zucca intagliata",
        ),
        # what is grown stands in the ground
        (
            r"\b(?:who is |who )?grow(?:s|ing)? (?:some |his |her |their )?"
            r"(tomato|potato|strawberr|carrot|cabbage|pumpkin|flower|rose|vegetable)(y|ies|es|s)\b",
            r"tending \1\2",
        ),
    )
)
