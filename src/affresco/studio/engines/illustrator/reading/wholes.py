"""Wholes told by their parts: a market by what it sells, a band by its players, a reflection by its lake."""

from __future__ import annotations

import re
from typing import Final

WHOLES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # the emblem of a business is what it deals in
        (
            r"\blogo for (?:an?|the|my|our) (?:(?:small|new|local|little|cosy|vintage|family|young) )?"
            r"((?:\w+ )?\w+?)s? (?:(?:repair|rental|hire|delivery) )?"
            r"(?:shop|store|company|brand|club|team|business|festival|magazine|restaurant|farm|studio)\b",
            r"logo of a \1",
        ),
        (
            r"\blogo (?:per|di) (?:un['’]|un[ao]?\b|il|la|lo|l['’]) ?(?:piccol[ao] )?"
            r"(?:negozio|officina|azienda|bottega|marchio|club|squadra|ristorante|"
            r"fattoria|ditta|rivista|festival|noleggio)"
            r" (?:di |d['’]|del |della |dei |delle )(?=\w)",
            "logo con ",
        ),
        # what a market sells
        (
            r"\b(flower|fruit|vegetable|book|toy|mushroom|pumpkin|plant|lantern|hat)s? (market|stall)",
            r"\2, many \1s,",
        ),
        (r"\b(fish|bread|cheese|pottery) (market|stall)", r"\2, many \1,"),
        (
            r"\b(mercato|mercatino|bancarell[ae]|banco) (?:di |d'|del |dei |delle |della |degli )"
            r"(fiori|pesc[ei]|frutta|libri|pane|formaggi|giocattoli|funghi|zucche|piante|lanterne)\b",
            r"\1, molti \2,",
        ),
        # the inside of a building, and the light that is seen there
        (r"\b(?:the )?(?:inside|interior) of (?=(?:a|an|the)\b)", "inside "),
        (r"\bl['’]interno di (?=un[ao]?\b|un['’])", "in "),
        (
            r"\b(?:with )?(?:sun)?(?:light|rays? of light) (?:\w+ing )?(?:in )?"
            r"through (?:the )?(?:\w+ )?stained[- ]glass(?: windows?)?\b",
            "in a church",
        ),
        # what is on a pane, and what a cave has in it
        (
            r"\b(?:(?:close[- ]?up|macro)(?: shot| photo)? of )?(?:rain ?)?drops (?:of rain )?"
            r"(?:running down|on|sliding down) (?:a|the) (?:window|window ?pane|glass|pane)\b",
            "view through a rainy window",
        ),
        (
            r"\b(?:primo piano di )?gocce (?:di pioggia )?(?:che scendono )?(?:su|sul|sulla|su un|su una) ?"
            r"(?:vetro|finestra|vetro della finestra)\b",
            "vista da una finestra sotto la pioggia",
        ),
        (r"\b(?:deep,? )?dark (?=cave|cavern|grotto)", ""),
        (r"\b(cave|cavern|grotto) with an? (?:underground )?(?:lake|pool|pond)\b", r"\1"),
        (r"\b(?:an? )?underground (?:lake|pool)\b", "cave"),
        (r"\b(grotta|caverna) con un (?:lago|laghetto)(?: sotterraneo)?\b", r"\1"),
        (r"\b(?:un )?lag(?:o|hetto) sotterraneo\b", "grotta"),
        (
            r"\bcherry[- ]blossom (?:path|avenue|road|alley|street|lane|tunnel)\b",
            "tree avenue in spring",
        ),
        (r"\bviale di ciliegi(?: in fiore)?\b", "viale alberato in primavera"),
        (r"\bcyberpunk alley\b", "cyberpunk street"),
        (r"\bvicolo cyberpunk\b", "strada cyberpunk"),
        # what a place is full of anyway
        (
            r"\bbakery window(?: (?:full of|with) (?:fresh )?(?:breads?|loaves|pastries|cakes))?\b",
            "bakery",
        ),
        (
            r"\bvetrina (?:di |del |d['’]|della )(?:un |una )?(?:panificio|forno|panetteria|pasticceria)"
            r"(?: (?:piena di|con) (?:pane|pagnotte|dolci|torte))?\b",
            "panificio",
        ),
        (r"\b(workshop|garage) (?:full of|with) (?:old )?tools\b", r"\1"),
        (
            r"\b(officina|bottega|falegnameria) (?:piena di|con gli|con) (?:attrezzi|utensili)\b",
            r"\1",
        ),
        # houses have windows of their own, lit by night
        (r",? (?:and )?with (?:\w+ )?(?:lit|lit[- ]up|glowing|illuminated|lighted) windows\b", ""),
        (r",? con (?:le )?finestre (?:illuminate|accese|luminose)\b", ""),
        # places within places
        (r"\b(?:road|street|highway|path) (?:in|through|across) (?:the|a) desert\b", "desert"),
        (r"\bdesert (?:road|highway)\b", "desert"),
        (r"\b(?:auto)?strada (?:nel|attraverso il|in mezzo al) deserto\b", "deserto"),
        (
            r"\b((?:an? |the )?(?:\w+ )?mountains?) reflected (?:in|on) ((?:an?|the) (?:\w+ )?lake)\b",
            r"\2 with \1",
        ),
        (
            r"\b(?:una |la |le )?montagn([ae](?: innevat[ae])?) (?:che si riflett\w+|"
            r"rifless[ae]) (?:in un|nel|sul) lago\b",
            r"un lago con montagn\1",
        ),
        (r"\breflected (?:in|on) (?=the\b|a\b|an\b)", "by "),
        (r"\bche si riflett(?:e|ono) (?:in|su|nel|nell['’]|nella|sul|sulla|sull['’]) ?", "presso "),
        (
            r"(?<!suo )(?<!il )(?<!un )\brifless[oaie] (?:in|su|nel|nell['’]|nella|sul|sulla|sull['’]) ?",
            "presso ",
        ),
        (
            r"\b((?:an? |the )?)(island|castle|city|house|village)(s?) (?:that (?:is|are) )?floating "
            r"(in|among|above) (?:the )?(sky|clouds|air)\b",
            r"\1floating \2\3 \4 the \5",
        ),
        (r"\b(in|on) (?:a|the|his|her) hospital bed\b", r"\1 a bed in a hospital"),
        (r"\b(nel|in un|sul|su un) lett(?:o|ino) (?:d['’]|di )ospedale\b", r"\1 letto in ospedale"),
        # what goes without a thing of its own
        (r"\blatte art\b", "a cappuccino"),
        (
            r"\b(hourglass) (?:with|filled with|full of|running out of) (?:the )?(?:\w+ )?sand\b",
            r"\1",
        ),
        (r"\b(clessidra) (?:con|piena di) (?:la )?sabbia(?: d['’]oro| \w+t[ao]| \w+nte)?\b", r"\1"),
        (r"\bgoose ?bumps\b|\bpelle d['’]oca\b", " "),
        (r"\bin (?:their |his )?ties\b", "wearing ties"),
        (
            r"\b(?:cast(?:s|ing)|weaving|weaves) (?:a |the |his |her )?(?:magic )?spells?\b",
            "holding a glowing magic wand",
        ),
        (
            r"\b(?:che )?(?:lancia|fa|lanciando) (?:un )?(?:incantesimo|una magia|incantesimi)\b",
            "con una bacchetta magica luminosa",
        ),
        (
            r"^(?:an? |the )?snowball fight\b",
            "three children throwing snowballs in the snow",
        ),
        (
            r"^(?:una |la )?(?:battaglia|lotta) (?:di |a |con le )palle di neve\b",
            "tre bambini che lanciano palle di neve nella neve",
        ),
        (
            r"\b(?:playing (?:with )?|having a )?snowballs?[- ]fight(?:ing)?\b"
            r"|\bplay(?:ing)? (?:with )?snowballs\b",
            "throwing snowballs in the snow",
        ),
        (
            r"\b(?:che )?(?:giocan?o?|si tirano|giocando) (?:a |con le )?palle di neve\b",
            "che lanciano palle di neve nella neve",
        ),
        # the stars that somebody watches are those of the sky
        (
            r"\b(look(?:s|ing)? (?:up )?at|watch(?:es|ing)?|gaz(?:es|ing) at|count(?:s|ing)?|"
            r"observ(?:es|ing)|admir(?:es|ing)) the stars\b",
            r"looking at the starry sky",
        ),
        (
            r"\b(guard(?:a|ano|ando)|osserv(?:a|ano|ando)|cont(?:a|ano|ando)|"
            r"ammir(?:a|ano|ando)) le stelle\b",
            r"\1 il cielo stellato",
        ),
        (
            r"\b(?:alien|extraterrestrial) (?:space ?ship|ship|spacecraft|craft)s?\b",
            "ufo",
        ),
        (r"\b(?:nave|astronave|navicella) (?:aliena|extraterrestre|degli alieni)\b", "ufo"),
        (
            r"\b(cottage|house|hut|farmhouse|cabin) with (?:a |its )?thatched roofs?\b",
            r"thatched \1",
        ),
        (
            r"\b(casa|casetta|capanna|baita|cottage) (?:con |dal |col )(?:il |un )?tett[oi] di paglia\b",
            r"\1 di paglia",
        ),
        (
            r"\b(cat|kitten|dog|puppy|parrot|bird|rabbit|fox)s? (?:that (?:is|are) )?"
            r"(?:look|star|gaz|peer)ing out (?:of |from )?(?:a|the) window\b",
            r"\1 on a windowsill",
        ),
        (
            r"\b(gatt[oai]|gattin[oai]|can[ei]|cagnolin[oai]|pappagall[oi]|coniglio|volpe) (?:che )?"
            r"guard(?:a|ano) (?:fuori )?(?:da|dalla|dalle|da una) finestr[ae]\b",
            r"\1 sul davanzale",
        ),
        (r"\b(?:an? |the )?traffic jams?\b", "many cars in a street"),
        (r"\b(?:un |l['’])?ingorgo(?: stradale)?\b", "molte auto in una strada"),
        (r"\b(?:the |a )?grape[- ]harvest(?:ing)?\b", "three farmers picking grapes"),
        (r"\b(?:la )?vendemmia\b", "tre contadini che raccolgono l'uva"),
        (r"\b(\w+) camping\b", r"\1 around a campfire beside a tent"),
        (
            r"\b(\w+) in campeggio\b|\b(\w+) che campegg(?:ia|iano)\b",
            r"\1\2 intorno a un falò accanto a una tenda",
        ),
        (
            r"\b(\w+) with a (?:happy |smiley |smiling |cute |funny |little |kawaii )*face\b",
            r"smiling \1",
        ),
        (
            r"\b(\w+) con (?:la|una) facc(?:ia|ina)(?: felice| sorridente| buffa| allegra| carina)?\b",
            r"\1 sorridente",
        ),
        (r"\bhot (cup|mug|bowl|tea|coffee|soup|milk|pie)\b", r"steaming \1"),
        (r"\b(tè|caffè|minestra|zuppa|latte|tisana) cald[oa]\b", r"\1 fumante"),
        (r"\bmusic box with (?:a |its )?(?:dancing )?ballerina\b", "music box"),
        (r"\bcarillon con (?:la |una )?ballerina\b", "carillon"),
        (r"\b(zodiac sign|segno zodiacale) ?[:,] ?(?=\w)", r"\1 "),
        # leaves in a colour are the tree's
        (
            r"\b(trees?|oaks?|maples?|birch(?:es)?) with "
            r"(red|golden|gold|orange|yellow|pink|purple|blue|white|silver) leaves\b",
            r"\2 \1",
        ),
        (
            r"\b(alber[oi]|querc[ei]a?|acer[oi]|betull[ae]) (?:con |dalle |con le )foglie "
            r"(ross|dorat|gial|azzurr|bianch|rosa|viola|blu|arancion)(\w*)\b",
            r"\1 \2\3",
        ),
        # rockets
        (
            r"\b(rockets?|space ?shuttle|spaceship|space ?rocket) (?:launch(?:ing|es)?|lift[- ]?off|"
            r"take[- ]?off|taking off|takes off|being launched)\b",
            r"\1 liftingoff",
        ),
        (
            r"\b(?:il |un )?(?:lancio|decollo|partenza) d(?:i |el |ello |ella )(?:un['’]?a? )?"
            r"(razzo|navicella spaziale|astronave|shuttle)\b",
            r"un \1 liftingoff",
        ),
        (
            r"\b(razzo|navicella spaziale|astronave) (?:spaziale )?(?:che )?"
            r"(?:decolla|parte|si alza in volo)\b",
            r"\1 liftingoff",
        ),
        # bands
        (
            r"\b(?:a |the )?(?:jazz|rock|folk|blues|music) (?:trio|quartet|quintet|band|group)\b(?! of\b)",
            "three musicians",
        ),
        (
            r"\b(?:un |il )?(?:trio|quartetto|gruppo|banda?|complesso) (?:jazz|rock|folk|blues)\b(?! di\b)",
            "tre musicisti",
        ),
        (r"\b(?:a |the )?string quartet\b", "four violinists"),
        (r"\b(?:un |il )?quartetto d['’]archi\b", "quattro violinisti"),
        # who rides what
        (
            r"\b(an? |the )?(?:motorcyclist|motorbiker|motorbike rider)\b",
            "a man riding a motorcycle",
        ),
        (r"\b(?:un |il |una |la )?motociclista\b", "un uomo che guida una moto"),
        (r"\b(an? |the )?(?:skateboarder|skate ?boarder)\b", "a boy riding a skateboard"),
        (
            r"(?<!figure )(?<!ice )(?<!ice-)(?<!roller )(?<!speed )\b(?:uno |lo |una |la )?skater\b",
            "un ragazzo sullo skateboard",
        ),
        # many of a kind are the festival
        (
            r"\b(?:an? |the )?((?:hot[- ]air )?balloon|kite)s? festival\b",
            r"many \1s,",
        ),
        (
            r"\b(?:an? |the )?(?:paper |floating |sky |chinese )?lanterns? festival\b",
            "many sky lanterns at night,",
        ),
        (
            r"\b(?:un |il |una |la )?(?:festival|festa) (?:di |delle )lanterne(?: volanti| di carta)?\b",
            "molte lanterne volanti di notte,",
        ),
        (
            r"\b(?:un |il )?(?:festival|raduno|festa) (?:di |delle )mongolfiere\b",
            "molte mongolfiere",
        ),
        (
            r"\b(?:un |il )?(?:festival|raduno|festa) (?:di |degli |d['’])aquiloni\b",
            "molti aquiloni",
        ),
        # what a tree has in its trunk
        (
            r"\b(tree|oak|willow|baobab|pine)\b([^,.;]{0,40}?) (?:in|on|inside) (?:its|the) trunk\b",
            r"\1\2",
        ),
        (r"\b(albero|quercia|salice|baobab|pino)\b([^,.;]{0,40}?) nel (?:suo )?tronco\b", r"\1\2"),
        # who pours water on plants waters them
        (r"\bpour(?:s|ing|ed)? water (?:on(?:to)?|over)\b", "watering"),
        (
            r"\b(?:versa|versano|versando) (?:dell['’])?acqua su(?:l|lle|gli|i|lla|llo)?\b",
            "annaffia",
        ),
    )
)
"""Turns of phrase, as :mod:`turns` has them."""


