"""What @gesso says in a thread: an answer as the text of a post, with links to what it rests on. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from affresco.assistant.model import Answer, Ask, Everything, InThread
from affresco.posts.model import TEXT_LIMIT, Post
from affresco.text import LOCALES, N_, Locale, translate

Why = Literal["asked", "audience", "author", "setting"]
"""Why an answer is for the asker alone: they asked for it so; the question is not for all; the author of
the thread does not want it there; the asker's own setting."""

_AI: Final = N_("I am an AI. Each number leads to the post that says so.")
_WHY: Final[dict[Why, str]] = {
    "asked": N_("Only you read this, as you asked."),
    "audience": N_("Only you read this, because your question is not for everybody."),
    "author": N_(
        "Only you read this: whoever began the thread does not want the assistant to answer in it."
    ),
    "setting": N_("Only you read this, as your settings say."),
}
NOTHING_ASKED: Final = N_("Ask me something after my name, or below a post that I shall explain.")
_NAMED: Final = re.compile(
    r"(?<![\w/@#&.=-])@gesso(?![A-Za-z0-9_]|@\w|\.\w)'?s?[,:]?", re.IGNORECASE
)
_PRIVATELY: Final = re.compile(
    r"\b(?:privately|in private|only (?:to|for) me|in privato|privatamente|solo (?:a|per) me)\b",
    re.IGNORECASE,
)
_EXPLAIN: Final = re.compile(
    r"\b(?:explain|what(?:'s| is) (?:this|that)|spiega(?:mi|melo)?|che cos[’']?[èe]|cos[’']?[èe])\b",
    re.IGNORECASE,
)
_CATCH_UP: Final = re.compile(
    r"\b(?:catch me up|summ?[ae]ri[sz]e|sum up|tl;?dr|riassumi|riassunto|aggiornami)\b",
    re.IGNORECASE,
)
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>@#&]")


def question_of(post: Post) -> str:
    """What a post asks, without the name of the one asked and the wish for privacy."""
    words = _PRIVATELY.sub(" ", _NAMED.sub(" ", post.text))
    return " ".join(words.split()).strip(" ,;:-")


def wants_privacy(post: Post) -> bool:
    """Whether the asker wrote that the answer is for them alone."""
    return bool(_PRIVATELY.search(_NAMED.sub(" ", post.text)))


def locale_of(post: Post, usual: Locale) -> Locale:
    """The language of the post where it is one of ours, else the asker's."""
    return next((locale for locale in LOCALES if locale == post.language), usual)


def asks(post: Post, viewer_id: int | None, locale: Locale) -> tuple[Ask, ...]:
    """How to ask what a post asks: the first of these that finds something is the answer.

    A reply that says nothing, or "explain this", is about what it answers; one that asks for a summary is
    about the thread; any other question is first about the thread, then about everything.
    """
    text = question_of(post)

    def ask(**choices: object) -> Ask:
        return Ask(asker_id=post.account_id, viewer_id=viewer_id, locale=locale, **choices)  # type: ignore[arg-type]

    if post.in_reply_to_id is None:
        return (ask(text=text, among=Everything()),) if text else ()
    thread = InThread(post.in_reply_to_id)
    if _CATCH_UP.search(text):
        return (ask(task="catch_up", text=text, among=thread),)
    if not text or _EXPLAIN.search(text):
        return (ask(task="explain", post_id=post.in_reply_to_id, text=text),)
    return (ask(text=text, among=thread), ask(text=text, among=Everything()))


def compose(
    answer: Answer, addresses: Mapping[int, str], locale: Locale, why: Why | None = None
) -> str:
    """The text of the reply. addresses: of the posts that are cited, whole; a citation without one is left
    out, and with its last one the sentence."""
    numbers: dict[int, int] = {}
    foot = [translate(_AI, locale)] + ([translate(_WHY[why], locale)] if why else [])
    room = TEXT_LIMIT - len("\n\n".join(foot)) - 100
    lines: list[str] = []
    for sentence in answer.sentences:
        cited = [c.post_id for c in sentence.citations if c.post_id in addresses]
        if not cited:
            continue
        for post_id in cited:
            numbers.setdefault(post_id, len(numbers) + 1)
        links = " ".join(f"[{numbers[i]}]({addresses[i]})" for i in dict.fromkeys(cited))
        line = f"{plain(sentence.text)} {links}"
        if len("\n".join([*lines, line])) > room:
            break
        lines.append(line)
    said = "\n\n".join(lines) if lines else plain(answer.silence or _silence(locale))
    return "\n\n".join([said, *foot])


def plain(text: str) -> str:
    """Words that stay words in a post: they name nobody, mark nothing up and belong to no hashtag."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(text.split()))


def _silence(locale: Locale) -> str:
    return translate(N_("I found nothing here that I may answer with."), locale)
