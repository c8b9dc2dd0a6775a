"""Where apps may be answered, what they may be called, and PKCE."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.accounts.oauth import errors, rules

CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
"""The example of RFC 7636, appendix B."""


@pytest.mark.parametrize(
    "uri",
    [
        "urn:ietf:wg:oauth:2.0:oob",
        "https://app.example/back",
        "https://app.example:8443/back?kept=1",
        "https://xn--bcher-kva.example/",
        "http://127.0.0.1/back",
        "http://127.0.0.1:3000/back",
        "http://[::1]:3000/",
        "http://localhost:5173/",
        "icecubesapp://",
        "oauth2redirect://com.example.client/",
        "com.example.app:/back",
    ],
)
def test_addresses_that_apps_use_are_taken(uri: str) -> None:
    assert rules.is_redirect(uri)
    assert rules.clean_redirects([uri]) == (uri,)
    assert rules.matches(uri, uri)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "/back",
        "//app.example/back",
        "app.example/back",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ms-msdt:/id x",
        "ms-msdt:/id",
        "search-ms:query=x",
        "file:///etc/passwd",
        "blob:https://app.example/x",
        "view-source:https://app.example",
        "urn:ietf:wg:oauth:2.0:other",
        "http://app.example/back",
        "http://127.0.0.1.app.example/",
        "http://localhost.app.example/",
        "http://127.0.0.1@app.example/",
        "https://good.example@app.example/",
        "https://",
        "https:///back",
        "https://app.example:0/",
        "https://app.example:x/",
        "https://app.example/back#fragment",
        "https://app.example/back#",
        "https://аpp.example/",
        "https://app.example/ü",
        "https://app.example\\@evil.example/",
        "https://app.example/\r\nSet-Cookie: x=y",
        "https://app.example/\u2028",
        "https://app.example;script-src */",
        "https://app.example,evil.example/",
        "https://app.example'/",
        "https://[::1/",
        "1app://x",
    ],
)
def test_addresses_that_lead_astray_are_refused(uri: str) -> None:
    assert not rules.is_redirect(uri)


@pytest.mark.parametrize(
    "asked",
    [
        "https://app.example/back/",
        "https://app.example/back/../evil",
        "https://app.example/back?x=1",
        "https://app.example/Back",
        "https://APP.example/back",
        "https://app.example.evil.example/back",
        "https://evil.example/https://app.example/back",
        "https://app.example:443/back",
        "https://app.example:8443/back",
        "http://app.example/back",
        "https://app.example/back%00",
        "https://app.example/back#x",
        "https://app.example/bac\u212a",
        "",
    ],
)
def test_an_address_is_compared_to_the_letter(asked: str) -> None:
    assert not rules.matches("https://app.example/back", asked)


def test_only_the_port_of_a_loopback_address_may_differ() -> None:
    assert rules.matches("http://127.0.0.1/back", "http://127.0.0.1:51004/back")
    assert rules.matches("http://127.0.0.1:1/back", "http://127.0.0.1:2/back")
    assert rules.matches("http://[::1]/", "http://[::1]:51004/")
    assert not rules.matches("http://127.0.0.1/back", "http://127.0.0.1:51004/other")
    assert not rules.matches("http://127.0.0.1/back", "http://127.0.0.1:51004@evil.example/back")
    assert not rules.matches("http://127.0.0.1/back", "https://127.0.0.1:51004/back")
    assert not rules.matches("http://127.0.0.1/back", "http://[::1]:51004/back")
    assert rules.matches("http://localhost/back", "http://localhost:51004/back")
    assert not rules.matches("http://localhost/back", "http://localhost:51004/other")
    assert not rules.matches("http://localhost/back", "http://127.0.0.1:51004/back")
    assert not rules.matches("app://127.0.0.1/back", "app://127.0.0.1:51004/back")


@given(st.text(max_size=80), st.sampled_from(["https://app.example/back", "http://127.0.0.1/"]))
def test_nothing_but_itself_or_a_port_is_ever_taken(asked: str, registered: str) -> None:
    if rules.matches(registered, asked) and asked != registered:
        assert asked.startswith("http://127.0.0.1:")


@given(st.text(max_size=60))
def test_what_is_taken_fits_into_a_header_and_a_policy(text: str) -> None:
    for uri in (text, f"https://{text}", f"https://app.example/{text}", f"{text}://x"):
        if rules.is_redirect(uri) and uri != rules.OUT_OF_BAND:
            assert uri.isascii()
            assert uri.isprintable()
            assert not set(rules.form_target(uri)) & set("; ,'\"*")
            assert rules.shown_target(uri)


def test_names_cannot_disguise_themselves() -> None:
    assert rules.clean_name("  Brushes \n for\tall ") == "Brushes for all"
    assert rules.clean_name("\u202eevil\u202c app\u200b\u2066") == "evil app"
    assert rules.clean_name("Za" + "\u0335" * 40 + "lgo") == "Za\u0335\u0335lgo"
    assert rules.clean_name("e\u0301cran") == "écran"
    assert rules.clean_name("नमस्ते") == "नमस्ते"
    assert rules.clean_name("<b>x</b>") == "<b>x</b>"
    for nothing in ("", " ", "\u200d", "\u0301", "\u00ad", "x" * 61):
        with pytest.raises(errors.AppNameInvalid):
            rules.clean_name(nothing)


def test_pkce_is_s256_and_nothing_else() -> None:
    challenge = rules.read_challenge(CHALLENGE, "S256")
    assert challenge is not None
    assert rules.proves(challenge, VERIFIER)
    assert not rules.proves(challenge, VERIFIER + "x")
    assert not rules.proves(challenge, None)
    assert not rules.proves(None, VERIFIER)
    assert rules.proves(None, None)
    assert rules.read_challenge("", "") is None


@pytest.mark.parametrize(
    ("challenge", "method"),
    [
        (CHALLENGE, "plain"),
        (CHALLENGE, ""),
        (CHALLENGE, "s256"),
        ("", "S256"),
        (CHALLENGE[:-1], "S256"),
        (CHALLENGE + "=", "S256"),
        (CHALLENGE[:-1] + "+", "S256"),
    ],
)
def test_other_challenges_are_refused(challenge: str, method: str) -> None:
    with pytest.raises(errors.OAuthError):
        rules.read_challenge(challenge, method)
