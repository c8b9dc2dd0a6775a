"""The page on which a person lets an app in, or does not (RFC 6749 §4.1.1, §4.1.2; RFC 9700, 8707, 9207).

An answer goes to the app only at an address that it registered; until that is sure, and until
somebody is signed in, whatever is wrong is said on a page of ours: anybody may register an app, and
this is no place to bounce strangers off. The page is asked for anew each
time: an app that was let in once is not let in again in silence. For strangers no app's document is
fetched: they sign in first.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.accounts.oauth import apps, grants, rules
from affresco.accounts.oauth.documents import is_address
from affresco.accounts.oauth.errors import (
    AccessDenied,
    AskedTwice,
    OAuthError,
    RedirectUnknown,
    UnsupportedResponse,
)
from affresco.accounts.oauth.model import App, Wish
from affresco.runtime import Runtime
from affresco.text import LOCALES, set_locale
from affresco.web.forms import read_form
from affresco.web.render import redirect, render
from affresco.web.scopes import powers
from affresco.web.security import CONTENT_SECURITY_POLICY
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/oauth/authorize"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Pragma": "no-cache",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
TRUE: Final = frozenset({"1", "true", "on", "yes", "t"})


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the address says that an app sent the person to; the form repeats it."""

    client_id: str = ""
    redirect_uri: str = ""
    response_type: str = ""
    response_mode: str = ""
    scope: str = ""
    state: str = ""
    code_challenge: str = ""
    code_challenge_method: str = ""
    resource: str = ""
    lang: str = ""


class Decision(Asked, frozen=True, kw_only=True):
    """The form as it was sent. decision: allow, or anything else for no."""

    decision: str = ""


@get(PAGE)
async def authorize_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], viewer: NamedDependency[Viewer | None]
) -> Response[Any]:
    """Who asks, for what, and the two answers.

    Raises AppUnknown, DocumentUnusable, RedirectUnknown, AskedTwice; to strangers, OAuthError.
    """
    asked = _asked(request)
    _speak(request, asked.lang)
    if viewer is None and is_address(asked.client_id):
        return redirect(request, _sign_in_path(asked, again=False))
    app = await _app(runtime, asked, viewer)
    again = request.query_params.get("force_login", "").lower() in TRUE
    try:
        wish = _wish(app, asked, runtime.base_url)
    except OAuthError as error:
        if viewer is None:
            raise
        return _answer_error(request, runtime, asked, error)
    if viewer is None or again:
        return redirect(request, _sign_in_path(asked, again=viewer is not None))
    return render(
        request,
        "accounts/authorize.html",
        headers={**HEADERS, "Content-Security-Policy": _policy(asked.redirect_uri)},
        app=app,
        home=urlsplit(app.client_id).netloc if app.kind == "document" else None,
        near=rules.is_loopback(asked.redirect_uri),
        assistant=wish.audience is not None,
        powers=powers(wish.scopes),
        target=_target(asked.redirect_uri),
        asked=[(name, value) for name, value in msgspec.structs.asdict(asked).items() if value],
        other_account=_sign_in_path(asked, again=True),
    )


