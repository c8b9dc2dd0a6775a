"""What somebody likes, read out of which picture they took. Pure: no I/O.

A picture is a set of features: what its scene names (style, time of day …) and its engine, 1 where it has
them, and how its colours lie on four scales, read out of its thumbhash, so that the pictures of any engine
have them. Which of two is taken is a logistic regression on the difference of their features (Bradley and
Terry, Biometrika 39, 1952, with features), with a normal prior on each weight, and one weight for the side
on which a picture stands, so that a habit of taking the left one is not mistaken for a taste. How sure a
weight is comes from the curvature at the optimum (Laplace's approximation).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

Feature: TypeAlias = tuple[str, str]
"""(kind, key): ("style", "watercolour"), ("engine", "builtin"), ("scale", "light")."""
Sure: TypeAlias = Literal["sure", "rather", "maybe"]

SCALES: Final = ("light", "warmth", "colour", "contrast")
NEEDED: Final = 10
"""Answers before anything is said."""
NEEDED_EACH: Final = 4
"""Answers in which a feature made a difference, before anything is said of it."""
PRIOR: Final = 1.0
"""Standard deviation of a weight before anything is known."""
UNIT: Final = 0.2
"""How far on a scale two pictures lie apart that differ by one."""
FARTHEST: Final = 3.0
STEPS: Final = 50
CLOSE: Final = 1e-8
SURE: Final[tuple[tuple[Sure, float], ...]] = (("sure", 2.6), ("rather", 1.8), ("maybe", 1.3))
"""Standard errors away from nothing. Many features are looked at: the usual 2 would find some by chance."""


class Met(msgspec.Struct, frozen=True):
    """Two pictures and how it went. outcome: 1 for the first, 0 for the second, 0.5 for both alike.
    side: 1 where the first stood on the left, -1 on the right, 0 where they were not side by side.
    weight: how much it counts; one pick among four is one decision, not three."""

    first: Mapping[Feature, float]
    second: Mapping[Feature, float]
    outcome: float
    side: int = 0
    weight: float = 1.0


class Leaning(msgspec.Struct, frozen=True):
    """What is taken rather than left (towards > 0), or left rather than taken. z: towards in standard
    errors. answers: how many it made a difference in."""

    feature: Feature
    towards: float
    z: float
    sure: Sure
    answers: int


class Taste(msgspec.Struct, frozen=True):
    """leanings: the surest first. answers: how many say anything. missing: how many more are needed before
    anything is said."""

    leanings: tuple[Leaning, ...]
    answers: int

    @property
    def missing(self) -> int:
        return max(0, NEEDED - self.answers)


def scales(thumbhash: bytes) -> dict[Feature, float]:
    """Light, warmth, colour and contrast, each about 0 … 1, out of the head of a thumbhash: its average of
    luminance, yellow against blue, red against green, and how far luminance goes. {} for none."""
    if len(thumbhash) < 5:
        return {}
    head = thumbhash[0] | thumbhash[1] << 8 | thumbhash[2] << 16
    light = (head & 63) / 63
    yellow = (head >> 6 & 63) / 31.5 - 1
    red = (head >> 12 & 63) / 31.5 - 1
    values = (light, (yellow + red) / 2, math.hypot(yellow, red), (head >> 18 & 31) / 31)
    return {("scale", name): value for name, value in zip(SCALES, values, strict=True)}


def fit(met: Sequence[Met]) -> Taste:
    """The taste that these answers show."""
    told = [each for each in met if _differences(each)]
    if len(told) < NEEDED:
        return Taste((), len(told))
    features = sorted({feature for each in told for feature in _differences(each)})
    column = {feature: at for at, feature in enumerate(features)}
    x = np.zeros((len(told), len(features) + 1))
    for row, each in enumerate(told):
        x[row, -1] = each.side
        for feature, difference in _differences(each).items():
            x[row, column[feature]] = difference
    y = np.array([each.outcome for each in told])
    weights, spread = _logistic(x, y, np.array([each.weight for each in told]))
    against = _contrasts(x, features)
    towards, errors = against @ weights, np.sqrt(np.diag(against @ spread @ against.T))
    differed = np.count_nonzero(x, axis=0)
    leanings = [
        Leaning(feature, float(towards[at]), z, sure, int(differed[at]))
        for feature, at in column.items()
        if differed[at] >= NEEDED_EACH
        and (sure := _sure(z := float(towards[at] / errors[at]))) is not None
    ]
    return Taste(tuple(sorted(leanings, key=lambda one: (-abs(one.z), one.feature))), len(told))


def _differences(met: Met) -> dict[Feature, float]:
    """What tells the first picture from the second, in units."""
    found: dict[Feature, float] = {}
    for feature in met.first.keys() | met.second.keys():
        if feature[0] == "scale":
            if feature not in met.first or feature not in met.second:
                continue
            apart = (met.first[feature] - met.second[feature]) / UNIT
            difference = max(-FARTHEST, min(apart, FARTHEST))
        else:
            difference = met.first.get(feature, 0.0) - met.second.get(feature, 0.0)
        if abs(difference) > CLOSE:
            found[feature] = difference
    return found


def _contrasts(x: NDArray[np.float64], features: Sequence[Feature]) -> NDArray[np.float64]:
    """What is told of each feature, as a row of weights of all. Where every picture has one of a kind, as
    with engines, only how one stands to the mean of its kind can be known."""
    against = np.eye(x.shape[1])[: len(features)]
    for kind in {feature[0] for feature in features} - {"scale"}:
        own = [at for at, feature in enumerate(features) if feature[0] == kind]
        if len(own) > 1 and not np.any(np.abs(x[:, own].sum(axis=1)) > CLOSE):
            against[np.ix_(own, own)] -= 1 / len(own)
    return against


def _logistic(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and their covariance. x: (answers, features), y: 0 … 1, weight: (answers,)."""
    prior = np.eye(x.shape[1]) / PRIOR**2
    w = np.zeros(x.shape[1])
    for _step in range(STEPS):
        p = _chance(x @ w)
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + prior
        step = np.linalg.solve(curve, x.T @ (weight * (y - p)) - w / PRIOR**2)
        # The first steps of Newton's method may overshoot where a feature decides everything.
        w = w + step * min(1.0, 2.0 / max(float(np.abs(step).max()), CLOSE))
        if float(np.abs(step).max()) < CLOSE:
            break
    p = _chance(x @ w)
    curve = (x * (weight * p * (1 - p))[:, None]).T @ x + prior
    return w, np.asarray(np.linalg.inv(curve), dtype=np.float64)


def _chance(value: NDArray[np.float64]) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return chance


def _sure(z: float) -> Sure | None:
    return next((name for name, least in SURE if abs(z) >= least), None)
