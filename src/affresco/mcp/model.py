"""Facts about tools: what one is, who calls it, what it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Literal

import msgspec

from affresco.accounts.model import AccountId, Bearer, Scope, Viewer
from affresco.assistant.asking import Asking
from affresco.db import Database
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.runtime import Runtime

Widget = Literal["studio", "feed", "post"]
CALLER_KEY: Final = "affresco_caller"
"""Where ``door`` leaves the caller, in the ASGI scope."""


class Said(msgspec.Struct, frozen=True):
    """What the person answered to a question that their host put to them: yes or no. state: what we gave
    the host to bring back with it."""

    yes: bool
    state: str


Tell = Callable[[int, int], Awaitable[None]]
"""Says to the host how much of how much is done, where it wants to know."""


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who calls a tool, and with what it does its work.

    absent: features that are not open to them (``beta.gates``). asks: whether the host can put a question
    to the person before the tool goes on. said: the answer, None where nothing was asked yet. tell: of
    progress.
    """

    runtime: Runtime
    reader: Reader
    finder: Finder
    asking: Asking
    me: Viewer
    bearer: Bearer
    absent: frozenset[str] = frozenset()
    asks: bool = False
    said: Said | None = None
    tell: Tell | None = None

    @property
    def database(self) -> Database:
        return self.runtime.database

    @property
    def base_url(self) -> str:
        return self.runtime.base_url

    @property
    def id(self) -> AccountId:
        return self.me.id


class Seen(msgspec.Struct, frozen=True):
    """A picture inside an answer, for those who cannot follow its address. data: base64."""

    data: str
    kind: str


class Link(msgspec.Struct, frozen=True):
    """A picture beside an answer."""

    url: str
    name: str
    description: str
    kind: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a tool answers. text: for those who read words; data: the same for programs, of the type that
    the tool ``gives``. meta: for a widget's eyes alone."""

    text: str
    data: msgspec.Struct
    links: tuple[Link, ...] = ()
    seen: tuple[Seen, ...] = ()
    meta: Mapping[str, str] = {}


class Asks(msgspec.Struct, frozen=True):
    """A tool that wants the person's word first. state: comes back with it."""

    question: str
    state: str


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What a tool does to the world (``ToolAnnotations``); all four are always said.

    reads: changes nothing. destroys: what it changes cannot simply be taken back. again: a second call with
    the same arguments changes nothing more. open: others notice.
    """

    reads: bool
    destroys: bool
    again: bool
    open: bool


LOOKS = Hints(reads=True, destroys=False, again=True, open=False)


class Tool(msgspec.Struct, frozen=True, kw_only=True):
    """A tool. title: for people, translated; description: for models, in English.

    needs: all of these scopes. wants, gives: types of arguments and answer. widget: shows the answer.
    files: arguments that a host fills with files of the chat. searches: counted with the searches. feature:
    that it is a part of (``beta.flags``). doing, done: what a host shows meanwhile and after.
    """

    name: str
    title: str
    description: str
    needs: tuple[Scope, ...]
    wants: type[msgspec.Struct]
    gives: type[msgspec.Struct]
    run: Callable[[Caller, Any], Awaitable[Told | Asks]]
    hints: Hints
    widget: Widget | None = None
    files: tuple[str, ...] = ()
    searches: bool = False
    feature: str | None = None
    doing: str
    done: str


Counted = Literal["reads", "writes", "searches"]


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What a message needs before it is looked at. needs: all of these scopes. counted: as which kind of
    call. tool: whether it calls a tool, whose answers have a form of their own."""

    name: str = ""
    needs: tuple[Scope, ...] = ()
    counted: Counted = "reads"
    tool: bool = False


class Wish(msgspec.Struct, frozen=True):
    """As much of what a message asks for as decides who may: the name or the address."""

    method: str
    name: str = ""


Demands = Callable[[Wish], Demand]
