"""The columns of each config, in their order: for Parquet, for Hugging Face, for Croissant, for the card."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from affresco.commons.datasets.model import Config

Kind = Literal["text", "integer", "number", "boolean", "picture", "bytes", "messages"]


class Column(msgspec.Struct, frozen=True):
    """picture: bytes and a file name; bytes: those alone. Both are of the picture that ``of`` names, a column
    with a picture's id; they are not among the fields that are hashed, as the column with ``_sha256`` is."""

    name: str
    kind: Kind
    says: str
    of: str = ""


class Shape(msgspec.Struct, frozen=True):
    """A config. says: one sentence on its rows."""

    config: Config
    says: str
    columns: tuple[Column, ...]

    @property
    def pictures(self) -> tuple[Column, ...]:
        """The columns that hold pictures."""
        return tuple(column for column in self.columns if column.of)

    @property
    def fields(self) -> tuple[Column, ...]:
        """The columns that are hashed."""
        return tuple(column for column in self.columns if not column.of)


class Member(msgspec.Struct, frozen=True):
    """A field of one message of a thread."""

    name: str
    kind: Kind
    says: str


KEY: Final = Column("key", "text", "Names the row, the same in every version.")
LANGUAGE: Final = Column("language", "text", "Of the post, as its author says: ISO 639.")
LICENCE: Final = Column("licence", "text", "Of all that the row contains: the strictest.")
CREATED: Final = Column("created_at", "text", "UTC, RFC 3339.")


def _who(name: str, says: str) -> Column:
    return Column(name, "text", f"{says}: a pseudonym, or @handle of those who chose credit.")


def _uid(name: str, says: str) -> Column:
    return Column(name, "text", f"Id of {says}.")


def _sha(name: str) -> Column:
    return Column(name, "text", "SHA-256 of the picture's bytes.")


MESSAGE: Final = (
    Member("user_id", "text", "Who wrote it."),
    Member("text", "text", "What they wrote."),
    Member("language", "text", "ISO 639."),
    Member("licence", "text", "Of this message."),
    Member("created_at", "text", "UTC, RFC 3339."),
    Member("reply_to", "integer", "Position of the message that it answers; null for the first."),
)

CAPTIONS: Final = Shape(
    "captions",
    "A picture with the words that it was made from, and those that describe it.",
    (
        Column("image", "picture", "The picture as published, with its provenance.", "image_uid"),
        KEY,
        _uid("image_uid", "the picture"),
        _sha("image_sha256"),
        Column("prompt", "text", "What the picture was made from; null where its author keeps it."),
        Column("recipe", "text", "JSON: engine, seed, size and whatever else makes it again."),
        Column("alt", "text", "What the picture shows, for those who do not see it."),
        Column("text", "text", "What the author said with it."),
        LANGUAGE,
        LICENCE,
        _who("author", "Who published it"),
        Column("sensitive", "boolean", "Folded away, by its author or a rule of the network."),
        Column("width", "integer", "Pixels."),
        Column("height", "integer", "Pixels."),
        CREATED,
    ),
)
PREFERENCES: Final = Shape(
    "preferences",
    "Two pictures of the same words, and which one somebody chose; fields as in Pick-a-Pic v2.",
    (
        Column("jpg_0", "bytes", "The first picture. WebP, in spite of the name.", "image_0_uid"),
        Column("jpg_1", "bytes", "The second picture.", "image_1_uid"),
        KEY,
        Column("kind", "text", "choice: posted, with the other left. duel: asked which one."),
        Column("caption", "text", "The words."),
        Column("label_0", "number", "1 when the first was chosen, 0.5 each for a tie."),
        Column("label_1", "number", "1 when the second was chosen."),
        Column("best_image_uid", "text", "Id of the one that was chosen; null for a tie."),
        Column("has_label", "boolean", "Always true."),
        Column("are_different", "boolean", "Always true: pairs that look alike are left out."),
        _uid("image_0_uid", "the first picture"),
        _uid("image_1_uid", "the second picture"),
        _sha("image_0_sha256"),
        _sha("image_1_sha256"),
        Column("model_0", "text", "Engine that made the first; null for an upload."),
        Column("model_1", "text", "Engine that made the second."),
        Column("ranking_id", "integer", "Of the job, or of the duel."),
        _who("user_id", "Who chose"),
        LANGUAGE,
        LICENCE,
        CREATED,
    ),
)
EDITS: Final = Shape(
    "edits",
    "A picture, what was asked for, and the picture after it; fields as in InstructPix2Pix.",
    (
        Column("original_image", "picture", "The picture before.", "original_image_uid"),
        Column("edited_image", "picture", "The picture after.", "edited_image_uid"),
        KEY,
        Column("original_prompt", "text", "Words of the picture before; null where they are kept."),
        Column("edit_prompt", "text", "The instruction, or the words of the remix."),
        Column("edited_prompt", "text", "Words of the picture after."),
        _uid("original_image_uid", "the picture before"),
        _uid("edited_image_uid", "the picture after"),
        _sha("original_image_sha256"),
        _sha("edited_image_sha256"),
        Column("task", "text", "What the engine was asked to do."),
        Column("family", "text", "Id of the first post of the lineage."),
        Column("turn", "integer", "Steps from that post, 1 for the first edit."),
        _who("editor", "Who edited"),
        _who("original_author", "Whose picture it was before"),
        LANGUAGE,
        LICENCE,
        CREATED,
    ),
)
RANKINGS: Final = Shape(
    "rankings",
    "One like or repost of a picture; rows of one set are of pictures of the same words.",
    (
        KEY,
        Column("kind", "text", "like or repost."),
        Column("set", "text", "The same for all pictures of the same words."),
        Column("caption", "text", "The words."),
        _uid("image_uid", "the picture, as in captions"),
        _sha("image_sha256"),
        _who("user_id", "Who liked it"),
        _who("author", "Who published it"),
        LANGUAGE,
        LICENCE,
        CREATED,
    ),
)
DIALOGUE: Final = Shape(
    "dialogue",
    "A picture and what was said around it, by those who gave their messages.",
    (
        Column("image", "picture", "The picture of the first message.", "image_uid"),
        KEY,
        _uid("image_uid", "the picture"),
        _sha("image_sha256"),
        Column("alt", "text", "What the picture shows."),
        Column("messages", "messages", "In their order; the first is the post itself."),
        LANGUAGE,
        LICENCE,
        CREATED,
    ),
)
SHAPES: Final = {
    shape.config: shape for shape in (CAPTIONS, PREFERENCES, EDITS, RANKINGS, DIALOGUE)
}
