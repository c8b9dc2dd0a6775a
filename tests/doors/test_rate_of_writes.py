"""One person's writes through the website are bounded; reads are not touched."""

from __future__ import annotations

from affresco.accounts import limits
from world import World


async def test_a_flood_of_writes_is_asked_to_wait_and_reads_go_on(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo, text="hello")
    key = limits.WRITES_BY_ACCOUNT.key(str(ada.id))
    for _write in range(limits.WRITES_BY_ACCOUNT.hits):
        await limits.hit(world.database, key, limits.WRITES_BY_ACCOUNT.hits, 60)
    refused = await world.post_form(f"/posts/{post.id}/like", {}, as_=ada)
    assert refused.status_code == 429
    assert (await world.get(post.url, as_=ada)).status_code == 200
    assert (await world.post_form(f"/posts/{post.id}/like", {}, as_=bo)).status_code == 303
