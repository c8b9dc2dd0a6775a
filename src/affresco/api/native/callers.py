"""Who reads the commons: a consumer with a key of its own, or a member of the network with a token.

Routes that ask here have no guard but the one that counts: the others know nothing of consumers' keys.
"""

from __future__ import annotations

import msgspec

from affresco.accounts.model import AccountId
from affresco.accounts.scopes import opened_by
from affresco.api.core.call import Call, Door, bearer_token
from affresco.api.core.faults import BadToken, PersonNeeded, ScopeMissing, TokenNeeded
from affresco.commons import consumers
from affresco.commons.errors import NotAllowedByKey, TermsNotAccepted
from affresco.commons.model import Consumer, ConsumerScope

TERMS_PATH = "/api/affresco/v1/commons/terms"


class Caller(msgspec.Struct, frozen=True):
    """One of the two is set. token: what was shown. space: of the pseudonyms, another for each caller."""

    token: str
    consumer: Consumer | None
    person: AccountId | None

    @property
    def space(self) -> int:
        if self.consumer is not None:
            return self.consumer.id
        assert self.person is not None, "one of the two is set"
        return self.person


async def caller(
    request: Call, scope: ConsumerScope | None = None, *, terms: bool = True
) -> Caller:
    """Who asks, as ``identify`` has it."""
    token = bearer_token(request.scope["headers"])
    return await identify(request.door, token, scope, terms=terms)


async def identify(
    door: Door, token: str | None, scope: ConsumerScope | None, *, terms: bool = True
) -> Caller:
    """Who holds a token. scope: of a key; None where any will do. terms: whether they must be accepted.

    Raises TokenNeeded, BadToken, PersonNeeded, ScopeMissing, NotAllowedByKey, TermsNotAccepted.
    """
    if token is None:
        raise TokenNeeded
    if not token.startswith(consumers.PREFIX):
        bearer = await door.bearers.find(token)
        if bearer is None:
            raise BadToken
        if bearer.viewer is None:
            raise PersonNeeded
        if bearer.scopes.isdisjoint(opened_by("read:statuses")):
            raise ScopeMissing(scope="read:statuses")
        return Caller(token, None, bearer.viewer.id)
    consumer = await consumers.find(door.runtime.database, token)
    if consumer is None:
        raise BadToken
    if scope is not None and scope not in consumer.scopes:
        raise NotAllowedByKey(scope=scope)
    if terms and not consumers.accepted(consumer):
        raise TermsNotAccepted(address=TERMS_PATH, version=consumers.TERMS_VERSION)
    return Caller(token, consumer, None)
