"""Web Push's encryption, against the example of its own RFC, and keys that are none."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from affresco.feeds.push.crypto import (
    CURVE,
    Keys,
    Vapid,
    decode,
    encode,
    encrypt,
    open_token,
    public_bytes,
    read_keys,
    seal_token,
)

# RFC 8291, appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
AS_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
UA_PUBLIC = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc_comes_out() -> None:
    private = ec.derive_private_key(int.from_bytes(decode(AS_PRIVATE)), CURVE)
    keys = Keys(decode(UA_PUBLIC), decode(AUTH))
    assert encode(encrypt(keys, TEXT, private=private, salt=decode(SALT))) == MESSAGE


def test_two_messages_differ() -> None:
    keys = Keys(decode(UA_PUBLIC), decode(AUTH))
    assert encrypt(keys, TEXT) != encrypt(keys, TEXT)


def test_the_instance_has_one_key_that_follows_from_its_secret() -> None:
    one, same, other = (Vapid(secret, "https://a.example") for secret in (b"s", b"s", b"t"))
    assert one.server_key == same.server_key != other.server_key
    assert len(decode(one.server_key)) == 65


def test_a_sealed_token_is_opened_by_the_secret_alone() -> None:
    sealed = seal_token(b"secret", "a token")
    assert b"a token" not in sealed
    assert open_token(b"secret", sealed) == "a token"
    assert open_token(b"another", sealed) is None


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        (UA_PUBLIC, "AAAA"),
        (UA_PUBLIC, "?" * 22),
        ("AAAA", AUTH),
        (encode(b"\4" + b"\1" * 64), AUTH),
        ("", ""),
    ],
)
def test_keys_that_are_none_are_known(p256dh: str, auth: str) -> None:
    assert read_keys(p256dh, auth) is None


def test_keys_come_in_either_alphabet() -> None:
    plain = UA_PUBLIC.replace("-", "+").replace("_", "/") + "="
    assert read_keys(plain, AUTH + "==") == Keys(decode(UA_PUBLIC), decode(AUTH))
    assert public_bytes(ec.derive_private_key(7, CURVE).public_key())[0] == 4
