"""Settings: one frozen struct, read once from ``affresco.toml`` and ``AFFRESCO_*`` variables.

Environment beats file beats default. Unknown keys are an error. Every field carries its help; the
reference page ``docs/reference/settings.md`` is held to it by a test.
"""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec

from affresco.errors import AffrescoError
from affresco.text import N_, _

PREFIX = "AFFRESCO_"
REMOTE_KEYS = frozenset({"AFFRESCO_REMOTE_URL", "AFFRESCO_REMOTE_TOKEN"})
"""For ``affresco remote``, which reads no settings."""
FILE = "affresco.toml"


class BadSettings(AffrescoError):
    code = "settings.invalid"
    message = N_("The setting {key} is not usable: {reason}")


def _help(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


TomlValue: TypeAlias = "str | int | float | bool | list[TomlValue] | dict[str, TomlValue]"
ENGINE_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
SECRET_FILE: Final = "secret"  # noqa: S105 - a name of a file
HIDDEN: Final = frozenset({"secret", "database_url", "replica_url", "live_url"})


class EngineTable(msgspec.Struct, frozen=True, kw_only=True):
    """One ``[engine.NAME]``: an engine under a name of the owner's choice.

    kind: which sort of engine, an entry point of the group ``affresco.engines``. label: what people
    read, "" for the name in words. options: the rest of the table as JSON, which the kind reads; it may
    hold a key, so it is never shown.
    """

    kind: str
    label: str = ""
    options: bytes = b"{}"

    def __repr__(self) -> str:
        return f"EngineTable(kind={self.kind!r}, label={self.label!r}, options=…)"

    @classmethod
    def read(cls, values: Mapping[str, TomlValue]) -> EngineTable:
        """From a table of ``affresco.toml``. Raises ValueError."""
        kind, label = values.get("kind"), values.get("label", "")
        if not isinstance(kind, str) or not isinstance(label, str):
            raise ValueError('a table of an engine has a kind, e.g. kind = "openai"; label is text')
        rest = {key: value for key, value in values.items() if key not in ("kind", "label")}
        return cls(kind=kind, label=label.strip(), options=msgspec.json.encode(rest))


class ClassifierTable(msgspec.Struct, frozen=True, kw_only=True):
    """One ``[classifier.NAME]``: a classifier under a name of the owner's choice.

    kind: which sort, an entry point of the group ``affresco.classifiers``. down: what happens while it does
    not answer, ``pass`` (the rules file alone decides) or ``refuse`` (nothing is made). options: the rest of
    the table as JSON, which the kind reads; it may hold a key, so it is never shown.
    """

    kind: str
    down: Literal["pass", "refuse"] = "pass"
    options: bytes = b"{}"

    def __repr__(self) -> str:
        return f"ClassifierTable(kind={self.kind!r}, down={self.down!r}, options=…)"

    @classmethod
    def read(cls, values: Mapping[str, TomlValue]) -> ClassifierTable:
        """From a table of ``affresco.toml``. Raises ValueError."""
        kind, down = values.get("kind"), values.get("down", "pass")
        if not isinstance(kind, str) or (down != "pass" and down != "refuse"):
            raise ValueError(
                'a table of a classifier has a kind, e.g. kind = "moderation"; down is "pass" or "refuse"'
            )
        rest = {key: value for key, value in values.items() if key not in ("kind", "down")}
        return cls(
            kind=kind,
            down="refuse" if down == "refuse" else "pass",
            options=msgspec.json.encode(rest),
        )


class WordsTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[words]``: a language model that helps with prompts. url: of the API, up to ``/v1``. key_env: the
    environment variable that holds its key."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s]+$")]
    model: Annotated[str, msgspec.Meta(min_length=1)]
    key_env: str = ""
    timeout_seconds: Annotated[float, msgspec.Meta(ge=1, le=120)] = 20.0


class GessoModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[gesso]``: a language model that words the assistant's answers. url: of the API, up to ``/v1``.
    key_env: the environment variable that holds its key. silent_seconds: after which without a word it counts
    as down. price_in, price_out: of a million tokens, in a currency of the owner's choice."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s]+$")]
    model: Annotated[str, msgspec.Meta(min_length=1)]
    key_env: str = ""
    timeout_seconds: Annotated[float, msgspec.Meta(ge=1, le=300)] = 60.0
    silent_seconds: Annotated[float, msgspec.Meta(ge=0.1, le=120)] = 15.0
    answer_tokens: Annotated[int, msgspec.Meta(ge=64, le=8_192)] = 700
    price_in: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    price_out: Annotated[float, msgspec.Meta(ge=0)] = 0.0


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
    replica_url: Annotated[
        str | None,
        _help(
            "A PostgreSQL that streams from the one in database_url, synchronously: reads go there."
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
    live_url: Annotated[
        str | None,
        _help(
            "Redis (redis://, rediss://) that carries live messages between many processes. "
            "Default: the database does."
        ),
    ] = None
    push_private: Annotated[
        bool,
        _help(
            "Whether notifications are also pushed to services with private addresses, e.g. one in your "
            "own network."
        ),
    ] = False
    apps_private: Annotated[
        bool,
        _help(
            "Whether assistants may describe themselves, and give files of a chat, at private addresses "
            "and over plain http, e.g. while you make one."
        ),
    ] = False
    hooks_private: Annotated[
        bool,
        _help(
            "Whether webhooks may also be sent to private addresses and over plain http, e.g. to a program "
            "in your own network."
        ),
    ] = False
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
    engine: Annotated[
        dict[str, EngineTable],
        _help("Tables `[engine.NAME]`, one for each engine that needs more than its name."),
    ] = {}
    rules: Annotated[
        str | None,
        _help("A rules file of your own: what may not be made here, beside the rules of ours."),
    ] = None
    adult_content: Annotated[
        bool, _help("Whether people who declared that they are adults may make adult content.")
    ] = False
    classifiers: Annotated[
        tuple[str, ...],
        _help(
            "Classifiers that look at words and pictures beside the rules "
            "(comma-separated in the environment)."
        ),
    ] = ()
    classifier: Annotated[
        dict[str, ClassifierTable],
        _help("Tables `[classifier.NAME]`, one for each classifier that needs more than its name."),
    ] = {}
    words: Annotated[
        WordsTable | None,
        _help(
            "A table `[words]`: a language model that suggests wordings for prompts. "
            "Default: local rules alone."
        ),
    ] = None
    gesso: Annotated[
        GessoModel | None,
        _help(
            "A table `[gesso]`: a language model that words the assistant's answers. "
            "Default: they are put together from posts alone."
        ),
    ] = None
    questions_per_day: Annotated[
        int,
        msgspec.Meta(
            ge=0, description="How many questions one person may ask the assistant a day; 0: none."
        ),
    ] = 200
    tokens_per_day: Annotated[
        int,
        msgspec.Meta(
            ge=0,
            description="How many tokens of the language model one person may use a day; "
            "then the assistant answers without it.",
        ),
    ] = 200_000
    pictures_per_day: Annotated[
        int, msgspec.Meta(ge=1, description="How many pictures one person may make in 24 hours.")
    ] = 200
    api_reads: Annotated[
        int,
        msgspec.Meta(
            ge=1,
            description="How often a token (or an address) may read from the API of one web process "
            "in 5 minutes.",
        ),
    ] = 1_500_000
    api_writes: Annotated[
        int, msgspec.Meta(ge=1, description="How often it may write in 5 minutes.")
    ] = 60_000
    api_searches: Annotated[
        int, msgspec.Meta(ge=1, description="How often it may search in 5 minutes.")
    ] = 3_000
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

    def __post_init__(self) -> None:
        """Raises ValueError where fields do not fit together."""
        if not self.engines:
            raise ValueError("engines must name at least one engine")
        if self.live_url is not None and not self.live_url.startswith(("redis://", "rediss://")):
            raise ValueError("live_url begins with redis:// or rediss://")
        for name in (*self.engines, *self.engine):
            if not ENGINE_NAME.fullmatch(name):
                raise ValueError(
                    f"{name!r} is no name for an engine: small letters, digits, - and _, at most 40"
                )
        if len(set(self.engines)) < len(self.engines):
            raise ValueError("engines names an engine twice")
        for name in (*self.classifiers, *self.classifier):
            if not ENGINE_NAME.fullmatch(name) or name == "rules":
                raise ValueError(
                    f"{name!r} is no name for a classifier: small letters, digits, - and _, at most 40, "
                    "and not “rules”"
                )
        if len(set(self.classifiers)) < len(self.classifiers):
            raise ValueError("classifiers names a classifier twice")

    def __repr__(self) -> str:
        """What is secret stays so in logs and tracebacks."""
        shown = (
            f"{name}={'…' if name in HIDDEN and value else repr(value)}"
            for name, value in msgspec.structs.asdict(self).items()
        )
        return f"Settings({', '.join(shown)})"

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
    if "engine" in values:
        values["engine"] = _engine_tables(values["engine"])
    if "classifier" in values:
        values["classifier"] = _classifier_tables(values["classifier"])
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


def _engine_tables(tables: object) -> dict[str, EngineTable]:
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise BadSettings(
            key="engine", reason=_("engines are set in tables of their own: [engine.NAME]")
        )
    read = {}
    for name, table in tables.items():
        try:
            read[name] = EngineTable.read(table)
        except ValueError as error:
            raise BadSettings(key=f"engine.{name}", reason=str(error)) from error
    return read


def _classifier_tables(tables: object) -> dict[str, ClassifierTable]:
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise BadSettings(
            key="classifier",
            reason=_("classifiers are set in tables of their own: [classifier.NAME]"),
        )
    read = {}
    for name, table in tables.items():
        try:
            read[name] = ClassifierTable.read(table)
        except ValueError as error:
            raise BadSettings(key=f"classifier.{name}", reason=str(error)) from error
    return read


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {field.name for field in msgspec.structs.fields(Settings)} - {
        "engine",
        "classifier",
        "words",
        "gesso",
    }
    values: dict[str, Any] = {}
    for name, value in environ.items():
        if not name.startswith(PREFIX) or name in REMOTE_KEYS or value == "":
            continue
        key = name.removeprefix(PREFIX).lower()
        if key not in known:
            raise BadSettings(
                key=name, reason=_("there is no such setting; see docs/reference/settings.md")
            )
        values[key] = (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if key in ("engines", "classifiers")
            else value
        )
    return values


def instance_secret(settings: Settings) -> bytes:
    """The instance's signing key: from the settings, or made once in the data folder (mode 0600)."""
    if settings.secret is not None:
        if len(settings.secret) < 32:
            raise BadSettings(key="secret", reason=_("it must have at least 32 characters"))
        return settings.secret.encode()
    path = settings.data_dir / SECRET_FILE
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
