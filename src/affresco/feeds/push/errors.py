"""What can be wrong with a push subscription."""

from __future__ import annotations

from affresco.errors import Invalid, NotFound, Unavailable
from affresco.text import N_


class BadEndpoint(Invalid):
    code = "push.bad_endpoint"
    message = N_("The endpoint must be an address with https:// of at most {limit} characters.")


class BadKeys(Invalid):
    code = "push.bad_keys"
    message = N_(
        "The keys of the subscription cannot be used: p256dh is a point of P-256, auth 16 bytes."
    )


class SubscriptionNotFound(NotFound):
    code = "push.subscription_not_found"
    message = N_("There is no push subscription for this token. Create one first.")


class PushServiceAway(Unavailable):
    code = "push.service_away"
    message = N_("The push service does not take the notification now.")
