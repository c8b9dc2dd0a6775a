"""What an app may call itself, where it may be answered, and PKCE. Pure.

Redirect addresses are compared as text, character by character (RFC 9700 §4.1.3); only the port of a
loopback address may differ, because programs on one's machine take a free one (RFC 8252 §7.3).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from affresco.accounts import rules
from affresco.accounts.oauth import errors
from affresco.accounts.oauth.model import Registration

MCP_PATH: Final = "/mcp"
"""Where assistants come in: what their tokens are for, and nothing else."""
OUT_OF_BAND: Final = "urn:ietf:wg:oauth:2.0:oob"
"""The code is shown, for the person to copy."""
NAME_LIMIT: Final = 60
WEBSITE_LIMIT: Final = 2000
REDIRECTS_LIMIT: Final = 2000
"""Characters of all redirect addresses together."""
REDIRECTS_COUNT: Final = 20
MARKS_LIMIT: Final = 2
"""Combining marks in a row: enough for every script, too few to paint over other lines."""

_PRINTABLE: Final = re.compile(r"[!-~]+")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_HOST: Final = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_UNSAFE: Final = frozenset('"<>\\^`{|}')
_REFUSED_SCHEMES: Final = frozenset(
    {"about", "blob", "chrome", "content", "data", "feed", "file", "filesystem", "ftp", "intent"}
    | {"jar", "javascript", "mailto", "resource", "sms", "tel", "urn", "vbscript", "view-source"}
    | {"search", "search-ms", "shell", "ws", "wss"}
)
"""A browser runs, opens or sends these itself, or they lead to no app of anybody's own."""
_REFUSED_BEGINNING: Final = "ms-"
"""Of schemes by which one operating system starts its own tools, with what the address tells them."""
_LOOPBACK: Final = frozenset({"127.0.0.1", "[::1]", "localhost"})


def clean_name(name: str) -> str:
    """An app's name on one line. Raises AppNameInvalid.

    Whatever turns the writing direction, cannot be seen, or piles up goes: the name stands beside the
    question whether to let the app in.
    """
    kept: list[str] = []
    marks = 0
    for character in rules.clean_line(name[: NAME_LIMIT * 20]):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MARKS_LIMIT:
            kept.append(character)
    clean = "".join(kept)
    seen = any(unicodedata.category(character)[0] in "LNPS" for character in clean)
    if not seen or len(clean) > NAME_LIMIT:
        raise errors.AppNameInvalid(most=NAME_LIMIT)
    return clean


def clean_website(website: str) -> str:
    """An app's page, "" for none. Raises WebsiteInvalid."""
    address = website.strip()
    if not address:
        return ""
    parts = _split(address)
    fits = parts is not None and parts.scheme in ("http", "https") and _is_host(parts)
    if not fits or len(address) > WEBSITE_LIMIT:
        raise errors.WebsiteInvalid(most=WEBSITE_LIMIT)
    return address


def clean_redirects(sent: Collection[str]) -> tuple[str, ...]:
    """Redirect addresses, each once. sent: texts that may hold several, a line each.

    Raises RedirectInvalid.
    """
    uris = tuple(dict.fromkeys(uri for text in sent for uri in text.split()))
    for uri in uris:
        if not is_redirect(uri):
            raise _refuse(uri)
    if not 0 < len(uris) <= REDIRECTS_COUNT or sum(map(len, uris)) > REDIRECTS_LIMIT:
        raise _refuse(uris[-1] if uris else "")
    return uris


def _refuse(uri: str) -> errors.RedirectInvalid:
    shown = rules.clean_line(uri)[:100] or '""'
    return errors.RedirectInvalid(uri=shown, count=REDIRECTS_COUNT, most=REDIRECTS_LIMIT)


def is_redirect(uri: str) -> bool:
    """Whether a person may be sent to this address at all."""
    if uri == OUT_OF_BAND:
        return True
    parts = _split(uri)
    if parts is None or "#" in uri:
        return False
    scheme = parts.scheme.lower()
    if scheme == "https":
        return _is_host(parts)
    if scheme == "http":
        return _is_host(parts) and _is_near(parts)
    refused = scheme in _REFUSED_SCHEMES or scheme.startswith(_REFUSED_BEGINNING)
    return not refused and "@" not in parts.netloc


