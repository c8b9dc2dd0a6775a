"""Whatever is typed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from affresco.posts import markup

typed = st.text(max_size=200) | st.lists(
    st.sampled_from(
        [
            "#tag",
            "@ada",
            "https://a.example/",
            "*",
            "_",
            "`",
            "[",
            "](",
            ")",
            "<",
            "&",
            "\n",
            "x",
            " ",
        ]
    ),
    max_size=40,
).map("".join)
ALLOWED = re.compile(
    r"</?(p|br|em|strong|code|pre)>"
    r'|<a href="(https?://[^"]*|/@ada|/tags/[^"/?#]+)"( class="(mention|hashtag)")?'
    r' rel="nofollow noopener ugc">|</a>',
    re.IGNORECASE,
)


@given(typed)
def test_only_known_tags_come_out(text: str) -> None:
    html = markup.render(markup.clean_text(text), {"ada"})
    assert "<" not in ALLOWED.sub("", html)


@given(typed)
def test_what_is_named_is_what_is_linked(text: str) -> None:
    cleaned = markup.clean_text(text)
    named = markup.names(cleaned)
    html = markup.render(cleaned, named.handles)
    assert html.count('class="mention"') >= len(named.handles)
    assert html.count('class="hashtag"') >= len(named.tags)
    assert bool(named.tags) == ('class="hashtag"' in html)


@given(typed)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = markup.clean_text(text)
    assert markup.clean_text(cleaned) == cleaned
    assert "\x00" not in cleaned


@given(st.text(max_size=120))
def test_a_hashtag_is_compared_in_one_form(word: str) -> None:
    tag = markup.normalise_tag(word)
    if tag is not None:
        assert markup.normalise_tag(tag) == tag
        assert 0 < len(tag) <= markup.TAG_LIMIT
