"""Who may see and remix what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from affresco.posts.access import WIDTH, may_remix, may_see, narrower
from affresco.posts.model import RemixPolicy, Visibility

people = st.integers(1, 4)
viewers = st.none() | people
visibilities: st.SearchStrategy[Visibility] = st.sampled_from(
    ["public", "unlisted", "followers", "direct", "private"]
)
policies: st.SearchStrategy[RemixPolicy] = st.sampled_from(["everyone", "followers", "nobody"])


@given(visibilities, people, viewers, st.booleans(), st.booleans())
def test_the_audiences_are_as_they_are_called(
    visibility: Visibility, author: int, viewer: int | None, follows: bool, mentioned: bool
) -> None:
    known = viewer is not None
    audience = {
        "public": True,
        "unlisted": True,
        "followers": viewer == author or (known and (follows or mentioned)),
        "direct": viewer == author or (known and mentioned),
        "private": viewer == author,
    }
    seen = may_see(visibility, author, viewer, follows=follows, mentioned=mentioned)
    assert seen is audience[visibility]


@given(visibilities, visibilities, people, viewers, st.booleans(), st.booleans())
def test_the_narrower_audience_holds_only_people_of_both(
    one: Visibility,
    other: Visibility,
    author: int,
    viewer: int | None,
    follows: bool,
    mentioned: bool,
) -> None:
    both = narrower(one, other)
    if may_see(both, author, viewer, follows=follows, mentioned=mentioned):
        assert may_see(one, author, viewer, follows=follows, mentioned=mentioned)
        assert may_see(other, author, viewer, follows=follows, mentioned=mentioned)
    assert WIDTH[both] == min(WIDTH[one], WIDTH[other])


@given(policies, people, viewers, st.booleans())
def test_authors_may_always_remix_and_strangers_never(
    policy: RemixPolicy, author: int, viewer: int | None, follows: bool
) -> None:
    allowed = may_remix(policy, author, viewer, follows=follows)
    if viewer is None:
        assert not allowed
    elif viewer == author or policy == "everyone":
        assert allowed
    else:
        assert allowed is (policy == "followers" and follows)


@given(visibilities, people, viewers, st.booleans(), st.booleans())
def test_who_is_apart_sees_nothing_of_the_other(
    visibility: Visibility, author: int, viewer: int | None, follows: bool, mentioned: bool
) -> None:
    allowed = may_see(visibility, author, viewer, follows=follows, mentioned=mentioned, apart=True)
    assert allowed is (viewer == author)
