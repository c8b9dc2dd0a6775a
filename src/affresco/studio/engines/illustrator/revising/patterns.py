"""How people begin to say what they want otherwise: patterns of commands in English and Italian.

They match words in small letters, parted by single spaces, without punctuation.
"""

from __future__ import annotations

import re
from typing import Final, Literal


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


Verb = Literal["add", "remove", "replace", "set", "instead", "keep", "larger", "smaller", "more",
               "fewer", "darker", "brighter", "nearer", "farther", "say"]  # fmt: skip
ARROW = re.compile(r"\s*(?:→|[-=]+>)\s*")
BUT = frozenset(("but", "ma", "bensì", "però"))
POLITE = re.compile(
    "^(?:"
    + _any(
        "please", "can you", "could you", "would you", "i would like(?: you)?(?: to)?",
        "i d like(?: you)?(?: to)?", "i want(?: you)?(?: to)?", "now", "then", "also", "just", "and",
        "but", "let s", "ok", "per favore", "per piacere", "puoi", "potresti", "vorrei", "voglio",
        "ora", "adesso", "poi", "e", "ed", "ma", "dovresti", "prova a", "try to",
    )
    + r" )+(?=\S)"
)  # fmt: skip
_THE = _any(
    "the ", "this ", "that ", "its ", "my ", "il ", "lo ", "la ", "l ", "i ", "gli ", "le ", ""
)
_FIELDS: Final = _any(
    "background", "backdrop", "setting", "place", "location", "scenery", "scene", "style", "season",
    "time of day", "time", "weather", "mood", "atmosphere", "view", "camera", "camera angle", "angle",
    "shot", "sfondo", "luogo", "ambientazione", "posto", "scenario", "scena", "stile", "stagione",
    "ora del giorno", "ora", "orario", "tempo", "meteo", "atmosfera", "umore", "inquadratura", "vista",
)  # fmt: skip
FIELD = re.compile(f"^{_THE}{_FIELDS}$")
COLOUR_OF = re.compile(
    f"^{_THE}{_any('colou?r', 'colore')} {_any('of', 'di', 'del', 'dello', 'della', 'dell', 'dei')} "
    r"(?P<what>.+)$"
)
SKY = re.compile(r" (?:in|to|on|across|nel|al|in) (?:the )?(?:sky|air|cielo|aria)$")
# Orders that are told as others are: who wakes stands, what stops goes.
RETOLD: Final = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"^wake (?:up )?(?P<who>.+?)(?: up)?$", r"make \g<who> standing"),
        (r"^(?:svegli(?:a|are|ate)|fai svegliare) (?P<who>.+)$", r"fai \g<who> in piedi"),
        (r"^svegli(?:a|ate)l[oaie]$", "fallo in piedi"),
        (
            r"^(?:make |let )?(?:it |the )?(?:should |to )?(?:stop|stops|quit)"
            r" (?P<what>(?:rain|snow|storm)ing)$",
            r"remove \g<what>",
        ),
        (r"^(?:stop|end|clear away) (?P<what>.+)$", r"remove \g<what>"),
        (r"^(?:make|let|have) (?P<what>.+) (?:stop|end)$", r"remove \g<what>"),
        (
            r"^(?:che |fai |fa |deve |dovrebbe )?(?:smett|finisc|ferm)\w* (?:di |la |il )?(?P<what>.+)$",
            r"togli \g<what>",
        ),
    )
)
KEEP = re.compile(r"^(?:keep|leave|lascia|lasciate|tieni|mantieni|conserva) (?!out\b)(?P<what>.+)$")
# "without fog and at night": what begins so goes on with nothing.
NEW_THOUGHT = re.compile(r"^(?:at|in|on|by|as|with|di|a|al|all|in|nel|con|come) ")
OWNED_COLOUR = re.compile(r"\b(?P<who>\w+)(?:'|’)s colou?r\b")
_OF_IT = _any(
    "in", "on", "from", "to", "of", "at", "nel", "nella", "nello", "dal", "dalla", "dall", "sullo",
    "sul", "al", "allo", "all", "alla", "della", "dell",
)  # fmt: skip
_PICTURE = _any(
    "background", "picture", "image", "scene", "drawing", "painting", "sfondo", "immagine", "scena",
    "disegno", "quadro", "foto",
)  # fmt: skip
NOISE = re.compile(rf"\b{_OF_IT} {_THE}{_PICTURE}$")
IT = _any(
    "it", "him", "her", "them", "everything", "all of it", "all", "this", "that", "the (?:whole )?scene",
    "the (?:whole )?picture", "the (?:whole )?image", "the whole thing", "tutto", "il tutto",
    "la scena", "l immagine", "il disegno", "il quadro", "che", "questo", "questa", "ciò",
)  # fmt: skip

