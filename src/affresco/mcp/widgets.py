"""Pages inside a chat (the MCP Apps extension): one whole HTML file each, without any request for code.

They are written in ``frontend/src/widgets`` and built with the website's assets. The words in them come from
our catalogues, in all languages at once: what language the chat speaks is known in there alone. Pictures
come from this instance, the only address that the policy of such a page lets it have.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final, cast, get_args
from urllib.parse import urlsplit

import msgspec

from affresco.errors import Unavailable
from affresco.mcp.model import Widget
from affresco.text import LOCALES, N_, translate

KIND: Final = "text/html;profile=mcp-app"
BUILT: Final = Path(__file__).parent / "built"
VERSION: Final = "1"
"""Part of the address: hosts keep what they fetched. To be raised when a widget no longer understands what
an older one did."""
TITLES: Final[dict[Widget, str]] = {
    "studio": N_("Affresco: the studio"),
    "feed": N_("Affresco: a feed"),
    "post": N_("Affresco: a post"),
}
CALLED: Final = frozenset({"like_post"})
"""Tools without a widget of their own that widgets call."""
WORDS: Final = {
    "waiting": N_("Waiting for the pictures …"),
    "queued": N_("In the queue …"),
    "running": N_("Painting …"),
    "done": N_("Ready. Choose one."),
    "failed": N_("This did not work:"),
    "cancelled": N_("Stopped."),
    "stop": N_("Stop"),
    "choose": N_("Choose"),
    "publishThis": N_("Publish this one …"),
    "changeThis": N_("Change it …"),
    "more": N_("Older posts"),
    "like": N_("Like"),
    "replies": N_("Replies: {count}"),
    "remixes": N_("Remixes: {count}"),
    "open": N_("Open in Affresco"),
    "remix": N_("Remix …"),
    "show": N_("Show"),
    "covered": N_("Covered by its author"),
    "repostedBy": N_("reposted by"),
    "family": N_("Family tree"),
    "familyAlone": N_("Nobody has remixed this yet."),
    "gone": N_("gone or hidden"),
    "thisOne": N_("this post"),
    "answers": N_("Answers"),
    "empty": N_("Nothing here yet."),
    "withheld": N_("Withheld by a rule of this place"),
    "notUnderstood": N_("Not understood:"),
    "offline": N_("The chat does not answer. The words above say the same."),
    "picture": N_("Picture"),
    "askPublish": N_("Publish picture {id} on Affresco. Show me first where it will go."),
    "askChange": N_("I want to change picture {id}. Ask me what to change."),
    "askRemix": N_("I want to remix post {id} on Affresco. Ask me what to change."),
    "askOpen": N_("Open post {id} on Affresco."),
}
"""What people read in a widget. Texts that begin with ask are said in the chat, in the person's name, when
they press a button, and stand in the chat before they are sent."""


class WidgetsMissing(Unavailable):
    code = "mcp.widgets_missing"
    message = N_("The widgets were not built. Run `make up`, or `python build_assets.py`.")


def uri_of(name: Widget) -> str:
    """The address by which hosts know a widget."""
    return f"ui://affresco/{name}-{VERSION}.html"


def find(uri: str) -> Widget | None:
    """The widget of an address."""
    return next((cast(Widget, name) for name in get_args(Widget) if uri_of(name) == uri), None)


@functools.cache
def page(name: Widget) -> str:
    """The whole page. Raises WidgetsMissing."""
    try:
        text = (BUILT / f"{name}.html").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise WidgetsMissing from error
    words = {
        locale: {key: translate(said, locale) for key, said in WORDS.items()} for locale in LOCALES
    }
    told = msgspec.json.encode(words).decode().replace("<", "\\u003c")
    return text.replace("{/*words*/}", told)


def meta(base_url: str) -> dict[str, Any]:
    """What a widget may reach: pictures of this instance, and nothing else. Tools go through the host."""
    origin = f"{urlsplit(base_url).scheme}://{urlsplit(base_url).netloc}"
    policy: dict[str, Any] = {"connectDomains": [], "resourceDomains": [origin]}
    return {
        "ui": {"csp": policy, "prefersBorder": True},
        "openai/widgetCSP": {
            "connect_domains": [],
            "resource_domains": [origin],
            "redirect_domains": [origin],
        },
    }
