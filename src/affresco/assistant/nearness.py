"""How near in meaning single words are: across languages, and of words for the same thing.

The encoder finds every word like every other, but a translation much more so: *lupo* and *wolf* have 0.73,
*gatto* and *cat* 0.94, where *cat* and *dog* have 0.67 and *open* and *closed* 0.64. So what is above
``SAME`` is taken for the same word. Days, months and numbers are told apart by ``values`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from affresco import meaning
from affresco.assistant import opposites
from affresco.assistant.values import values
from affresco.assistant.words import Token

SAME: Final = 0.71
"""Likeness from which on two words are taken for the same."""
SAME_FOREIGN: Final = 0.62
"""The same between two languages: other words come less near there (*treno*, *bus* 0.58)."""
REMEMBERED: Final = 20_000
"""Words whose vectors are kept, 1 kB each."""
AT_ONCE: Final = 50
"""Words that one question may have encoded; each takes two thirds of a millisecond, once."""

_known: dict[str, npt.NDArray[np.float16]] = {}


def learn(tokens: Iterable[Token], at_most: int = AT_ONCE) -> None:
    """Encode those of the words that are not known, the first ones first."""
    new = [word for word in dict.fromkeys(map(_key, tokens)) if word not in _known][:at_most]
    if not new:
        return
    while len(_known) > REMEMBERED:
        del _known[next(iter(_known))]
    for word, vector in zip(new, meaning.encode(new), strict=True):
        _known[word] = vector.astype(np.float16)


def nearest(token: Token, others: Sequence[Token], same: float = SAME) -> float:
    """The likeness of the nearest of the others that is known, 0 where none comes near enough, says the
    opposite, or the word is a value. same: from which likeness on."""
    sought = _known.get(_key(token))
    known = ((_known.get(_key(other)), other) for other in others)
    found = [vector for vector, other in known if vector is not None and not opposite(token, other)]
    if sought is None or not found or values(token.text).all:
        return 0.0
    best = float(np.max(np.asarray(found, np.float32) @ sought.astype(np.float32)))
    return best if best >= same else 0.0


def opposite(one: Token, other: Token) -> bool:
    """Whether two words say opposite things, in whichever language: *aperto*, *closed*."""
    return opposites.apart(one.forms, other.forms)


def _key(token: Token) -> str:
    return token.text.lower()
