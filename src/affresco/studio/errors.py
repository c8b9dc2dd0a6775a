"""What can go wrong when pictures are made. Those of ``failures`` are recorded in a failed job."""

from __future__ import annotations

from typing import Final

from affresco.db.pool import StorageFull
from affresco.errors import AffrescoError, Conflict, Invalid, NotFound, TooMany, Unavailable
from affresco.media.errors import StoreUnavailable
from affresco.safety.errors import CheckUnavailable, Refused
from affresco.text import DEFAULT_LOCALE, N_, translate


class PromptEmpty(Invalid):
    code = "studio.prompt_empty"
    message = N_("Say in a few words what you would like to see.")


class PromptTooLong(Invalid):
    code = "studio.prompt_too_long"
    message = N_("The prompt has {length} characters; at most {limit} are possible. Shorten it.")


class BadCount(Invalid):
    code = "studio.bad_count"
    message = N_("Choose 1 to {limit} pictures.")


class BadSize(Invalid):
    code = "studio.bad_size"
    message = N_("This size is not possible. Choose one of {sizes}.")


class BadSeed(Invalid):
    code = "studio.bad_seed"
    message = N_("A seed is a whole number from 0 to {limit}.")


class BadKey(Invalid):
    code = "studio.bad_key"
    message = N_("The idempotency key is too long: at most {limit} characters.")


class EngineUnknown(Invalid):
    code = "studio.engine_unknown"
    message = N_("There is no engine of this name here. Choose one of {engines}.")


class EngineCannot(Invalid):
    """what: a message of ``steering``, in English; it is translated with the rest."""

    code = "studio.engine_cannot"
    message = N_("{engine} cannot do this: {what}. Leave it out, or choose another engine.")

    def text(self, locale: str = DEFAULT_LOCALE) -> str:
        """In the person's language, ``what`` too."""
        what = translate(str(self.details["what"]), locale)
        return translate(self.message, locale).format(engine=self.details["engine"], what=what)


class NotForTask(Invalid):
    """what, task: messages of ``steering``, in English; they are translated with the rest."""

    code = "studio.not_for_task"
    message = N_("{what} does not go with {task}. Leave it out, or do something else.")

    def text(self, locale: str = DEFAULT_LOCALE) -> str:
        """In the person's language, the details too."""
        details = {name: translate(str(text), locale) for name, text in self.details.items()}
        return translate(self.message, locale).format(**details)


class BadNumber(Invalid):
    """what: a message of ``steering``, in English; it is translated with the rest."""

    code = "studio.bad_number"
    message = N_("{what}: choose a number from {least} to {most}.")

    def text(self, locale: str = DEFAULT_LOCALE) -> str:
        """In the person's language, ``what`` too."""
        what = translate(str(self.details["what"]), locale)
        return translate(self.message, locale).format(**{**self.details, "what": what})


class BadPalette(Invalid):
    code = "studio.bad_palette"
    message = N_("A palette has 1 to {limit} colours, each written like #d08030.")


class BadCorrection(Invalid):
    code = "studio.bad_correction"
    message = N_("“{value}” cannot stand there: {reason}.")


class SourceMissing(Invalid):
    code = "studio.source_missing"
    message = N_("Choose the picture to begin from.")


class SourceUnusable(NotFound):
    code = "studio.source_unusable"
    message = N_("The picture to begin from is not here any more, or is not yours to use.")


class InstructionMissing(Invalid):
    code = "studio.instruction_missing"
    message = N_("Say what is to change.")


class BadMask(Invalid):
    code = "studio.bad_mask"
    message = N_("Paint over the part that is to be made anew, and send the mask with the picture.")


class MaskMisfits(Invalid):
    """mask, picture: pixels, as WIDTH × HEIGHT."""

    code = "studio.mask_misfits"
    message = N_(
        "The mask has {mask} pixels and the picture {picture}: paint it on the same picture."
    )


class BadMargins(Invalid):
    code = "studio.bad_margins"
    message = N_("Choose at least one side to extend, each by at most its own length.")


class LargeEnough(Invalid):
    code = "studio.large_enough"
    message = N_("This picture has {width} × {height} pixels: it cannot be made larger here.")


class QuotaExhausted(TooMany):
    code = "studio.quota_exhausted"
    message = N_(
        "You can make {limit} pictures in 24 hours. Left for now: {left}. "
        "Make fewer, or come back later."
    )
    retry_seconds = 3600


class TooManyJobs(TooMany):
    code = "studio.too_many_jobs"
    message = N_("{limit} of your jobs are under way. Wait for one of them, or cancel one.")


class GenerationNotFound(NotFound):
    code = "studio.generation_not_found"


class NothingToRetry(Conflict):
    code = "studio.nothing_to_retry"
    message = N_("Only a job that failed or was cancelled can be tried again.")


class EngineFailed(Unavailable):
    """The engine gave up, for a reason that is in the log."""

    code = "studio.engine_failed"
    message = N_("The engine could not make this picture. Try again, or change the words a little.")


class EngineRefused(Unavailable):
    """The engine says why, in words for the person."""

    code = "studio.engine_refused"
    message = N_("The engine says: {reason}")


class EngineUnavailable(Unavailable):
    code = "studio.engine_unavailable"
    message = N_("The engine {engine} is not available now. Try again later, or choose another.")


class EngineTimedOut(Unavailable):
    code = "studio.engine_timed_out"
    message = N_("The engine took longer than {seconds} seconds. Try again in a moment.")


class WorkerLost(Unavailable):
    """A job that was begun several times and never came back."""

    code = "studio.worker_lost"
    message = N_(
        "The engine broke down {attempts} times while making this. "
        "Try again, or change the words a little."
    )


class SourceGone(Unavailable):
    code = "studio.source_gone"
    message = N_("The picture that this was to begin from was deleted meanwhile.")


class SigningUnusable(Unavailable):
    """Without a signature no picture leaves the studio; the owner has to mend it."""

    code = "studio.signing_unusable"
    message = N_(
        "Pictures cannot be signed here, so none can be made: {reason}. "
        "Whoever runs this network has to mend its signing key."
    )


class EngineMissing(AffrescoError):
    """Found at start; the owner has to mend it."""

    code = "studio.engine_missing"
    message = N_(
        "The engine {engine} in the settings is not installed. Installed are: {installed}."
    )


class EngineUnusable(AffrescoError):
    """Found at start; the owner has to mend it."""

    code = "studio.engine_unusable"
    message = N_("The engine {engine} cannot work here: {reason}")


FAILURES: Final[dict[str, type[AffrescoError]]] = {
    kind.code: kind
    for kind in (
        EngineFailed,
        EngineRefused,
        EngineUnavailable,
        EngineTimedOut,
        WorkerLost,
        SourceGone,
        SigningUnusable,
        StorageFull,
        StoreUnavailable,
        Refused,
        CheckUnavailable,
    )
}
"""What a failed job may have as its reason, by code."""


def failure_text(code: str | None, details: dict[str, str | int] | None, locale: str) -> str:
    """Why a job failed, for a person."""
    kind = FAILURES.get(code or "", EngineFailed)
    try:
        return kind(**(details or {})).text(locale)
    except KeyError:
        return translate(EngineFailed.message, locale)
