"""Downloads carry the prompt exactly where everybody may read it, and stay signed."""

from __future__ import annotations

import pytest

from affresco.media.commands import record, upload
from affresco.media.model import Media
from affresco.posts import commands as posts
from affresco.posts.model import NewPicture, PostId, Publish, RecipeVisibility, Visibility
from affresco.studio.model import Recipe
from affresco.studio.provenance.inspect import declared_by
from affresco.studio.provenance.model import Declared
from affresco.studio.provenance.notary import examiner_of
from affresco.studio.provenance.queries import insert_origin
from affresco.studio.provenance.seal import new_origin, seal_of
from pictures import painting
from world import Resident, World

PROMPT = "a quiet harbour & <two> boats"


async def make(world: World, by: Resident) -> Media:
    """A finished, sealed picture of a job of theirs."""
    origin = new_origin("illustrator", "7", "algorithmicMedia")
    stored = await upload(world.runtime.store, seal_of(world.runtime).put(painting(), origin))
    job_id = await world.generate(by=by, prompt=PROMPT)
    recipe = Recipe(PROMPT, 1, "illustrator", "7", 1024, 768)
    async with world.database.write() as tx:
        media = await record(tx, stored, owner_id=by.id, kind="generated")
        await insert_origin(tx, media.id, origin)
        await tx.run(
            "UPDATE candidates SET media_id = $2, recipe = $3 WHERE generation_id = $1",
            job_id,
            media.id,
            {name: getattr(recipe, name) for name in recipe.__struct_fields__},
        )
    return media


async def told_by(
    world: World, media: Media, *, as_: Resident | None = None, download: bool = True
) -> Declared:
    """What somebody's copy of the file says, a stranger's or that of who may see it."""
    path = media.path("original") + ("?download=1" if download else "")
    answer = await world.get(path, as_=as_)
    assert answer.status_code == 200
    assert ("no-store" in answer.headers["cache-control"]) == download
    return declared_by(examiner_of(world.runtime), answer.content)


async def publish(
    world: World, by: Resident, media: Media, recipe: RecipeVisibility, visibility: Visibility
) -> PostId:
    return await posts.publish(
        world.database,
        world.runtime.settings,
        by.id,
        Publish(
            pictures=(NewPicture(media_id=media.id),),
            recipe_visibility=recipe,
            visibility=visibility,
        ),
    )


async def test_an_open_prompt_is_taken_along_under_our_signature(world: World) -> None:
    ada = await world.person("ada")
    media = await make(world, ada)
    await publish(world, ada, media, "open", "public")
    told = await told_by(world, media)
    assert told.fields is not None
    assert told.fields.prompt == PROMPT
    assert told.credentials is not None
    assert told.credentials.state == "ours"
    assert told.credentials.parents == 1


@pytest.mark.parametrize(
    ("recipe", "visibility"), [("private", "public"), ("open", "followers"), ("open", "private")]
)
async def test_a_prompt_that_is_not_for_everybody_stays_here(
    world: World, recipe: RecipeVisibility, visibility: Visibility
) -> None:
    ada = await world.person("ada")
    media = await make(world, ada)
    await publish(world, ada, media, recipe, visibility)
    told = await told_by(world, media, as_=ada)
    assert told.fields is not None
    assert told.fields.prompt == ""
    assert told.credentials is not None
    assert told.credentials.state == "ours"


async def test_drafts_and_pictures_in_pages_have_no_prompt(world: World) -> None:
    ada = await world.person("ada")
    media = await make(world, ada)
    for download in (True, False):
        told = await told_by(world, media, as_=ada, download=download)
        assert told.fields is not None
        assert told.fields.prompt == ""
    await publish(world, ada, media, "open", "public")
    shown = await told_by(world, media, download=False)
    assert shown.fields is not None
    assert shown.fields.prompt == ""
