"""What a question is after: its kind, language, words, names and times. Pure.

Nothing here is an error but a question that is empty or too long: what is not understood are words to be
looked for.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.assistant import words
from affresco.assistant.errors import EmptyQuestion, NothingToExplain, QuestionTooLong
from affresco.assistant.model import QUESTION_LIMIT, Ask
from affresco.assistant.times import Window, read_window
from affresco.assistant.values import values
from affresco.assistant.words import Token
from affresco.feeds.search import fold
from affresco.feeds.search.model import Query
from affresco.feeds.search.syntax import OPERATORS, parse
from affresco.posts.markup import clean_text, names
from affresco.text import Locale

Kind = Literal["fact", "count", "since", "trending", "best", "explain", "catch_up"]
"""fact: something that posts say. count: how many posts, people, likes. since: when posts about it began.
trending: what goes on now. best: what people liked most."""
Asks = Literal["", "who", "what", "where", "when", "number", "price", "why", "how", "whether"]
"""What kind of thing answers a fact; whether: yes, no, or what people think."""
Counted = Literal["posts", "people", "pictures", "remixes", "likes", "replies"]

WORDS_LIMIT: Final = 12
"""Words of a question that are looked for, those that are in most questions left out."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question, taken apart.

    text: as it was asked, cleaned. words: what is looked for. names: those of them that must occur where the
    answer stands: capitalised inside the sentence, or numbers. inside: words in brackets, which do as well as
    those before them, ``instead``: *aquiloni (kites)*. unit: what is to be counted in an answer. phrases:
    quoted, must occur as they are. tags, handles: without # and @. window: the span of time that it names;
    only_then: whether what was posted at other times is of no use. by_them: whether what those with the
    handles post is asked for. fresh: whether what is newest counts most. query: operators of the search.
    """

    text: str
    locale: Locale
    kind: Kind
    asks: Asks = ""
    counted: Counted = "posts"
    words: tuple[Token, ...] = ()
    names: tuple[Token, ...] = ()
    inside: tuple[Token, ...] = ()
    instead: tuple[Token, ...] = ()
    unit: Token | None = None
    phrases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    window: Window | None = None
    only_then: bool = False
    by_them: bool = False
    fresh: bool = False
    query: Query = Query()

    @property
    def spoken(self) -> str:
        """What the question means, without its operators."""
        return self.text

    def with_instead(self, forms: frozenset[str]) -> frozenset[str]:
        """The forms of a text, and those of the words before the brackets where it has all inside them."""
        return forms | words.all_forms(self.instead) if self.has_inside(forms) else forms

    def has_inside(self, forms: frozenset[str]) -> bool:
        """Whether a text has all that stands in brackets."""
        return bool(self.inside) and all(word.forms & forms for word in self.inside)

    @property
    def asks_nothing(self) -> bool:
        """Whether there is nothing that a post could be about."""
        return not (self.words or self.phrases or self.tags or self.handles or self.query.filters)


# language ---------------------------------------------------------------------------------------


def language_of(text: str, default: Locale) -> Locale:
    """The language that a text is written in, by its small words, then by the dictionaries; default where
    nothing tells."""
    weights: dict[Locale, float] = {"en": 0.0, "it": 0.0}
    typed = words.tokens(text)[:100]
    for token in typed:
        for language in weights:
            if token.folded in words.OF_ONE[language]:
                weights[language] += 1.0
    if weights["en"] == weights["it"]:
        for token in typed:
            if len(token.folded) < 3 or (token.capital and token.start):
                continue
            known = {language: words.is_of(token.text, language) for language in weights}
            if known["en"] != known["it"]:
                weights["en" if known["en"] else "it"] += 0.5
    if weights["en"] == weights["it"]:
        return default
    return "en" if weights["en"] > weights["it"] else "it"


# reading ----------------------------------------------------------------------------------------

_OPERATOR: Final = re.compile(
    rf"(?<!\S)-?(?:{'|'.join(OPERATORS)}):(?:\"[^\"]*\"|[^\s?!,;\"]+)", re.IGNORECASE
)
_PHRASE: Final = re.compile(r"[\"“”„«]([^\"“”„«»]{2,200})[\"“”»]")
_SUMMON: Final = re.compile(r"@gesso\b[,:]?", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?<![\w/@#.])[@#][\w\u200c\u200d]+")
_POST_WORDS: Final = (
    r"(?:posts?|postings?|toots?|pictures?|images?|photos?|drawings?|messages?|"
    r"immagin[ei]|foto|disegn[oi]|messaggi[o]?|pubblicazion[ei])"
)
_POSTS: Final = re.compile(rf"\b{_POST_WORDS}\b")
_TRENDING: Final = re.compile(
    r"\btrend(?:s|ing|y)?\b|\btendenz[ae]\b|\bdi tendenza\b|\bhot topics?\b"
    r"|\bwhat(?:'| i)?s (?:new|up|going on|happening|hot|everyone talking|everybody talking|being talked)\b"
    r"|\bwhat (?:are|is) (?:people|everyone|everybody|folks) (?:talking|posting|saying|discussing)\b"
    r"|\b(?:most used|popular|most common) (?:hash)?tags?\b"
    r"|\bhashtag (?:piu )?(?:usat[oi]|popolar[ei]|comun[ei])\b"
    r"|\btalk(?:ed|ing)? about (?:the )?most\b|\bsi parla di piu\b"
    r"|\bche (?:cosa )?(?:succede|c'e di nuovo|si dice)\b|\bcosa succede\b|\bnovita\b"
    r"|\bdi (?:che )?cosa (?:si parla|parla la gente|parlano|si sta parlando)\b"
)
_BEST: Final = re.compile(
    r"\b(?:best|top|most (?:liked|popular|loved|remixed|shared|replied|discussed)|favou?rites?|greatest)\b"
    r"|\b(?:the )?most (?:likes|hearts|reposts|remixes|replies|reactions)\b"
    r"|\bpiu (?:mi piace|like|cuori|risposte|remix|ricondivisioni|reazioni)\b"
    r"|\bpiaciut[oaie] di piu\b|\b(?:miglior[ei]?|piu "
    r"(?:amat[aeio]|popolar[ei]|piaciut[aeio]|remixat[aeio]|condivis[aeio]|vist[aeio]|"
    r"bell[aeio]))\b"
)
_COUNT: Final = re.compile(r"\bhow many\b|\bnumber of\b|\bquant[ie]\b|\bnumero di\b")
_COUNTED: Final[tuple[tuple[Counted, re.Pattern[str]], ...]] = (
    ("likes", re.compile(r"\b(?:how many|quanti)\s+(?:likes?|hearts?|mi piace|cuori)\b")),
    ("remixes", re.compile(r"\b(?:how many|quant[ie])\s+(?:remix(?:es)?)\b")),
    ("replies", re.compile(r"\b(?:how many|quant[ie])\s+(?:repl(?:y|ies)|answers|rispost[ae]|commenti)\b")),
    ("pictures", re.compile(
        r"\b(?:how many|quant[ie])\s+(?:\w+\s+)?(?:pictures?|images?|photos?|drawings?|immagini|foto|"
        r"disegni)\b(?=\s+(?:of|about|with|were|have|has|did|di|su|con|d'|sono|hanno)\b|.*\bpost)")),
    ("posts", re.compile(
        r"\b(?:how many|number of|quant[ie]|numero di)\s+(?:\w+\s+)?"
        r"(?:posts?|times (?:did|has|have|was|were)|volte|messaggi|pubblicazioni)\b")),
    ("people", re.compile(
        r"\b(?:how many|quant[ie])\s+(?:\w+\s+)?(?:people|users|persons|accounts|authors|artists|persone|"
        r"utenti|autori|artisti|gente)\b(?=.*\b(?:post|posted|posting|wrote|write|talk|talked|talking|mention|mentioned|"
        r"share|shared|use|used|using|parla|parlano|parlato|parlando|scrivono|scritto|pubblicano|pubblicato|"
        r"usano|usato|condiviso|menzion\w+)\b)")),
)  # fmt: skip
_SINCE: Final = re.compile(
    r"\bsince when\b|\bda quando\b|\bfirst (?:time|post)\b|\bprim[oa] (?:volta|post)\b"
)
_CATCH_UP: Final = re.compile(
    r"\bcatch me up\b|\bsumm(?:ary|ari[sz]e|arise)\b|\bsum up\b|\brecap\b|\bwhat (?:did|have) i miss(?:ed)?\b"
    r"|\briassum[ei]\w*\b|\briassunto\b|\briepilog\w+\b|\bcosa mi sono pers[oa]\b|\bmi sono pers[oa]\b"
    r"|\baggiornami\b|\btl;?dr\b"
)
_POSTING: Final = re.compile(
    r"\b(?:post(?:s|ed|ing)?|wr(?:ote|itten|ite|ites)|said|say|says|saying|shared?|talk(?:s|ed|ing)?|published|"
    r"pubblicat[oaie]|pubblica(?:no)?|scritt[oaie]|scriv(?:e|ono)|dett[oaie]|dic(?:e|ono)|parlat[oaie]|"
    r"parla(?:no)?|condivis[oaie])\b"
)
_FRESH: Final = re.compile(
    r"\b(?:now|currently|latest|newest|at the moment|just|new|ora|adesso|attualmente|ultim[ie]|ultimissim\w+|"
    r"nuov[oaie]|novita|still|ancora)\b"
)
_ASKS: Final[tuple[tuple[Asks, re.Pattern[str]], ...]] = (
    ("price", re.compile(
        r"\bhow much (?:is|are|was|were)\b|\bhow much\b.*\b(?:costs?|pay|charge)\b|\bquanto\b.*"
        r"\b(?:cost\w+|si paga|"
        r"viene|vengono)\b|\b(?:what|which)\b.*\b(?:price|cost)\b|\b(?:che|quale|qual e)\b.*\bprezzo\b")),
    ("number", re.compile(
        r"\bhow (?:many|much|old|tall|long|far|big|high|wide|deep|large|heavy|often)\b"
        r"|\bquant[oaie]\b(?! tempo fa)")),
    ("when", re.compile(
        r"\bwhen\b|\b(?:what|which) (?:time|day|date|year|month|hour)s?\b|\buntil when\b|\bquando\b"
        r"|\b(?:a )?che or[ae]\b|\bin che giorn[oi]\b"
        r"|\b(?:che|quale|quali) (?:giorn[oi]|data|anno|mese|orari[o]?)\b"
        r"|\bfino a (?:quando|che ora)\b|\bopening hours\b|\borari[o]?\b")),
    ("where", re.compile(
        r"\bwhere\b|\b(?:what|which) (?:place|city|town|street|square|room|venue|country)\b|\bdove\b|\bdov'|"
        r"\b(?:che|quale|in quale|in che) (?:posto|citta|via|piazza|luogo|sala|paese)\b")),
    ("who", re.compile(r"\bwho(?:se|m)?\b|\bchi\b")),
    ("why", re.compile(r"\bwhy\b|\bperche\b|\bcome mai\b")),
    ("how", re.compile(r"\bhow\b|\bcome\b")),
    ("what", re.compile(
        r"\bwhat\b|\bwhich\b|\bche(?: cosa)?\b|\bcosa\b|\bqual[ei]?\b|\bcos'")),
    ("whether", re.compile(
        r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|am|isn't|aren't|e|sono|era|"
        r"c'e|ci sono|ha|hanno|puo|si puo|sara|e' vero|e vero)\b")),
)  # fmt: skip
_BRACKETS: Final = re.compile(r"\(([^()]{2,100})\)")
_MANY: Final = re.compile(r"\b(?:how many|quant[ie])\s+", re.IGNORECASE)
_EXPLAIN: Final = re.compile(
    rf"\bexplain (?:this|the|that)\b|\bspiega(?:mi)?\b|\bwhat is this {_POST_WORDS}"
)
_EMPTY: Final = """
    many much number long old time times day days date year month hour hours place city town first opinion
    opinions best top liked popular most trending trend trends latest newest new news going talking summary
    summarise summarize recap catch missed explain people everyone everybody folks user users person post
    posts posted posting say says said saying write wrote written currently moment take takes taking taken
    place held cost costs price
    quanto quanti quanta quante numero tempo volta volte giorno giorni data anno mese ora ore orario orari
    posto luogo prima primo opinione opinioni migliore migliori popolare popolari tendenza tendenze ultime
    ultimi nuovo nuovi nuova nuove novita gente utente utenti persona persone pubblicato pubblicano scritto
    scrivono scrive detto dice dicono parla parlano parlato riassunto riassumi riassumimi spiega spiegami
    aggiornami persa perso amati piaciuti piace piaciute like likes heart hearts remixed shared hot
    tiene tengono tenuto venuto venuta venuti venute viene vengono pensa pensano pensi pensate costa
    costano costato prezzo prossimo prossima prossimi prossime next kind type sort tipo genere cos needed need
    needs serve servono hashtag hashtags tag tags topic topics argomento argomenti tema temi piaciuto
    """
_EMPTY_WORDS: Final = frozenset(_EMPTY.split())
"""Words, folded, that tell what kind of question it is; looked for only where there are no others."""


def read(ask: Ask, now: datetime) -> Question:
    """What is asked. now: in UTC. Raises EmptyQuestion, QuestionTooLong, NothingToExplain."""
    text = _cleaned(ask.text)
    if len(ask.text) > QUESTION_LIMIT:
        raise QuestionTooLong(limit=QUESTION_LIMIT, length=len(ask.text))
    if ask.task == "explain" and ask.post_id is None:
        raise NothingToExplain
    if ask.task == "ask" and not text:
        raise EmptyQuestion
    question = _read(text, ask, now)
    if ask.task == "ask" and question.asks_nothing and question.kind == "fact" and ask.earlier:
        return _carried_on(question, ask, now)
    return question


def _cleaned(text: str) -> str:
    """Without what no reader sees, on one line, without the name that it is called by."""
    seen = "".join(
        " " if character.isspace() else character
        for character in clean_text(text)
        if character.isspace() or unicodedata.category(character) not in ("Cf", "Co", "Cn", "Cs")
    )
    return " ".join(_SUMMON.sub(" ", seen).split())


def _read(text: str, ask: Ask, now: datetime) -> Question:
    operators = _OPERATOR.findall(text)
    plain = _OPERATOR.sub(" ", text)
    named = names(plain)
    phrases = tuple(phrase.strip() for phrase in _PHRASE.findall(plain))
    spoken = " ".join(_NAMED.sub(" ", plain).split())
    lowered = _level(spoken)
    window, rest = read_window(lowered, now)
    outside = _BRACKETS.sub(lambda found: " " * len(found[0]), spoken)
    looked_for = _looked_for(outside, rest)
    inside, instead = _in_brackets(spoken, looked_for)
    kind = _kind(ask, lowered)
    about_them = (
        kind == "fact" and bool(named.handles) and not (looked_for or phrases or named.tags)
    )
    kind = "catch_up" if about_them else kind
    if kind == "trending" and looked_for:
        kind = "fact"
    posting = about_them or bool(_POSTING.search(lowered))
    asks: Asks = next((what for what, pattern in _ASKS if pattern.search(lowered)), "")
    talked = kind == "fact" and bool(_TRENDING.search(lowered))
    return Question(
        text=" ".join(plain.split()),
        locale=language_of(spoken, ask.locale),
        kind=kind,
        asks="" if talked else asks,
        counted=next((what for what, pattern in _COUNTED if pattern.search(lowered)), "posts"),
        words=looked_for,
        names=_names(outside, looked_for),
        inside=inside,
        instead=instead,
        unit=_unit(outside, looked_for) if asks == "number" else None,
        phrases=phrases,
        tags=named.tags,
        handles=named.handles,
        window=window,
        only_then=window is not None and (kind != "fact" or posting),
        by_them=bool(named.handles) and posting,
        fresh=talked or kind in ("trending", "catch_up") or bool(_FRESH.search(lowered)),
        query=parse(" ".join(operators)),
    )


def _level(text: str) -> str:
    """Lower case, without accents, with plain apostrophes."""
    flat = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    return "".join(character for character in flat if not unicodedata.combining(character))


def _kind(ask: Ask, lowered: str) -> Kind:
    if ask.task != "ask":
        return ask.task
    if ask.post_id is not None and _EXPLAIN.search(lowered):
        return "explain"
    if _COUNT.search(lowered) and any(pattern.search(lowered) for _what, pattern in _COUNTED):
        return "count"
    if _SINCE.search(lowered) and (_POSTING.search(lowered) or "#" in ask.text):
        return "since"
    if _CATCH_UP.search(lowered):
        return "catch_up"
    if _TRENDING.search(lowered):
        return "trending"
    if _BEST.search(lowered) and (
        _POSTS.search(lowered) or not any(pattern.search(lowered) for _what, pattern in _ASKS)
    ):
        return "best"
    return "fact"


def _looked_for(spoken: str, rest: str) -> tuple[Token, ...]:
    """The words that say what it is about: at most ``WORDS_LIMIT``, the longest; those of its kind only
    where there are no others."""
    kept = set(fold.words(rest))
    found: dict[str, Token] = {}
    for token in words.content(spoken):
        if token.folded in kept:
            found.setdefault(token.folded, token)
    telling = [token for token in found.values() if token.folded not in _EMPTY_WORDS]
    if len(telling) > WORDS_LIMIT:
        longest = sorted(telling, key=lambda token: -len(token.folded))[:WORDS_LIMIT]
        telling = [token for token in telling if token in longest]
    return tuple(telling)


def _names(spoken: str, looked_for: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words of a name: capitalised though not at the beginning, unless all are; numbers."""
    typed = [token for token in words.tokens(spoken) if len(token.text) > 2]
    shouted = len(typed) > 1 and all(token.capital or token.text.isdigit() for token in typed)
    return tuple(
        token
        for token in looked_for
        if token.text.isdigit()
        or (token.capital and token.start > 0 and not shouted and not values(token.text).all)
    )


