"""What can go wrong between an app, a person and us."""

from __future__ import annotations

from typing import ClassVar

from affresco.errors import AffrescoError, Invalid, NotFound
from affresco.text import N_


class OAuthError(AffrescoError):
    """An error that apps understand. oauth: its name in RFC 6749 §4.1.2.1, §5.2 or RFC 7009 §2.2.1."""

    oauth: ClassVar[str] = "invalid_request"
    code = "oauth.invalid_request"
    status = 400
    message = N_("The request is not complete or not right: {reason}")


class InvalidClient(OAuthError):
    oauth = "invalid_client"
    code = "oauth.invalid_client"
    status = 401
    message = N_("The app is not known here, or its secret is not right. Register it again.")


class InvalidGrant(OAuthError):
    """Unknown, used, expired, another app's, another address, a wrong verifier: they look alike."""

    oauth = "invalid_grant"
    code = "oauth.invalid_grant"
    message = N_(
        "The code is not known, has been used, is older than 10 minutes, or belongs to another app, "
        "another redirect_uri or another code_verifier. Ask the person again."
    )


class InvalidScope(OAuthError):
    oauth = "invalid_scope"
    code = "oauth.invalid_scope"
    message = N_("A scope does not exist here, or the app was not registered with it.")


class UnsupportedGrant(OAuthError):
    oauth = "unsupported_grant_type"
    code = "oauth.unsupported_grant_type"
    message = N_("grant_type is authorization_code, refresh_token or client_credentials.")


class UnsupportedResponse(OAuthError):
    oauth = "unsupported_response_type"
    code = "oauth.unsupported_response_type"
    message = N_("response_type is code, and the answer comes in the query.")


class AccessDenied(OAuthError):
    oauth = "access_denied"
    code = "oauth.access_denied"
    status = 403
    message = N_("The person said no.")


class NotYourToken(OAuthError):
    oauth = "unauthorized_client"
    code = "oauth.unauthorized_client"
    status = 403
    message = N_("This token does not belong to this app.")


class PublicApp(OAuthError):
    """It cannot prove who it is, so it cannot act on its own behalf."""

    oauth = "unauthorized_client"
    code = "oauth.public_app"
    message = N_("An app without a secret cannot have a token of its own.")


class InvalidTarget(OAuthError):
    """RFC 8707 §2."""

    oauth = "invalid_target"
    code = "oauth.invalid_target"
    message = N_(
        "resource is {resource}, once, or left out; and the same when the code is handed in."
    )


class InvalidRedirect(OAuthError):
    """RFC 7591 §3.2.2."""

    oauth = "invalid_redirect_uri"
    code = "oauth.invalid_redirect_uri"
    message = N_("redirect_uris: {reason}")


class InvalidMetadata(OAuthError):
    """RFC 7591 §3.2.2."""

    oauth = "invalid_client_metadata"
    code = "oauth.invalid_client_metadata"
    message = N_("What the app says of itself cannot be used: {reason}")


class DocumentUnusable(Invalid):
    """On the page: there is nowhere to send the person back to."""

    code = "oauth.document_unusable"
    message = N_(
        "The app that sent you here says who it is at {address}, and that cannot be used: {reason}. "
        "Nothing was shared. Tell its makers if you trust it."
    )


class AppUnknown(Invalid):
    """On the page: there is nowhere to send the person back to."""

    code = "oauth.app_unknown"
    message = N_(
        "The app that sent you here is not registered with this place. Go back to the app and sign in "
        "from there again."
    )


class RedirectUnknown(Invalid):
    code = "oauth.redirect_unknown"
    message = N_(
        "The app that sent you here asks to be answered at an address that it did not register. "
        "Nothing was shared. Tell its makers if you trust it."
    )


class AskedTwice(Invalid):
    code = "oauth.asked_twice"
    message = N_(
        "The app that sent you here says {field} more than once. Nothing was shared. Tell its makers "
        "if you trust it."
    )


class AppNameInvalid(Invalid):
    code = "oauth.app_name_invalid"
    message = N_("client_name has 1 to {most} characters that can be seen.")


class RedirectInvalid(Invalid):
    code = "oauth.redirect_invalid"
    message = N_(
        "redirect_uris: {uri} cannot be used. Send 1 to {count} absolute addresses in ASCII without a "
        "fragment, of {most} characters together: https, an app's own scheme, http to this machine, or "
        "urn:ietf:wg:oauth:2.0:oob."
    )


class WebsiteInvalid(Invalid):
    code = "oauth.website_invalid"
    message = N_("website is an address that begins with https:// or http://, of at most {most}.")


class AppScopesInvalid(Invalid):
    code = "oauth.app_scopes_invalid"
    message = N_(
        "scopes: one of them does not exist here. Those that do are listed at "
        "/.well-known/oauth-authorization-server."
    )


class NoApp(NotFound):
    code = "oauth.no_app"
    message = N_("This token was made by its owner and belongs to no app.")
