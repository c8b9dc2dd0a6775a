"""What can go wrong with datasets, and what to do."""

from __future__ import annotations

from affresco.errors import AffrescoError, Conflict, Invalid, NotFound, Unavailable
from affresco.text import N_


class NothingGiven(Conflict):
    code = "commons.nothing_given"
    message = N_(
        "There is nothing to release yet: nobody has published a picture with a licence (CC0, CC BY, "
        "CC BY-SA) that models may learn from."
    )


class ExportRunning(Conflict):
    code = "commons.export_running"
    message = N_("A release is being made already. Wait until it is done, then try again.")


class ReleaseFileNotFound(NotFound):
    code = "commons.release_file_not_found"
    message = N_("The release has no such file. Its manifest.json names all of them.")


class ReleaseAway(Unavailable):
    code = "commons.release_away"
    message = N_(
        "The files of this release cannot be read just now. Try again later; if it lasts, tell the owner of "
        "the network."
    )


class ShardTakenBack(Conflict):
    code = "commons.shard_taken_back"
    message = N_(
        "{rows} of the rows in this file were taken back since the release was made, so it is not given "
        "out any "
        "more. The next release is without them; what is gone is listed at {address}"
    )


class BadRange(Invalid):
    code = "commons.bad_range"
    status = 416
    message = N_("The file has {size} bytes; ask for a part of them: Range: bytes=FIRST-LAST")


class ReleaseChanged(Conflict):
    code = "commons.release_changed"
    message = N_(
        "Release {version} cannot be written again: {rows} of its rows were taken back or are different "
        "now, and the network does not keep what was taken back. Make a release of what is given now: "
        "affresco commons export --to DIR"
    )


class ReleaseDiffers(Conflict):
    code = "commons.release_differs"
    message = N_(
        "Release {version} came out different from when it was published, first in {path}. Was pyarrow "
        "updated in between? Use the version of then, or copy the release from {place}."
    )


class PictureMissing(AffrescoError):
    code = "commons.picture_missing"
    message = N_(
        "The picture {picture} of a given post is not in the media store, or not what it was. Nothing "
        "was published. Bring the media store back, then run the export again."
    )


class Unsettled(Unavailable):
    code = "commons.unsettled"
    message = N_(
        "The network is too busy to publish a release: things were taken back faster than the release "
        "could be mended, or the database was locked by others. Nothing was published; try again later."
    )


class PlaceUnusable(Invalid):
    code = "commons.place_unusable"
    message = N_("Releases cannot be written to {place}: {reason}")


class PlaceFailed(Unavailable):
    code = "commons.place_failed"
    message = N_(
        "{place} did not take or give {path}, in {tries} tries: {reason}. Nothing was published. "
        "When it answers again, run the export again."
    )


class PlaceFull(AffrescoError):
    code = "commons.place_full"
    status = 507
    message = N_(
        "There is no space left in {place}. Nothing was published. Make room or name another place, "
        "then run the export again."
    )
