"""Who signs: a key and its certificates, made at the first start, or the owner's own.

The certificate profile is that of C2PA 2.1 §14.5: digitalSignature, e-mail protection, key identifiers. The
authority that signs our certificate exists for that one signature: its key is never stored. There is no
time-stamping service offline, so validity has to outlast the pictures.
"""

from __future__ import annotations

import asyncio
import datetime
import functools
from pathlib import Path
from typing import Final

import msgspec
import structlog
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from affresco.db import Database, keys
from affresco.settings import Settings, write_once
from affresco.studio.errors import SigningUnusable
from affresco.text import _

log = structlog.get_logger(__name__)

FILE: Final = "provenance.pem"
YEARS: Final = 30
ORGANISATION: Final = "Affresco"

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


class Identity(msgspec.Struct, frozen=True):
    """algorithm: C2PA's name. chain: what goes into a signature, PEM, our own certificate first. key: PEM.

    anchors: certificates of the authorities behind our own certificates, PEM. serials: of our certificates,
    under these authorities.
    """

    algorithm: str
    chain: bytes
    key: bytes
    anchors: bytes
    serials: tuple[str, ...]

    def __repr__(self) -> str:
        """Without the key: this is what logs and tracebacks show."""
        return f"Identity({self.algorithm})"


@functools.lru_cache(maxsize=8)
def load(data_dir: Path, signing_key: str | None) -> Identity:
    """The instance's identity; made in the data folder when nobody gave one. Raises SigningUnusable.

    A failure is not remembered: the owner may mend it while we run.
    """
    own = data_dir / FILE
    try:
        if signing_key is None:
            if not own.exists():
                own.parent.mkdir(parents=True, exist_ok=True)
                write_once(own, _make())
            return _read(own.read_bytes(), with_root=False)
        given = _read(Path(signing_key).expanduser().read_bytes(), with_root=True)
        before = _read(own.read_bytes(), with_root=False) if own.exists() else given
    except OSError as error:
        log.error("signing key unreadable", reason=error.strerror)
        raise SigningUnusable(reason=_("the file with the key cannot be read")) from error
    # What was signed before the owner brought a key of their own stays ours.
    return msgspec.structs.replace(
        given, anchors=given.anchors + before.anchors, serials=given.serials + before.serials
    )


async def share(settings: Settings, database: Database) -> None:
    """Have the identity of the instance here, the same on every machine: made now, if nobody has one.

    An owner's own key stays where it is. Raises SigningUnusable, DatabaseUnavailable.
    """
    if settings.signing_key is not None:
        return
    path = settings.data_dir / FILE
    try:
        await keys.share(database, FILE, path)
        if not path.exists():
            await asyncio.to_thread(of, settings)
            await keys.share(database, FILE, path)
    except OSError as error:
        log.error("signing key cannot be kept", reason=error.strerror)
        raise SigningUnusable(reason=_("the file with the key cannot be read")) from error
    load.cache_clear()


def of(settings: Settings) -> Identity:
    """The identity of an instance with these settings. Raises SigningUnusable."""
    return load(settings.data_dir, settings.signing_key)


def _read(pem: bytes, *, with_root: bool) -> Identity:
    """with_root: pass on all certificates of the file, or only our own (the root of ours is nobody's)."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
        certificates = x509.load_pem_x509_certificates(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningUnusable(
            reason=_("the file must hold a private key without password and its certificates, PEM")
        ) from error
    if not isinstance(key, PrivateKey):
        raise SigningUnusable(reason=_("the key must be of type EC, Ed25519 or RSA"))
    leaf = certificates[0]
    if _public(leaf.public_key()) != _public(key.public_key()):
        raise SigningUnusable(reason=_("the first certificate does not belong to the key"))
    now = datetime.datetime.now(datetime.UTC)
    if not leaf.not_valid_before_utc <= now <= leaf.not_valid_after_utc:
        raise SigningUnusable(reason=_("the certificate is not valid today"))
    chain = certificates if with_root else certificates[:1]
    return Identity(
        algorithm=_algorithm(key),
        chain=b"".join(certificate.public_bytes(Encoding.PEM) for certificate in chain),
        key=_pem(key),
        anchors=certificates[-1].public_bytes(Encoding.PEM),
        serials=(str(leaf.serial_number),),
    )


def _algorithm(key: PrivateKey) -> str:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        named = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
        if key.curve.name not in named:
            raise SigningUnusable(reason=_("the key's curve must be P-256, P-384 or P-521"))
        return named[key.curve.name]
    return "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "ps256"


def _make() -> str:
    """A fresh key, its certificate and the authority's, PEM."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = (
        _certificate("Affresco authority", "Affresco authority", authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    leaf = (
        _certificate("Affresco instance", "Affresco authority", key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    certificates = b"".join(c.public_bytes(Encoding.PEM) for c in (leaf, authority))
    return (_pem(key) + certificates).decode()


def _certificate(
    subject: str, issuer: str, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _public(key: object) -> bytes:
    """A form in which public keys can be compared."""
    assert hasattr(key, "public_bytes")
    made: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return made


def _pem(key: PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
