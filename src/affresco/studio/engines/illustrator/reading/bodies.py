"""Parts of bodies, and what stands around, under or in what was named."""

from __future__ import annotations

from collections.abc import Sequence

from .cast import Cast
from .drafts import Draft
from .phrases import Phrase

_WHISPERED = frozenset(("ear", "eye", "face"))
_HANDS = frozenset(("hand", "arm", "paw", "claw", "mouth", "beak"))
_BEARS = frozenset(
    ("shoulder", "back", "arm", "hand", "paw", "beak", "claw", "mouth", "lap", "neck", "head", "roof",
     "nose", "tail", "shell", "horns", "chest")
)  # fmt: skip
_ASTRIDE = frozenset(("shoulder", "back", "neck", "head", "nose", "shell"))
_IN_HAND = frozenset(("hold", "play", "wear", "read", "eat", "carry"))
_FEET = frozenset(("foot", "paw", "leg"))


class Bodies(Cast):
    """What is on a body, at its feet or around it."""

    def _on_a_body(self, name: str, part: str, new: Sequence[Draft]) -> bool:
        """ "a parrot on his shoulder": on the pirate; "a bowl in her hands": held."""
        being = next((d for d in new if self._living(d)), None)
        perched = bool(self.drafts) and self._living(self.drafts[-1])
        if being is not None and part == "arm" and name == "on" and perched:
            self.drafts[-1].qualities.append("at-arm")
            return False
        if being is not None and part in _HANDS and self.drafts and name in ("in", "on", "among"):
            self.drafts[-1].tie("hold", being)
            return True
        if being is not None and part in _WHISPERED and self._doer() is not None:
            doer = self._doer()
            assert doer is not None
            being.tie("talk" if doer.pose == "talk" else "beside", doer)
            return False
        if being is not None and name == "on" and part in _ASTRIDE and self.drafts:
            self.drafts[-1].qualities.append(f"at-{part}")
        if being is not None:
            return False  # "on the shoulder of a pirate" is as good as on the pirate
        if part in _FEET and name == "on" and self.drafts and self.drafts[-1].relation == "carry":
            self.drafts[-1].qualities.append("at-feet")
            return True
        if part in _FEET and not new and self.drafts and name in ("at", "beside", "before"):
            return self._at_the_feet()
        if part not in _BEARS:
            return not new
        thing = self.drafts[-1] if self.drafts else None
        if thing is None or new:
            return not new
        bears = self._stands if part == "roof" else self._living
        seat = thing.by is not None and not bears(thing.by) and thing.by.by is not None
        if seat and self._living(thing):  # "in an armchair with a cat on his lap"
            thing.relation, thing.by = None, None
        elif seat and thing.by is not None:
            thing = thing.by  # "carrying a house with a chimney on its shell"
        owner = thing.by or next((d for d in reversed(self.drafts[:-1]) if bears(d)), None)
        free = thing.relation in (None, "with") or (thing.relation == "hold" and self.had)
        if part in _HANDS and thing.relation == "wear" and name in ("in", "among"):
            thing.relation = "hold"  # "con un nastro tra gli artigli"
            return True
        lifted = thing.relation == "carry" or (thing.relation == "hold" and not self.had)
        seated = any(d.by is owner and d.relation in ("in", "on") for d in self.drafts)
        lifted = lifted or (thing.relation == "hold" and owner is not None and seated)
        if lifted and name == "on" and part in _ASTRIDE:
            thing.qualities.append(f"at-{part}")
            return True
        if owner is not None and free and name in ("on", "in", "over"):
            if part in _HANDS:
                thing.tie("hold", owner)
            else:
                thing.qualities.append("at-head" if part == "horns" else f"at-{part}")
                if part == "chest" and owner.pose is None:
                    owner.pose = "lie"
                _lay(thing, owner)
        return True

    def _turned(self, name: str, phrase: Phrase, being: Draft, subject: Draft) -> bool:
        """ "una casa, dentro bambini che giocano": they are in the house, not it in them."""
        apart = self.language == "it" and phrase.after_pause and name in ("in", "under", "behind")
        things = self._living(being) and not self._living(subject)
        return apart and things and subject.relation in (None, "with")

    def _with_the_first(self, name: str) -> None:
        """ "seagulls all around", "a gnome underneath": around or under what was named first."""
        ring = self.last[0] if self.last else None
        while ring is not None and ring.by is not None and ring.relation in _IN_HAND:
            ring = ring.by  # "a gnome with a rake underneath"
        at = next((n for n, d in enumerate(self.drafts) if d is ring), 0)
        loose = ring is not None and ring.relation in ("with", "hold")
        host = self.drafts[at - 1] if at and loose else None
        if name == "in" and ring is not None and host is not None and not self._living(host):
            ring.relation, ring.by = None, None
            ring.tie("full-of", host)  # "a wagon with a rabbit in it"
            return
        middle = next((d for d in self.drafts if d.by is None and d is not ring), None)
        if ring is not None and ring.relation == "with":
            ring.relation, ring.by = None, None
        if ring is not None and middle is not None and ring.by is None and ring is not middle:
            middle.tie(name, ring)

    def _at_the_feet(self) -> bool:
        """ "a dog asleep at her feet": beside the one named before."""
        thing = self.drafts[-1]
        owner = next((d for d in self.drafts if d is not thing and self._living(d)), None)
        if owner is not None and thing.by is None:
            thing.tie("beside", owner)
        return True


def _lay(thing: Draft, owner: Draft) -> None:
    """Put a thing on who bears it: a parrot on a pirate."""
    if thing.by is owner:
        thing.relation, thing.by = None, None
    if owner.by is None:
        owner.tie("on", thing)
    else:
        thing.tie("with", owner)
