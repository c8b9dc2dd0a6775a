"""What one language says in a way of its own, told as it is drawn: heaps of oranges are many oranges."""

from __future__ import annotations

import re
from typing import Final

_FOODS: Final = (
    r"aranc[ei]|limoni|mele|pere|frutta|verdura|libri|giocattoli|regali|cuscini|fiori|dolci|biscotti|caramelle|zucche"
    r"|pesche|angurie|pomodori|funghi|giornali|lettere|scarpe|vestiti|valigie|scatole"
)
_PLAINS: Final = (
    r"strad[ae]|spiaggi[ae]|piazz[ae]|stazion[ei]|vi[ae]|vicol[oi]|parc(?:o|hi)|corridoi[o]?|caffè|bar|port[oi]|aul[ae]"
    r"|stanz[ae]|quartier[ei]|sal[ae]|tren[oi]|vagon[ei]|palc(?:o|hi)|teatr[oi]|mercat[oi]|banchin[ae]|autobus"
)

IDIOMS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # who is called by an adjective, and a gentleman, who is no ladies
        (
            r"\b((?:un|il|quel|del|al) (?:vecchio|anziano)|(?:una|la|quella) (?:vecchia|anziana)) "
            r"(?=(?:barbut|stanc|sol|trist|sagg|ciec|sorrident|addormentat|sedut|malinconic|pensieros|seri|povere|povera)"
            r"\w{1,2}\b)",
            r"\1 signore ",
        ),
        (r"\b((?:una|la|quella) (?:vecchia|anziana)) signore\b", r"\1 signora"),
        (r"\b(un|il|quel|del|al|dal|questo|ogni) signore\b", r"\1 uomo"),
        (
            r"\b(un|il|quel|del|al) giovane(?=\s*(?:[,.;]|$)|"
            r" (?:con|che|in|su|sul|sulla|davanti|sedut|vestit|sotto|accanto|senza|al)\b|\s+hairis)",
            r"\1 giovane uomo",
        ),
        (
            r"\b(una|la|quella|della|alla) giovane(?=\s*(?:[,.;]|$)|"
            r" (?:con|che|in|su|sul|sulla|davanti|sedut|vestit|sotto|accanto|senza|al)\b|\s+hairis)",
            r"\1 giovane donna",
        ),
        # stripes and rainbows on things are looks
        (
            r"\b(an?|the) ((?:(?!with\b)\w+[- ]){0,3}?\w+) with "
            r"(?:rainbow|colou?rful|multi-?colou?red|bright)[- ]?(?:colou?red )?stripes\b",
            r"\1 colourful striped \2",
        ),
        (r"\b(an?|the) ((?:(?!with\b)\w+[- ]){0,3}?\w+) with stripes\b", r"\1 striped \2"),
        (
            r"\ba strisce (?:colorate|arcobaleno|multicolori|di tutti i colori)\b",
            "colorato a strisce",
        ),
        (
            r"\brainbow[- ](?:colou?red )?(?=(?:scarf|umbrella|balloons?|flag|dress"
            r"|sweater|coat|cake|kite|socks|shirt|hat|fish|parrot|feathers?|wings|blanket|boots|slide|lollipop|ball)\b)",
            "colourful ",
        ),
        # posters are flat, and hold no plate
        (
            r"\b(poster|illustrazione|stile|design|grafica|icona|logo|vettoriale|disegno) piatt[oaie]\b",
            r"\1",
        ),
        (
            r"\b(basketball (?:(?!hoop\b)[^,.;]){0,40}?) (?:to|towards|at|under|for) (?:the|a) hoop\b",
            r"\1 under a basketball hoop",
        ),
        # rooms under a roof, classes of pupils, hoops, and slices
        (r"\battic (?:bed)?room\b|\bbedroom in (?:the|an) attic\b", "attic with a bed"),
        (
            r"\bcamera(?: da letto)? (?:in|nella) (?:soffitta|mansarda)\b|\bcameretta in mansarda\b",
            "soffitta con un letto",
        ),
        (
            r"\b(teach\w*|explain\w*|read\w*|show\w*|talk\w*|lectur\w*)((?: \w+){0,3}?)"
            r" to (?:her|his|the|a) class\b",
            r"\1\2 to three schoolchildren",
        ),
        (
            r"\b(insegna|spiega|legge|parla|mostra)((?: \w+){0,3}?) alla classe\b",
            r"\1\2 a tre scolari",
        ),
        (
            r"\bfett[ae] di (?:crostata|torta)(?: (?:di|alle|alla|ai|al|alle) \w+)?\b",
            "fetta di torta",
        ),
        # what is deserted is empty, and no desert
        (
            r"\bdeserted (?=(?:\w+ )?(?:street|road|beach|square|station|park|alley|avenue|caf[eé]|market"
            r"|harbou?r|platform|corridor|classroom|bar|theatre|stage|room|train|bus)\b)",
            "empty ",
        ),
        (rf"\b({_PLAINS}((?: \w+)?)) desert[oaie]\b", r"\1 vuota"),
        # laundry, glasses and tales
        (
            r"\bstend(e|ono|endo) (?=(?:i |il |la |le |del |dei |delle )?"
            r"(?:panni|bucato|biancheria|lenzuola)\b)",
            r"append\1 ",
        ),
        (
            r"\b(tray|shelf|row|table|pyramid|tower|box) (of|with|full of) glasses\b",
            r"\1 \2 tumblers",
        ),
        (
            r"\b(read(?:ing|s)?) (?:an?|the|some|his|her|their) (?:bedtime |good ?night )?"
            r"(?:fairy tales?|story|stories|tales?|poems?|novel)\b",
            r"\1 a book",
        ),
        (
            r"\b(?:cutting|cuts|trimming|trims) (an?|the) (\w+)['’]s (?:hair|beard|fur|mane)\b",
            r"combing \1 \2",
        ),
        (
            r"\b(?:up )?(?:on|at|from) (?:the )?(?:top|summit|peak) of (?:an?|the) (?:\w+ )?mountain\b",
            "on a peak",
        ),
        (r"\b(?:sotto (?:il|un)|nel|in un|sul) portic(?:o|ato)\b", "in veranda"),
        (r"\brisorge(?:ndo)?\b", "si libra"),
        # heaps are many
        (r"\b(?:heaps|mountains|mounds|loads|piles) of (?=\w+s\b)", "many "),
        (rf"\b(?:montagne|cumuli|mucchi|cataste|un sacco|pile) di (?={_FOODS})", "molti "),
        # "lungo" is along, and "un lungo" is long
        (r"\b(un|il|lo|suo|del|dal|nel|al|col) lungo (?=\w)", r"\1 "),
        # an elephant with its calf: a small one of its kind
        (
            r"\b(an?|the|mother|one) (?!woman|girl|lady|mother|man|boy)(\w+)((?:(?! with\b)[^,.;]){0,60}?)"
            r" with (?:its|her) (?:calf|calves|baby|babies|young|little ones?|offspring)\b(?! \w)",
            r"\1 \2\3 with a small \2",
        ),
        (
            r"\b(un['’]|un[ao]? )(\w+)((?:(?! con\b)[^,.;]){0,60}?) con (?:il suo|i suoi|la sua|le sue) "
            r"(?:piccol[oaie])\b",
            r"\1\2\3 con un piccolo \2",
        ),
        # who guards something
        (r"\ba guardia d(i|el|ello|ella|ell['’]|ei|egli|elle)\b", "che protegge"),
        (r"\b(?:on guard|standing guard) (?:over|of|at|before)\b", "guarding"),
        # who looks into an instrument
        (
            r"\b(guarda(?:no|ndo)?) (?:al|nel|col|con il|dentro (?:a )?un|attraverso (?:un|il)) "
            r"(microscopio|caleidoscopio|periscopio)\b",
            r"\1 un \2",
        ),
        # who has tea drinks it
        (
            r"\b(?:having|takes?|taking) (?=(?:an? |some |their |his |her )?"
            r"(?:cups? of |glass(?:es)? of )?(?:hot )?"
            r"(?:tea|coffee|espresso|cappuccino|beer|wine|juice|cocoa|lemonade)\b"
            r"(?! (?:party|break|ceremony)))",
            "drinking ",
        ),
        # what is built is built, by whatever verb
        (
            r"\bma(?:k(?:ing|es)|de) (?=(?:an?|the) (?:\w+ )?"
            r"(?:snowman|snow fort|igloo|sand ?castle|house of cards|dam|wall|tower)\b)",
            "building ",
        ),
        (
            r"\b(?:fa|fanno|facendo) (?=(?:una?|il|la|dei|un['’]) ?(?:\w+ )?"
            r"(?:pupazz[oi] di neve|igloo|castell[oi]|diga|muro|torre)\b)",
            "che costruisce ",
        ),
        (r"\bche che costruisce\b", "che costruisce"),
        # windows are lit as lamps are
        (r"\b(finestr[ae]|vetrin[ae]) illuminat([ae])\b", r"\1 acces\2"),
        # a lemon in a pot is a tree
        (
            r"\b(limon|aranci|mandarin|fic|uliv|oliv)[oei]h?i? in "
            r"(?=(?:un |un bel |dei )?(?:grand[ei] )?vas[oi]\b)",
            r"albero di \1o in ",
        ),
        (r"\balbero di limono\b", "albero di limoni"),
        (r"\balbero di arancio\b", "albero di arance"),
    )
)
