"""Both helpers together."""

from __future__ import annotations

import asyncio

from affresco.settings import Settings
from affresco.studio import prompts
from affresco.studio.words import language_model, rules
from affresco.studio.words.model import Suggestion
from affresco.text import Locale


async def suggest(settings: Settings, prompt: str, locale: Locale) -> tuple[Suggestion, ...]:
    """What could be made of a prompt: the model's wordings first, where there is one.

    Raises PromptEmpty, PromptTooLong.
    """
    tidy = prompts.normalise(prompt)
    local = asyncio.to_thread(rules.suggest, tidy, locale)
    if settings.words is None:
        return await local
    said, known = await asyncio.gather(language_model.suggest(settings.words, tidy, locale), local)
    return (*said, *known)
