"""Publishing: what a post may be, what it answers, what it comes from."""

from __future__ import annotations

import asyncio
from typing import Literal

import pytest

from affresco.media.commands import describe
from affresco.posts import commands, errors
from affresco.posts.model import NewPicture, Publish
from properties.network import Network


async def test_a_post_needs_text_or_a_picture(net: Network) -> None:
    ada = await net.person("ada")
    with pytest.raises(errors.EmptyPost):
        await commands.publish(net.database, net.settings, ada, Publish(text=" \n\x00 "))


async def test_a_picture_is_attached_with_the_recipe_that_the_studio_recorded(net: Network) -> None:
    ada = await net.person("ada")
    post_id = await net.post(ada, prompt="a quiet harbour")
    view = await net.reader.post(None, post_id)
    (picture,) = view.post.pictures
    assert picture.recipe is not None
    assert picture.recipe.prompt == "a quiet harbour"


@pytest.mark.parametrize(
    ("visibility", "given", "shown"),
    [
        ("open", "", "a quiet harbour"),
        ("private", "", ""),
        ("private", "a quiet harbour", ""),
        ("private", "Boats", "Boats"),
    ],
)
async def test_a_private_prompt_is_nobody_elses_description(
    net: Network, visibility: Literal["open", "private"], given: str, shown: str
) -> None:
    """An engine that describes nothing leaves the prompt as the description."""
    ada = await net.person("ada")
    picture = await net.picture(ada, "a quiet harbour")
    await describe(net.database, ada, picture, "a quiet harbour")
    wanted = Publish(pictures=(NewPicture(picture, given),), recipe_visibility=visibility)
    post_id = await commands.publish(net.database, net.settings, ada, wanted)
    view = await net.reader.post(None, post_id)
    assert [one.alt for one in view.post.pictures] == [shown]


