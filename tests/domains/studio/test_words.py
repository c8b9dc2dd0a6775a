"""Help with words: what the local rules say, and a language model that may say anything."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affresco.settings import Settings, WordsTable
from affresco.studio import prompts
from affresco.studio.errors import PromptEmpty
from affresco.studio.model import PROMPT_LIMIT
from affresco.studio.words import rules
from affresco.studio.words.model import Suggestion
from affresco.studio.words.suggest import suggest
from servers.wire import Asked, Reply, serving

Say = Callable[[Reply], Awaitable[None]]
WORDING = {"title": "More light", "why": "It shows the fur.", "prompt": "a fox in the evening sun"}


def titled(found: tuple[Suggestion, ...], title: str) -> Suggestion | None:
    return next((suggestion for suggestion in found if suggestion.title == title), None)


def test_what_is_not_said_is_suggested_with_a_reason() -> None:
    found = rules.suggest("a fox", "en")
    for title in ("Say where it is", "Say how it is made", "Say what light there is"):
        suggestion = titled(found, title)
        assert suggestion is not None
        assert suggestion.why
        assert len(suggestion.options) == rules.OPTIONS
        assert all(o.prompt == f"a fox, {o.label}" for o in suggestion.options)


@pytest.mark.parametrize(
    ("prompt", "locale"),
    [
        ("a fox in a library at night, watercolour, close-up, calm", "en"),
        ("una volpe in una biblioteca di notte, acquerello, primo piano, calma", "it"),
    ],
)
def test_what_is_said_is_not_suggested(prompt: str, locale: str) -> None:
    titles = {s.title for s in rules.suggest(prompt, locale)}  # type: ignore[arg-type]
    assert not titles & {"Say where it is", "Say how it is made", "Say what light there is"}
    assert len(titles) == 0


def test_words_that_say_nothing_go_as_one() -> None:
    found = titled(
        rules.suggest("a beautiful, stunning fox, 8k, highly detailed", "en"),
        "Leave out words that say nothing",
    )
    assert found is not None
    assert found.options[0].prompt == "a fox"
    assert "8k" in found.why


@pytest.mark.parametrize(
    ("prompt", "locale", "rest", "unwanted"),
    [
        ("a street, no people", "en", "a street", "people"),
        ("a street without cars, in the rain", "en", "a street, in the rain", "cars"),
        ("una via senza persone", "it", "una via", "persone"),
    ],
)
def test_what_must_not_be_there_moves_to_the_negative_prompt(
    prompt: str, locale: str, rest: str, unwanted: str
) -> None:
    options = [
        option
        for suggestion in rules.suggest(prompt, locale)  # type: ignore[arg-type]
        for option in suggestion.options
        if option.negative_prompt
    ]
    assert [(o.prompt, o.negative_prompt) for o in options] == [(rest, unwanted)]


def test_a_word_that_only_holds_one_of_ours_stays() -> None:
    assert titled(rules.suggest("a nobleman with fresh knots", "en"), "x") is None
    assert "beautifully" in rules.suggest("beautifully", "en")[-1].options[0].prompt


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_usable_suggestions(text: str) -> None:
    try:
        prompt = prompts.normalise(text)
    except PromptEmpty:
        return
    found = rules.suggest(prompt, "en")
    assert found == rules.suggest(prompt, "en")
    for suggestion in found:
        for option in suggestion.options:
            assert prompts.normalise(option.prompt) == option.prompt
            assert len(option.prompt) <= PROMPT_LIMIT


@asynccontextmanager
async def model(say: Say) -> AsyncIterator[tuple[Settings, list[Asked]]]:
    """A server that answers each request as a test wishes."""
    asked: list[Asked] = []

    async def handle(request: Asked, reply: Reply) -> None:
        asked.append(request)
        await say(reply)

    async with serving(handle) as url:
        table = WordsTable(url=f"{url}/v1", model="m", key_env="WORDS_KEY", timeout_seconds=1)
        yield Settings(words=table), asked


def answers(content: Any) -> Say:
    text = content if isinstance(content, str) else json.dumps(content)

    async def say(reply: Reply) -> None:
        await reply.json({"choices": [{"message": {"role": "assistant", "content": text}}]})

    return say


async def test_a_models_wordings_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDS_KEY", "sk-words")
    async with model(answers({"suggestions": [WORDING]})) as (wanted, asked):
        found = await suggest(wanted, " a  fox ", "it")
    assert found[0].source == "model"
    assert found[0].options[0].prompt == WORDING["prompt"]
    assert found[0].why == WORDING["why"]
    assert {suggestion.source for suggestion in found[1:]} == {"rules"}
    (request,) = asked
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer sk-words"
    messages = request.json["messages"]
    assert messages[1] == {"role": "user", "content": "a fox"}
    assert "Italian" in messages[0]["content"]


async def _cut(reply: Reply) -> None:
    reply.break_off()


async def _silent(_reply: Reply) -> None:
    await asyncio.sleep(5)


async def _dripping(reply: Reply) -> None:
    """Never silent for as long as it may be, and far too slow."""
    await reply.begin(200, "application/json")
    for _ in range(20):
        await asyncio.sleep(0.2)
        await reply.write(b" ")
    text = json.dumps({"suggestions": [WORDING]})
    await reply.write(json.dumps({"choices": [{"message": {"content": text}}]}).encode())


async def _endless(reply: Reply) -> None:
    await reply.begin(200, "application/json")
    for _ in range(200):
        await reply.write(b"x" * 65536)


async def _error(reply: Reply) -> None:
    await reply.json({"error": {"message": "no"}}, 500)


@pytest.mark.parametrize(
    "say",
    [
        _cut,
        _silent,
        _dripping,
        _endless,
        _error,
        answers("not json"),
        answers({"suggestions": "none"}),
        answers({"suggestions": [{"title": "x"}]}),
        answers({"suggestions": []}),
        answers({"suggestions": [{**WORDING, "prompt": "a fox"}]}),
        answers({"suggestions": [{**WORDING, "prompt": "x" * 5000}]}),
        answers({"suggestions": [{**WORDING, "prompt": "\u202e "}]}),
    ],
)
async def test_a_model_that_fails_leaves_the_rules(say: Say) -> None:
    async with model(say) as (wanted, _asked):
        found = await suggest(wanted, "a fox", "en")
    assert found == rules.suggest("a fox", "en")


async def test_without_a_model_nothing_is_asked() -> None:
    assert await suggest(Settings(), "a fox", "en") == rules.suggest("a fox", "en")
    with pytest.raises(PromptEmpty):
        await suggest(Settings(), " ", "en")
