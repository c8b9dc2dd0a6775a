"""What handles, addresses, passwords and profiles may be. Pure: text in, clean text out, or an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from affresco.accounts import errors
from affresco.accounts.model import Link, Profile, SignUp

HANDLE: Final = re.compile(r"[a-z0-9_]{2,30}")
PASSWORD_LEAST, PASSWORD_MOST = 10, 256
NAME_LIMIT: Final = 60
BIO_LIMIT: Final = 1000
LINKS_LIMIT: Final = 4
LABEL_LIMIT: Final = 40
URL_LIMIT: Final = 500
COHORT_LIMIT: Final = 60
"""Characters (code points after normalisation)."""

_RESERVED: Final = """
    abuse about account accounts admin administrator affresco all api assistant bookmarks commons
    contact deleted demo everybody everyone explore feed feeds followers following gesso healthz help
    here home hostmaster info invite invites join language local login logout mail me media metrics
    mod moderation moderator mural nobody noreply no_reply notifications null oauth oembed official
    owner people post posts postmaster privacy publish readyz root search security settings sign_in
    sign_out sign_up signin signout signup staff static stream studio support system tag tags team
    terms theme undefined unknown webmaster you
"""
RESERVED: Final = frozenset(_RESERVED.split())
"""Handles that would read like a part of the site or like somebody in charge."""

_EMAIL_LOCAL: Final = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}")
_DOMAIN_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LINE_BREAKS: Final = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_JOINERS: Final = "\u200c\u200d"
"""Format characters that words need: non-joiner (Persian …) and joiner (emoji)."""


def is_id(number: int) -> bool:
    """Whether a number from an address can be anybody's id at all."""
    return 0 < number < 2**63


def clean_handle(handle: str) -> str:
    """A handle as it is kept: NFKC, lower case, without a leading @. Raises HandleInvalid, HandleReserved."""
    clean = unicodedata.normalize("NFKC", handle.strip().removeprefix("@")).lower()
    if not HANDLE.fullmatch(clean):
        raise errors.HandleInvalid
    if clean in RESERVED or not clean.strip("_"):
        raise errors.HandleReserved(handle=clean)
    return clean


def clean_email(email: str) -> str:
    """An address as it is kept: lower case, the domain in ASCII. Raises EmailInvalid.

    Checked for sense only (RFC 5321 lengths, one @, a dotted domain); proof is a message that arrives.
    """
    local, at, domain = unicodedata.normalize("NFKC", email.strip()).rpartition("@")
    try:
        domain = domain.lower().encode("idna").decode("ascii")
    except UnicodeError as error:
        raise errors.EmailInvalid from error
    labels = domain.split(".")
    fits = (
        at
        and _EMAIL_LOCAL.fullmatch(local)
        and not any(_is_unwanted(character) for character in local)
        and not (local.startswith(".") or local.endswith(".") or ".." in local)
        and len(labels) >= 2
        and all(_DOMAIN_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
        and len(local) + 1 + len(domain) <= 254
    )
    if not fits:
        raise errors.EmailInvalid
    return f"{local.lower()}@{domain}"


def check_password(password: str, handle: str = "", email: str = "") -> None:
    """Length, and not the same as who it belongs to; nothing else (NIST SP 800-63B).

    Raises PasswordTooShort, PasswordTooLong, PasswordTellsWho.
    """
    if len(password) < PASSWORD_LEAST:
        raise errors.PasswordTooShort(least=PASSWORD_LEAST)
    if len(password) > PASSWORD_MOST:
        raise errors.PasswordTooLong(most=PASSWORD_MOST)
    told = {handle.strip().lower(), email.strip().lower()} - {""}
    if password.strip().lower().removeprefix("@") in told:
        raise errors.PasswordTellsWho


def clean_name(name: str) -> str:
    """A name on one line. Raises NameTooLong."""
    clean = clean_line(name)
    if len(clean) > NAME_LIMIT:
        raise errors.NameTooLong(most=NAME_LIMIT, length=len(clean))
    return clean


def clean_bio(bio: str) -> str:
    """Text of several lines, at most one of them empty in a row. Raises BioTooLong."""
    clean = clean_text(bio)
    if len(clean) > BIO_LIMIT:
        raise errors.BioTooLong(most=BIO_LIMIT, length=len(clean))
    return clean


def clean_text(text: str) -> str:
    """Clean lines, at most one of them empty in a row."""
    lines = (clean_line(line) for line in _LINE_BREAKS.sub("\n", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_links(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Links without the empty ones; a missing label becomes the host's name.

    Raises TooManyLinks, LinkInvalid, LinkTooLong.
    """
    filled = [(n, link) for n, link in enumerate(links, 1) if link.url.strip()]
    if len(filled) > LINKS_LIMIT:
        raise errors.TooManyLinks(most=LINKS_LIMIT)
    return tuple(_clean_link(number, link) for number, link in filled)


def _clean_link(number: int, link: Link) -> Link:
    url, label = link.url.strip(), clean_line(link.label)
    if len(url) > URL_LIMIT or len(label) > LABEL_LIMIT:
        raise errors.LinkTooLong(number=number, label=LABEL_LIMIT, url=URL_LIMIT)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise errors.LinkInvalid(number=number) from error
    unwanted = any(character.isspace() or _is_unwanted(character) for character in url)
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or unwanted:
        raise errors.LinkInvalid(number=number)
    return Link(label=label or host.removeprefix("www.")[:LABEL_LIMIT], url=url)


def clean_profile(profile: Profile) -> Profile:
    """A profile as it is kept. Raises NameTooLong, BioTooLong, TooManyLinks, LinkInvalid, LinkTooLong."""
    return Profile(
        name=clean_name(profile.name), bio=clean_bio(profile.bio), links=clean_links(profile.links)
    )


def clean_cohort(cohort: str | None) -> str | None:
    """The name of a group of invited people, None for none. Raises CohortTooLong."""
    clean = clean_line(cohort or "")
    if len(clean) > COHORT_LIMIT:
        raise errors.CohortTooLong(most=COHORT_LIMIT)
    return clean or None


def clean_line(text: str) -> str:
    """NFC, on one line, without control characters and without those that turn the writing direction."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    kept = "".join(character for character in spaced if not _is_unwanted(character))
    clean = " ".join(unicodedata.normalize("NFC", kept).split())
    return clean if clean.strip(_JOINERS + " ") else ""


def _is_unwanted(character: str) -> bool:
    """Control, format (bidi overrides, zero width), private use or surrogate."""
    unwanted = unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")
    return unwanted and character not in _JOINERS


def problems(command: SignUp) -> tuple[errors.AboutField, ...]:
    """Everything that is wrong with a sign-up, so that a form can say it all at once."""
    found: list[errors.AboutField] = []
    checks: tuple[Callable[[], object], ...] = (
        lambda: clean_handle(command.handle),
        lambda: clean_email(command.email),
        lambda: check_password(command.password, command.handle, command.email),
        lambda: clean_name(command.name),
    )
    for check in checks:
        try:
            check()
        except errors.AboutField as problem:
            found.append(problem)
    return tuple(found)
