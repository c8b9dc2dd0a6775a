"""What is wrong with an address, and what was probably meant. No I/O; a guess, never a decision."""

from __future__ import annotations

import re
from typing import Final

from affresco.accounts import rules
from affresco.accounts.errors import EmailInvalid

_NAMES: Final = """
    aol.com fastmail.com gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hotmail.co.uk
    hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com libero.it live.com live.it mail.com
    mail.de mac.com outlook.com outlook.de outlook.fr outlook.it posteo.de proton.me protonmail.com
    tiscali.it tutanota.com virgilio.it web.de yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it
    ymail.com zoho.com
"""
_KNOWN: Final = frozenset(_NAMES.split())
_LARGE: Final = tuple(sorted(domain for domain in _KNOWN if len(domain) >= 9))
"""Short ones lie too near to domains that exist."""
_ENDINGS: Final = {
    "c": "com", "cmo": "com", "comm": "com", "con": "com", "coom": "com", "cpm": "com", "ocm": "com",
    "vom": "com", "xom": "com", "ent": "net", "ner": "net", "nett": "net", "nte": "net", "ogr": "org",
    "orgg": "org", "rog": "org", "itt": "it", "ti": "it", "ed": "de",
}  # fmt: skip
"""Endings that no domain has."""
_AT: Final = re.compile(r" ?[\(\[] ?at ?[\)\]] ?| at ", re.IGNORECASE)
"""In text whose blanks are single."""
_BRACKETS: Final = re.compile(r".*<([^<>]*)>\s*")


def address_in(line: str) -> str:
    """The address in ``Ada Lovelace <ada@example.org>`` or ``mailto:…``; else the line, without quotes."""
    found = _BRACKETS.fullmatch(line)
    return (found[1] if found else line).strip().strip("\"'`").removeprefix("mailto:").strip()


def meant(written: str) -> str | None:
    """An address like this one that is likelier; None where this one is as likely as any."""
    try:
        clean = rules.clean_email(written)
    except EmailInvalid:
        mended = _mended(written)
        if mended is None:
            return None
        return meant(mended) or mended
    local, _at, domain = clean.rpartition("@")
    better = _domain(domain)
    return f"{local}@{better}" if better else None


def _mended(written: str) -> str | None:
    """What cannot be an address, made into one."""
    text = _AT.sub("@", " ".join(written.split()).strip(",;.<>()[]{}"))
    text = re.sub(r"\s+", "", text).replace(",", ".")
    text = re.sub(r"@{2,}", "@", text)
    text = re.sub(r"\.{2,}", ".", text).replace(".@", "@").replace("@.", "@")
    if "@" in text and "." not in text.rpartition("@")[2]:
        before, _, after = text.rpartition("@")
        known = next((one for one in sorted(_KNOWN) if one.replace(".", "") == after.lower()), None)
        known = known or next((one for one in _LARGE if one.split(".")[0] == after.lower()), None)
        text = f"{before}@{known}" if known else text
    if "@" not in text:
        for known in sorted(_LARGE, key=len, reverse=True):
            if text.lower().endswith(known) and len(text) > len(known):
                text = f"{text[: -len(known)].rstrip('.')}@{known}"
                break
    try:
        return rules.clean_email(text)
    except EmailInvalid:
        return None


def _domain(domain: str) -> str | None:
    """A known domain one slip of the finger away; or one with an ending that exists."""
    if domain in _KNOWN:
        return None
    near = next((known for known in _LARGE if _one_slip(domain, known)), None)
    if near:
        return near
    begin, _, end = domain.rpartition(".")
    if end in _ENDINGS:
        mended = f"{begin}.{_ENDINGS[end]}"
        return _domain(mended) or mended
    return None


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two changed places make one out of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    if len(one) == len(other):
        swapped = one[same : same + 2] == other[same : same + 2][::-1]
        return one[same + 1 :] == other[same + 1 :] or (
            swapped and one[same + 2 :] == other[same + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[same + 1 :] == shorter[same:]
