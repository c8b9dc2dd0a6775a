"""What assistants say of themselves: at an address (OAuth Client ID Metadata Document), or when they
register (RFC 7591).

A document is fetched from the public internet alone, small and soon; only for somebody who is signed in;
and kept as long as its server says, within bounds. That an app's document lies at an address is the one
thing about it that is proved, so the page that asks the person shows that address.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import msgspec

from affresco.accounts import limits
from affresco.accounts.model import AccountId
from affresco.accounts.oauth import queries, rules
from affresco.accounts.oauth.errors import (
    AppNameInvalid,
    DocumentUnusable,
    InvalidMetadata,
    InvalidRedirect,
    RedirectInvalid,
    WebsiteInvalid,
)
from affresco.accounts.oauth.model import AssistantMetadata, Registration
from affresco.accounts.outside import CannotFetch, fetch
from affresco.accounts.scopes import ASSISTANT
from affresco.db import Database

BYTES_LIMIT: Final = 32 * 1024
SECONDS: Final = 5.0
KEPT_AT_LEAST: Final = 5 * 60
KEPT_USUALLY: Final = 60 * 60
KEPT_AT_MOST: Final = 24 * 60 * 60
"""Seconds that a document is believed before it is fetched again."""
ADDRESS_LIMIT: Final = 500
NO_SECRET: Final = "none"  # noqa: S105 - the name of a way
METHODS: Final = ("client_secret_basic", "client_secret_post", NO_SECRET)
"""How apps prove at the token endpoint who they are."""
_ADDRESS: Final = re.compile(r"https?://[!-~]+")


def is_address(client_id: str) -> bool:
    """Whether a client_id says where the app's document is."""
    return client_id.startswith(("https://", "http://"))


async def fetch_document(
    database: Database, account_id: AccountId, address: str, *, private: bool
) -> None:
    """Fetch and keep what an app says of itself. account_id: who came with it.

    Raises RateLimited, DocumentUnusable.
    """
    _check(address, private=private)
    await limits.check(database, limits.APP_DOCUMENTS_BY_ACCOUNT, str(account_id))
    try:
        found = await fetch(address, limit=BYTES_LIMIT, seconds=SECONDS, private=private)
    except CannotFetch as error:
        raise _unusable(address, str(error)) from error
    clean = read_document(address, found.body)
    said = KEPT_USUALLY if found.seconds is None else found.seconds
    async with database.write() as tx:
        await queries.keep_document(
            tx,
            client_id=address,
            name=clean.name,
            website=clean.website,
            redirect_uris=clean.redirect_uris,
            scopes=ASSISTANT,
            seconds=max(KEPT_AT_LEAST, min(said, KEPT_AT_MOST)),
        )


def read_document(address: str, body: bytes) -> Registration:
    """Raises DocumentUnusable."""
    try:
        said = msgspec.json.decode(body, type=AssistantMetadata)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unusable(address, f"it is not the JSON that is expected: {error}") from error
    if said.client_id != address:
        raise _unusable(address, "its client_id is another address")
    # One document is for every server: it may name a way that it likes best and others that will do.
    ways = (
        said.token_endpoint_auth_method or NO_SECRET,
        *said.token_endpoint_auth_methods_supported,
    )
    if NO_SECRET not in ways:
        # Accepting less than it promises would let others pose as it.
        raise _unusable(address, "its token_endpoint_auth_method is not none")
    try:
        return clean_metadata(said)
    except (InvalidMetadata, InvalidRedirect) as error:
        raise _unusable(address, error.text()) from error


def clean_metadata(said: AssistantMetadata) -> Registration:
    """Name, addresses and website as they are kept. Raises InvalidMetadata, InvalidRedirect."""
    if "authorization_code" not in said.grant_types or "code" not in said.response_types:
        raise InvalidMetadata(reason="grant_types has authorization_code, response_types code")
    try:
        redirects = rules.clean_redirects(said.redirect_uris)
    except RedirectInvalid as error:
        raise InvalidRedirect(reason=error.text()) from error
    if rules.OUT_OF_BAND in redirects:
        raise InvalidRedirect(reason="a code that is copied by hand is not for assistants")
    try:
        name = rules.clean_name(said.client_name or rules.shown_target(redirects[0]))
        website = rules.clean_website(said.client_uri)
    except (AppNameInvalid, WebsiteInvalid) as error:
        raise InvalidMetadata(reason=error.text()) from error
    return Registration(name=name, redirect_uris=redirects, website=website)


def _check(address: str, *, private: bool) -> None:
    """Raises DocumentUnusable for what cannot be the address of a document."""
    parts = urlsplit(address) if _ADDRESS.fullmatch(address) else urlsplit("")
    whole = len(address) <= ADDRESS_LIMIT and (private or parts.scheme == "https")
    if not whole or parts.path in ("", "/") or "#" in address or "@" in parts.netloc:
        raise _unusable(address, "the address needs https and a path, and no name, password or #")
    if any(segment in (".", "..") for segment in parts.path.split("/")):
        raise _unusable(address, "the address has . or .. in its path")


def _unusable(address: str, reason: str) -> DocumentUnusable:
    return DocumentUnusable(address=address[:ADDRESS_LIMIT], reason=reason.rstrip("."))
