"""What can be wrong with a webhook."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class HookNotFound(NotFound):
    code = "hooks.not_found"
    message = N_("This webhook does not exist any more.")


class DeliveryNotFound(NotFound):
    code = "hooks.delivery_not_found"
    message = N_("This delivery is not kept any more; deliveries are kept for 30 days.")


class BadHookAddress(Invalid):
    code = "hooks.bad_address"
    message = N_(
        "Nothing can be sent to this address: {reason}. Give one that begins with https:// and "
        "can be reached from the internet."
    )


class BadHookEvents(Invalid):
    code = "hooks.bad_events"
    message = N_("Choose at least one event of these: {events}.")


class TooManyHooks(Conflict):
    code = "hooks.too_many"
    message = N_("You have {limit} webhooks already. Remove one that you do not need.")


class TurnedAlready(Conflict):
    code = "hooks.turned_already"
    message = N_(
        "The secret was made anew within the last 24 hours, and the one before is still good. If "
        "the new one is known to others, remove the webhook and add it again."
    )
