"""Instructions taken apart: "make it night and add snow" is a light and a weather.

An instruction is cut at conjunctions and pauses that belong to no phrase of the lexicon; each clause
begins with a command, or goes on with the one before it. Commands are patterns over words in small
letters without punctuation, in English and Italian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from affresco.studio.engines.illustrator.reading.items import items, language_of
from affresco.studio.engines.illustrator.reading.lexicon import Language, Lexicon
from affresco.studio.engines.illustrator.reading.tokens import PAUSE, split

Verb = Literal["add", "remove", "replace", "set", "instead", "larger", "smaller", "more", "fewer",
               "darker", "brighter", "nearer", "farther", "say"]  # fmt: skip


class Command(msgspec.Struct, frozen=True):
    """One clause. what: its words; to: for "replace", what comes instead, ("?",) where `what` has both.
    it: whether a pronoun stands for the subject: "make it blue"; many: for all of them; where: whether
    it says where to; gives: whether somebody gets something. clause: all of its words, to say that it was
    not understood."""

    verb: Verb
    what: tuple[str, ...]
    language: Language
    clause: str
    to: tuple[str, ...] = ()
    it: bool = False
    many: bool = False
    where: bool = False
    gives: bool = False


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_ARROW = re.compile(r"\s*(?:→|[-=]+>)\s*")
_BUT = frozenset(("but", "ma", "bensì", "però"))
_POLITE = re.compile(
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
_COLOUR_OF = re.compile(
    f"^{_THE}{_any('colou?r', 'colore')} {_any('of', 'di', 'del', 'dello', 'della', 'dell', 'dei')} "
    r"(?P<what>.+)$"
)
_OF_IT = _any(
    "in", "on", "from", "to", "of", "at", "nel", "nella", "nello", "dal", "dalla", "dall", "sullo",
    "sul", "al", "allo", "all", "alla", "della", "dell",
)  # fmt: skip
_PICTURE = _any(
    "background", "picture", "image", "scene", "drawing", "painting", "sfondo", "immagine", "scena",
    "disegno", "quadro", "foto",
)  # fmt: skip
_NOISE = re.compile(rf"\b{_OF_IT} {_THE}{_PICTURE}$")
_IT = _any(
    "it", "him", "her", "them", "everything", "all of it", "all", "this", "that", "the (?:whole )?scene",
    "the (?:whole )?picture", "the (?:whole )?image", "the whole thing", "tutto", "il tutto",
    "la scena", "l immagine", "il disegno", "il quadro", "che", "questo", "questa", "ciò",
)  # fmt: skip

_OF_THE = _any("di", "del", "dello", "della", "dell", "dei", "degli", "delle", "d")
_REPLACE = tuple(
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
_IN_PLACE = re.compile(
    f"^{_any('instead of', 'in place of', f'al posto {_OF_THE}', f'invece {_OF_THE}')} (?P<both>.+)$"
)
_NEW = re.compile(r"\b(?:an?|one|two|three|some|un|uno|una|due|tre)\b")
_REMOVE = re.compile(
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
_AWAY = re.compile(f"^(?:take |porta )?(?P<what>.+) {_any('away', 'via', 'go away', 'disappear')}$")
_ADD = re.compile(
    "^"
    + _any(
        "add(?: in| on)?", "put(?: in)?", "include", "insert", "place", "draw", "show", "with", "plus",
        "give", "have", "let there be", "aggiungi", "aggiungere",
        "aggiungete", "aggiungici", "metti", "mettici", "mettere", "inserisci", "includi", "disegna",
        "mostra", "con", "anche", "ci (?:vuole|vogliono)", "dai", "dagli", "dalle",
    )
    + r" (?P<what>.+)$"
)  # fmt: skip
_SET = re.compile(
    "^"
    + _any(
        f"(?:make|let|turn|set|render|paint|draw|colou?r|change|keep|have|get|move|bring|take|transport"
        f"|relocate|send|put|place|redo|repaint|recolou?r) {_IT}(?= )",
        "make", "let", "turn", "set", "render", "paint", "colou?r", "change", "move", "bring", "take",
        "transport", "relocate", "send", "redo", "repaint", "recolou?r", "it should be", "should be",
        "it is", "it s", "go", "switch to", "use", "try",
        f"(?:fai|fa|fate|rendi|metti|sposta|porta|dipingi|colora|imposta|trasforma|cambia) {_IT}(?= )",
        "fai", "fa", "fallo", "falla", "falli", "falle", "fate", "rendi", "rendilo", "rendila",
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
)  # fmt: skip
_PRONOUN = re.compile(rf"^(?:\w+ {_IT} |{_DOES_IT} )")
_MANY = re.compile(
    rf"\b{_any('them', 'all', 'everything', 'tutti', 'tutte', '(?:fal|rendi|colora|dipingi)l[ie]')}\b"
)
_MOVES = _any(
    "move", "bring", "take", "transport", "relocate", "send", f"(?:put|place|set) {_IT}", "sposta\\w*",
    "porta(?:l[oaie])?", "ambienta\\w*", "trasferisci\\w*", "mettil[oaie]",
)  # fmt: skip
_WHERE = re.compile(f"^{_MOVES} ")
_GIVES = re.compile(f"^{_any('give', 'dai', 'dagli', 'dalle', 'metti', 'mettigli', 'mettile')} ")
_INSTEAD = re.compile(
    f"^(?:{_any('instead', 'invece')} (?P<a>.+)|(?P<b>.+) {_any('instead', 'invece')})$"
)
_ENLARGE = re.compile(
    f"^(?:{_any('enlarge', 'ingrandisci', 'ingrandire', 'ingrandiscilo', 'ingrandiscila')}) ?(?P<what>.*)$"
)
_SHRINK = re.compile(f"^(?:{_any('shrink', 'rimpicciolisci', 'riduci')}) ?(?P<what>.*)$")
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
    ("more", _any("more", "più", "another", "one more", "un altro", "un altra", "altre", "altri",
                  "ancora")),
)  # fmt: skip
_DEGREES = tuple(
    (verb, re.compile(rf"\b(?:(?:a bit|a little|much|even|un po|molto|ancora) )?{pattern}\b"))
    for verb, pattern in _BY_DEGREES
)
_ITALIAN = frozenset(
    (
        "fai", "fa", "fallo", "falla", "falli", "falle", "fate", "rendi", "rendilo", "rendila",
        "dipingi", "colora", "imposta", "metti", "mettici", "aggiungi", "aggiungici", "togli",
        "rimuovi", "elimina", "cancella", "sostituisci", "rimpiazza", "trasforma", "cambia",
        "sposta", "spostalo", "spostala", "porta", "senza", "invece", "posto", "più", "meno",
        "con", "niente", "nessun", "via", "sia", "stile", "disegna",
    )
)  # fmt: skip
_ENGLISH = frozenset(
    (
        "make", "add", "put", "remove", "delete", "replace", "turn", "change", "move", "with",
        "without", "no", "instead", "bigger", "smaller", "more", "fewer", "as", "into", "style",
        "draw", "give", "set", "let", "render", "take", "bring", "swap",
    )
)  # fmt: skip
_GOES_ON: frozenset[Verb] = frozenset(("add", "remove", "set"))


def commands(instruction: str, words: Lexicon) -> list[Command]:
    """The commands of an instruction, in order. Any text is allowed."""
    tokens = split(_ARROW.sub(" becomes ", instruction))
    language = _language(tokens, words)
    found: list[Command] = []
    before: Verb = "say"
    for clause in _joined(_clauses(tokens, language, words)):
        command = _command(clause, language)
        if command.verb == "say" and before in _GOES_ON:
            but = clause.split()[0] in _BUT  # "no dog, but a fox"
            command = msgspec.structs.replace(command, verb="add" if but else before)
        found.append(command)
        before = "add" if command.verb == "replace" else command.verb
    return found


def _language(tokens: Sequence[str], words: Lexicon) -> Language:
    italian = sum(token in _ITALIAN for token in tokens)
    english = sum(token in _ENGLISH for token in tokens)
    if italian != english:
        return "it" if italian > english else "en"
    return language_of(tokens, words)


def _clauses(tokens: Sequence[str], language: Language, words: Lexicon) -> Iterator[str]:
    """Clauses as words joined by spaces; none is empty."""
    clause: list[str] = []
    for item in items(tokens, language, words):
        ends = item.kind == "boundary" or item.text == PAUSE
        opens = item.kind == "negation" and item.text in ("without", "senza") and clause
        if (ends or opens) and clause and clause[-1] not in _BUT:
            yield " ".join(clause)
            clause = []
        if not ends or item.text in _BUT:
            clause.append(item.text)
    if clause and clause[-1] not in _BUT:
        yield " ".join(clause)


def _joined(clauses: Iterator[str]) -> Iterator[str]:
    """ "Instead of the dog, a fox" is one clause."""
    held = ""
    for clause in clauses:
        if held:
            yield f"{held} , {clause}"
            held = ""
        elif _IN_PLACE.match(clause) and not _NEW.search(clause):
            held = clause
        else:
            yield clause
    if held:
        yield held


def _command(clause: str, language: Language) -> Command:
    text = _POLITE.sub("", clause)
    shorter = _NOISE.sub("", text).strip()
    text = shorter if len(shorter.split()) > 1 else text

    def command(verb: Verb, what: str, to: str = "", it: bool = False) -> Command:
        return Command(
            verb, tuple(what.split()), language, clause, tuple(to.split()), it,
            many=bool(_MANY.search(text)),
            where=bool(_WHERE.match(text)),
            gives=bool(_GIVES.match(text)),
        )  # fmt: skip

    both = _IN_PLACE.match(text)
    if both:
        gone, _, comes = both["both"].partition(" , ")
        return command("replace", gone, comes or "?")
    for pattern in _REPLACE:
        match = pattern.match(text)
        if match and not re.fullmatch(_IT, match["what"]):
            to = _ADD.match(match["to"])
            what = _COLOUR_OF.match(match["what"])
            if what:
                return command("set", f"{what['what']} {match['to']}")
            return command("replace", match["what"], to["what"] if to else match["to"])
    match = _REMOVE.match(text)
    if match:
        return command("remove", match["what"])
    match = _ENLARGE.match(text)
    if match:
        return command("larger", match["what"])
    match = _SHRINK.match(text)
    if match:
        return command("smaller", match["what"])
    for verb, pattern in _DEGREES:
        if pattern.search(text):
            rest = " ".join(pattern.sub(" ", text).split())
            inner = _inner(rest)
            return command(verb, inner, it=bool(_PRONOUN.match(f"{rest} ")) or not inner)
    match = _AWAY.match(text)
    if match:
        return command("remove", match["what"])
    match = _INSTEAD.match(text)
    if match:
        return command("instead", _inner(match["a"] or match["b"]))
    it = bool(_PRONOUN.match(text))
    match = None if it else _ADD.match(text)
    if match:
        return command("add", match["what"])
    match = _SET.match(text)
    if match:
        return command("set", match["what"], it=it)
    return command("say", text)


def _inner(text: str) -> str:
    """The words without a command before them: of "make the moon" the moon."""
    if re.fullmatch(f"(?:\\w+ )?{_IT}", text):
        return ""
    match = _ADD.match(text) or _SET.match(text)
    return match["what"] if match else text
