"""Passwords are hashed quickly here; that they are Argon2id is tested apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from affresco.accounts import passwords
from affresco.accounts.model import SignUp

PASSWORD = "wet plaster dries at noon"


@pytest.fixture(autouse=True)
def swift_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def joining() -> Callable[..., SignUp]:
    """What somebody of this handle sends to join; further fields may be named."""

    def make(handle: str, **changes: str) -> SignUp:
        fields = {
            "email": f"{handle}@example.org",
            "password": PASSWORD,
            "training": "deny",
            "wording": "May they learn? No.",
            **changes,
        }
        return SignUp(handle=handle, **fields)  # type: ignore[arg-type]

    return make
