"""A push service on loopback, and the browser behind it: takes messages (RFC 8030) and decrypts them.

The decryption follows the texts of RFC 8291 and of draft-ietf-webpush-encryption-04, in code of its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class PushService:
    """messages: (headers, body) as they came. answers: the statuses of the next answers, then 201."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.messages: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = secrets.token_bytes(16)

    @property
    def endpoint(self) -> str:
        return f"{self.url}/send/somebody"

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": encoded(point(self._private)), "auth": encoded(self._auth)}

    def read(self, number: int = -1) -> Any:
        """What a message says."""
        headers, body = self.messages[number]
        if headers["Content-Encoding"] == "aes128gcm":
            return json.loads(self._open(body))
        return json.loads(self._open_drafted(headers, body))

    def statement(self, number: int = -1) -> tuple[dict[str, Any], str]:
        """(the claims of the sender, its key), whose signature is right."""
        headers, _body = self.messages[number]
        authorization = headers["Authorization"]
        if authorization.startswith("vapid "):
            found = re.fullmatch(r"vapid t=(\S+), k=(\S+)", authorization)
            assert found is not None, authorization
            token, key = found[1], found[2]
        else:
            token = authorization.removeprefix("WebPush ")
            key = headers["Crypto-Key"].split("p256ecdsa=")[1]
        head, claims, signature = token.split(".")
        raw = decoded(signature)
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
        public.verify(
            encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:])),
            f"{head}.{claims}".encode(),
            ec.ECDSA(hashes.SHA256()),
        )
        assert json.loads(decoded(head))["alg"] == "ES256"
        return json.loads(decoded(claims)), key

    def _open(self, body: bytes) -> bytes:
        salt, length = body[:16], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        prk = mac(self._auth, self._shared(sender))
        ikm = mac(prk, b"WebPush: info\0" + point(self._private) + sender + b"\1")
        prk = mac(salt, ikm)
        key = mac(prk, b"Content-Encoding: aes128gcm\0\1")[:16]
        nonce = mac(prk, b"Content-Encoding: nonce\0\1")[:12]
        padded = AESGCM(key).decrypt(nonce, sealed, None)
        text, _mark, _zeros = padded.rpartition(b"\2")
        return text

    def _open_drafted(self, headers: dict[str, str], body: bytes) -> bytes:
        salt = decoded(headers["Encryption"].removeprefix("salt="))
        sender = decoded(headers["Crypto-Key"].split("dh=")[1].split(";")[0])
        prk = mac(self._auth, self._shared(sender))
        ikm = mac(prk, b"Content-Encoding: auth\0\1")
        prk = mac(salt, ikm)
        context = b"P-256\0\0\x41" + point(self._private) + b"\0\x41" + sender
        key = mac(prk, b"Content-Encoding: aesgcm\0" + context + b"\1")[:16]
        nonce = mac(prk, b"Content-Encoding: nonce\0" + context + b"\1")[:12]
        padded = AESGCM(key).decrypt(nonce, body, None)
        return padded[2 + int.from_bytes(padded[:2]) :]

    def _shared(self, sender: bytes) -> bytes:
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        return self._private.exchange(ec.ECDH(), public)


@contextmanager
def push_service() -> Iterator[PushService]:
    """It runs until the block ends."""
    service: PushService

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.messages.append((dict(self.headers.items()), body))
            self.send_response(service.answers.pop(0) if service.answers else 201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        service = PushService(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield service
        server.shutdown()


def point(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def mac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
