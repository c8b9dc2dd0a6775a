"""Check words and pictures before they are carried out; appeal, and decide.

A check opens transactions of its own and must not run inside another: a refusal is recorded although what it
was about is not. It holds no connection while a classifier thinks. Where no rule is touched and no classifier
is set up, it asks the database nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import Final

import structlog
from PIL import Image

from affresco.accounts import access as accounts
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import Viewer
from affresco.db import Database, WriteTx
from affresco.events import kinds
from affresco.events.log import emit
from affresco.media.renditions import encode_preview
from affresco.safety import access, guard, hydrate, queries
from affresco.safety.classifiers.protocol import Classifier, ClassifierDown
from affresco.safety.errors import (
    AppealClosed,
    AppealEmpty,
    AppealTooLong,
    CheckUnavailable,
    NothingToDecide,
    Refused,
)
from affresco.safety.guard import Watched
from affresco.safety.model import (
    APPEAL_LIMIT,
    KEPT_DAYS,
    TEXT_KEPT,
    Decision,
    FieldName,
    Finding,
    Hit,
    Mark,
    Passage,
    RefusalId,
    Subject,
    Verdict,
    Wording,
)
from affresco.safety.rules import RuleBook
from affresco.settings import Settings

log = structlog.get_logger(__name__)

LONG: Final = 2_000
"""Characters beyond which texts are compared in a thread: so many take 5 ms, or 40 ms where they are made to
take long."""

Ask = Callable[[Classifier], Awaitable[tuple[Finding, ...]]]


async def check_words(
    database: Database,
    settings: Settings,
    account_id: int,
    passages: Sequence[Passage],
    language: str = "",
) -> Decision:
    """Whether somebody's words may be carried out. language: a code, "" where it is not known.

    Raises Refused, which is recorded, and CheckUnavailable where an owner wants nothing unchecked.
    """
    ready = guard.of(settings)
    passages = [passage for passage in passages if passage.text.strip()]
    if sum(len(passage.text) for passage in passages) > LONG:
        hits = await asyncio.to_thread(_hits, ready.book, passages)
    else:
        hits = _hits(ready.book, passages)
    marks = await _judge(database, settings, account_id, hits)
    for passage in passages:
        findings = await _ask(
            database,
            ready.reading("text"),
            lambda classifier, text=passage.text: classifier.check_text(text, language),  # type: ignore[misc]
        )
        thought = _from_findings(settings, findings, passage)
        marks += await _judge(database, settings, account_id, thought)
    return Decision(tuple({mark.rule: mark for mark in marks}.values()))


async def check_picture(
    database: Database, settings: Settings, account_id: int, image: Image.Image, *, about: str
) -> Decision:
    """Whether a picture may be kept. about: what it was made from, for those who decide on an appeal.

    Raises Refused, which is recorded with a small copy of the picture (none where minors may be concerned),
    and CheckUnavailable.
    """
    watched = guard.of(settings).reading("image")
    if not watched:
        return Decision()
    findings = await _ask(database, watched, lambda classifier: classifier.check_image(image))
    hits = _from_findings(settings, findings, Passage("image", ""))
    if not hits:
        return Decision()
    digest = await asyncio.to_thread(_pixels_digest, image)
    always = any(hit.rule.always for hit in hits)
    small = None if always else await asyncio.to_thread(encode_preview, image)
    marks = await _judge(
        database, settings, account_id, hits, digest=digest, about=about, picture=small
    )
    return Decision(tuple(marks))


async def mark(tx: WriteTx, subject: Subject, subject_id: int, decision: Decision) -> None:
    """Write down what a thing carries; nothing to do for most."""
    if decision.marks:
        await queries.insert_marks(tx, subject, subject_id, decision.marks)


async def mark_anew(tx: WriteTx, subject: Subject, subject_id: int, decision: Decision) -> None:
    """As ``mark``, for a thing whose words have changed."""
    await queries.drop_marks(tx, subject, subject_id)
    await mark(tx, subject, subject_id, decision)


async def appeal(database: Database, account_id: int, refusal_id: int, words: str) -> None:
    """Say why a rule does not apply. Raises RefusalNotFound, AppealEmpty, AppealTooLong, AppealClosed."""
    words = _clean(words)
    if not words:
        raise AppealEmpty
    async with database.write() as tx:
        refusal = await access.get_own(tx, account_id, refusal_id)
        if not await queries.set_appeal(tx, refusal.id, words):
            raise AppealClosed
        await queries.count(tx, refusal.rule, appealed=1)
        await emit(tx, kinds.Appealed(refusal.id, account_id))


async def decide(
    database: Database, viewer: Viewer, refusal_id: int, verdict: Verdict, words: str
) -> None:
    """Uphold a refusal, or overturn it: then this person may say exactly this from now on.

    Raises OwnersOnly, NothingToDecide, AppealTooLong.
    """
    words = _clean(words)
    async with database.write() as tx:
        await accounts.check_owner(tx, viewer.id)
        decided = await queries.set_verdict(tx, refusal_id, verdict, words, viewer.id)
        if decided is None:
            raise NothingToDecide
        rule, account_id = decided
        await queries.count(tx, rule, decided=1, wrong=int(verdict == "overturned"))
        await emit(tx, kinds.AppealDecided(refusal_id, account_id))


async def tidy(tx: WriteTx) -> None:
    """Drop what was refused long ago and not disputed; the refusals themselves stay."""
    await queries.forget_old_texts(tx, KEPT_DAYS)


# judging ----------------------------------------------------------------------------------------


async def _judge(
    database: Database,
    settings: Settings,
    account_id: int,
    hits: Sequence[Hit],
    *,
    digest: bytes | None = None,
    about: str = "",
    picture: bytes | None = None,
) -> list[Mark]:
    """What to mark. digest: of a picture; words have their own. Raises Refused."""
    if not hits:
        return []
    digests = {hit.text: digest or _text_digest(hit.text) for hit in hits}
    async with database.read() as tx:
        standing = await hydrate.standing(tx, account_id)
        if standing is None:
            raise PersonNotFound
        exempt = await queries.allowed(tx, account_id, set(digests.values()))
    marks = []
    for hit in hits:
        if hit.handle == standing.handle or (digests[hit.text], hit.rule.id) in exempt:
            continue
        adult = settings.adult_content and standing.level == "adult"
        action = hit.rule.action_for(adult=adult)
        if action == "refuse":
            kept = digests[hit.text]
            raise await _refuse(database, account_id, hit, kept, about=about, picture=picture)
        marks.append(Mark(hit.rule.id, action, hit.source))
    return marks


async def _refuse(
    database: Database,
    account_id: int,
    hit: Hit,
    digest: bytes,
    *,
    about: str,
    picture: bytes | None,
) -> Refused:
    """Record it; the error to raise."""
    async with database.write() as tx:
        refusal_id, is_new = await queries.record(
            tx,
            account_id,
            hit,
            digest,
            text=hit.text[:TEXT_KEPT],
            spans=[place for place in hit.spans if place <= TEXT_KEPT],
            about=about[:TEXT_KEPT],
            picture=picture,
        )
        if is_new:
            await queries.count(tx, hit.rule.id, refused=1)
    log.info("refused", rule=hit.rule.id, field=hit.field, source=hit.source, refusal=refusal_id)
    return _error(hit.rule.title, hit.rule.id, hit.field, hit.term, hit.source, refusal_id)


async def refusal_again(database: Database, settings: Settings, refusal_id: int) -> Refused | None:
    """The error of a refusal that was recorded before; None where it is gone."""
    async with database.read() as tx:
        row = await queries.refusal_row(tx, refusal_id)
    if row is None:
        return None
    rule = guard.of(settings).book.rules.get(row["rule"])
    title = rule.title if rule is not None else Wording(row["rule"], row["rule"])
    return _error(title, row["rule"], row["field"], row["term"], row["source"], refusal_id)


def _error(
    title: Wording, rule: str, field: FieldName, term: str, source: str, refusal_id: int
) -> Refused:
    return Refused(
        rule=rule,
        title=title.en,
        title_it=title.it,
        field=field,
        term=term,
        source=source,
        refusal=str(refusal_id),
        appeal=refusal_url(RefusalId(refusal_id)),
    )


def refusal_url(refusal_id: RefusalId) -> str:
    """The page on which one appeals."""
    return f"/safety/refusals/{refusal_id}"


def _hits(book: RuleBook, passages: Sequence[Passage]) -> list[Hit]:
    """What the passages touch, each by itself and all together."""
    apart = [hit for passage in passages for hit in book.check(passage)]
    return [*apart, *book.check_joined(passages)]


def _from_findings(
    settings: Settings, findings: Iterable[tuple[str, Finding]], passage: Passage
) -> list[Hit]:
    """What classifiers think, put to the rules; a rule that does not hold here is not touched."""
    rules = guard.of(settings).book.rules
    return [
        Hit(rule=rule, field=passage.field, text=passage.text, term="", source=source)
        for source, finding in findings
        if (rule := rules.get(finding.rule)) is not None and passage.field in rule.fields
    ]


def _text_digest(text: str) -> bytes:
    return hashlib.sha256(b"text\0" + text.encode("utf-8", "surrogatepass")).digest()


def _pixels_digest(image: Image.Image) -> bytes:
    size = f"image\0{image.mode}\0{image.width}\0{image.height}\0".encode()
    return hashlib.sha256(size + image.tobytes()).digest()


def _clean(words: str) -> str:
    """Raises AppealTooLong."""
    cleaned = "\n".join(line.strip() for line in words.replace("\x00", "").strip().splitlines())
    if len(cleaned) > APPEAL_LIMIT:
        raise AppealTooLong(length=len(cleaned), limit=APPEAL_LIMIT)
    return cleaned


# classifiers ------------------------------------------------------------------------------------


async def _ask(
    database: Database, watched: Collection[Watched], ask: Ask
) -> list[tuple[str, Finding]]:
    """What each of them finds, all asked at once. Raises CheckUnavailable."""
    answers = await asyncio.gather(*(_ask_one(database, one, ask) for one in watched))
    return [
        (one.name, finding)
        for one, findings in zip(watched, answers, strict=True)
        for finding in findings
    ]


async def _ask_one(database: Database, watched: Watched, ask: Ask) -> tuple[Finding, ...]:
    if not watched.is_resting:
        try:
            findings = await ask(watched.classifier)
        except ClassifierDown as error:
            await _note(database, watched, str(error))
        except Exception as error:  # the boundary to plug-ins, which may raise anything
            # Its message may hold what was asked, so it is not repeated.
            await _note(database, watched, type(error).__name__)
        else:
            if watched.answered():
                async with database.write() as tx:
                    await queries.end_trouble(tx, watched.name)
            return findings
    if watched.refuses:
        raise CheckUnavailable
    return ()


async def _note(database: Database, watched: Watched, reason: str) -> None:
    watched.rest()
    log.warning("classifier does not answer", classifier=watched.name, reason=reason)
    async with database.write() as tx:
        await queries.note_trouble(tx, watched.name, reason)
