"""Templates to responses."""

from __future__ import annotations

import base64
import binascii
import functools
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote, urlsplit

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.response import Redirect
from markupsafe import Markup

from affresco import text
from affresco.web import assets, gates, numbers, offered, times, veils
from affresco.web.drawn import Drawn, Look
from affresco.web.session import GUEST_COOKIE, is_htmx, visit_of

AnyRequest = Request[Any, Any, Any]
FlashKind = Literal["info", "success", "error"]

TEMPLATES: Final = Path(__file__).parent / "templates"
FLASH_COOKIE: Final = "affresco_flash"
YEAR: Final = 365 * 24 * 3600


@functools.cache
def environment() -> Environment:
    """The template engine. Undefined names are errors: a template never hides a typo."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    made.install_gettext_callables(text._, text.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(_=_say, gettext=_say)
    made.globals.update(asset=assets.asset, icon=assets.icon)
    made.globals.update(hides=veils.hides, unfolds=veils.unfolds)
    made.globals.update(show_card=Drawn(functools.partial(_draw, made)).card)
    made.filters.update(ago=times.ago, day=times.day, moment=times.moment)
    made.filters.update(isoformat=datetime.isoformat, decimal=numbers.decimal)
    made.filters.update(abilities=offered.abilities, any_takes=offered.any_takes, span=offered.span)
    return made


def _say(message: str, **variables: object) -> Markup:
    """A text of a template as Jinja's own newstyle ``gettext`` gives it, which takes a page a quarter of
    its time: here what needs no variables is looked up."""
    said = _said(message, text.current_locale())
    return said % variables if variables or "%" in said else said


@functools.lru_cache(4096)
def _said(message: str, locale: str) -> Markup:
    return Markup(text.translate(message, locale))  # noqa: S704 - ours, and a catalogue's


def _draw(templates: Environment, look: Look) -> Markup:
    """A card drawn anew. The template gets no more than what the look says."""
    macros = templates.get_template("macros/post.html").module
    drawn: Markup = macros.card(  # type: ignore[attr-defined]
        look.card, look.signed_in, full=look.full, quiet=look.quiet, eager=look.eager
    )
    return drawn


def render(
    request: AnyRequest,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: object,
) -> Response[str]:
    """A page or a fragment. The flash message, if there is one, is shown and forgotten."""
    visit = visit_of(request)
    waiting = request.cookies.get(FLASH_COOKIE)
    shows_flash = waiting is not None and not is_htmx(request)
    body = (
        environment()
        .get_template(template)
        .render(
            {
                "request": request,
                "base_url": request.app.state.runtime.base_url,
                "url_path": request.url.path,
                "viewer": visit.viewer,
                "locale": visit.locale,
                "csrf_token": visit.csrf_token,
                "theme": visit.theme,
                "absent": gates.off_of(request),
                "unread": visit.unread,
                "unread_talk": visit.unread_talk,
                "flash": _read_flash(waiting) if shows_flash and waiting else [],
                **context,
            }
        )
    )
    response = Response(body, media_type="text/html", status_code=status)
    response.headers.update({"Vary": "Cookie, HX-Request, Accept-Language", **(headers or {})})
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if shows_flash:
        response.delete_cookie(FLASH_COOKIE)
    if visit.new_guest is not None:
        set_cookie(request, response, GUEST_COOKIE, visit.new_guest, max_age=YEAR)
    return response


def redirect(request: AnyRequest, url: str) -> Response[Any]:
    """To a path of ours: 303 for browsers, ``HX-Redirect`` for htmx. Other hosts become ``/``."""
    target = local_path(url)
    if is_htmx(request):
        return Response(b"", status_code=204, headers={"HX-Redirect": target})
    return Redirect(target, status_code=303)


def local_path(url: str | None, default: str = "/") -> str:
    """``url`` if it is a path on this site, else ``default``: no open redirects."""
    if not url or not url.startswith("/") or url.startswith(("//", "/\\")):
        return default
    if any(ord(character) < 0x20 for character in url):
        return default
    return quote(url, safe="/?&=#@%:+,;~!$'()*-._")


def sent_from(request: AnyRequest) -> str:
    """The page of ours that a form was sent from, without its fragment; ``/`` when it is not known."""
    referrer = urlsplit(request.headers.get("referer", ""))
    if referrer.netloc != request.headers.get("host"):
        return "/"
    return local_path(f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path)


def flash(response: Response[Any], kind: FlashKind, message: str) -> None:
    """Show a message on the next page. message: plain text, already translated."""
    packed = base64.urlsafe_b64encode(msgspec.json.encode([kind, message[:500]])).decode()
    response.set_cookie(FLASH_COOKIE, packed, max_age=60, httponly=True, samesite="lax")


def set_cookie(
    request: AnyRequest, response: Response[Any], name: str, value: str, *, max_age: int
) -> None:
    """A cookie for this site alone; ``Secure`` where the instance is reached by https."""
    secure = request.app.state.runtime.base_url.startswith("https://")
    response.set_cookie(
        name, value, max_age=max_age, httponly=True, samesite="lax", secure=secure, path="/"
    )


def _read_flash(packed: str) -> list[tuple[str, str]]:
    try:
        kind, message = msgspec.json.decode(
            base64.urlsafe_b64decode(packed), type=tuple[FlashKind, str]
        )
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return []
    return [(kind, message)]
