"""Facts → answers. What a status looks like is encoded once for all who see it alike.

A status' JSON is remembered under everything that it depends on (the post's and the people's
revisions, the numbers, what the viewer did with it): so it cannot be out of date, and a page of a
timeline is twenty look-ups and one join.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from affresco.accounts.model import AccountId, Person, PersonCounts
from affresco.accounts.usage import Statement
from affresco.api.core.answers import Answer, encode, json_array
from affresco.api.core.call import Call, Desk
from affresco.api.mastodon import convert
from affresco.api.mastodon.convert import Numbers, People
from affresco.api.mastodon.entities import Account, Context, Status
from affresco.feeds.model import NotificationView, PostView, Timeline
from affresco.live import messages

COUNTS_SECONDS: Final = 60.0
"""How long the numbers of a profile are shown inside statuses before they are counted again."""


async def show_timeline(
    request: Call, timeline: Timeline, sources: Iterable[str] | None = None
) -> Answer[tuple[Status, ...]]:
    """A page of statuses with its ``Link`` header.

    sources: topics on which something for the page may appear; the answer is then remembered.
    """
    if sources is not None:
        request.remember((*sources, *topics(timeline.items)))
    return Answer(
        body=json_array(await encoded(request, timeline.items)),
        headers=request.links(timeline.older, timeline.newer),
    )


async def show_status(request: Call, view: PostView) -> Answer[Status]:
    """One status."""
    request.remember(topics((view,)))
    (body,) = await encoded(request, (view,))
    if view.post.training == "deny" or view.post.visibility != "public":
        return Answer(body=body)
    usage = await request.reader.usage((view.post.id,))
    return Answer(body=body, headers=Statement(usage, request.base_url).reservation())


async def show_context(
    request: Call, focus: PostView, above: Sequence[PostView], below: Sequence[PostView]
) -> Answer[Context]:
    """A conversation. An answer to one of its posts changes that post's numbers, so it is heard of."""
    request.remember(topics((focus, *above, *below)))
    bodies = await encoded(request, (*above, *below))
    return Answer(
        body=b'{"ancestors":%b,"descendants":%b}'
        % (json_array(bodies[: len(above)]), json_array(bodies[len(above) :]))
    )


def topics(views: Iterable[PostView]) -> Iterator[str]:
    """On which something may be said that changes what these statuses look like."""
    for view in views:
        if view.quoted is not None and view.quoted.view is not None:
            yield from topics((view.quoted.view,))
        yield messages.post(view.post.id)
        yield messages.author(view.author.id)
        yield messages.account(view.author.id)
        yield from map(messages.account, view.post.mentioned_ids)
        if view.reposted_by is not None:
            yield messages.author(view.reposted_by.id)
            yield messages.account(view.reposted_by.id)


async def statuses(desk: Desk, views: Sequence[PostView]) -> tuple[Status, ...]:
    """The entities themselves, for answers in which they are a part."""
    people, numbers = await company(desk, views)
    return tuple(convert.status(view, people, numbers, desk.base_url) for view in views)


async def show_account(request: Call, person: Person) -> Account:
    """One person with numbers that are exact."""
    counts = await request.reader.person_counts(person.id)
    shown = convert.account(person, counts, request.base_url)
    if person.moved_to_id is None:
        return shown
    moved = await show_accounts(request, [person.moved_to_id])
    return msgspec.structs.replace(shown, moved=moved[0]) if moved else shown


async def show_accounts(desk: Desk, ids: Sequence[AccountId]) -> tuple[Account, ...]:
    """People in the order of their ids; those who left are left out."""
    people = await desk.reader.people(ids)
    numbers = await _numbers(desk, ids)
    return tuple(
        convert.account(people[person_id], numbers[person_id], desk.base_url)
        for person_id in ids
        if person_id in people
    )


async def encoded(desk: Desk, views: Sequence[PostView]) -> list[bytes]:
    """Each status as JSON: the same bytes for all who see it alike."""
    people, numbers = await company(desk, views)
    memory, base_url = desk.door.encoded, desk.base_url
    found = []
    for view in views:
        key = _key(view, people, numbers)
        body = memory.find(key)
        if body is None:
            body = encode(convert.status(view, people, numbers, base_url))
            memory.put(key, body)
        found.append(body)
    return found


def _key(view: PostView, people: People, numbers: Numbers) -> tuple[object, ...]:
    post, author, by = view.post, view.author, view.reposted_by
    mentioned = [
        (person_id, people[person_id].revision)
        for person_id in post.mentioned_ids
        if person_id in people
    ]
    return (
        post.id,
        post.revision,
        (post.pinned, post.marked, post.quote, post.quote_policy),
        (post.training, post.assistant, post.remix_policy, post.licence, post.likeness),
        view.poll,
        _key(view.quoted.view, people, numbers) if view.quoted and view.quoted.view else None,
        author.revision,
        view.counts,
        view.state,
        numbers[author.id],
        (view.entry_id, by.revision, numbers[by.id]) if by else None,
        tuple(mentioned),
        view.filtered,
        tuple(picture.media.ticket for picture in post.pictures),
    )


async def company(
    desk: Desk, views: Iterable[PostView | NotificationView]
) -> tuple[People, Numbers]:
    """Whom the texts mention, and the numbers of everybody who appears."""
    mentioned: set[AccountId] = set()
    appearing: set[AccountId] = set()
    for view in views:
        if isinstance(view, NotificationView):
            appearing.add(view.actor.id)
            if view.post is None:
                continue
            view = view.post
        mentioned.update(view.post.mentioned_ids)
        appearing.add(view.author.id)
        if view.reposted_by is not None:
            appearing.add(view.reposted_by.id)
        if view.quoted is not None and view.quoted.view is not None:
            mentioned.update(view.quoted.view.post.mentioned_ids)
            appearing.add(view.quoted.view.author.id)
    people = await desk.reader.people(mentioned) if mentioned else {}
    return people, await _numbers(desk, appearing)


async def _numbers(desk: Desk, ids: Collection[AccountId]) -> Numbers:
    """Numbers of people, counted at most ``COUNTS_SECONDS`` ago."""
    memory, now = desk.door.counts, time.monotonic()
    numbers: dict[AccountId, PersonCounts] = {}
    missing = []
    for person_id in ids:
        known = memory.find(person_id)
        if known is not None and known[0] > now:
            numbers[person_id] = known[1]
        else:
            missing.append(person_id)
    if missing:
        counted = await desk.reader.people_counts(missing)
        for person_id, counts in counted.items():
            numbers[person_id] = counts
            memory.put(person_id, (now + COUNTS_SECONDS, counts))
    return numbers
