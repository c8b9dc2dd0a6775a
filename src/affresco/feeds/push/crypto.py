"""Encryption for one browser or app, and who sends it. Pure but for chance.

Sources: RFC 8291 with RFC 8188 (``aes128gcm``); draft-ietf-webpush-encryption-04 (``aesgcm``); RFC 8292.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE: Final = ec.SECP256R1()
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve's group (SEC 2, P-256)."""
PUBLIC_BYTES: Final = 65
SECRET_BYTES: Final = 16
RECORD: Final = 4096
TOKEN_SECONDS: Final = 12 * 3600
"""A day at most, says RFC 8292."""


class Keys(msgspec.Struct, frozen=True):
    """What a browser gives out. p256dh: its public key, 65 bytes; auth: 16 bytes that it shares."""

    p256dh: bytes
    auth: bytes


class Sealed(msgspec.Struct, frozen=True):
    """A body and the headers that say how it was made."""

    body: bytes
    headers: dict[str, str]


class Vapid:
    """The instance as push services know it: a key that follows from its secret, the same on every
    machine, and nowhere stored."""

    def __init__(self, secret: bytes, contact: str) -> None:
        """contact: an address where the owner of the instance is found."""
        derived = HKDF(hashes.SHA256(), 40, None, b"affresco: web push").derive(secret)
        number = int.from_bytes(derived) % (ORDER - 1) + 1
        self._private = ec.derive_private_key(number, CURVE)
        self._contact = contact
        self.public_key = public_bytes(self._private.public_key())

    @property
    def server_key(self) -> str:
        """For clients: base64url, without padding."""
        return encode(self.public_key)

    def token(self, origin: str, now: Callable[[], float] = time.time) -> str:
        """A signed statement for the push service at ``origin``."""
        head = {"typ": "JWT", "alg": "ES256"}
        claims = {"aud": origin, "exp": int(now()) + TOKEN_SECONDS, "sub": self._contact}
        signed = ".".join(encode(msgspec.json.encode(part)) for part in (head, claims))
        r, s = decode_dss_signature(self._private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{signed}.{encode(r.to_bytes(32) + s.to_bytes(32))}"

    def seal(self, keys: Keys, text: bytes, origin: str, *, standard: bool) -> Sealed:
        """A message for the holder of ``keys``, with the headers that its push service wants."""
        token = self.token(origin)
        if standard:
            authorization = f"vapid t={token}, k={self.server_key}"
            headers = {"Content-Encoding": "aes128gcm", "Authorization": authorization}
            return Sealed(encrypt(keys, text), headers)
        body, salt, public = encrypt_as_drafted(keys, text)
        headers = {
            "Content-Encoding": "aesgcm",
            "Encryption": f"salt={encode(salt)}",
            "Crypto-Key": f"dh={encode(public)};p256ecdsa={self.server_key}",
            "Authorization": f"WebPush {token}",
        }
        return Sealed(body, headers)


@functools.lru_cache(maxsize=4)
def vapid(secret: bytes, contact: str) -> Vapid:
    """The instance's; deriving the key takes a while."""
    return Vapid(secret, contact)


def encrypt(
    keys: Keys,
    text: bytes,
    *,
    private: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """``aes128gcm``: header and one record. private, salt: made by chance; given only to be compared with
    the RFC's example."""
    private, salt = private or ec.generate_private_key(CURVE), salt or secrets.token_bytes(16)
    public = public_bytes(private.public_key())
    shared = private.exchange(ec.ECDH(), _public_key(keys.p256dh))
    info = b"WebPush: info\0" + keys.p256dh + public
    material = _expand(_extract(keys.auth, shared), info, 32)
    pseudo_random = _extract(salt, material)
    key = _expand(pseudo_random, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _expand(pseudo_random, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4) + bytes([len(public)]) + public
    return head + AESGCM(key).encrypt(nonce, text + b"\x02", None)


def encrypt_as_drafted(keys: Keys, text: bytes) -> tuple[bytes, bytes, bytes]:
    """``aesgcm``: (body, salt, the public key for this message)."""
    private, salt = ec.generate_private_key(CURVE), secrets.token_bytes(16)
    public = public_bytes(private.public_key())
    shared = private.exchange(ec.ECDH(), _public_key(keys.p256dh))
    material = _expand(_extract(keys.auth, shared), b"Content-Encoding: auth\0", 32)
    length = PUBLIC_BYTES.to_bytes(2)
    context = b"P-256\0" + length + keys.p256dh + length + public
    pseudo_random = _extract(salt, material)
    key = _expand(pseudo_random, b"Content-Encoding: aesgcm\0" + context, 16)
    nonce = _expand(pseudo_random, b"Content-Encoding: nonce\0" + context, 12)
    return AESGCM(key).encrypt(nonce, b"\0\0" + text, None), salt, public


def seal_token(secret: bytes, token: str) -> bytes:
    """A bearer token that only the instance's secret opens."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_token_key(secret)).encrypt(nonce, token.encode(), None)


def open_token(secret: bytes, sealed: bytes) -> str | None:
    """None when the secret is another one by now."""
    try:
        return AESGCM(_token_key(secret)).decrypt(sealed[:12], sealed[12:], None).decode()
    except InvalidTag:
        return None


def read_keys(p256dh: str, auth: str) -> Keys | None:
    """Keys as clients send them, in either alphabet of base64; None for what is none."""
    try:
        public, shared = decode(p256dh), decode(auth)
        _public_key(public)
    except (ValueError, binascii.Error):
        return None
    return Keys(public, shared) if len(shared) == SECRET_BYTES else None


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    """A point, uncompressed."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encode(data: bytes) -> str:
    """base64url, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    """base64 of either alphabet, with or without padding. Raises ValueError."""
    plain = text.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)


def _token_key(secret: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, b"affresco: tokens of push").derive(secret)


def _public_key(point: bytes) -> ec.EllipticCurvePublicKey:
    if len(point) != PUBLIC_BYTES:
        raise ValueError("not an uncompressed point of P-256")
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)


def _extract(salt: bytes, material: bytes) -> bytes:
    return hmac.new(salt, material, hashlib.sha256).digest()


def _expand(pseudo_random: bytes, info: bytes, length: int) -> bytes:
    return HKDFExpand(hashes.SHA256(), length, info).derive(pseudo_random)
