"""Settings: webhooks of one's own, and what was sent there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.accounts.outside import CannotFetch, check
from affresco.accounts.tokens import list_tokens
from affresco.beta.gates import part_of
from affresco.errors import AffrescoError
from affresco.hooks import commands
from affresco.hooks.errors import BadHookAddress, BadHookEvents, TooManyHooks, TurnedAlready
from affresco.hooks.model import PERSON_EVENTS, URL_LIMIT, Hook, Owner, PersonEvent
from affresco.runtime import Runtime
from affresco.text import N_, _
from affresco.web.forms import read_form
from affresco.web.paging import Id, known_id
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/webhooks"
CHECK_SECONDS: Final = 5.0

OCCASIONS: Final[dict[PersonEvent, str]] = {
    "notification.follow": N_("somebody follows me"),
    "notification.follow_request": N_("somebody asks to follow me"),
    "notification.like": N_("somebody likes a post of mine"),
    "notification.reply": N_("somebody answers me"),
    "notification.repost": N_("somebody reposts a post of mine"),
    "notification.remix": N_("somebody remixes a picture of mine"),
    "notification.quote": N_("somebody quotes me"),
    "notification.mention": N_("somebody mentions me"),
    "post.published": N_("a post of mine is published"),
    "generation.done": N_("a job in the studio is done"),
    "generation.failed": N_("a job in the studio fails"),
}


class NewHook(msgspec.Struct, frozen=True):
    """The form as it was sent."""

    url: str = ""
    events: tuple[str, ...] = ()


@get(PAGE)
async def webhooks_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """All of one's own, and the form for another one."""
    return await _show(request, runtime, me, NewHook(events=PERSON_EVENTS))


@post(PAGE)
async def add_webhook(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Tell an address from now on; then its page, where the secret is shown this once."""
    sent = await read_form(request, NewHook)
    url = sent.url.strip()
    try:
        await check(url, seconds=CHECK_SECONDS, private=runtime.settings.hooks_private)
        hook = await commands.register(runtime.database, Owner(account_id=me.id), url, sent.events)
    except CannotFetch as error:
        return await _show(request, runtime, me, sent, BadHookAddress(reason=str(error)))
    except (BadHookAddress, BadHookEvents, TooManyHooks) as error:
        return await _show(request, runtime, me, sent, error)
    return await _show_one(request, runtime, me, hook, made=True)


@get(f"{PAGE}/{{hook_id:int}}")
async def webhook_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    hook_id: FromPath[int],
    max_id: Id = None,
) -> Response[str]:
    """One of them, and what was sent there. Raises HookNotFound."""
    owner = Owner(account_id=me.id)
    hook = await commands.get_hook(runtime.database, owner, known_id(hook_id))
    return await _show_one(request, runtime, me, hook, max_id)


@post(f"{PAGE}/{{hook_id:int}}/remove")
async def remove_webhook(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    hook_id: FromPath[int],
) -> Response[Any]:
    """Send nothing there any more. Raises HookNotFound."""
    await commands.remove(runtime.database, Owner(account_id=me.id), known_id(hook_id))
    return _done(request, PAGE, _("The webhook is removed."))


@post(f"{PAGE}/{{hook_id:int}}/enable")
async def enable_webhook(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    hook_id: FromPath[int],
) -> Response[Any]:
    """Take up one again that was put aside. Raises HookNotFound."""
    await commands.enable(runtime.database, Owner(account_id=me.id), known_id(hook_id))
    return _done(request, f"{PAGE}/{hook_id}", _("Messages are sent there again."))


@post(f"{PAGE}/{{hook_id:int}}/test")
async def try_webhook(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    hook_id: FromPath[int],
) -> Response[Any]:
    """Send a message that says nothing. Raises HookNotFound."""
    await commands.try_out(runtime.database, Owner(account_id=me.id), known_id(hook_id))
    return _done(
        request, f"{PAGE}/{hook_id}", _("A test is on its way. Reload to see what became of it.")
    )


@get(f"{PAGE}/{{hook_id:int}}/secret")
async def after_secret(request: AnyRequest, hook_id: FromPath[int]) -> Response[Any]:
    """Whoever comes back to where a secret was shown: to the webhook."""
    return redirect(request, f"{PAGE}/{hook_id}")


@post(f"{PAGE}/{{hook_id:int}}/secret")
async def turn_secret(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    hook_id: FromPath[int],
) -> Response[Any]:
    """Make the secret anew, and show it this once; the one before stays good for a day. Raises
    HookNotFound."""
    try:
        hook = await commands.turn(runtime.database, Owner(account_id=me.id), known_id(hook_id))
    except TurnedAlready as error:
        response = redirect(request, f"{PAGE}/{hook_id}")
        flash(response, "error", error.text(me.locale))
        return response
    return await _show_one(request, runtime, me, hook, made=True)


@post(f"{PAGE}/{{hook_id:int}}/deliveries/{{delivery_id:int}}/replay")
async def replay_delivery(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    hook_id: FromPath[int],
    delivery_id: FromPath[int],
) -> Response[Any]:
    """Send a message once more. Raises HookNotFound, DeliveryNotFound."""
    owner = Owner(account_id=me.id)
    await commands.replay(runtime.database, owner, known_id(hook_id), known_id(delivery_id))
    return _done(request, f"{PAGE}/{hook_id}", _("It is sent once more, under the same id."))


async def _show_one(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    hook: Hook,
    max_id: int | None = None,
    *,
    made: bool = False,
) -> Response[str]:
    """made: its secret was, just now."""
    page = await commands.list_deliveries(
        runtime.database, Owner(account_id=me.id), hook.id, max_id
    )
    return render(
        request,
        "settings/webhook.html",
        headers={"Cache-Control": "no-store"} if made else None,
        hook=hook,
        occasions=_occasions(),
        program=(await _programs(runtime, me)).get(hook.token_id or 0),
        secret=commands.secret_of(runtime.secret, hook) if made else None,
        both_until=hook.both_until(datetime.now(UTC)),
        deliveries=page.items,
        more_url=None if page.older is None else f"{PAGE}/{hook.id}?max_id={page.older}",
    )


async def _programs(runtime: Runtime, me: Viewer) -> dict[int, str]:
    """Names of the programs that have a token, by its id."""
    return {token.id: token.name for token in await list_tokens(runtime.database, me.id)}


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: NewHook,
    error: AffrescoError | None = None,
) -> Response[str]:
    said = None if error is None else error.text(visit_of(request).locale)
    return render(
        request,
        "settings/webhooks.html",
        status=200 if error is None else error.status,
        hooks=await commands.list_hooks(runtime.database, Owner(account_id=me.id)),
        programs=await _programs(runtime, me),
        occasions=_occasions(),
        sent=sent,
        about_url=None if isinstance(error, BadHookEvents) else said,
        about_events=said if isinstance(error, BadHookEvents) else None,
        url_limit=URL_LIMIT,
    )


def _occasions() -> dict[str, str]:
    return {event: _(words) for event, words in OCCASIONS.items()}


def _done(request: AnyRequest, page: str, message: str) -> Response[Any]:
    response = redirect(request, page)
    flash(response, "success", message)
    return response


routes = part_of(
    "webhooks",
    (
        webhooks_page,
        add_webhook,
        webhook_page,
        remove_webhook,
        enable_webhook,
        try_webhook,
        after_secret,
        turn_secret,
        replay_delivery,
    ),
)
