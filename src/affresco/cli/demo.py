"""``affresco demo``: a lively sample, made through the real commands by a real worker.

Safe to run twice, and to run again after it was interrupted: accounts are known by their e-mail
address, jobs and posts by idempotency keys, follows and likes are what they are.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import uvloop
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from affresco import wiring
from affresco.accounts import commands as accounts
from affresco.accounts import consent, portraits
from affresco.accounts import queries as account_queries
from affresco.accounts.model import AccountId, Profile, SignUp
from affresco.cli import address, database, engines
from affresco.cli.sample import Sample, SamplePerson, SamplePost, read_sample
from affresco.errors import AffrescoError, Conflict
from affresco.live import messages
from affresco.media.model import Media
from affresco.posts import commands as posts
from affresco.posts import consent as posts_consent
from affresco.posts import reactions
from affresco.posts.model import NewPicture, PostId, Publish
from affresco.runtime import Runtime, running
from affresco.settings import Settings
from affresco.studio import access
from affresco.studio import commands as studio
from affresco.studio.engines import illustrator
from affresco.studio.model import SIZES, Format, Generation, Start
from affresco.text import N_, Locale, _
from affresco.together import duels
from affresco.together.model import Answer
from affresco.worker.loop import work

EMAIL: Final = "{handle}@sample.invalid"
"""No such address can exist (RFC 6761 §6.4): these accounts belong to nobody."""
PATIENCE_SECONDS: Final = 120.0


class HandleBelongsToSomebody(Conflict):
    code = "demo.handle_taken"
    message = N_(
        "The sample needs the handle @{handle}, which somebody here has already. "
        "Run affresco demo on an instance of its own: affresco demo --data DIR"
    )


class PictureFailed(AffrescoError):
    code = "demo.picture_failed"
    message = N_("The picture “{prompt}” could not be made. The log says why; then run it again.")


def run(settings: Settings) -> None:
    """The command ``demo``. Raises HandleBelongsToSomebody, PictureFailed, EngineUnusable."""
    with database.found(settings, lend=True) as dsn:
        uvloop.run(_run(settings, dsn))
    print(_("The sample is in place. Look at {url}").format(url=address.remembered(settings)))


async def _run(settings: Settings, dsn: str) -> None:
    await database.migrated(dsn)
    # The sample asks for more pictures than one person may on a careful instance.
    generous = settings.with_changes(pictures_per_day=max(settings.pictures_per_day, 200))
    async with running(generous, dsn, address.remembered(settings)) as runtime, _worker(runtime):
        sample = read_sample()
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        ) as progress:
            await Demo(runtime, sample, progress).fill()


@asynccontextmanager
async def _worker(runtime: Runtime) -> AsyncIterator[None]:
    """A worker in this process; where ``affresco up`` runs one too, they share the work."""
    stop = asyncio.Event()
    drawing = engines.ready(runtime.settings)
    task = asyncio.create_task(work(runtime, wiring.REACTIONS, drawing, stop), name="demo worker")
    try:
        yield
    finally:
        stop.set()
        await task


class Demo:
    """Carries out a sample. Everything it does is a command that a person could have given."""

    def __init__(self, runtime: Runtime, sample: Sample, progress: Progress) -> None:
        self._runtime = runtime
        self._database = runtime.database
        self._sample = sample
        self._progress = progress
        self._task = progress.add_task("", total=sample.steps)
        self._people: dict[str, AccountId] = {}
        self._locales: dict[str, Locale] = {p.handle: p.locale for p in sample.people}
        self._posts: dict[str, PostId] = {}

    async def fill(self) -> None:
        """Everything, in the order in which it could have happened."""
        for person in self._sample.people:
            await self._join(person)
        await self._follow()
        for person in self._sample.people:
            await self._hang_portrait(person)
        await self._paint_and_publish()
        await self._talk()
        for handle, name in self._sample.likes():
            await reactions.like(self._database, self._people[handle], self._posts[name])
        for handle, name in self._sample.reposts():
            await reactions.repost(self._database, self._people[handle], self._posts[name])
        await self._play()

    def _step(self, doing: str) -> None:
        self._progress.update(self._task, advance=1, description=doing)

    async def _join(self, person: SamplePerson) -> None:
        email = EMAIL.format(handle=person.handle.replace("_", "-"))
        self._step(_("People: {name}").format(name=person.name))
        async with self._database.read() as tx:
            known = await account_queries.find_ids_by_handles(tx, [person.handle])
            if person.handle in known:
                account_id = known[person.handle]
                row = await account_queries.private_row(tx, account_id)
                if row is None or row["email"] != email:
                    raise HandleBelongsToSomebody(handle=person.handle)
                self._people[person.handle] = account_id
                return
        account_id = await accounts.add_person(
            self._database,
            SignUp(
                handle=person.handle,
                email=email,
                password=secrets.token_urlsafe(32),
                assistant="allow",
                assistant_wording=consent.assistant_wording("allow", person.locale),
                training=person.training,
                wording=consent.training_wording(person.training, person.locale),
                remix=person.remix,
                remix_wording=consent.remix_wording(person.remix, person.locale),
                locale=person.locale,
                name=person.name,
            ),
        )
        if person.further.said():
            read = consent.wordings(person.further, person.locale)
            await posts_consent.answer(self._database, account_id, person.further, read)
        await accounts.update_profile(
            self._database, account_id, Profile(name=person.name, bio=person.bio)
        )
        self._people[person.handle] = account_id

    async def _follow(self) -> None:
        """Everybody some of the others, and the owners everybody: their first page shall live."""
        for follower, followee in self._sample.follows():
            await accounts.follow(self._database, self._people[follower], self._people[followee])
        async with self._database.write() as tx:
            owners = await account_queries.lock_owners(tx)
        for owner in owners:
            for account_id in self._people.values():
                await accounts.follow(self._database, AccountId(owner), account_id)

    async def _hang_portrait(self, person: SamplePerson) -> None:
        self._step(_("Portraits: {name}").format(name=person.name))
        account_id = self._people[person.handle]
        async with self._database.read() as tx:
            row = (await account_queries.people_rows(tx, [account_id]))[0]
        if row["avatar_id"] is not None:
            return
        key = f"portrait:{person.handle}"
        media = (await self._paint(account_id, key, person.portrait, "1:1"))[0]
        data = await self._runtime.store.get(media.key, media.file_name())
        if data is not None:
            drawn = await portraits.draw("avatar", data)
            await portraits.hang(self._database, self._runtime.store, account_id, "avatar", drawn)

    async def _paint_and_publish(self) -> None:
        """One picture is drawn ahead while the one before is published."""
        waiting: asyncio.Task[Media] | None = None
        posts_ = self._sample.posts
        for number, post in enumerate(posts_):
            painting = waiting or asyncio.create_task(self._picture_of(post))
            media = await painting
            following = posts_[number + 1] if number + 1 < len(posts_) else None
            ready = following is not None and following.remix != post.name
            waiting = (
                asyncio.create_task(self._picture_of(following)) if following and ready else None
            )
            self._posts[post.name] = await self._publish(post, media)
            self._step(_("Posts: {name}").format(name=post.name))

    async def _picture_of(self, post: SamplePost) -> Media:
        self._step(_("Pictures: {name}").format(name=post.name))
        source = self._posts[post.remix] if post.remix is not None else None
        painted = await self._paint(
            self._people[post.by],
            f"post:{post.name}",
            post.prompt,
            post.format,
            source,
            post.candidates,
        )
        # An earlier run may have painted fewer.
        return painted[post.chosen % len(painted)]

    async def _paint(
        self,
        account_id: AccountId,
        key: str,
        prompt: str,
        format_: Format,
        source: PostId | None = None,
        count: int = 1,
    ) -> list[Media]:
        """Have the studio make pictures of one prompt. Raises PictureFailed."""
        width, height = SIZES[format_]
        generation_id = await studio.start(
            self._database,
            self._runtime.settings,
            account_id,
            Start(
                prompt=prompt,
                engine="illustrator",
                count=count,
                width=width,
                height=height,
                seed=sum(key.encode()) % 97,
                source_post_id=source,
                idempotency_key=f"demo:{key}",
            ),
        )
        over = await self._until_over(account_id, generation_id)
        if over.state != "done":  # an earlier run left it so
            await studio.retry(self._database, self._runtime.settings, account_id, generation_id)
            over = await self._until_over(account_id, generation_id)
        painted = [candidate.media for candidate in over.candidates if candidate.media]
        if not painted:
            raise PictureFailed(prompt=prompt)
        return painted

    async def _until_over(self, account_id: AccountId, generation_id: int) -> Generation:
        topic = messages.generation(generation_id)
        async with asyncio.timeout(PATIENCE_SECONDS), self._runtime.hub.subscribe(topic) as news:
            while True:
                async with self._database.read() as tx:
                    job = await access.get_generation(tx, account_id, generation_id)
                if job.state in ("done", "failed", "cancelled"):
                    return job
                await news.next(timeout=1.0)

    async def _publish(self, post: SamplePost, media: Media) -> PostId:
        locale = self._locales[post.by]
        return await posts.publish(
            self._database,
            self._runtime.settings,
            self._people[post.by],
            Publish(
                text=post.text,
                pictures=(NewPicture(media.id, alt=_alt(post.prompt, locale)),),
                remix_of_id=self._posts[post.remix] if post.remix else None,
                language=locale,
                idempotency_key=f"demo:{post.name}",
            ),
        )

    async def _talk(self) -> None:
        for reply in self._sample.replies:
            last = await self._say(reply.by, reply.text, self._posts[reply.to], f"{reply.to}:0")
            for number, answer in enumerate(reply.answers, 1):
                key = f"{reply.to}:{reply.by}:{number}"
                last = await self._say(answer.by, answer.text, last, key)

    async def _say(self, handle: str, text: str, to: PostId, key: str) -> PostId:
        self._step(_("Conversations"))
        return await posts.publish(
            self._database,
            self._runtime.settings,
            self._people[handle],
            Publish(
                text=text,
                in_reply_to_id=to,
                language=self._locales[handle],
                idempotency_key=f"demo:reply:{key}",
            ),
        )

    async def _play(self) -> None:
        """Who tells what they choose answers the duels between pictures of the sample, each once."""
        tickets = duels.PairTickets(self._runtime.secret)
        ours = set(self._posts.values())
        for person in self._sample.people:
            if person.choices != "allow":
                continue
            who, chance = self._people[person.handle], random.Random(person.handle)
            while duel := await duels.find_next(self._database, tickets, who):
                if not {duel.pair.first_post_id, duel.pair.second_post_id} <= ours:
                    break
                said: Answer = chance.choice(("left", "right", "left", "right", "equal"))
                await duels.answer(self._database, tickets, who, duel.ticket, said)


def _alt(prompt: str, locale: Locale) -> str:
    return illustrator.describe(illustrator.understand(prompt), locale)
