"""What an asker may do next: computed from the question and the citations, by our own rules alone. Pure.

Nothing that a post or a language model says becomes an offer of another kind, and no offer is carried out
here: each is a button, behind which are the same commands as behind any other button of that person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from affresco.assistant.model import Answer, Ask, Citation, Everything, Offer
from affresco.text import N_, Locale, translate

PROMPT_LIMIT: Final = 300
"""Characters of a drafted prompt."""
SEARCH_LIMIT: Final = 200
LEAST_PEOPLE, MOST_PEOPLE = 2, 12
_WISH: Final[Mapping[Locale, re.Pattern[str]]] = {
    "en": re.compile(
        r"^(?:please\s+)?(?:make|draw|paint|create|generate)(?:\s+me)?\s+"
        r"(?:an?\s+)?(?:image|picture|painting|drawing)?\s*(?:of\s+|with\s+)?",
        re.IGNORECASE,
    ),
    "it": re.compile(
        r"^(?:per favore,?\s+)?(?:fammi|fai|disegna(?:mi)?|dipingi(?:mi)?|crea(?:mi)?|genera(?:mi)?)\s+"
        r"(?:un['’]?\s*|una\s+)?(?:immagine|figura|disegno|quadro)?\s*(?:di\s+|con\s+)?",
        re.IGNORECASE,
    ),
}
_LABELS: Final = {
    "wider": N_("Ask among everything that you may see"),
    "search": N_("Search for it"),
    "make_image": N_("Make this picture"),
    "draft_prompt": N_("Make a picture of this"),
    "remix": N_("Remix the picture"),
    "build_list": N_("Make a list of these people"),
}


def after(ask: Ask, answer: Answer, followed: Collection[int] = ()) -> tuple[Offer, ...]:
    """Offers for an answer, the likeliest first. followed: whom the asker follows; only they can be on a
    list."""
    cited = _cited(answer)
    offers: list[Offer] = []
    wish = wished_picture(ask)
    if wish:
        offers.append(_offer("make_image", ask.locale, value=wish))
    if not answer.sentences and not isinstance(ask.among, Everything):
        offers.append(_offer("wider", ask.locale))
    if ask.task == "ask" and not wish:
        words = search_words(ask.text)[:SEARCH_LIMIT].strip()
        if words:
            offers.append(_offer("search", ask.locale, value=words))
    shown = next((c for c in cited if c.generated), None)
    if shown is not None:
        offers.append(_offer("remix", ask.locale, post_id=shown.post_id))
    if cited and ask.task != "ask":
        offers.append(_offer("draft_prompt", ask.locale, value=prompt_of(cited)))
    people = tuple(dict.fromkeys(int(c.account_id) for c in cited if c.account_id in followed))
    if len(people) >= LEAST_PEOPLE:
        offers.append(_offer("build_list", ask.locale, account_ids=people[:MOST_PEOPLE]))
    return tuple(offers)


def wished_picture(ask: Ask) -> str:
    """What a question that asks for a picture wants to see; "" for other questions."""
    if ask.task != "ask":
        return ""
    found = _WISH[ask.locale].match(ask.text)
    return ask.text[found.end() :].strip(" .!?")[:PROMPT_LIMIT] if found else ""


def search_words(text: str) -> str:
    """The words of a question without its punctuation, so that none of it is taken for an operator."""
    return " ".join(re.findall(r"[#@]?\w+(?:['’]\w+)?", text))


def prompt_of(cited: tuple[Citation, ...]) -> str:
    """Words for a picture: an open prompt where one was cited, else the first quote."""
    best = next((c for c in cited if c.part == "prompt"), cited[0])
    words = " ".join(best.quote.split())
    if len(words) <= PROMPT_LIMIT:
        return words
    return words[:PROMPT_LIMIT].rpartition(" ")[0]


def _cited(answer: Answer) -> tuple[Citation, ...]:
    return tuple(citation for sentence in answer.sentences for citation in sentence.citations)


def _offer(
    kind: str,
    locale: Locale,
    *,
    value: str = "",
    post_id: int | None = None,
    account_ids: tuple[int, ...] = (),
) -> Offer:
    label = translate(_LABELS[kind], locale)
    return Offer(kind=kind, label=label, value=value, post_id=post_id, account_ids=account_ids)  # type: ignore[arg-type]