@post(PAGE)
async def authorize(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """The person's answer, on to the app. Raises AppUnknown, DocumentUnusable, RedirectUnknown."""
    sent = await read_form(request, Decision)
    _speak(request, sent.lang)
    app = await _app(runtime, sent, me)
    try:
        wish = _wish(app, sent, runtime.base_url)
        if sent.decision != "allow":
            raise AccessDenied
    except OAuthError as error:
        return _answer_error(request, runtime, sent, error)
    code = await grants.consent(runtime.database, me.id, wish)
    if wish.redirect_uri == rules.OUT_OF_BAND:
        return render(request, "accounts/authorize_code.html", headers=HEADERS, app=app, code=code)
    return _sent(_back(runtime, sent, {"code": code}))


def _asked(request: AnyRequest) -> Asked:
    """Raises AskedTwice: two readers of one address must not understand two things."""
    sent: dict[str, str] = {}
    for field in msgspec.structs.fields(Asked):
        values = request.query_params.getall(field.name, [])
        if len(values) > 1:
            raise AskedTwice(field=field.name)
        sent[field.name] = values[0] if values else ""
    return Asked(**sent)


def _speak(request: AnyRequest, lang: str) -> None:
    """In the language that the app asks for, if it is one of ours."""
    locale = lang.split("-")[0].lower()
    if locale in LOCALES:
        set_locale(locale)
        request.state.visit = msgspec.structs.replace(visit_of(request), locale=locale)


async def _app(runtime: Runtime, asked: Asked, viewer: Viewer | None) -> App:
    """The app, at an address of its own. Raises AppUnknown, DocumentUnusable, RedirectUnknown."""
    app = await apps.find_app(
        runtime.database,
        asked.client_id,
        None if viewer is None else viewer.id,
        private=runtime.settings.apps_private,
    )
    if not asked.redirect_uri:
        raise RedirectUnknown
    apps.check_redirect(app, asked.redirect_uri)
    return app


def _wish(app: App, asked: Asked, base_url: str) -> Wish:
    """Raises OAuthError: this the app may hear.

    An assistant that names no resource means the one that there is: older ones cannot name it.
    """
    if asked.response_type != "code" or asked.response_mode not in ("", "query"):
        raise UnsupportedResponse
    own = f"{base_url}{rules.MCP_PATH}" if app.assistant else None
    audience = rules.read_audience(asked.resource, base_url) if asked.resource else own
    challenge = rules.read_challenge(asked.code_challenge, asked.code_challenge_method)
    if challenge is None and (audience is not None or app.public):
        raise OAuthError(reason="code_challenge is needed, with code_challenge_method S256")
    return Wish(
        app=app,
        redirect_uri=asked.redirect_uri,
        scopes=apps.wanted_scopes(app, asked.scope),
        challenge=challenge,
        audience=audience,
    )


def _sign_in_path(asked: Asked, *, again: bool) -> str:
    """To the sign-in form and back here, this time without ``force_login``."""
    told = {name: value for name, value in msgspec.structs.asdict(asked).items() if value}
    back = quote(f"{PAGE}?{urlencode(told)}", safe="")
    return f"/sign-in?{'again=yes&' if again else ''}next={back}"


def _answer_error(
    request: AnyRequest, runtime: Runtime, asked: Asked, error: OAuthError
) -> Response[Any]:
    """A no goes to the app at once. What the app did wrong stands on a page, with the way to tell it:
    nobody is sent to an address that a stranger registered before they clicked (RFC 9700 §4.11.2).
    """
    denied = isinstance(error, AccessDenied)
    by_hand = asked.redirect_uri == rules.OUT_OF_BAND
    back = _back(runtime, asked, {"error": error.oauth, "error_description": error.text()})
    if denied and not by_hand:
        return _sent(back)
    return render(
        request,
        "accounts/authorize_refused.html",
        status=200 if denied else error.status,
        headers=HEADERS,
        denied=denied,
        text=error.text(visit_of(request).locale),
        back=None if by_hand else back,
        target=_target(asked.redirect_uri),
    )


def _back(runtime: Runtime, asked: Asked, said: dict[str, str]) -> str:
    """The app's address with what it is told. iss: whose answer it is (RFC 9207)."""
    told = {**said, **({"state": asked.state} if asked.state else {}), "iss": runtime.base_url}
    joint = "&" if "?" in asked.redirect_uri else "?"
    return f"{asked.redirect_uri}{joint}{urlencode(told)}"


def _sent(back: str) -> Response[bytes]:
    return Response(b"", status_code=303, headers={**HEADERS, "Location": back})


def _policy(uri: str) -> str:
    """The usual policy, and the one place besides that the form may lead to."""
    if uri == rules.OUT_OF_BAND:
        return CONTENT_SECURITY_POLICY
    return CONTENT_SECURITY_POLICY.replace(
        "form-action 'self'", f"form-action 'self' {rules.form_target(uri)}"
    )


def _target(uri: str) -> str | None:
    """Where the answer goes, for people; None when it is copied by hand."""
    return None if uri == rules.OUT_OF_BAND else rules.shown_target(uri)


routes = [authorize_page, authorize]