_OF_MOUNTAINS: Final = re.compile(
    r"\b(?<!the )mountain (road|village|lake|railway|cabin|hut|chalet|station|town|river|stream|farm|"
    r"refuge|train)\b",
    re.I,
)
_DI_MONTAGNA: Final = re.compile(
    r"\b(strad(?:a|ina)|villaggio|paes(?:e|ino)|lago|laghetto|rifugio|baita|casetta|"
    r"chalet|ferrovia|fiume|torrente|"
    r"fattoria|trenino|treno) (?:di montagna|alpin[oa])\b",
    re.I,
)


def mountainous(text: str) -> str:
    """The same wish, with mountains in the distance of a mountain village or road."""
    for pattern, far in (
        (_OF_MOUNTAINS, "mountains in the distance"),
        (_DI_MONTAGNA, "montagne in lontananza"),
    ):
        text, found = pattern.subn(r"\1", text)
        if found:
            text = f"{text}, {far}"
    return text


_BEDTIME: Final = re.compile(r"\b(?:an? |the )?bedtime stor(?:y|ies)\b", re.I)
_BUONANOTTE: Final = re.compile(
    r"\b(?:una |la |le |delle )?(?:favol[ae]|stori[ae]|fiab[ae]) della buonanotte\b", re.I
)
_PEOPLE: Final = re.compile(
    r"\b(?:mother|father|mum|mom|dad|grand\w+|parents?|woman|man|nanny|mamma|papà|madre|padre|nonn[oai]|"
    r"genitor[ei]|donna|uomo|babysitter)\b",
    re.I,
)


def at_bedtime(text: str) -> str:
    """The same wish, with a bedroom where people read a bedtime story."""
    for pattern, book, room in (
        (_BEDTIME, "a book", "in a bedroom at night"),
        (_BUONANOTTE, "un libro", "in una camera da letto di notte"),
    ):
        text, found = pattern.subn(book, text)
        if found and _PEOPLE.search(text):
            text = f"{text}, {room}"
    return text