_OF_THE = _any("di", "del", "dello", "della", "dell", "dei", "degli", "delle", "d")
REPLACE = tuple(
    re.compile(pattern)
    for pattern in (
        f"^{_any('replace', 'swap', 'substitute', 'exchange', 'switch', 'change')} (?P<what>.+?) "
        f"{_any('with', 'for', 'to', 'into', 'by')} (?P<to>.+)$",
        f"^{_any('turn', 'transform', 'morph', 'convert', 'make')} (?P<what>.+?) "
        f"{_any('into', 'to', 'become')} (?P<to>.+)$",
        f"^{_any('sostituisci', 'sostituire', 'sostituite', 'rimpiazza', 'scambia', 'cambia')} "
        f"(?P<what>.+?) {_any('con', 'col', 'coi', 'in', 'per')} (?P<to>.+)$",
        f"^{_any('trasforma', 'trasformare', 'muta', 'converti', 'fai diventare', 'fa diventare')} "
        f"(?P<what>.+?) {_any('in', 'nel', 'nella', 'nello', 'nell')} (?P<to>.+)$",
        f"^(?P<to>.+?) {_any('instead of', 'in place of', 'rather than')} (?P<what>.+)$",
        f"^(?P<to>.+?) {_any('al posto', 'invece')} {_OF_THE} (?P<what>.+)$",
        f"^(?P<what>.+?) {_any('becomes', 'become', 'diventa', 'diventi', 'diventano')} (?P<to>.+)$",
    )
)
# "instead of the dog a fox": what goes and what comes, parted by nothing.
IN_PLACE = re.compile(
    f"^{_any('instead of', 'in place of', f'al posto {_OF_THE}', f'invece {_OF_THE}')} (?P<both>.+)$"
)
NEW = re.compile(r"\b(?:an?|one|two|three|some|un|uno|una|due|tre)\b")
REMOVE = re.compile(
    "^"
    + _any(
        "remove", "delete", "erase", "drop", "hide", "without(?: any)?", "no more", "no longer", "no",
        "get rid of", "take away", "take out", "take off", "lose", "cut out", "omit", "leave out",
        "eliminate", "(?:i )?(?:don t|do not) (?:show|draw|want|include|like|need)",
        "non mi piac(?:e|ciono)",
        "senza(?: più)?", "togli", "togliere", "togliete", "rimuovi", "rimuovere", "elimina",
        "eliminare", "cancella", "cancellare", "leva", "nascondi", "via", "niente", "nessuna?",
        "nessuno", "basta", "tralascia", "non più", "non (?:voglio|mettere|disegnare|mostrare)",
        "fai sparire", "fa sparire",
    )
    + r" (?P<what>.+)$"
)  # fmt: skip
AWAY = re.compile(f"^(?:take |porta )?(?P<what>.+) {_any('away', 'via', 'go away', 'disappear')}$")
ADD = re.compile(
    "^"
    + _any(
        "add(?: in| on)?", "put(?: in)?", "include", "insert", "place", "draw", "show", "with", "plus",
        "give", "have", "let there be", "aggiungi", "aggiungere",
        "aggiungete", "aggiungici", "metti", "mettici", "mettere", "inserisci", "includi", "disegna",
        "mostra", "con", "anche", "ci (?:vuole|vogliono)", "dai", "dagli", "dalle",
    )
    + r" (?P<what>.+)$"
)  # fmt: skip
SET = re.compile(
    "^"
    + _any(
        f"(?:make|let|turn|set|render|paint|draw|colou?r|change|keep|have|get|move|bring|take|transport"
        f"|relocate|send|put|place|redo|repaint|recolou?r) {IT}(?= )",
        "make", "let", "turn", "set", "render", "paint", "colou?r", "change", "move", "bring", "take",
        "transport", "relocate", "send", "redo", "repaint", "recolou?r", "it should be", "should be",
        "it is", "it s", "go", "switch to", "use", "try",
        f"(?:fai|fa|fate|rendi|metti|sposta|porta|dipingi|colora|imposta|trasforma|cambia) {IT}(?= )",
        "fagli", "fai", "fa", "fallo", "falla", "falli", "falle", "fate", "rendi", "rendilo", "rendila",
        "rendili", "rendile", "dipingi", "dipingilo", "dipingila", "colora", "coloralo", "colorala",
        "imposta", "che sia", "sia", "deve essere", "dovrebbe essere", "cambia", "trasforma",
        "trasformalo", "trasformala", "passa a", "sposta", "spostalo", "spostala", "spostali",
        "spostale", "porta", "portalo", "portala", "portali", "ambienta", "ambientalo", "ambientala",
        "mettilo", "mettila", "mettili", "mettile", "trasferisci", "usa", "prova", "as", "come",
        "there (?:is|are|should be)", "ci (?:sono|sia|siano)",
    )
    + r"(?: (?:to|be|into|look(?: like)?|become|che|sia|siano|essere|diventare|sembrare|un po|a bit))*"
    + r" (?P<what>.+)$"
)  # fmt: skip
_DOES_IT = _any(
    "fallo", "falla", "falli", "falle", "rendilo", "rendila", "rendili", "rendile", "dipingilo",
    "dipingila", "coloralo", "colorala", "trasformalo", "trasformala", "it should be", "it is", "it s",
    "che sia", "sia",
    "mettil[oaie]", "spostal[oaie]",
)  # fmt: skip
PRONOUN = re.compile(rf"^(?:\w+ {IT} |{_DOES_IT} )")
MANY = re.compile(
    rf"\b{_any('them', 'all', 'everything', 'tutti', 'tutte', '(?:fal|rendi|colora|dipingi)l[ie]')}\b"
)
_MOVES = _any(
    "move", "bring", "take", "transport", "relocate", "send", f"(?:put|place|set) {IT}", "sposta\\w*",
    "porta(?:l[oaie])?", "ambienta\\w*", "trasferisci\\w*", "mettil[oaie]",
)  # fmt: skip
WHERE = re.compile(f"^{_MOVES} ")
GIVES = re.compile(f"^{_any('give', 'dai', 'dagli', 'dalle', 'metti', 'mettigli', 'mettile')} ")
HAS = re.compile(f"^{_any('with', 'con')} ")
INSTEAD = re.compile(
    f"^(?:{_any('instead', 'invece')} (?P<a>.+)|(?P<b>.+) {_any('instead', 'invece')})$"
)
ENLARGE = re.compile(
    f"^(?:{_any('enlarge', 'ingrandisci', 'ingrandire', 'ingrandiscilo', 'ingrandiscila')}) ?(?P<what>.*)$"
)
SHRINK = re.compile(f"^(?:{_any('shrink', 'rimpicciolisci', 'riduci')}) ?(?P<what>.*)$")
_BY_DEGREES: tuple[tuple[Verb, str], ...] = (
    ("larger", _any("bigger", "larger", "taller", "huger", "più grand[ei]", "più alt[oaie]")),
    ("smaller", _any("smaller", "tinier", "littler", "più piccol[oaie]", "più bass[oaie]")),
    ("darker", _any("darker", "more dark", "più scur[oaie]", "più bui[oae]", "dimmer")),
    ("brighter", _any("brighter", "lighter", "più chiar[oaie]", "più luminos[oaie]", "sunnier")),
    ("nearer", _any("closer", "nearer", "zoom in(?: on)?", "più (?:da )?vicin[oaie]",
                    "avvicina(?:ti)?(?: a)?")),
    ("farther", _any("farther", "further(?: away)?", "zoom out", "più (?:da )?lontan[oaie]",
                     "allontana(?:ti)?(?: da)?")),
    ("fewer", _any("fewer", "less", "meno")),
    ("more", _any("more", "più", "another", "one more",
                  "an? (?:second|third|extra|additional|further)", "una? (?:second[oa]|ulteriore)",
                  "un altro", "un altra", "altre", "altri",
                  "ancora")),
)  # fmt: skip
DEGREES = tuple(
    (verb, re.compile(rf"\b(?:(?:a bit|a little|much|even|un po|molto|ancora) )?{pattern}\b"))
    for verb, pattern in _BY_DEGREES
)
ITALIAN = frozenset(
    (
        "fagli", "fai", "fa", "fallo", "falla", "falli", "falle", "fate", "rendi", "rendilo", "rendila",
        "dipingi", "colora", "imposta", "metti", "mettici", "aggiungi", "aggiungici", "togli",
        "rimuovi", "elimina", "cancella", "sostituisci", "rimpiazza", "trasforma", "cambia",
        "sposta", "spostalo", "spostala", "porta", "senza", "invece", "posto", "più", "meno",
        "con", "niente", "nessun", "via", "sia", "stile", "disegna",
    )
)  # fmt: skip
ENGLISH = frozenset(
    (
        "make", "add", "put", "remove", "delete", "replace", "turn", "change", "move", "with",
        "without", "no", "instead", "bigger", "smaller", "more", "fewer", "as", "into", "style",
        "draw", "give", "set", "let", "render", "take", "bring", "swap",
    )
)  # fmt: skip
