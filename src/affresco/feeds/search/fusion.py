"""Several rankings → one: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

K: Final = 60
"""How little the first place is worth more than the next; the value of the paper."""


def fuse(*rankings: Sequence[int]) -> list[int]:
    """Every id of any ranking once, the best first; among equals the newest."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (K + place)
    return sorted(scores, key=lambda item: (-scores[item], -item))
