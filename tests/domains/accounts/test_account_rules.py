"""What handles, addresses, passwords and profiles may be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.accounts import errors, rules
from affresco.accounts.model import Link, Profile, SignUp


@given(st.text(max_size=40))
def test_a_handle_is_kept_in_one_form_or_refused(typed: str) -> None:
    try:
        kept = rules.clean_handle(typed)
    except (errors.HandleInvalid, errors.HandleReserved):
        return
    assert rules.HANDLE.fullmatch(kept)
    assert kept not in rules.RESERVED
    assert rules.clean_handle(kept) == kept
    assert rules.clean_handle(f"@{kept.upper()} ") == kept


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789_", min_size=2, max_size=30))
def test_every_handle_of_allowed_characters_is_kept_as_it_is(handle: str) -> None:
    if handle in rules.RESERVED or not handle.strip("_"):
        with pytest.raises(errors.HandleReserved):
            rules.clean_handle(handle)
    else:
        assert rules.clean_handle(handle) == handle


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "a" * 31,
        "ada lovelace",
        "ada-l",
        "àda",
        "аda",  # the first letter is Cyrillic
        "עדה",
        "🎨🎨",
        "\u202eada",
        "ad\u200ba",
        "ada\x00",
        "ada\n_",
    ],
)
def test_a_handle_of_other_characters_is_told_which_are_allowed(typed: str) -> None:
    with pytest.raises(errors.HandleInvalid) as refused:
        rules.clean_handle(typed)
    assert "a to z" in refused.value.text()
    assert "0 to 9" in refused.value.text()


def test_wide_letters_and_capitals_become_the_plain_ones() -> None:
    assert rules.clean_handle(" @ＡＤＡ_1815 ") == "ada_1815"


@pytest.mark.parametrize("handle", ["admin", "Gesso", "affresco", "settings", "local", "___"])
def test_handles_that_would_mislead_are_reserved(handle: str) -> None:
    with pytest.raises(errors.HandleReserved):
        rules.clean_handle(handle)


@given(st.emails())
def test_ordinary_addresses_are_kept_in_one_form(address: str) -> None:
    try:
        kept = rules.clean_email(address)
    except errors.EmailInvalid:
        return
    assert rules.clean_email(kept) == kept
    assert rules.clean_email(f" {kept.upper()} ") == kept
    assert kept.isascii() or not kept.rpartition("@")[0].isascii()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada@Example.ORG ", "ada@example.org"),
        ("ada+wall@mail.example.org", "ada+wall@mail.example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("o'hara@example.org", "o'hara@example.org"),
    ],
)
def test_addresses_are_normalised(typed: str, kept: str) -> None:
    assert rules.clean_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@exam ple.org",
        "a da@example.org",
        "ada@example..org",
        ".ada@example.org",
        "ada@-example.org",
        "ada@1.2.3.4",
        "ada\x00@example.org",
        "ada\u202e@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 63 + "." + "e" * 63 + ".org",
        "ada@example.org, bo@example.org",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(errors.EmailInvalid):
        rules.clean_email(typed)


@pytest.mark.parametrize("password", ["x" * 10, "x" * 256, "          ", "пароль из слов"])
def test_any_ten_characters_are_a_password(password: str) -> None:
    rules.check_password(password, "ada", "ada@example.org")


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("x" * 9, errors.PasswordTooShort),
        ("x" * 257, errors.PasswordTooLong),
        ("Ada_Lovelace", errors.PasswordTellsWho),
        ("@ada_lovelace", errors.PasswordTellsWho),
        ("ADA@example.org", errors.PasswordTellsWho),
    ],
)
def test_other_passwords_are_refused(password: str, error: type[errors.AboutField]) -> None:
    with pytest.raises(error):
        rules.check_password(password, "ada_lovelace", "ada@example.org")


@given(st.text())
def test_a_cleaned_line_has_no_character_that_hides_or_turns(text: str) -> None:
    clean = rules.clean_line(text)
    assert "\n" not in clean
    assert clean == clean.strip()
    assert rules.clean_line(clean) == clean
    kinds = {unicodedata.category(c) for c in clean if c not in "\u200c\u200d"}
    assert not kinds & {"Cc", "Cf", "Co", "Cs"}


def test_a_name_keeps_its_emoji_and_loses_its_tricks() -> None:
    assert rules.clean_name("  Ada\u202e\n 👩‍🎨 L.\x00 ") == "Ada 👩‍🎨 L."
    assert rules.clean_name("\u200d\u200d") == ""


def test_lengths_are_counted_after_cleaning() -> None:
    assert len(rules.clean_name("x" * 60 + "   ")) == 60
    with pytest.raises(errors.NameTooLong):
        rules.clean_name("x" * 61)
    assert len(rules.clean_bio("x" * 1000 + "\n\n")) == 1000
    with pytest.raises(errors.BioTooLong):
        rules.clean_bio("x" * 1001)


def test_a_bio_keeps_its_paragraphs() -> None:
    assert rules.clean_bio(" I paint.\r\n\r\n\r\n\r\nAt night.\u2028Slowly. ") == (
        "I paint.\n\nAt night.\nSlowly."
    )


def test_links_are_web_addresses_with_a_label() -> None:
    links = (Link("", "https://www.example.org/ada"), Link("Shop", " http://shop.example "))
    assert rules.clean_links((*links, Link("empty", " "))) == (
        Link("example.org", "https://www.example.org/ada"),
        Link("Shop", "http://shop.example"),
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "example.org",
        "https://",
        "https://ada:secret@example.org",
        "https://exa mple.org",
        "https://[bad",
        "https://example.org/\u202egpj",
        "HTTPS\x00://example.org",
    ],
)
def test_other_links_are_refused_with_their_number(url: str) -> None:
    with pytest.raises(errors.LinkInvalid) as refused:
        rules.clean_links((Link("fine", "https://example.org"), Link("", url)))
    assert refused.value.details["number"] == 2


def test_five_links_are_too_many() -> None:
    with pytest.raises(errors.TooManyLinks):
        rules.clean_profile(Profile(links=(Link("x", "https://example.org"),) * 5))


def test_all_that_is_wrong_with_a_sign_up_is_said_at_once() -> None:
    command = SignUp(
        handle="é", email="x", password="short", training="deny", wording="", name="x" * 61
    )
    assert {problem.field for problem in rules.problems(command)} == {
        "handle",
        "email",
        "password",
        "name",
    }