async def test_nobody_else_can_publish_a_picture(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    picture = NewPicture(await net.picture(ada))
    with pytest.raises(errors.PictureUnusable):
        await commands.publish(net.database, net.settings, bo, Publish(pictures=(picture,)))
    await commands.publish(net.database, net.settings, ada, Publish(pictures=(picture,)))


async def test_a_picture_can_be_in_one_post_only(net: Network) -> None:
    ada = await net.person("ada")
    picture = NewPicture(await net.picture(ada))
    await commands.publish(net.database, net.settings, ada, Publish(pictures=(picture,)))
    with pytest.raises(errors.PictureUnusable):
        await commands.publish(net.database, net.settings, ada, Publish(pictures=(picture,)))


async def test_five_pictures_are_too_many(net: Network) -> None:
    ada = await net.person("ada")
    pictures = tuple([NewPicture(await net.picture(ada)) for _ in range(5)])
    with pytest.raises(errors.TooManyPictures):
        await commands.publish(net.database, net.settings, ada, Publish(pictures=pictures))


async def test_a_double_click_publishes_once(net: Network) -> None:
    ada = await net.person("ada")
    picture = NewPicture(await net.picture(ada))
    command = Publish(pictures=(picture,), idempotency_key="one click")
    first = await asyncio.gather(
        *(commands.publish(net.database, net.settings, ada, command) for _ in range(5))
    )
    later = await commands.publish(net.database, net.settings, ada, command)
    assert {*first, later} == {later}
    assert len((await net.reader.local(None)).items) == 1


async def test_a_second_click_finds_the_post_even_when_its_parent_is_gone(net: Network) -> None:
    ada = await net.person("ada")
    parent = await net.post(ada)
    command = Publish(text="Yes", in_reply_to_id=parent, idempotency_key="one click")
    first = await commands.publish(net.database, net.settings, ada, command)
    await commands.delete(net.database, ada, parent)
    assert await commands.publish(net.database, net.settings, ada, command) == first


async def test_two_people_may_use_the_same_key(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    command = Publish(text="Hello", idempotency_key="same")
    assert await commands.publish(
        net.database, net.settings, ada, command
    ) != await commands.publish(net.database, net.settings, bo, command)


async def test_training_follows_the_account_unless_chosen(net: Network) -> None:
    ada = await net.person("ada")
    quiet, open_ = await net.post(ada), await net.post(ada, training="allow")
    assert (await net.reader.post(ada, quiet)).post.training == "deny"
    assert (await net.reader.post(ada, open_)).post.training == "allow"


@pytest.mark.parametrize("visibility", ["followers", "private"])
async def test_a_reply_is_never_wider_than_what_it_answers(net: Network, visibility: str) -> None:
    ada = await net.person("ada")
    post = await net.post(ada, visibility=visibility)
    reply = await net.post(ada, in_reply_to_id=post, visibility="public")
    assert (await net.reader.post(ada, reply)).post.visibility == visibility


async def test_what_is_gone_or_hidden_cannot_be_answered(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    gone, hidden = await net.post(ada), await net.post(ada, visibility="followers")
    await commands.delete(net.database, ada, gone)
    for post_id in (gone, hidden):
        with pytest.raises(errors.ReplyTargetGone):
            await net.post(bo, in_reply_to_id=post_id)
    await net.follow(bo, ada)
    await net.post(bo, in_reply_to_id=hidden)


@pytest.mark.parametrize(
    ("policy", "follows", "allowed"),
    [
        ("everyone", False, True),
        ("followers", False, False),
        ("followers", True, True),
        ("nobody", True, False),
    ],
)
async def test_a_remix_needs_permission(
    net: Network, policy: str, follows: bool, allowed: bool
) -> None:
    ada, bo = await net.people("ada", "bo")
    if follows:
        await net.follow(bo, ada)
    source = await net.post(ada, prompt="a red cat", remix_policy=policy)
    assert (await net.reader.post(bo, source)).state.may_remix is allowed
    if allowed:
        await net.post(bo, prompt="a blue cat", remix_of_id=source)
    else:
        with pytest.raises(errors.RemixForbidden):
            await net.post(bo, prompt="a blue cat", remix_of_id=source)
    await net.post(ada, prompt="a green cat", remix_of_id=source)


async def test_a_remix_records_its_line_and_is_counted(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    first = await net.post(ada, prompt="one")
    second = await net.post(bo, prompt="two", remix_of_id=first)
    third = await net.post(ada, prompt="three", remix_of_id=second)
    view = await net.reader.post(None, third)
    assert (view.post.parent_id, view.post.depth) == (second, 2)
    assert view.parent is not None
    assert view.parent.author is not None
    assert view.parent.author.handle == "bo"
    assert (await net.reader.post(None, first)).counts.remixes == 1


async def test_a_remix_of_something_hidden_is_refused(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    source = await net.post(ada, prompt="mine", visibility="private")
    with pytest.raises(errors.RemixTargetGone):
        await net.post(bo, prompt="yours", remix_of_id=source)


async def test_mentions_and_hashtags_are_found(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada, "For @Bo and @nobody: #Città, #città and `#code`")
    post = (await net.reader.post(None, post_id)).post
    assert post.mentioned_ids == (bo,)
    assert post.tags == ("città",)
    assert 'href="/@bo"' in post.html
    assert 'href="/@nobody"' not in post.html
    for tag in ("città", "#CITTÀ"):
        assert [v.post.id for v in (await net.reader.tag(None, tag)).items] == [post_id]


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (Publish(text="x" * 5001), errors.TextTooLong),
        (Publish(text="x", pictures=(NewPicture(1, alt="y" * 1501),)), errors.AltTooLong),
        (Publish(text="x", pictures=(NewPicture(1), NewPicture(1))), errors.PictureUnusable),
        (Publish(text="x", idempotency_key=""), errors.BadIdempotencyKey),
        (Publish(text="x", language="no such"), errors.BadLanguage),
        (Publish(text="x", pictures=(NewPicture(2**62),)), errors.PictureUnusable),
    ],
)
async def test_what_does_not_fit_is_refused_in_words(
    net: Network, command: Publish, error: type[Exception]
) -> None:
    ada = await net.person("ada")
    with pytest.raises(error) as raised:
        await commands.publish(net.database, net.settings, ada, command)
    assert "{" not in str(raised.value)
    assert not (await net.reader.home(ada)).items
