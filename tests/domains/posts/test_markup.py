"""What people type and what it becomes."""

from __future__ import annotations

import pytest

from affresco.posts import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        (
            "*soft* **loud** `a < b`",
            "<p><em>soft</em> <strong>loud</strong> <code>a &lt; b</code></p>",
        ),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("# not a heading", "<p># not a heading</p>"),
        ("- no list", "<p>- no list</p>"),
        ("![no](https://picture.example)", None),
        ("[bad](javascript:alert(1))", "<p>[bad](javascript:alert(1))</p>"),
        ("[inside](/sign-out)", "<p>[inside](/sign-out)</p>"),
        ("ada@example.org", "<p>ada@example.org</p>"),
        ("@ada@elsewhere.example", "<p>@ada@elsewhere.example</p>"),
        ("page#ada C#sharp 4#5", "<p>page#ada C#sharp 4#5</p>"),
        ("#123", "<p>#123</p>"),
        ("\\#plain \\@ada", "<p>#plain @ada</p>"),
    ],
)
def test_little_markdown_and_nothing_else(text: str, html: str | None) -> None:
    rendered = markup.render(text, {"ada"})
    assert html is None or rendered == html
    assert "<img" not in rendered


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://example.org/a_b_c, now", "https://example.org/a_b_c"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("HTTP://EXAMPLE.org.", "HTTP://EXAMPLE.org"),
        ("https://example.org/?q=1&r=*2*#part", "https://example.org/?q=1&amp;r=*2*#part"),
        ("<https://example.org>", "https://example.org"),
        ("[words](https://example.org)", "https://example.org"),
    ],
)
def test_addresses_become_links_that_lend_no_credit(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="nofollow noopener ugc">' in markup.render(text)


def test_names_are_not_found_in_code_links_and_addresses() -> None:
    text = "`#a @ada` [#b @bo](https://c.example/#d) https://e.example/@fo#g\n```\n#h\n```"
    assert markup.names(text) == markup.Names(handles=(), tags=())


def test_names_come_once_and_folded() -> None:
    text = "#Straße #STRASSE #日本語 #हिन्दी @Ada, @ada! (@bo)"
    assert markup.names(text) == markup.Names(
        handles=("ada", "bo"), tags=("strasse", "日本語", "हिन्दी")
    )


def test_a_text_names_thirty_at_most() -> None:
    text = " ".join(f"#a{n} @b{n}" for n in range(100))
    named = markup.names(text)
    assert (len(named.handles), len(named.tags)) == (30, 30)


def test_long_hashtags_are_words() -> None:
    assert markup.normalise_tag("#" + "a" * 100) == "a" * 100
    assert markup.normalise_tag("#" + "a" * 101) is None


def test_texts_lose_what_cannot_be_seen_or_stored() -> None:
    assert markup.clean_text("a\r\nb\x00c\u202ed\ud800 e\u0301\t") == "a\nbcd é"
    assert markup.clean_alt(" a\nb  c ") == "a b c"
