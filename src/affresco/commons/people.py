"""People as consumers see them."""

from __future__ import annotations

import hashlib
import hmac


def pseudonym(secret: bytes, consumer_id: int, account_id: int) -> str:
    """Stable for one consumer, another for each. secret: the instance's."""
    told = f"pseudonym:{consumer_id}:{account_id}".encode()
    return "p" + hmac.digest(secret, told, hashlib.sha256).hex()[:24]
