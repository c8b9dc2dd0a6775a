"""Argon2id, off the event loop.

The parameters are argon2-cffi's defaults, RFC 9106's second recommendation (64 MiB, 3 passes). Two
threads at most hash at a time: more would only add memory, 64 MiB each.
"""

from __future__ import annotations

import asyncio
import functools
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

_hasher: Final = PasswordHasher()
_threads: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


async def hash_password(password: str) -> str:
    """The Argon2id hash, in PHC string format."""
    return await _off_loop(functools.partial(_hasher.hash, _normal(password)))


async def verify(password: str, stored: str | None) -> bool:
    """Whether the password is the one hashed in ``stored``.

    With None (no such account) the same work is done for nothing, so that time does not tell.
    """
    return await _off_loop(functools.partial(_verify, _normal(password), stored))


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def _verify(password: str, stored: str | None) -> bool:
    dummy = _dummy()
    try:
        return _hasher.verify(stored or dummy, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _dummy() -> str:
    return _hasher.hash("nobody's password")


def _normal(password: str) -> str:
    """The same characters typed on another keyboard give the same password (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


async def _off_loop(work: functools.partial[T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, work)
