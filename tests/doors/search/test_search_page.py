"""The search page: results, what is going on, completion, searches that one keeps."""

from __future__ import annotations

import re

from world import World


async def test_the_page_shows_people_hashtags_and_posts(world: World) -> None:
    ada = await world.person("mareike", name="Mareike Blau")
    await world.post(by=ada, text="The sea at noon #mare", pictures=1, prompt="the sea")
    await world.work()
    page = (await world.get("/search?q=mare")).text
    for shown in ("Mareike Blau", "#mare", "The sea at noon", 'href="/search.rss?q=mare"'):
        assert shown in page
    pictures = (await world.get("/search?q=mare&kind=pictures")).text
    assert 'class="gallery"' in pictures
    people = (await world.get("/search?q=mar&kind=people")).text
    assert "Mareike Blau" in people
    assert "The sea at noon" not in people
    tags = (await world.get("/search?q=ma&kind=tags")).text
    assert 'href="/tags/mare"' in tags
    assert "noindex" in page


async def test_nothing_found_says_how_to_search(world: World) -> None:
    page = (await world.get("/search?q=qwxyz")).text
    assert "Nothing found" in page
    assert '<details class="find-help" open>' in page


async def test_what_cannot_be_used_is_said_on_the_page(world: World) -> None:
    page = (await world.get("/search?q=has:cats")).text
    assert "has: knows picture" in page


async def test_without_words_the_page_shows_what_is_going_on(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    for who in (ada, bo):
        await world.post(by=who, text="#together")
    liked = await world.post(by=ada, pictures=1, prompt="a wall")
    await world.like(bo, liked)
    page = (await world.get("/search", as_=bo)).text
    assert 'href="/tags/together"' in page
    assert f'data-post="{liked.id}"' in page
    assert "How to search" in page


async def test_what_was_typed_is_text_and_never_markup(world: World) -> None:
    page = (await world.get("/search", as_=None)).text
    assert "<script>alert" not in page
    typed = (await world.get('/search?q="><script>alert(1)</script>')).text
    assert "<script>alert" not in typed
    assert "&lt;script&gt;alert" in typed


async def test_pages_follow_each_other(world: World) -> None:
    ada = await world.person("ada")
    posts = [await world.post(by=ada, text=f"wall number {n}") for n in range(45)]
    await world.work()
    for sort in ("best", "newest"):
        url: str | None = f"/search?q=wall&kind=posts&sort={sort}"
        seen: list[int] = []
        while url is not None:
            page = (await world.get(url, htmx=True)).text
            assert "<html" not in page
            seen += [int(found) for found in re.findall(r'<article[^>]* data-post="(\d+)"', page)]
            more = re.search(r'rel="next" href="([^"]+)"', page)
            url = more[1].replace("&amp;", "&") if more else None
        assert sorted(seen) == [post.id for post in posts], sort


async def test_completion_offers_people_hashtags_and_kept_searches(world: World) -> None:
    bo = await world.person("bo")
    ada = await world.person("mareike")
    await world.post(by=ada, text="#mare")
    await world.work()
    await world.post_form("/searches", {"q": "mare in:following"}, as_=bo)
    options = (await world.get("/search/suggest?q=mar", as_=bo)).text
    for url in ("/@mareike", "/tags/mare", "/searches/", "/search?q=mar"):
        assert f'data-url="{url}' in options
    assert "/searches/" not in (await world.get("/search/suggest?q=mar")).text
    assert "option" not in (await world.get("/search/suggest?q=")).text


async def test_a_search_is_kept_read_as_a_feed_and_deleted(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, text="a porphyry column")
    await world.work()
    answer = await world.post_form("/searches", {"q": "porphyry"}, as_=bo)
    assert answer.status_code == 303
    feed = answer.headers["location"]
    page = (await world.get(feed, as_=bo)).text
    assert "a porphyry column" in page
    assert 'href="/search.rss?q=porphyry"' in page
    assert feed in (await world.get("/search?q=porphyry", as_=bo)).text
    assert (await world.get(feed, as_=ada)).status_code == 404
    assert (await world.post_form(f"{feed}/delete", as_=ada)).status_code == 404
    assert (await world.post_form(f"{feed}/delete", as_=bo)).status_code == 303
    assert (await world.get(feed, as_=bo)).status_code == 404


async def test_a_search_for_nothing_is_not_kept(world: World) -> None:
    bo = await world.person("bo")
    assert (await world.post_form("/searches", {"q": " - "}, as_=bo)).status_code == 422


async def test_every_page_has_the_field(world: World) -> None:
    page = (await world.get("/local")).text
    assert 'action="/search"' in page


async def test_what_a_reader_filters_is_not_among_the_results(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, text="a porphyry spider")
    await world.work()
    filters = {
        "title": "Spiders",
        "context": ["public"],
        "filter_action": "hide",
        "keywords_attributes": [{"keyword": "spider"}],
    }
    answer = await world.api("POST", "/api/v2/filters", as_=bo, json=filters)
    assert answer.status_code == 200, answer.text
    assert "a porphyry spider" not in (await world.get("/search?q=porphyry", as_=bo)).text
    assert "a porphyry spider" in (await world.get("/search?q=porphyry", as_=ada)).text