def _in_brackets(
    spoken: str, looked_for: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """(the words in brackets, as many words before them)."""
    found = _BRACKETS.search(spoken)
    if found is None:
        return (), ()
    inside = tuple(token for token in words.content(found[1]) if token.folded not in _EMPTY_WORDS)
    before = tuple(token for token in looked_for if token.start < found.start())
    return inside, before[-len(inside) :] if inside else ()


def _unit(spoken: str, looked_for: tuple[Token, ...]) -> Token | None:
    """The word after *how many*, where it is one of those that are looked for."""
    found = _MANY.search(spoken)
    if found is None:
        return None
    after = next((token for token in looked_for if token.start >= found.end()), None)
    first = next(iter(words.content(spoken[found.end() :])), None)
    return after if after and first and after.folded == first.folded else None


def _carried_on(question: Question, ask: Ask, now: datetime) -> Question:
    """*And yesterday?* is about what was asked before."""
    for exchange in reversed(ask.earlier):
        earlier = _read(_cleaned(exchange.question), ask, now)
        if not earlier.asks_nothing:
            return msgspec.structs.replace(
                earlier,
                text=f"{earlier.text} {question.text}",
                locale=question.locale,
                window=question.window or earlier.window,
                asks=question.asks or earlier.asks,
            )
    return question
