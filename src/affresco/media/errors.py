"""What can go wrong with pictures."""

from __future__ import annotations

from affresco.errors import AffrescoError, Invalid, NotFound, TooLarge, Unavailable
from affresco.text import N_


class NotAPicture(Invalid):
    code = "media.not_a_picture"
    message = N_("This file is not a picture we can read. Use JPEG, PNG, WebP, AVIF or GIF.")


class FileTooLarge(TooLarge):
    code = "media.file_too_large"
    message = N_("The file is too large: at most {limit_mb} MB. Save it smaller and try again.")


class TooManyPixels(TooLarge):
    code = "media.too_many_pixels"
    message = N_(
        "The picture has {width} × {height} pixels; at most {limit_megapixels} megapixels are "
        "possible. Make it smaller and try again."
    )


class MediaNotFound(NotFound):
    code = "media.not_found"
    message = N_("This picture does not exist, or is not for you to see.")


class StoreUnavailable(Unavailable):
    code = "media.store_unavailable"
    message = N_("The place where pictures are kept is not answering. Try again in a moment.")


class StoreUnusable(AffrescoError):
    """Found at start; the owner has to mend it."""

    code = "media.store_unusable"
    message = N_(
        "Pictures cannot be kept in {location}: {reason}. Choose another place with "
        "AFFRESCO_MEDIA_URL or make it writable."
    )
