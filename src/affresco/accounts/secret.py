"""Random secrets for cookies, tokens and links. Only their SHA-256 is stored."""

from __future__ import annotations

import hashlib
import secrets


def new_secret(bits: int = 256) -> str:
    """URL-safe text of that many random bits."""
    return secrets.token_urlsafe(bits // 8)


def digest(secret: str) -> bytes:
    """What is stored in place of the secret; it has enough entropy to need no salt."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