def matches(registered: str, asked: str) -> bool:
    """Whether an answer may go to ``asked``. The port of a loopback address is the app's to choose."""
    if registered == asked:
        return True
    ours, theirs = _split(registered), _split(asked)
    if ours is None or theirs is None or not is_redirect(asked):
        return False
    host = _host(ours)
    return (
        ours.scheme == theirs.scheme == "http"
        and host in _LOOPBACK
        and host == _host(theirs)
        and registered[len(f"http://{ours.netloc}") :] == asked[len(f"http://{theirs.netloc}") :]
    )


def form_target(uri: str) -> str:
    """The source for ``form-action`` (CSP) that lets a form lead to this redirect address.

    CSP has no words for an IPv6 host: its scheme must do.
    """
    parts = urlsplit(uri)
    if parts.scheme in ("http", "https") and "[" not in parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}:"


def is_loopback(uri: str) -> bool:
    """Whether an answer goes to a program on the person's own machine, which any program there could
    pose as."""
    parts = urlsplit(uri)
    return parts.scheme == "http" and _is_near(parts)


def shown_target(uri: str) -> str:
    """Where an answer goes, short and for people: the host, or the scheme of an app's own."""
    parts = urlsplit(uri)
    return parts.netloc if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def _split(uri: str) -> SplitResult | None:
    """The parts of an absolute address of plain visible ASCII, else None."""
    if not _PRINTABLE.fullmatch(uri) or not _UNSAFE.isdisjoint(uri):
        return None
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return None
    whole = _SCHEME.fullmatch(parts.scheme) and port != 0
    return parts if whole and uri.startswith(f"{parts.scheme}:") else None


def _host(parts: SplitResult) -> str:
    """The host as it was written, without its port."""
    host, colon, port = parts.netloc.rpartition(":")
    return host if colon and port.isdigit() else parts.netloc


def _is_host(parts: SplitResult) -> bool:
    """A host alone: no name and password before it, no empty port behind it."""
    return _HOST.fullmatch(_host(parts)) is not None


def _is_near(parts: SplitResult) -> bool:
    return _host(parts) in _LOOPBACK


def clean_registration(sent: Registration) -> Registration:
    """Name, addresses and website as they are kept.

    Raises AppNameInvalid, RedirectInvalid, WebsiteInvalid.
    """
    return Registration(
        name=clean_name(sent.name),
        redirect_uris=clean_redirects(sent.redirect_uris),
        scopes=sent.scopes,
        website=clean_website(sent.website),
    )


def read_audience(resource: str, base_url: str) -> str:
    """What tokens will be good for (RFC 8707): the one place that there is. Raises InvalidTarget.

    Host and scheme may be written in capitals, a slash may follow.
    """
    own = f"{base_url}{MCP_PATH}"
    scheme, colon, rest = resource.partition(":")
    parts = _split(f"{scheme.lower()}{colon}{rest}")
    if parts is not None and not parts.query and "#" not in resource:
        named = f"{parts.scheme}://{parts.netloc.lower()}{parts.path.removesuffix('/')}"
        if named == own:
            return own
    raise errors.InvalidTarget(resource=own)


def read_challenge(challenge: str, method: str) -> bytes | None:
    """PKCE's challenge (RFC 7636 §4.3), None when the app uses none. Raises OAuthError.

    ``plain`` is refused, also where it would be meant by silence: who reads the address reads the
    verifier.
    """
    if not challenge and not method:
        return None
    if method != "S256":
        raise errors.OAuthError(reason="code_challenge_method must be S256")
    if not _CHALLENGE.fullmatch(challenge):
        raise errors.OAuthError(reason="code_challenge is 43 characters of base64url")
    try:
        return base64.urlsafe_b64decode(challenge + "=")
    except binascii.Error as error:
        raise errors.OAuthError(reason="code_challenge is not base64url") from error


def proves(challenge: bytes | None, verifier: str | None) -> bool:
    """Whether a verifier belongs to a challenge. None of one wants none of the other (RFC 9700 §2.1.1)."""
    if challenge is None or verifier is None:
        return challenge is None and verifier is None
    if not _VERIFIER.fullmatch(verifier):
        return False
    return hmac.compare_digest(challenge, hashlib.sha256(verifier.encode()).digest())
