"""What Mastodon's clients may ask for and this network does not have. Refused, so that no wish is lost."""

from __future__ import annotations

from affresco.errors import Invalid
from affresco.text import N_


class NoSuchQuotePolicy(Invalid):
    code = "api.no_such_quote_policy"
    message = N_("quote_approval_policy is public, followers or nobody, not {given}.")


class NoSuchVisibility(Invalid):
    code = "api.no_such_visibility"
    message = N_(
        "visibility is public, unlisted, private (followers) or direct (who is mentioned), not {given}."
    )


class NoOtherDomains(Invalid):
    code = "api.no_other_domains"
    message = N_("This instance knows no other, so there is no domain to block.")
