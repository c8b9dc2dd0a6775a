"""Phrases that one language makes of several words and the other of one, told in the same plain way.

Whatever is read out of *si prende cura di* has to be read out of *taking care of*, too.
"""

from __future__ import annotations

import re
from typing import Final

_ARTICLE: Final = (
    r"(?:il |lo |la |i |gli |le |un |uno |una |dei |delle |degli |del |"
    r"della |l['’]|un['’]|due |tre )"
)
_ON: Final = (
    r"(?:hand|finger|palm|flower|nose|shoulder|arm|knee|head|leaf|leaves|"
    r"petal|branch|windowsill|rose|daisy|lavender|sunflower)s?"
)
_OPENINGS: Final = r"(?:\w+ )?(?:windows?|doors?|water|box|frame|cage|world|city|town|village)\b"
_HOUSE: Final = (
    r"(?:\w+ )?(?:cas[ae]|casetta|capanna|baita|tavola calda|"
    r"bar|caffè|ristorante|trattoria|osteria|locanda|negozio|"
    r"chiesa|scuola|stazione|cinema|teatro|castello|hotel|albergo|museo|ospedale|palazzo|panetteria|pasticceria|tenda)\b"
)

SAYINGS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # who cares for somebody helps
        (r"\b(?:tak(?:ing|es|e)|who takes) (?:good )?care of\b|\bcaring for\b", "helping"),
        (r"\b(?:che )?si prend(?:e|ono) cura d(?=i\b|el|ell|ei|egli|'|’)", "che aiuta d"),
        (r"\bprendendosi cura d(?=i\b|el|ell|ei|egli|'|’)", "aiutando d"),
        (r"\bche aiuta d(?:i |['’])", "che aiuta "),
        (r"\b(che aiuta|aiutando) d(el |ella |ello |ell['’]|ei |egli |elle )", r"\1 \2"),
        # bread that comes out of the oven is held there
        (
            r"\b(?:pull|tak|slid)(?:ing|es|e|s) ((?:\w+ ){1,4}?)out of (?:the|an|his|her|their)"
            r" (?:\w+ )?oven\b",
            r"holding \1, an oven",
        ),
        (
            rf"\b(?:tira|toglie|estrae|prende)(?:no|ndo)? (?:fuori )?({_ARTICLE}?\w+(?: \w+)?) "
            r"(?:fuori )?dal forno\b",
            r"tiene \1, un forno",
        ),
        (rf"\bsforna(?:no|ndo)? ({_ARTICLE}\w+)", r"tiene \1, un forno"),
        # what lands on a hand sits there
        (
            rf"\b(?:land(?:ing|ed|s)|alight(?:ing|s)|perch(?:ed|"
            rf"ing)) (?=on (?:\w+(?:['’]s)? ){{1,3}}{_ON}\b)",
            "sitting ",
        ),
        # beds have covers, one of them
        (r"\bsotto le coperte\b", "sotto la coperta"),
        (r"\bunder the (?:covers|bedclothes|blankets)\b", "under the blanket"),
        # platters, and what comes fresh out of the oven
        (r"\b(sushi|cheese|fruit|seafood|vegetable|meat|antipasto|dessert) platter\b", r"plate of \1"),
        (r"\bwood[- ]fired\b|\bfreshly (?:baked|made|picked|cut|brewed)\b|\ba legna\b", " "),
        (
            r"\b(?:just|fresh|straight|right) (?:out of|from) (?:the|an?) +(?:\w+ )?oven\b",
            "beside an oven",
        ),
        (r"\bappena (?:uscit|sfornat|tolt|tirat)[oaie] (?:fuori )?dal forno\b", "accanto a un forno"),
        (r"\bappena (?:sfornat|fatt|colt|tagliat|raccolt)[oaie]\b", " "),
        # the sun is in the windows
        (
            r"\b(?:with )?(?:the )?(?:sun ?light|sun ?shine|sun ?rays|sun|morning light|light) (?:is )?"
            r"(?:com|stream|pour|shin|filter|fall|flood|glow)ing (?:in )?(?:through|from) "
            r"(?:(?:the|its|a|big|large|tall|old|dusty) )*(windows?)\b",
            r"with \1, sunny",
        ),
        (
            r"\b(?:con )?(?:la |il )?(?:luce|sole|raggi di sole)(?: del sole| del mattino)? che "
            r"(?:entra|filtra|penetra|passa|brilla)(?:no)? (?:da|attraverso|dal) ?"
            r"(?:lle|lla|le|la|una|i|gli)? ?(?:grandi |alte )?(finestr[ae]|vetrat[ae])\b",
            r"con \1, soleggiato",
        ),
        # who has the head out of the window of a car looks out of the car
        (
            r"\bwith (?:its|his|her|the|their) heads? (?:(?:stick|hang|pok)ing )?out (?:of )?(?:the|a) "
            r"(?:\w+ )?(car|truck|van|train|bus|taxi)(?:['’]s)? window\b",
            r"leaning out of a \1",
        ),
        (r"\bout of (?:the|a|an) ((?:car|train|bus|truck|van|taxi))(?:['’]s)? windows?\b", r"out of a \1"),
        (
            r"\b(?:con la testa |che (?:tira|mette|"
            r"tiene) (?:fuori )?la testa )(?:che (?:esce|sporge) |fuori )?"
            r"dal finestrino d(?:el |ell['’]|ella |i un |i un['’]|i una )(\w+)",
            r"che si sporge da \1",
        ),
        (r"(?<!vista )(?<!veduta )\bdal finestrino di (?=un)", "da "),
        (r"(?<!vista )(?<!veduta )\bdal finestrino de(?=l |ll)", "da"),
        # a drawing of a face shows somebody
        (
            r"\b(drawing|painting|sketch|portrait|picture|line art|illustration|watercolou?r) of an? "
            r"((?:\w+ )?)face\b(?! of)",
            r"\1, portrait of a \2person",
        ),
        (
            r"\b(disegno|dipinto|schizzo|ritratto|acquerello|"
            r"illustrazione)((?: \w+){0,4}?) di un (?:volto|viso)\b"
            r"(?! d[ie])",
            r"\1\2, ritratto di una persona",
        ),
        # who cuts somebody's hair
        (
            r"\b(?:cutting|trimming|clipping|cuts|trims) (an?|the|his|"
            r"her) (\w+)['’]s (?:hair|beard|fur|mane)\b",
            r"combing \1 \2",
        ),
        # in the middle of the sea
        (
            r"\bin mezzo a(l |ll['’]|lla |llo )(?=(?:mare|oceano|lago|deserto|bosco|"
            r"foresta|prato|campo|nulla|"
            r"strada|piazza|giardino|fiume|neve|giungla|stanza|cielo|spazio|città|stagno)\b)",
            r"ne\1",
        ),
        # the workshop of a craftsman; in Italian also a laboratory
        (
            r"^(?=.*\b(?:inventor[ei]|inventrice|artigian[oaie]|falegname|ceramista|"
            r"vasaio|oraf[oa]|sart[oa]|sarta|"
            r"orologiaio|liutaio|calzolaio|scultore|scultrice|restauratore|"
            r"giocattolaio|mastro)\b)(.*?)\blaboratorio\b",
            r"\1bottega",
        ),
        # a dress of a man is a suit, a torch beside a book no fire
        (
            r"^(?=.*\b(?:uomo|uomini|signore|sarto|sposo|impiegato|manager|avvocato|"
            r"banchiere|politico|gentiluomo)\b)"
            r"(?!.*\b(?:donna|signora|sposa|ragazza|bambina)\b)(.*?)\babito\b(?! da| lungo| tradizionale)",
            r"\1completo",
        ),
        (
            r"^(?=.*\b(?:libr[oi]|coperta|tenda|campeggio|soffitta|cantina|scout|"
            r"boy-scout|poliziotto|guardiano)\b)"
            r"(.*?)\btorcia\b(?! elettrica| accesa| di fuoco| infuocata)",
            r"\1torcia elettrica",
        ),
        # a sauce is no thing, the herbs on it are
        (
            r"\b(?:with|in) (?:an? )?(?:\w+ )?(?:tomato|meat|cream|bolognese|cheese|"
            r"pepper) sauce(?: (?:and|with) (?=\w))",
            "with ",
        ),
        (r"\b(?:with|in) (?:an? )?(?:\w+ )?(?:tomato|meat|cream|bolognese|cheese|pepper) sauce\b", " "),
        (
            r"\b((?:al|con) (?:sugo di )?pomodoro|al sugo|al ragù|alla bolognese|"
            r"al pesto) e (?=basilico|parmigiano|olive|funghi)",
            "con ",
        ),
        (r"\b(bancarella|banco|banchetto|cassetta|cesto|"
        r"cesta) di frutta e verdura\b", r"\1 con frutta e verdura"),
        (r"\b(?:an? |the )?fruit and vegetable (stall|stand|market)\b", r"a \1 with fruit and vegetables"),
        # many lamps on a stage are its light
        (r"\bsotto i riflettori\b", "sotto il riflettore"),
        # tracks of an animal show no animal
        (
            r"\b(?:\w+ )?(?:animal|deer|wolf|fox|bear|rabbit|hare|cat|dog|bird|"
            r"lynx) (?:tracks|footprints|paw ?prints)\b",
            "footprints",
        ),
        (
            r"\b(?:orme|impronte|tracce) (?:di |del |dell['’]|della |d['’])(?:un |una |un['’])?\w+\b",
            "orme",
        ),
        # what is made fast is not tied by anybody
        (r"\b(?:ormeggiat|ancorat|attraccat)[oaie]\b(?! a)", " "),
        (r"\b(?:moored|docked|anchored|berthed)\b(?! (?:to|at|by))", " "),
        # who comes through the finish crosses it
        (r"\btagli(a|ano|ando) il (?=traguardo)", r"attravers\1 il "),
        # a baby in the arms
        (r"\brocking (?=(?:a|an|the|his|her|their) (?:\w+ )?(?:baby|child|infant|newborn|doll))", "hugging "),
        (r"\b(?:un giocoliere clown|clown giocoliere)\b", "clown che fa il giocoliere"),
        # what passes through a place is there
        (
            r"\b(?:che )?(?:attraversa|percorre)(?:no)? (?=(?:un|una|il|la|l['’]|le|"
            r"i) ?(?:\w+ )?(?:valle|bosco|foresta|"
            r"deserto|campagna|giungla|savana|pianura|montagn[ae]|colline|villaggio|"
            r"paese|città|neve|nebbia)\b)",
            "che cammina in ",
        ),
        (r"\b(?:che )?sorvola(?:no|ndo)?\b", "che vola sopra"),
        # a bouquet of wild flowers, which are in no field
        (
            r"\b(mazzo|mazzetto|mazzolino|bouquet) di fiori (?:di campo|selvatici|di prato)\b",
            r"\1 di fiorecampestri",
        ),
        (r"\b(?:un )?casco di (?=banan)", "un mazzo di "),
        # a sky full of stars, by night
        (
            r"\b(?:an? |the )?(?:dark )?night sky (?:full of|filled with|covered (?:in|with)) stars\b",
            "starry sky",
        ),
        (r"\b(cant(?:a|ano|ando)) all['’]alba\b", r"\1, all'alba"),
        (
            r"\bvasett[oi] d(?:i |['’])(?=basilic|ment|rosmarin|prezzemol|timo|salvia|lavand|"
            r"geran|eri?b)",
            "vaso di ",
        ),
        (r"\b(?:baby|child|son|daughter|kid) to sleep\b", "baby"),
        (
            r"\b(cull|allatt)(a|ano|ando) (?:il |la |un |una |i )?(?:su[oaie] |"
            r"loro )?(?:bambin[oa]|figli[oa]|piccol[oa])\b",
            r"\1\2 un neonato",
        ),
        # the young of an animal
        (
            r"\bcon (?:i|le) (?:suoi|sue|loro) (?:piccol[ie]|cuccioli)\b(?! \w+ (?:di|"
            r"d['’]))",
            "con tre cuccioli",
        ),
        (r"\bwith (?:its|her|their) (?:babies|young|little ones|cubs|cygnets|pups)\b", "with three cubs"),
        # balancing a ball
        (r"\b(che tien[ei](?:ono)? )([^,.;]{3,40}?) in equilibrio\b", r"\1\2"),
        (r"\bfacing (?:off|each other) (?:against |with )?(?=an?\b|the\b)", "fighting "),
        (r"\bfacing off\b", "fighting"),
        (r"\b(?:an? |the )?(?:big|large|huge|small|little|tiny|nice) (piece|slice|chunk) of\b", r"a \1 of"),
        (
            r"\bun[ao]? (?:gross[oa]|grande|grand['’]|piccol[oa]|enorme|bel|bella) (pezzo|fetta|pezzetto) d",
            r"un \1 d",
        ),
        (
            r"\b((?:box|wrestl|fight)(?:er|ing|ers)\b[^,.;]*?) in (?:the|a) ring\b",
            r"\1 in a boxing ring",
        ),
        # a sled is drawn by its dogs
        (r"\b(?:a |the )?dog[- ]?sled\b", "a sled pulled by dogs"),
        (r"\b(?:guide|seeing[- ]eye) dog\b", "dog"),
        (r"\bcan[ei] guida\b", "cane"),
        (r"\bblind (?=man|woman|boy|girl|person)", ""),
        (r"\b(?:un |il )cieco\b(?! \w+o\b)", "un uomo"),
        # a shop is what it sells
        (
            r"\b(?:an? |the )?((?:\w+ )?)(cheese|chocolate|candy|hat|shoe|clock|"
            r"guitar|violin|lamp|umbrella|tea|spice|"
            r"mask|puppet|carpet|teddy bear|doll)s? (?:shop|store)\b",
            r"\1shop with \2s",
        ),
        (
            r"\b(?:un[ao]? |il |la )?(?:bottega|negozi(?:o|etto)) di (formagg|"
            r"cioccolat|caramell|cappell|scarp|orolog|"
            r"chitarr|violin|lampad|ombrell|tè|spezi|mascher|burattin|tappet|orsacchiott|bambol)(\w+)\b",
            r"negozio con \1\2",
        ),
        # who is at the wheel drives, who clings hugs
        (r"\balla guida d(?=i |el |ell|ella )", "che guida d"),
        (r"\bche guida d(?:i )", "che guida "),
        (r"\bche guida d(el |ella |ello |ell['’])", r"che guida \1"),
        (r"\b(?:abbracciat|aggrappat|avvinghiat)[oa] a(?= |d |l |ll)", "che abbraccia a"),
        (r"\bche abbraccia a(?:d)? (?=un)", "che abbraccia "),
        (r"\bche abbraccia a(l |lla |llo |ll['’])", r"che abbraccia \1"),
        (
            r"^(?=.*\b(?:elephants?|mammoths?)\b)(.*?\b(?:its|his|her|their|the)) trunks?\b",
            r"\1 nose",
        ),
        (r"\bproboscide\b", "naso"),
        # washing between two houses
        (r"\b(?:panni|bucato|biancheria) (?:stes|appes)[aio] (?=tra\b|fra\b)", "bucato appeso "),
        (
            r"\b(tra|fra|due|tre|alti|vecchi|dei|i) palazzi\b(?! (?:reali|nobiliari|storici|"
            r"veneziani|antichi))",
            r"\1 edifici",
        ),
        (r"\b(?:dipinto|quadro) (cubista|impressionista|espressionista|astratto|minimalista)\b", r"\1"),
        (r"\b(?:with )?(?:whipped cream|panna montata)\b(?! \w)", " "),
        # fog lies in the valleys of hills
        (r"^(?=.*\bhills?\b)(.*?\b(?:fog|mist)) in the valleys?\b", r"\1"),
        (r"^(?=.*\bcollin[ae]\b)(.*?\b(?:nebbia|foschia)(?: \w+)?) nell[ae] vall[ei]\b", r"\1"),
        # a lane of a city of neon is no lane of an old town
        (
            r"^(?=.*\b(?:neon|cyberpunk|tokyo|shinjuku|hong kong|seoul|new york|futuristic)\b)"
            r"(.*?)\b(?:narrow |dark |back |rainy )*alley(?:way)?\b",
            r"\1street",
        ),
        (
            r"^(?=.*\b(?:neon|cyberpunk|tokyo|shinjuku|hong kong|seul|new york|futuristic\w)\b)"
            r"(.*?)\bvicolo(?: stretto| buio| angusto)?\b",
            r"\1strada",
        ),
        # who checks a watch looks at it
        (
            r"\bcheck(?:s|ing)? (?=(?:an?|the|his|her|its|their) (?:\w+ )?(?:watch|"
            r"phone|map|clock|compass|mirror)\b)",
            "looking at ",
        ),
        (r"\bon (?=(?:an?|the) (?:gondola|canoe|kayak|rowboat|rowing boat|dinghy)\b)", "in "),
        # dough is made
        (
            r"\broll(?:s|ing)?(?: out)? (?:the |some |a )?(?:(?:pasta|pizza|bread|cookie|pastry) )?dough\b",
            "making dough",
        ),
        (
            r"\bstend(?:e|ono|endo) (?:la |una )?(?:pasta|sfoglia|impasto)\b|"
            r"\bstend(?:e|ono|endo) l['’]impasto\b",
            "fa l'impasto",
        ),
        # a seller of chestnuts has some
        (
            r"\b(chestnut|balloon|newspaper|book|pumpkin|hat|pretzel|umbrella|lantern|"
            r"mask|flower|bread|toy|pearl)s?"
            r" (seller|vendor)\b",
            r"\2 with \1s",
        ),
        (
            r"\b(vendit(?:ore|rice|ori))(?: ambulante)? di (caldarroste|castagne|"
            r"palloncini|giornali|libri|zucche|"
            r"cappelli|brezel|ombrelli|lanterne|maschere|fiori|pane|giocattoli|perle)\b",
            r"\1 con \2",
        ),
        (r"\bcaldarroste\b|\bcastagne arrosto\b", "castagne"),
        (r"\broast(?:ed)? chestnuts\b", "chestnuts"),
        # a bull that charges attacks
        (
            r"^(?=.*\b(?:tor[oi]|rinoceront[ei]|cavalleria|elefant[ei]|cinghial[ei]|cavalier[ei]|ariete)\b)"
            r"(.*?)\b(?:che )?caric(?:a|ano|ando) (?=(?:un|il|la|l['’]|i |gli ))",
            r"\1che attacca ",
        ),
        (r"\bcolor arcobaleno\b", "multicolore"),
        (r"\brainbow[- ]colou?red\b", "multicoloured"),
        # hollows of trees, houses on stilts
        (r"\ba (?:tree hole|tree hollow|hole in a tree|hollow in a tree)\b", "a hole of a tree"),
        (
            r"\b(?:nel|in un) (?:buco|cavo|foro|tronco cavo) d(?:i un|"
            r"ell['’])\s?albero\b",
            "in un buco di un albero",
        ),
        (r"\b(village|houses|huts) on stilts\b", r"\1 with stilt houses"),
        (r"\b(?:house|hut|cabin) on stilts\b", "stilt house"),
        # by the light of candles
        (
            r"\bcandle[- ]?lit (dinner|supper|room|table|bath|bedroom|restaurant|church|library|"
            r"study)\b",
            r"\1 by candlelight",
        ),
        (r"\b(cena|pranzo|dinner|supper|lunch)((?: \w+){0,4}?) (?:per due|for two)\b", r"\1\2"),
        (r"\b(?:an?|the) kite ?surfer\b", "a surfer with a kite"),
        (r"\b(?:un|il) kite ?surfer\b", "un surfista con un aquilone"),
        (r"\ba (?:picco|strapiombo) (?=sul)", "sopra "),
        (r"\bsopra sul(?=l['’])", "sopra "),
        (r"\bsopra sul (?=mare)", "sopra il "),
        (r"\bpaint(ing|s)? an? mural (?=on)", r"paint\1 "),
        (r"\b(dipinge(?:ndo)?|dipingono) un mural[e]?s? (?=su)", r"\1 "),
        (
            r"\b(?:da|dal quale|dalla quale) cui (vola|esc|spunta|nasc|cresc)(no|ono|e) (?:via |fuori )?"
            r"(?=\w+[ie]\b)(\w+)",
            r"con \3 che \1\2",
        ),
        (
            r"\b((?:lady|woman|girl|geisha|dancer|queen|princess|duchess)\b(?: \w+){0,3}? "
            r"(?:with|holding|behind) (?:a|her) (?:\w+ )?)fan\b(?! (?:club|heater))",
            r"\1hand fan",
        ),
        (r"\b(con|di) (?:una sola|un solo) (?=\w)", r"\1 una "),
        (r"\bhorse[- ]drawn (\w+)", r"\1 pulled by horses"),
        (r"\bicy (?=(?:river|lake|pond|road|street|sea|stream|waterfall)\b)", "frozen "),
        (r"\bbird['’]?s['’]? nest\b", "nest"),
        # who is outside a house stands before it
        (rf"\boutside (?:of )?(?=(?:an?|the|his|her|their) (?!{_OPENINGS}))", "in front of "),
        (rf"\b(?:al di )?fuori d(?:a |i )(?=un(?:a |o | |['’])(?={_HOUSE}))", "davanti a "),
        (rf"\b(?:al di )?fuori d(?:a|e)(l |lla |llo |ll['’])(?={_HOUSE})", r"davanti a\1"),
        # races
        (r"\b(?:una |la )?regata di ", "una gara di "),
        (r"\bin una giornata (?=\w)", "in una "),
        (r"\b(?:on|during) an? (\w+) day\b(?= *(?:[,.;]|$))", r", \1"),
        (r"\bin una (ventosa|piovosa|nevosa|nebbiosa|soleggiata|nuvolosa)\b", r", \1"),
        # somebody with a beard, of which :mod:`hair` has made an adjective, and glasses
        (r"\bbearded e (?:gli )?(?=occhiali\b)", "bearded con gli "),
        # what is in the hand
        (rf"\bcon ({_ARTICLE}\w+) (?:in mano|tra le mani|fra le mani|in braccio)\b", r"che tiene \1"),
        (
            r"\bwith ((?:an?|the|his|her|two|some) (?:\w+ )?\w+) in (?:(?:his|her|its|their|one) )?hands?\b",
            r"holding \1",
        ),
    )
)  # fmt: skip
