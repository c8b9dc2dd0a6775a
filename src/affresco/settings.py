"""Settings: one frozen struct, read once from ``affresco.toml`` and ``AFFRESCO_*`` variables.

Environment beats file beats default. Unknown keys are an error. Every field carries its help; the
reference page ``docs/reference/settings.md`` is held to it by a test.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from affresco.errors import AffrescoError
from affresco.text import N_, _

PREFIX = "AFFRESCO_"
FILE = "affresco.toml"


class BadSettings(AffrescoError):
    code = "settings.invalid"
    message = N_("The setting {key} is not usable: {reason}")


def _help(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that an owner can set. Paths may be relative to the folder the command is run in."""

    data: Annotated[str, _help("Folder for the embedded database, media and the secret.")] = (
        ".affresco"
    )
    database_url: Annotated[
        str | None,
        _help(
            "A PostgreSQL 15+ server to use instead of the embedded one: postgresql://user@host/db."
        ),
    ] = None
    public_url: Annotated[
        str | None,
        _help("The address people use, e.g. https://affresco.example. Default: http://HOST:PORT."),
    ] = None
    media_url: Annotated[
        str | None,
        _help("Where pictures are kept: a folder, or s3://, gs://, az://. Default: DATA/media."),
    ] = None
    secret: Annotated[
        str | None,
        _help(
            "Key for signing links and form tokens, 32+ characters. Default: made once in DATA/secret."
        ),
    ] = None
    signing_key: Annotated[
        str | None,
        _help(
            "PEM file with the private key and certificates that sign pictures. "
            "Default: made once in DATA/provenance.pem."
        ),
    ] = None
    engines: Annotated[
        tuple[str, ...],
        _help(
            "Engines that people may choose, first is the default (comma-separated in the environment)."
        ),
    ] = ("illustrator",)
    pictures_per_day: Annotated[
        int, msgspec.Meta(ge=1, description="How many pictures one person may make in 24 hours.")
    ] = 200
    web_processes: Annotated[
        int, msgspec.Meta(ge=1, le=64, description="How many web processes `serve` and `up` start.")
    ] = 1
    proxies: Annotated[
        int,
        msgspec.Meta(
            ge=0,
            le=5,
            description="How many reverse proxies of yours stand in front; "
            "visitors' addresses are then read from X-Forwarded-For.",
        ),
    ] = 0
    log_level: Annotated[str, _help("debug, info, warning or error.")] = "info"

    @property
    def data_dir(self) -> Path:
        """The data folder as an absolute path; it may not exist yet."""
        return Path(self.data).expanduser().resolve()

    @property
    def media_location(self) -> str:
        """An ``obstore`` URL, or an absolute folder path when none is set."""
        return self.media_url or str(self.data_dir / "media")

    def with_changes(self, **changes: str | int | None) -> Settings:
        """A copy with some fields replaced, e.g. by command-line options; None leaves a field."""
        return msgspec.structs.replace(self, **{k: v for k, v in changes.items() if v is not None})


def load(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Read the settings.

    environ: variables, ``os.environ`` by default. folder: where ``affresco.toml`` is looked for, the
    current one by default. Raises BadSettings naming the key and what to do.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = _from_file((folder or Path.cwd()) / FILE)
    values.update(_from_environment(environ))
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadSettings(key=FILE + " / " + PREFIX + "*", reason=str(error)) from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(key=str(path), reason=str(error)) from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {field.name for field in msgspec.structs.fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in environ.items():
        if not name.startswith(PREFIX) or value == "":
            continue
        key = name.removeprefix(PREFIX).lower()
        if key not in known:
            raise BadSettings(
                key=name, reason=_("there is no such setting; see docs/reference/settings.md")
            )
        values[key] = (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if key == "engines"
            else value
        )
    return values


def instance_secret(settings: Settings) -> bytes:
    """The instance's signing key: from the settings, or made once in the data folder (mode 0600)."""
    if settings.secret is not None:
        if len(settings.secret) < 32:
            raise BadSettings(key="secret", reason=_("it must have at least 32 characters"))
        return settings.secret.encode()
    path = settings.data_dir / "secret"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            write_once(path, secrets.token_hex(32))
        return path.read_bytes().strip()
    except OSError as error:
        raise BadSettings(key="data", reason=f"{path.parent}: {error.strerror}") from error


def write_once(path: Path, content: str) -> None:
    """Write a whole file or none; of two processes at once, the first one wins."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
