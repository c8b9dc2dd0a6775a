"""Proportions and colours of four-legged animals."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.colour import Colour

C = Colour


@dataclass(frozen=True)
class Build:
    """Lengths in units of the box; `rise`: degrees of the neck over the horizon."""

    long: float = 56
    deep: float = 26
    legs: float = 34
    thick: float = 9  # of a leg
    neck: float = 16
    rise: float = 48
    head: float = 12
    snout: float = 12
    ears: str = "pointed"
    tail: str = "long"
    feet: str = "paws"
    face: str = ""


BUILDS = {
    "cat": Build(52, 23, 28, 8, 8, 50, 14, 5, "pointed", "long"),
    "dog": Build(54, 25, 34, 9, 12, 52, 13, 13, "floppy", "up"),
    "horse": Build(64, 30, 50, 8, 36, 55, 11, 24, "small", "horse", "hooves"),
    "cow": Build(70, 37, 36, 10, 14, 35, 13, 20, "side", "tuft", "hooves"),
    "deer": Build(54, 24, 48, 6, 26, 62, 10, 15, "side", "short", "hooves"),
    "bear": Build(70, 44, 30, 16, 8, 28, 18, 13, "round", "stub"),
    "elephant": Build(78, 56, 42, 19, 8, 25, 22, 4, "huge", "tuft", "round"),
    "fox": Build(52, 21, 26, 7, 9, 42, 13, 15, "pointed", "bushy"),
    "wolf": Build(60, 26, 36, 9, 12, 40, 14, 16, "pointed", "bushy"),
    "lion": Build(64, 29, 34, 11, 9, 45, 17, 9, "round", "tuft"),
    "pig": Build(66, 40, 20, 10, 4, 15, 17, 11, "folded", "curl", "hooves"),
    "sheep": Build(58, 38, 26, 7, 8, 45, 12, 12, "side", "stub", "hooves"),
    "goat": Build(54, 27, 34, 7, 14, 58, 11, 14, "side", "up-short", "hooves"),
    "rabbit": Build(38, 30, 14, 9, 3, 45, 14, 6, "tall", "puff"),
    "mouse": Build(44, 26, 8, 6, 3, 15, 13, 14, "discs", "thin"),
    "giraffe": Build(52, 30, 62, 8, 72, 68, 10, 17, "side", "tuft", "hooves"),
    "camel": Build(66, 33, 52, 9, 40, 38, 11, 18, "small", "tuft", "round"),
    "rhino": Build(82, 46, 28, 15, 8, 5, 18, 24, "small", "tuft", "round"),
    "hippo": Build(84, 50, 18, 17, 6, 8, 20, 26, "small", "stub", "round"),
    "monkey": Build(42, 24, 32, 7, 4, 55, 16, 5, "side-round", "curl-long"),
    "lizard": Build(62, 16, 9, 6, 8, 8, 10, 13, "none", "reptile"),
    "crocodile": Build(80, 21, 11, 8, 6, 0, 11, 36, "none", "reptile"),
    "turtle": Build(58, 26, 12, 9, 14, 20, 10, 6, "none", "stub"),
    "frog": Build(44, 28, 10, 8, 0, 30, 17, 6, "none", "none"),
    "hedgehog": Build(50, 32, 9, 7, 3, 5, 11, 14, "small", "none"),
    "kangaroo": Build(48, 32, 42, 9, 14, 70, 11, 12, "tall-short", "thick"),
    "dinosaur": Build(66, 42, 34, 15, 52, 62, 11, 14, "none", "reptile"),
    "dragon": Build(66, 34, 32, 12, 34, 58, 13, 18, "horned", "reptile"),
}


QUADRUPED_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.58, 0.08, 60), C(0.90, 0.03, 80), C(0.82, 0.05, 80)),
    "cat": (C(0.72, 0.13, 62), C(0.93, 0.03, 80), C(0.75, 0.14, 130)),
    "dog": (C(0.66, 0.09, 65), C(0.92, 0.03, 80), C(0.45, 0.07, 50)),
    "horse": (C(0.47, 0.09, 48), C(0.28, 0.04, 45), C(0.82, 0.05, 80)),
    "cow": (C(0.95, 0.012, 85), C(0.30, 0.03, 50), C(0.88, 0.05, 85)),
    "deer": (C(0.57, 0.09, 55), C(0.92, 0.03, 80), C(0.74, 0.06, 75)),
    "bear": (C(0.42, 0.06, 50), C(0.68, 0.06, 65), C(0.82, 0.05, 80)),
    "elephant": (C(0.63, 0.018, 260), C(0.76, 0.03, 30), C(0.95, 0.02, 90)),
    "fox": (C(0.65, 0.17, 48), C(0.96, 0.015, 85), C(0.28, 0.03, 40)),
    "wolf": (C(0.56, 0.018, 255), C(0.86, 0.01, 240), C(0.80, 0.13, 90)),
    "lion": (C(0.74, 0.11, 75), C(0.47, 0.10, 48), C(0.82, 0.05, 80)),
    "pig": (C(0.81, 0.08, 15), C(0.72, 0.11, 15), C(0.82, 0.05, 80)),
    "sheep": (C(0.95, 0.018, 85), C(0.33, 0.02, 50), C(0.78, 0.06, 75)),
    "goat": (C(0.90, 0.02, 80), C(0.62, 0.05, 60), C(0.62, 0.05, 70)),
    "rabbit": (C(0.72, 0.045, 65), C(0.96, 0.01, 80), C(0.82, 0.08, 15)),
    "mouse": (C(0.66, 0.015, 260), C(0.82, 0.07, 20), C(0.82, 0.08, 15)),
    "giraffe": (C(0.84, 0.10, 80), C(0.56, 0.11, 55), C(0.45, 0.06, 50)),
    "camel": (C(0.73, 0.09, 72), C(0.85, 0.06, 78), C(0.45, 0.06, 50)),
    "rhino": (C(0.60, 0.012, 260), C(0.74, 0.02, 60), C(0.84, 0.04, 80)),
    "hippo": (C(0.56, 0.035, 320), C(0.76, 0.06, 15), C(0.95, 0.02, 90)),
    "monkey": (C(0.47, 0.07, 50), C(0.82, 0.07, 65), C(0.82, 0.07, 65)),
    "lizard": (C(0.62, 0.14, 140), C(0.82, 0.11, 120), C(0.72, 0.15, 60)),
    "crocodile": (C(0.47, 0.08, 140), C(0.82, 0.07, 110), C(0.40, 0.06, 140)),
    "turtle": (C(0.60, 0.11, 135), C(0.45, 0.08, 90), C(0.72, 0.10, 95)),
    "frog": (C(0.63, 0.16, 138), C(0.88, 0.10, 110), C(0.80, 0.15, 85)),
    "hedgehog": (C(0.79, 0.06, 70), C(0.40, 0.05, 50), C(0.30, 0.03, 50)),
    "kangaroo": (C(0.62, 0.09, 55), C(0.87, 0.05, 75), C(0.82, 0.08, 15)),
    "dinosaur": (C(0.58, 0.12, 150), C(0.84, 0.09, 110), C(0.70, 0.15, 50)),
    "dragon": (C(0.50, 0.15, 150), C(0.84, 0.12, 90), C(0.60, 0.18, 35)),
}
