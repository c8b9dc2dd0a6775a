"""Regular forms of English and Italian verbs; irregular ones stand in the lexicon beside them.

``ride`` gives ``rides``, ``riding``; ``cavalcare`` gives ``cavalca``, ``cavalcano``, ``cavalcando``.
Words after the verb stay: ``look at`` → ``looking at``. A verb with an irregular form is written
with it, whole: ``lie=lying``, ``tenere=tiene=tengono``.
"""

from __future__ import annotations

_VOWELS = "aeiou"


def english_forms(entry: str) -> list[str]:
    """``run`` → run, runs, running; doubling the last consonant where English does."""
    written, *irregular = entry.split("=")
    verb, _, after = written.strip().partition(" ")
    tail = f" {after}" if after else ""
    forms = [verb, _third(verb), _gerund(verb)]
    return [*(form + tail for form in forms), *irregular]


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS
    if short and verb[-3] not in _VOWELS and sum(letter in _VOWELS for letter in verb) == 1:
        return verb + verb[-1] + "ing"
    return verb + "ing"


_ARTICULATED = {
    "su": ("sul", "sulla", "sullo", "sull", "sui", "sulle", "sugli"),
    "a": ("al", "alla", "allo", "all", "ai", "alle", "agli"),
    "in": ("nel", "nella", "nello", "nell", "nei", "nelle", "negli"),
    "di": ("del", "della", "dello", "dell", "dei", "delle", "degli"),
    "da": ("dal", "dalla", "dallo", "dall", "dai", "dalle", "dagli"),
    "con": ("col", "con il", "con la", "con lo", "con l", "con i", "con le", "con gli", "con un", "con una"),
}  # fmt: skip


def italian_forms(entry: str) -> list[str]:
    """``correre`` → correre, corre, corrono, correndo; ``soffiare su`` also → soffia sulla …"""
    return [joined for form in _plain_forms(entry) for joined in articulated(form)]


def articulated(form: str) -> list[str]:
    """``pieno di`` → pieno di, pieno del, pieno d …; other forms stay alone."""
    before, _, last = form.rpartition(" ")
    if not before:
        return [form]
    elided = (last[0],) if last in ("di", "da") else ("ad",) if last == "a" else ()
    return [form, *(f"{before} {joined}" for joined in (*_ARTICULATED.get(last, ()), *elided))]


def _plain_forms(entry: str) -> list[str]:
    written, *irregular = entry.split("=")
    verb, _, after = written.strip().partition(" ")
    tail = f" {after}" if after else ""
    if verb.endswith("rsi"):
        return [verb, *_reflexive(verb, tail), *irregular]
    stem, ending = verb[:-3], verb[-3:]
    if ending == "are":
        forms = [stem + "a", stem + "ano", stem + "ando"]
    elif ending == "ire":
        forms = [stem + "e", stem + "ono", stem + "isce", stem + "iscono", stem + "endo"]
    elif ending == "rre":
        forms = []
    else:
        forms = [stem + "e", stem + "ono", stem + "endo"]
    if len(irregular) > 1:
        forms = forms[-1:]  # "dà" and "danno", not "da" and "dano"
    return [*(form + tail for form in (verb, *forms)), *irregular]


def _reflexive(verb: str, tail: str) -> list[str]:
    """``inchinarsi`` → si inchina, si inchinano, inchinandosi."""
    plain = _plain_forms(verb[:-2] + "e")[1:]
    finite = [form for form in plain if not form.endswith(("ando", "endo"))]
    gerund = [form for form in plain if form.endswith(("ando", "endo"))]
    return [*(f"si {form}{tail}" for form in finite), *(f"{form}si{tail}" for form in gerund)]


def italian_present(entry: str, several: bool) -> str:
    """``dorme`` or ``dormono``."""
    irregular = entry.split("=")[1:]
    forms = irregular if len(irregular) > 1 else _plain_forms(entry)[1:]
    at = 1 if several else 0
    return forms[at] if at < len(forms) else entry.split("=")[0]  # "trarre": no regular present


