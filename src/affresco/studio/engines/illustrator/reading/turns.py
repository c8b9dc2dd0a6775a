"""Turns of phrase that are told again in plainer words before a prompt is cut into words.

Hyphens part words, so what they tie together has to be read before: an accordion-playing walrus
is a walrus playing an accordion, and a six-legged cat is no six cats.
"""

from __future__ import annotations

import re

from .asides import ASIDES
from .doings import DOINGS
from .ensembles import ENSEMBLES
from .everyday import EVERYDAY
from .flavours import tasted
from .hair import combed
from .idioms import IDIOMS
from .jargon import plain
from .nested import NESTED
from .outlooks import OUTLOOKS
from .plainly import PLAINLY
from .sayings import SAYINGS
from .standpoints import STANDPOINTS
from .tokens import LONGEST_PROMPT
from .views import VIEWS
from .wholes import WHOLES, at_bedtime, mountainous

_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        (
            r"\btrick[- ]or[- ]treat(?:ing|ers?)?\b|\b(?:fanno |facendo )?dolcetto o scherzetto\b",
            " ",
        ),
        (r"\b(?:twice|three times|ten times) (?:its|his|her|their) (?:own )?size\b", " "),
        (r"\bgrand[ei] il (?:doppio|triplo)(?: (?:di lei|di lui|di loro|di sé))?\b", " "),
        (
            r"\b(at|by|near|beside|from) (a|the|this) ((?:\w+ )?)spring\b(?! \w+ing)",
            r"\1 \2 \3spring water",
        ),
        (
            r"\b(luce|luci) cald[ae] (?=d(?:i|ella|elle|el) (?:lampad|lantern|candel|lampion))",
            r"\1 ",
        ),
        (r"(?<=no )insieme (?=a[ l])", ""),
        (r"\bpotted (\w+)(?: plant)?\b", r"\1 in a vase"),
        (r"\bin vaso\b", "in un vaso"),
        (
            r"\b(?:set|laid) for (?:dinner|lunch|breakfast|tea|supper|two|four|six)\b|\bapparecchiat[oaei]\b",
            " ",
        ),
        (r"\bpretending to be\b", "dressed as"),
        (r"\b(?:che )?(?:fa finta|finge|fingono|fingendo) di essere\b", "vestito da"),
        (
            r"\bwith ((?!two |four |big |large |small |golden |silver |white |black |red |blue |green |"
            r"yellow |pink |purple |orange )\w+ )wings\b",
            "with wings",
        ),
        (r"\bcon (?:le )?ali d(?:i |a )(?:una )?(?!legno|carta|vetro|rame|ferro)\w+", "con le ali"),
        (r"\b(a|the) (skateboarding|surfing|cycling|skiing|biking) (\w+)\b", r"\1 \3 \2"),
        (
            r"\b(una|la|le|due|tre|delle|alcune|e|di) (?-i:vesp([ae]))\b"
            r"(?! (?:ross|giall|azzurr|verd|bianc|ner))",
            r"\1 vesp\2 insetto",
        ),
        (r"\bon (?:a|the) night bus\b", "at night on the bus"),
        (r"\b(?:su un |sull['’]\s?)autobus notturno\b", "di notte sull'autobus"),
        (r"\bfrozen (lake|pond|river|sea|waterfall|canal)\b", r"\1 , winter,"),
        (
            r"\b(lago|laghetto|stagno|fiume|mare|canale|cascata) (?:ghiacciat|gelat|congelat)[oa]\b",
            r"\1 , inverno,",
        ),
        (
            r"\ba (?:piece|slice|bit|chunk|lump) of "
            r"(?!(?:\w+ )?cake\b|lemon\b|orange\b|melon\b|bread\b|toast\b|wood|driftwood|paper|cloth"
            r"|glass|metal|string|rope|furniture)(?=\w)",
            "a ",
        ),
        (
            r"\bun[ao]? (?:pezz(?:o|etto)|fett(?:a|ina)|tozzo) d(?:i |ello |el |['’])"
            r"(?!torta\b|dolce\b|limone\b|arancia\b|melone\b|pane\b|legno|carta|stoffa|vetro|metallo|corda)",
            "un ",
        ),
        (
            r"\b(tazz\w+|bicchier\w+|ciotol\w+|piatt\w+|scodell\w+) "
            r"(gigant[ei]|enorm[ei]|grand[ei]|piccol\w+|minuscol\w+|fumant[ei]|bollent[ei]|cald[aoei]) "
            r"di (\w+)",
            r"\1 di \3 \2",
        ),
        (r"\bprend(e|ono|endo) (?:il |un )(tè|caffè|aperitivo|cappuccino)\b", r"bev\1 un \2"),
        (r"\bfall(?:s|ing)? in love with\b", ", in love, looking at"),
        (
            r"\b(?:che )?si innamora(?:no)? d(?:i|el|ella|ello|ei|elle|ell['’])(?=\W)",
            ", innamorato, che guarda",
        ),
        (r"\b(nav[ei]|gale[ae]|imbarcazion[ei]) a remi\b", r"\1 con remi"),
        (
            r"\b(?:a |the )?(?:football|soccer) (?:match|game)\b(?! between)",
            "three footballers playing with a football in a stadium",
        ),
        (
            r"\b(?:una |la )?partita di (?:calcio|pallone)\b(?! (?:tra|fra)\b)",
            "tre calciatori che giocano con un pallone da calcio in uno stadio",
        ),
        (r"\bbreath(?:ing|es?) fire\b", "blowing a flame"),
        (r"\bsput(?:a|ano|ando|are) (?:il |del )?(?:fuoco|fiamme)\b", "soffia una fiamma"),
        (
            r"\b(insegna(?:no|ndo)?) a (?:leggere|scrivere|nuotare|volare|ballare|cucinare|suonare|cantare) "
            r"(?=a(?:l|lla|llo|i|gli|lle|d)? )",
            r"\1 ",
        ),
        (
            r"\b(teach(?:ing|es)?(?: \w+){1,4}?) to (?:read|write|swim|fly|dance|cook|play|sing)\b(?! \w)",
            r"\1",
        ),
        (
            r"\b(?:the )?(?:smell|scent|aroma) of\b|\b(?:il |un )?(?:profumo|odore) d(?:i|el|ella|elle|ei)\b",
            " ",
        ),
        # an accordion-playing walrus
        (r"(?<!-)\b(\w+)-(\w{3,}ing) (?!in\b|on\b|at\b|and\b|with\b)(\w+)", r"\3 \2 a \1"),
        # who comes out of the ground comes out of a hole
        (r"\bout of the (?:ground|earth|soil)\b", "from a hole"),
        (
            r"\b(spunta|spuntano|sbuca|sbucano|esce|escono) d(?:a|al|alla) (?:sotto)?terr(?:a|eno)\b",
            r"\1 da una buca",
        ),
        # who toasts with glasses holds them
        (r"\btoast(?:ing|s)? with (?=\w)", "holding "),
        (r"\bche brindano con (?=\w)", "che tengono "),
        # a heart-shaped box, a boat-like cradle
        (r"\b(\w+)-(?:shaped|like) (\w+)", r"\2 shaped like a \1"),
        # a six-legged cat, a long-haired girl: what a body is like is not drawn
        (
            r"\b\w+-(?:legged|eyed|headed|armed|haired|eared|tailed|footed|necked|faced|winged"
            r"|nosed|toothed|sized|peeled|year-old|years-old)\b",
            " ",
        ),
        (r"\b(?:snow|ice)[- ](?:covered|capped|clad|topped)\b", "snowy"),
        (r"\b(?!tree-lined)(\w+)-(?:covered|filled|lined|strewn) (\w+)", r"\2 full of \1"),
        (r"\bneon-lit\b", "neon"),
        (r"\b\w+-lit\b", " "),
        (
            r"\bat (?:[45678]|four|five|six|seven) ?(?:am|a\.m\.)?(?: o'clock)? in the morning\b",
            "at dawn",
        ),
        (r"\b[45678] ?(?:am|a\.m\.)(?=\W|$)", "at dawn"),
        (
            r"\b(?:le|alle) (?:[45678]|quattro|cinque|sei|sette) (?:di|del) matti?n[oa]\b",
            "all'alba",
        ),
        (r"\b(?:[12]?\d) ?(?:pm|p\.m\.)(?=\W|$)", " "),
        (r"\b(?:\d\d(?:\d\d)?'?s|anni ['’]?\d\d(?:\d\d)?|['’]\d\ds)\b", " "),
        (r"\b(?:a |the )?(?:first|early morning) light\b", "at dawn"),
        (r"\bprima luce\b|\bprime luci\b", "all'alba"),
        (r"\bin ([a-z]+) style\b", r"\1 style"),
        (
            r"\b(?:tak(?:ing|es|e)|snapp(?:ing|s)) (?:a |some )?(?:picture|photo|photograph|snapshot)s? of\b",
            "photographing",
        ),
        (
            r"\b(?:fa|fanno|facendo|scatta|scattano) (?:una |delle )?fot[oa](?:grafi[ae])? a(?=\b)",
            "fotografa a",
        ),
        (r"\bbrush(?:ing|es)? (?:its|his|her|their) teeth\b", "holding a toothbrush"),
        (r"\b(?:che )?si lava(?:no)? i denti\b", "che tiene uno spazzolino da denti"),
        (r"\b(dietro) (?:(un)a|(?:al)?la) tenda(?! da campo)\b", r"\1 un tendaggio"),
        (r"(?<=\w )dentro(?=\s*(?:[,.;]|$))", "al suo interno"),
        (r"\b(?:pyramid|tower|mountain|wobbly stack|column) of (?=\w+s\b(?! and))", "pile of "),
        (
            r"\b(?:una )?(?:piramide|torre|montagna|colonna) di (?=(?:\w+ da \w+|\w+[ie])\b)",
            "una pila di ",
        ),
        (r"\b(paint|draw|sketch)(ing|s)? (?:a|the) (?:portrait|picture|likeness) of\b", r"\1\2"),
        (
            r"\b(dipinge|dipingendo|dipingono|disegna|disegnando|disegnano) (?:un |il )?ritratto d"
            r"(?:i|el|ella|ell['’]|ei|elle) ",
            r"\1 ",
        ),
        (
            r"\b(?:cutting|trimming|clipping|cuts|trims) (?:the )?(?:hair|fur|mane|beard) of\b",
            "combing",
        ),
        (
            r"\btagli(?:a|ano|ando) (?:i capelli|il pelo|la criniera|la barba) a (?=un|due |tre )",
            "pettina ",
        ),
        (r"\bbalanced (?=on\b)", "balancing "),
        (r"\b(con (?:un['’]|un[oa]? |due |tre )\w+) sopra(?=\s*(?:[,.;]|$))", r"\1 sopra di sé"),
        (r"\b(con (?:un['’]|un[oa]? |due |tre )\w+) accanto(?=\s*(?:[,.;]|$))", r"\1 accanto a sé"),
        (
            r"\bon the (?:stone |wide )?(?:steps|stairs|doorstep) of (?=(?:a|an|the)\b)",
            "in front of ",
        ),
        (
            r"\bsu(?:i gradini|lla scalinata|lle scale|lla soglia) d(?:i (?=un)|ella |el |ello |ell['’])",
            "davanti a ",
        ),
        (
            r"\b(on (?:a|the|her|his|their) (?:balcony|terrace|porch|rooftop|roof|deck|veranda)) "
            r"(?:above|over|overlooking|facing) (?:a|an|the) (?:\w+ )?\w+",
            r"\1",
        ),
        (
            r"\b(su(?:l|lla)? (?:un |una |il |la )?(?:balcone|terrazz[oa]|tetto|veranda|ponte)) "
            r"(?:sopra|affacciat[oa] su|su) "
            r"(?:un |una |il |la |lo |un['’]|l['’])\w+",
            r"\1",
        ),
        (
            r"\ban? (?:train|line|row|file|procession|parade|string|queue|army|column) of (?=\w+s\b)",
            "seven ",
        ),
        (
            r"\b(?:peer|pok)(ing|s)? out of (?=(?:a|an|the|his|her|its)\b)",
            r"peek\1 out of ",
        ),
        (r"\bche opera (?=un|il |la |lo |l['’])", "operando "),
        (r"\b(appes[oaie]) a testa in giù d(?:a|al|alla|allo|all['’]) ?", r"\1 a "),
        # two prepositions: the second says where, the first only that somebody looks or comes from there
        (
            r"\b(?:out )?from (behind|inside|within|under|underneath|beneath|among|between|above|in front of)"
            r"(?= (?:a|an|the|his|her|its|their|two|some|my|one)\b)",
            r"\1",
        ),
        (r"\bda (dietro|dentro|sotto|sopra|davanti|in mezzo)(?= \w)", r"\1"),
        (
            r"\b(fight|argu|quarrel|squabbl|bicker|wrestl|battl)(e|es|s|ing)? over (?=\w)",
            r"\1\2 in front of ",
        ),
        (
            r"\b(litiga|lotta|combatte|discute|bisticcia|azzuffa|si azzuffa|si contende)(no|ndo)? per "
            r"(?=un|il |la |lo |l['’]|i |gli |le )",
            r"\1\2 davanti a ",
        ),
        # sports whose name is the thing that is ridden
        (r"\bsurfing(?= on\b)", "riding a surfboard"),
        (r"\bsurf(?:ing|s)\b", "riding a surfboard on"),
        (r"\b(?:fa|fanno|facendo) (?:il )?surf\b", "cavalca una tavola da surf"),
        (r"\bsurfa(?:no)?\b", "cavalca una tavola da surf su"),
        (r"\bskateboarding\b", "riding a skateboard"),
        (r"\b(?:va|vanno|andando) (?:in|sullo) skateboard\b", "cavalca uno skateboard"),
        (r"\b(?:cycling|biking)\b", "riding a bicycle"),
        (r"\b(?:ad? )?(?:va|vanno|andando|andare) in bici(?:cletta)?\b", "cavalca una bicicletta"),
        (r"\bsled(?:d?ing|ging)\b", "riding a sled"),
        (r"\bscend\w+ in slitta\b", "cavalca una slitta giù"),
        (r"\b(?:va|vanno) in slitta\b", "cavalca una slitta"),
        (r"\b(?:horse(?:back)? riding|riding horseback|on horseback)\b", "riding a horse"),
        (r"\ba cavallo(?! di\b| a\b)", "in sella a un cavallo"),
        (
            r"\bby (helicopter|plane|train|boat|car|bike|bicycle|bus|balloon|ship|sled|canoe|raft)\b",
            r"in a \1",
        ),
        (r"\b(?:skipping|jumping|skips|jumps?) rope\b", "playing with a jump rope"),
        (r"\bsalta(no|ndo)? (?:la|alla|con la) corda\b", "gioca con la corda da salto"),
        (r"\bcoppia di (?:anzian|vecch)\w+", "coppia anziana"),
        # comparisons
        (r"\b(?:the size of|(?:bigger|larger|taller|higher) than)\b", "large like"),
        (r"\bsmaller than\b", "small like"),
        (r"\bgrand[ei] quanto\b", "grande come"),
        (
            r"\bpiù (grand|piccol)([eioa]) (?:di |del |dello |della |dei |degli |delle |d'|dell')",
            r"\1\2 come ",
        ),
        # the sun and the moon
        (r"\b(?:setting sun|sun (?:is )?setting|sun that sets)\b", "sunset"),
        (r"\b(?:rising sun|sun (?:is )?rising)\b", "sunrise"),
        (r"\bsole (?:\w+ )?(?:che tramonta|al tramonto|calante)\b", "tramonto"),
        (r"\bsole (?:\w+ )?(?:che sorge|nascente)\b", "alba"),
        (r"\bmoon (?:is )?rising\b", "moon"),
        (r"\bluna (\w+ )?che sorge\b", r"luna \1"),
        (r"\b(?:una )?coppia di (?!anzian|vecch|spos)", "due "),
        (r"\bst(?:a|anno|ava|avano) (?=\w+ndo\b)", ""),
        (r"\bst(?:a|anno) per (?=\w+(?:re|rsi)\b)", ""),
        (r"\bflying (?=(?:\w+ )?kites?\b)", "flying the "),
        (r"\ba letto\b", "in un letto"),
        # cooking
        (
            r"\bmaking (?=(?:a |some |the )?(?:\w+ )?(?:cookies|cakes?|bread|pies?|pizzas?|biscuits)\b)",
            "baking ",
        ),
        (
            r"\b(?:fa|fanno|facendo|prepara|preparano) "
            r"(?=(?:i |le |il |la |un |una |dei |delle )?(?:biscott|tort|pane\b|pizz|crostat))",
            "cuoce ",
        ),
        (r"(?<=\w )playing cards\b", "playing with cards"),
        (r"\bgioca(no|ndo)? a (?:pallone|palla|calcio)\b", r"gioca\1 con un pallone da calcio"),
        (r"\bgiocano a carte\b", "giocano con carte da gioco"),
        (r"\bgioca a carte\b", "gioca con carte da gioco"),
        (r"\ba carte\b", "con carte da gioco"),
        # members of a group
        (r"\b(one \w+)(,| and|, and) (?:the )?other\b", r"\1\2 one"),
        (r"\b(un[oa] \w+)(,| e) l['’]altr[oa]\b", r"\1\2 uno"),
        (r"\b(some \w+)(,| and|, and) (?:the )?others?\b", r"\1\2 some"),
        (r"\b(alcun[ie] \w+)(,| e) (?:gli |le )?altr[ie]\b", r"\1\2 alcuni"),
        (r"\b(rolled|curled|curling) (?:up )?in(?:to)? a (?:tight |little )?ball\b", r"\1 up"),
        (r"\b(?:tutt['’]\s?|tutto )?(?:intorno|attorno)(?=\s*(?:[,.;]|$))", "tutto intorno"),
        (r"\baround(?=\s*(?:[,.;]|$))", "all around"),
        (r"(?<=\w )(?:underneath|beneath)(?=\s*(?:[,.;]|$))", "under it"),
        (r"(?<=\w )inside(?=\s*(?:[,.;]|$))", "inside it"),
        (r"\bin (?:the|a) (spotlights?|limelight)\b", r"under the \1"),
        # a race of snails
        (
            r"\ban? ((?:(?!the\b|of\b|in\b|big\b|long\b)[a-z]+ ){1,2})race\b(?! track| car)",
            r"three \1racing",
        ),
        (
            r"\b(?:una )?(?:corsa|gara) di ((?:[a-zà-ù]+i|[a-zà-ù]+e)\b"
            r"(?: marin[ie]| a vela| d['’]epoca| da corsa)?)",
            r"\1 in gara",
        ),
        (r"^(?=.*\b(?:vista|sfondo|dietro)\b)(.*?\w )in primo piano\b", r"\1"),
        # who is afraid looks at what frightens
        (r"\b(?:afraid|scared|frightened|terrified) (?:of|by)\b", ", anxious, looking at"),
        (
            r"\b(?:che )?(?:ha|hanno|avendo) (?:tanta |molta )?paura "
            r"d(?:i|el|ella|ei|egli|elle|ell['’])(?=\W)",
            ", inquieto, che guarda",
        ),
        (
            r"\b(?:spaventat|impaurit|terrorizzat)[oaie] d(?:a|al|alla|ai|agli|alle|all['’])(?=\W)",
            ", inquieto, che guarda",
        ),
        # relative clauses: "dalla quale spunta una margherita", "out of which grows a daisy"
        (
            r"\b(?:out of|from|in|on) which (?:a|an|the) (\w+) (?:is |was )?"
            r"(\w+ing|grows|hangs|sits|sleeps)\b",
            r"with a \1 \2",
        ),
        (
            r"\b(?:da|in|su|con) (?:cui|il quale|la quale)\b (?:si )?(\w+[aeo]) "
            r"(un['’]|un[oa]? |il |la |lo |l['’]|i |gli |le |due |tre )(\w+)",
            r"con \2\3 che \1",
        ),
        (
            r"\b(?:dal|nel|sul)l?[ao]? (?:quale) (?:si )?(\w+[aeo]) "
            r"(un['’]|un[oa]? |il |la |lo |l['’]|i |gli |le |due |tre )(\w+)",
            r"con \2\3 che \1",
        ),
        # colours: how light they are is not drawn
        (
            r"\b(?:light|pale|dark|bright|deep|soft|vivid|faded) "
            r"(?=(?:red|blue|green|yellow|orange|pink|purple|grey|gray|brown|turquoise|violet)\b)",
            "",
        ),
        (
            r"(?<=\b)(ross[oaie]|blu|verd[ei]|giall[oaie]|arancion[ei]|rosa|viola|grigi[oae]?|marron[ei]|azzurr[oaie]"
            r"|celest[ei]) (?:chiar|scur|pallid|acces|vivac|brillant|intens)[oaie]\b",
            r"\1",
        ),
        (r"\bnight sky\b", "sky at night"),
        (r"\bcielo notturno\b", "cielo di notte"),
        (r"\bas (big|large|huge|tall|small|tiny) as\b", r"\1 like"),
        (r"\b(?:fa|fanno|facendo) (?:le )?bolle\b", "soffia bolle"),
        # weather
        (r"\bsnow ?storms?\b|\bblizzard\b", "snow storm"),
        (r"\b(?:tormenta|bufera)(?: di neve)?\b", "neve tempesta"),
        (r"\billuminat[oaie] al neon\b", "al neon"),
        # under the sea
        (r"\bsubmarine (?=caf|bar\b|city|world|cave|garden|house)", "underwater "),
        (
            r"\b(bar|ristorante|caffè|mercato|mercatino|negozio|scuola|teatro|biblioteca|città|mondo"
            r"|giardino|grotta) sottomarin[oa]\b",
            r"sott'acqua \1",
        ),
        # whose workshop
        (
            r"\b(?:carpenter|cobbler|tailor|blacksmith|potter|toymaker|\w+ ?maker|luthier)'s shop\b",
            "workshop",
        ),
        (r"\bnon \w+[tsn][oaie]\b", " "),
        (r"\bbent over\b", "bent on"),
        # names: my cat Luna
        (r"\b([Mm]y|[Oo]ur|mi[oa]|nostr[oa]) (\w+) (?-i:[A-Z])\w+", r"\1 \2"),
        (r"\b(?:called|named|di nome|chiamat[oa]) (?-i:[A-Z])\w+", " "),
        (r"^\W*(?:un |il |una )?(?:quadro|immagine|disegno(?! a\b| al\b))\b", " "),
    )
)


_RETOLD = (
    *EVERYDAY, *ENSEMBLES, *SAYINGS, *NESTED, *VIEWS, *ASIDES, *DOINGS, *IDIOMS, *STANDPOINTS, *OUTLOOKS,
    *WHOLES, *PLAINLY, *_TURNS,
)  # fmt: skip
"""In this order: what is told in plainer words by one is read so by those after it."""


def retold(prompt: str) -> str:
    """The same wish in words that can be read one by one."""
    text = at_bedtime(mountainous(tasted(combed(plain(prompt[:LONGEST_PROMPT])))))
    for pattern, told in _RETOLD:
        text = pattern.sub(told, text)
    return text
