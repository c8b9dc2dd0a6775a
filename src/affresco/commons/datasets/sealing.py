"""Checksums, the manifest and its signature.

The signature is over the bytes of ``manifest.json``, with the instance's key, which signs its pictures,
too; it is deterministic (RFC 6979), so that a release that is written again is the same to the last byte.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from affresco.commons.datasets.model import Entry, Manifest
from affresco.studio.provenance.identity import Identity


def encoded(manifest: Manifest) -> bytes:
    """``manifest.json``: keys sorted, indented, a newline at the end."""
    plain = msgspec.json.encode(manifest, order="deterministic")
    return msgspec.json.format(plain, indent=1) + b"\n"


def sign(identity: Identity, data: bytes) -> bytes:
    """``manifest.sig``: DER for an elliptic curve, as ``openssl dgst -sha256 -verify`` takes it."""
    key = serialization.load_pem_private_key(identity.key, password=None)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(data)
    assert isinstance(key, rsa.RSAPrivateKey), "identity.load takes no other"
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def public_key(identity: Identity) -> bytes:
    """``key.pem``."""
    certificate = x509.load_pem_x509_certificate(identity.chain)
    return certificate.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def verify(key_pem: bytes, signature: bytes, data: bytes) -> bool:
    """Whether whoever has the key signed these bytes."""
    key = serialization.load_pem_public_key(key_pem)
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True


def checksums(files: Iterable[Entry]) -> bytes:
    """``SHA256SUMS``, as ``sha256sum --check`` takes it."""
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in sorted(files)).encode()