# English participles that are not made with -ed, by the verb.
_ENGLISH_PARTICIPLES = {
    "hold": "held", "read": "read", "eat": "eaten", "drink": "drunk", "ride": "ridden",
    "drive": "driven", "wear": "worn", "catch": "caught", "build": "built", "make": "made",
    "write": "written", "draw": "drawn", "throw": "thrown", "feed": "fed", "lead": "led",
    "show": "shown", "see": "seen", "give": "given", "cut": "cut", "blow": "blown", "bite": "bitten",
    "steal": "stolen", "sweep": "swept", "shake": "shaken", "bring": "brought", "sell": "sold",
    "teach": "taught", "tell": "told", "fly": "flown", "find": "found", "hide": "hidden",
    "break": "broken", "take": "taken", "choose": "chosen", "sing": "sung", "fight": "fought",
    "weave": "woven", "grow": "grown", "buy": "bought", "wake": "woken", "win": "won",
    "light": "lit", "sew": "sewn", "knit": "knitted", "put": "put", "set": "set", "dig": "dug",
}  # fmt: skip
# Italian participles that are not made with -ato, -uto, -ito, by the end of the verb.
_ITALIAN_PARTICIPLES = {
    "leggere": "letto", "scrivere": "scritto", "dipingere": "dipinto", "stringere": "stretto",
    "spingere": "spinto", "bere": "bevuto", "cuocere": "cotto", "mordere": "morso",
    "correre": "corso", "cogliere": "colto", "accendere": "acceso", "appendere": "appeso",
    "difendere": "difeso", "proteggere": "protetto", "dare": "dato", "fare": "fatto",
    "prendere": "preso", "chiudere": "chiuso", "aprire": "aperto", "offrire": "offerto",
    "rompere": "rotto", "vedere": "visto", "mungere": "munto", "avvolgere": "avvolto",
    "reggere": "retto", "nascondere": "nascosto", "scoprire": "scoperto", "vincere": "vinto",
    "piangere": "pianto", "dirigere": "diretto", "inseguire": "inseguito", "rincorrere": "rincorso",
    "cospargere": "cosparso", "riflettere": "riflesso", "immergere": "immerso", "sommergere": "sommerso",
    "trarre": "tratto", "condurre": "condotto", "porre": "posto", "assistere": "assistito", "rodere": "roso",
    "friggere": "fritto", "scegliere": "scelto", "ungere": "unto", "dividere": "diviso", "decidere": "deciso",
    "stendere": "steso", "raccogliere": "raccolto", "tingere": "tinto",
}  # fmt: skip


def english_participles(entry: str) -> list[str]:
    """``carry`` → carried; none for a verb with other words after it."""
    verb = entry.partition("=")[0].strip()
    if " " in verb or len(verb) < 3:
        return []
    if verb in _ENGLISH_PARTICIPLES:
        return [_ENGLISH_PARTICIPLES[verb]]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb[:-1] + "ied"]
    if verb.endswith("e"):
        return [verb + "d"]
    return [_gerund(verb).removesuffix("ing") + "ed"]


def italian_participles(entry: str) -> list[str]:
    """``portare`` → portato, portata, portati, portate; none for a verb with words after it."""
    verb = entry.partition("=")[0].strip()
    if " " in verb or len(verb) < 4:
        return []
    irregular = next(
        (made for end, made in _ITALIAN_PARTICIPLES.items() if verb.endswith(end)), None
    )
    if irregular and verb not in _ITALIAN_PARTICIPLES:
        end = next(end for end in _ITALIAN_PARTICIPLES if verb.endswith(end))
        irregular = verb.removesuffix(end) + irregular
    regular = {"are": "ato", "ere": "uto", "ire": "ito"}
    if irregular is None and verb[-3:] not in regular:
        return []
    stem = (irregular or verb[:-3] + regular[verb[-3:]])[:-1]
    return [stem + vowel for vowel in "oaie"]
