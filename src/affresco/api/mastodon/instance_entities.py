"""What clients ask an instance about itself: versions 1 and 2 of Mastodon's entity, and NodeInfo."""

from __future__ import annotations

from typing import Literal

import msgspec

from affresco.api.mastodon.entities import Account


class StatusLimits(msgspec.Struct, frozen=True):
    """characters_reserved_per_url: a link counts with its real length."""

    max_characters: int
    max_media_attachments: int
    characters_reserved_per_url: int = 0


class MediaLimits(msgspec.Struct, frozen=True):
    """Limits of an upload: bytes, pixels, characters of a description."""

    supported_mime_types: tuple[str, ...]
    image_size_limit: int
    image_matrix_limit: int
    description_limit: int


class PollLimits(msgspec.Struct, frozen=True):
    """Limits of a poll; expirations in seconds."""

    max_options: int
    max_characters_per_option: int
    min_expiration: int
    max_expiration: int


class AccountLimits(msgspec.Struct, frozen=True):
    """Limits of a profile."""

    max_featured_tags: int
    max_pinned_statuses: int


class Urls(msgspec.Struct, frozen=True):
    """Where streams are, and what people may read. streaming: ws:// or wss://, without a path."""

    streaming: str
    status: str | None = None
    about: str | None = None
    privacy_policy: str | None = None
    terms_of_service: str | None = None


class OlderUrls(msgspec.Struct, frozen=True):
    """Where streams are, as older clients read it."""

    streaming_api: str


class Translation(msgspec.Struct, frozen=True):
    """Machine translation of posts: none."""

    enabled: bool = False


class VapidKey(msgspec.Struct, frozen=True):
    """With which pushed notifications are signed; base64url."""

    public_key: str


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """What a client must respect."""

    urls: Urls
    accounts: AccountLimits
    statuses: StatusLimits
    media_attachments: MediaLimits
    polls: PollLimits
    translation: Translation = Translation()
    vapid: VapidKey


class Users(msgspec.Struct, frozen=True):
    """How many people signed in or came back in the last month."""

    active_month: int


class Usage(msgspec.Struct, frozen=True):
    """How much the instance is used."""

    users: Users


class Thumbnail(msgspec.Struct, frozen=True):
    """A picture for the instance."""

    url: str


class Registrations(msgspec.Struct, frozen=True):
    """Sign-up is by invitation."""

    enabled: bool = False
    approval_required: bool = False
    message: str | None = None


class Contact(msgspec.Struct, frozen=True):
    """Whom to ask."""

    email: str = ""
    account: Account | None = None


class Rule(msgspec.Struct, frozen=True):
    """A rule of the instance. text: its title; hint: what it means."""

    id: str
    text: str
    hint: str = ""


class ApiVersions(msgspec.Struct, frozen=True):
    """Version of Mastodon's API that is spoken (its own counter: 7 is that of Mastodon 4.5)."""

    mastodon: int = 7


class InstanceV2(msgspec.Struct, frozen=True, kw_only=True):
    """The instance."""

    domain: str
    title: str
    version: str
    source_url: str
    description: str
    usage: Usage
    thumbnail: Thumbnail
    languages: tuple[str, ...]
    configuration: Configuration
    registrations: Registrations = Registrations()
    contact: Contact = Contact()
    rules: tuple[Rule, ...] = ()
    api_versions: ApiVersions = ApiVersions()


class Stats(msgspec.Struct, frozen=True):
    """Rough numbers; domain_count: other servers known."""

    user_count: int
    status_count: int
    domain_count: int = 0


class InstanceV1(msgspec.Struct, frozen=True, kw_only=True):
    """The instance, as older clients ask for it."""

    uri: str
    title: str
    short_description: str
    description: str
    email: str = ""
    version: str
    urls: OlderUrls
    stats: Stats
    thumbnail: str | None
    languages: tuple[str, ...]
    registrations: bool = False
    approval_required: bool = False
    invites_enabled: bool = True
    configuration: Configuration
    contact_account: Account | None = None
    rules: tuple[Rule, ...] = ()


class NodeInfoLink(msgspec.Struct, frozen=True):
    """A link of the discovery document."""

    rel: str
    href: str


class NodeInfoLinks(msgspec.Struct, frozen=True):
    """Where NodeInfo is (its specification, section "Discovery")."""

    links: tuple[NodeInfoLink, ...]


class NodeSoftware(msgspec.Struct, frozen=True):
    """name: lower case."""

    name: str
    version: str


class NodeServices(msgspec.Struct, frozen=True):
    """Other networks that posts are taken from or sent to."""

    inbound: tuple[str, ...] = ()
    outbound: tuple[str, ...] = ()


class NodeUsers(msgspec.Struct, frozen=True):
    """How many people have an account."""

    total: int


class NodeUsage(msgspec.Struct, frozen=True, rename="camel"):
    """How much the instance is used."""

    users: NodeUsers
    local_posts: int


class NodeMetadata(msgspec.Struct, frozen=True):
    """Free of form in the specification; nothing here."""


class NodeInfo(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """NodeInfo 2.0."""

    version: Literal["2.0"] = "2.0"
    software: NodeSoftware
    protocols: tuple[str, ...] = ()
    services: NodeServices = NodeServices()
    open_registrations: bool = False
    usage: NodeUsage
    metadata: NodeMetadata = NodeMetadata()
