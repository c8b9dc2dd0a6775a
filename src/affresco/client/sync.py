"""The client that waits. See the package for an example."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import httpx

from affresco.client import calls, trying
from affresco.client.calls import Call, Found
from affresco.client.errors import ClientError, Unreachable
from affresco.client.models import (
    Account,
    Answer,
    Consent,
    Context,
    Engine,
    Generation,
    Licence,
    Lineage,
    Media,
    Notification,
    Status,
    Step,
    Task,
    Visibility,
)

T = TypeVar("T")
PAGE: Final = 40
"""Posts that are fetched at once."""
STREAM: Final = httpx.Timeout(10.0, read=60.0)
"""Seconds; a stream gives a sign of life every 15."""


class Affresco:
    """An instance, as somebody sees it.

    address: of the instance. token: an access token, "" for a stranger; it is sent to the instance alone.
    timeout: seconds for each step of a call: connecting, sending, the first of the answer, all of the answer
    (longer for what is large).
    retries: how often a call is tried again; between two tries there is a minute at most. transport: of
    httpx, for tests. Raises ClientError for what is no address or no token.
    """

    def __init__(
        self,
        address: str,
        token: str = "",
        *,
        timeout: float = 60.0,
        retries: int = 3,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._address = trying.checked(address)
        self._bearer = trying.headers(token)
        self._retries = retries
        self._timeout = timeout
        self._client = httpx.Client(
            base_url=self._address,
            headers={"Accept": "application/json", "User-Agent": "affresco-client"},
            timeout=timeout,
            transport=transport,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def engines(self) -> tuple[Engine, ...]:
        """The engines of the instance, the usual one first."""
        return self._send(calls.engines())

    def make(
        self,
        prompt: str = "",
        *,
        count: int = 1,
        size: str = "1024x1024",
        seed: int | None = None,
        engine: str | None = None,
        remix_of: str | None = None,
        source: str | None = None,
        task: Task | None = None,
        instruction: str = "",
        strength: float | None = None,
        key: str | None = None,
    ) -> Generation:
        """Begin a job. size: "WIDTHxHEIGHT" in pixels. remix_of: id of a post; source: of a picture to begin
        from. instruction: what to change about it. key: the same key gives the same job again.

        Raises Refused, e.g. with the code studio.quota_exhausted; Unreachable.
        """
        call = calls.make(
            prompt,
            count=count,
            size=size,
            seed=seed,
            engine=engine,
            remix_of=remix_of,
            source=source,
            task=task,
            instruction=instruction,
            strength=strength,
            key=key,
        )
        return self._send(call)

    def generation(self, job_id: str) -> Generation:
        """One's own job as it stands."""
        return self._send(calls.generation(job_id))

    def cancel(self, job_id: str) -> Generation:
        """Stop a job; one that is over stays as it is."""
        return self._send(calls.cancel(job_id))

    def upload(self, data: bytes, description: str = "") -> Media:
        """Upload a picture. data: the file, up to 25 MB. description: its alt text."""
        return self._send(calls.upload("picture", data, description))

    def publish(
        self,
        text: str = "",
        *,
        pictures: Sequence[str] = (),
        reply_to: str | None = None,
        visibility: Visibility | None = None,
        language: str | None = None,
        licence: Licence | None = None,
        training: Consent | None = None,
        key: str | None = None,
    ) -> Status:
        """Publish a post. pictures: ids, of uploads or of a job's. Else as the account has it."""
        call = calls.publish(
            text,
            pictures=pictures,
            reply_to=reply_to,
            visibility=visibility,
            language=language,
            licence=licence,
            training=training,
            key=key,
        )
        return self._send(call)

    def status(self, post_id: str) -> Status:
        """One post. Raises Refused with status 404 for what does not exist or is not for one to see."""
        return self._send(calls.status(post_id))

    def delete(self, post_id: str) -> Status:
        """Delete one's own post."""
        return self._send(calls.delete(post_id))

    def like(self, post_id: str, *, on: bool = True) -> Status:
        """Like a post, or take it back."""
        return self._send(calls.act(post_id, "favourite" if on else "unfavourite"))

    def repost(self, post_id: str, *, on: bool = True) -> Status:
        """Pass a post on, or take it back."""
        return self._send(calls.act(post_id, "reblog" if on else "unreblog"))

    def bookmark(self, post_id: str, *, on: bool = True) -> Status:
        """Keep a post for oneself, or no longer."""
        return self._send(calls.act(post_id, "bookmark" if on else "unbookmark"))

    def context(self, post_id: str) -> Context:
        """The conversation around a post."""
        return self._send(calls.context(post_id))

    def lineage(self, post_id: str) -> Lineage:
        """The family of remixes around a post."""
        return self._send(calls.lineage(post_id))

    def me(self) -> Account:
        """Whose token it is."""
        return self._send(calls.me())

    def person(self, handle: str) -> Account:
        """Somebody by their handle."""
        return self._send(calls.person(handle))

    def follow(self, account_id: str, *, on: bool = True) -> bool:
        """Follow somebody, or no longer; whether one does now (False while they are asked)."""
        return (self._send(calls.follow(account_id, on=on))).following

    def search(self, words: str, limit: int = 20) -> Found:
        """People and posts, by words and by meaning."""
        return self._send(calls.search(words, limit))

    def ask(self, text: str, conversation_id: str | None = None) -> Answer:
        """Ask the assistant."""
        return self._send(calls.ask(text, conversation_id))

    def home(self, limit: int | None = None) -> Iterator[Status]:
        """One's home timeline, the newest first, page after page. limit: at most so many."""
        return self._pages(lambda below: calls.timeline("home", below, PAGE), limit)

    def public(self, limit: int | None = None) -> Iterator[Status]:
        """What everybody may see."""
        return self._pages(lambda below: calls.timeline("public", below, PAGE), limit)

    def tagged(self, tag: str, limit: int | None = None) -> Iterator[Status]:
        """Posts with a hashtag."""
        name = f"tag/{tag.lstrip('#')}"
        return self._pages(lambda below: calls.timeline(name, below, PAGE), limit)

    def posts_of(self, account_id: str, limit: int | None = None) -> Iterator[Status]:
        """What somebody posted."""
        return self._pages(lambda below: calls.posts_of(account_id, below, PAGE), limit)

    def notifications(self, limit: int | None = None) -> Iterator[Notification]:
        """What concerns one."""
        return self._pages(lambda below: calls.notifications(below, PAGE), limit)

    def wait(self, job: Generation, on_step: Callable[[Step], None] | None = None) -> Generation:
        """The job when it is over, however it ended. on_step: called with each step on the way."""
        with closing(self.follow_job(job.id)) as steps:
            for step in steps:
                if on_step is not None:
                    on_step(step)
        return self.generation(job.id)

    def follow_job(self, job_id: str) -> Generator[Step, None, None]:
        """What is there already, then each step, once. A connection that is lost is made again."""
        followed = trying.Followed()
        attempt = 0
        while True:
            error: ClientError = Unreachable("The steps of the job end before the job does.")
            try:
                with closing(self._stream(calls.events(job_id))) as events:
                    for event in events:
                        attempt = 0
                        step = followed.step(event)
                        if step is not None:
                            yield step
                            if calls.is_last(step):
                                return
            except ClientError as failure:
                error = failure
            attempt += 1
            pause = trying.step_again_after(attempt, error)
            if attempt > self._retries or pause is None:
                raise error
            time.sleep(pause)

    def download(self, url: str) -> bytes:
        """The bytes of a picture. url: of a candidate, a status or an upload; also one elsewhere, which does
        not see the token. Raises Refused, Unreachable."""
        own = trying.is_own(self._address, url)
        call = Call("GET", url, bytes)
        answer, body = self._carry(call, follow=True, headers=self._bearer if own else {})
        if answer.status_code >= 400:
            raise trying.refused(answer, body)
        return body

    def _send(self, call: Call[T]) -> T:
        answer, body = self._carry(call)
        if answer.status_code >= 400:
            raise trying.refused(answer, body)
        return calls.read(call, answer.status_code, body)

    def _carry(
        self,
        call: Call[Any],
        *,
        follow: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[httpx.Response, bytes]:
        """The answer, and its body. follow: to wherever it leads, without the token. headers: in place of
        those that show who is calling."""
        attempt = 0
        while True:
            attempt += 1
            try:
                answer, body = self._once(call, follow, headers)
            except httpx.HTTPError as error:
                pause = trying.again_after_loss(call, attempt, error)
                if pause is None or attempt > self._retries:
                    raise calls.lost(error) from error
            else:
                pause = trying.again_after(call, attempt, answer)
                if pause is None or attempt > self._retries:
                    return answer, body
            time.sleep(pause)

    def _once(
        self, call: Call[Any], follow: bool, headers: Mapping[str, str] | None
    ) -> tuple[httpx.Response, bytes]:
        shown = self._bearer if headers is None else headers
        request = self._client.build_request(
            call.method, call.path, headers={**shown, **call.headers()}, **trying.wire(call)
        )
        answer = self._client.send(request, stream=True, follow_redirects=follow)
        with closing(answer):
            trying.moved(answer)
            body = trying.Body(self._timeout)
            for part in answer.iter_bytes():
                body.take(part)
        return answer, body.whole()

    def _pages(
        self, of: Callable[[str | None], Call[tuple[T, ...]]], limit: int | None
    ) -> Iterator[T]:
        below: str | None = None
        given = 0
        while True:
            call = of(below)
            answer, body = self._carry(call)
            if answer.status_code >= 400:
                raise trying.refused(answer, body)
            page = calls.page(call, answer.status_code, body, answer.headers.get("link", ""))
            for item in page.items:
                if given == limit:
                    return
                yield item
                given += 1
            if page.older in (None, below) or given == limit:
                return
            below = page.older

    def _stream(self, path: str) -> Generator[tuple[str, bytes], None, None]:
        events, lines = calls.Events(), trying.Lines()
        try:
            with self._client.stream("GET", path, headers=self._bearer, timeout=STREAM) as answer:
                trying.moved(answer)
                if answer.status_code >= 400:
                    raise trying.refused(answer, answer.read())
                for part in answer.iter_bytes():
                    for line in lines.feed(part):
                        told = events.feed(line)
                        if told is not None:
                            yield told
        except httpx.HTTPError as error:
            raise calls.lost(error) from error
