"""What stands in the distance: small, in haze, at the foot of the sky, behind everything else."""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.facts import beside_others
from affresco.studio.engines.illustrator.painting.sprites import BOX, Placing
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .assembly import merged
from .building import Builder
from .node import Node
from .piece import Piece
from .ties import DISTANT

_HEIGHTS: Final = {"building": 0.26, "landmark": 0.36, "nature": 0.30, "tree": 0.20, "vessel": 0.12}
"""Shares of the height that the camera sees, by family."""
_HEIGHT: Final = 0.13
_MOST: Final = 5
_BETWEEN_HOUSES: Final = frozenset(("old-town", "street", "canal"))
"""Places whose sides are built up: what is far stands at their end, and above the roofs."""
_DEPTH: Final = 0.42
_BEHIND_ALL: Final = -1.0


def is_distant(stage: Stage, node: Node) -> bool:
    """Whether a root is far away; nothing is, where there is no horizon."""
    settings = lexicon().settings
    outdoors = stage.scene.setting not in settings or settings[stage.scene.setting].outdoors
    return DISTANT in node.entity.qualities and outdoors and not stage.floating


def sight(stage: Stage) -> list[Node]:
    """What stands in the distance of the region that is named, unless it is a subject itself."""
    regions, scene = lexicon().regions, stage.scene
    landmark = regions[scene.outlook].landmark if scene.outlook in regions else ""
    if not landmark or any(entity.concept == landmark for entity in scene.entities):
        return []
    node = Node(Entity(landmark, qualities=(DISTANT,)), len(scene.entities))
    return [node] if is_distant(stage, node) else []


def far_off(stage: Stage, builder: Builder, nodes: list[Node], *, alone: bool) -> list[Piece]:
    """Drawings for what is far away, from the side that the main subject leaves free.

    alone: whether nothing else is in the picture; then the first stands nearer to the middle.
    """
    seen = stage.visible
    high, wide = seen.bottom - seen.top, seen.right - seen.left
    main = (stage.slots["main"].x * stage.width - seen.left) / wide
    side = -1 if main >= 0.5 else 1
    found: list[Piece] = []
    for number, node in enumerate(nodes):
        away = side if number % 2 == 0 else -side
        middle = 0.5 + away * ((0.12 if alone else 0.32) - 0.05 * (number // 2))
        street = stage.scene.setting in _BETWEEN_HOUSES
        middle = 0.5 + 0.02 * away if street else middle
        members = builder.leads(node)[:_MOST] if node.several else [merged(builder.built(node))]
        share = _HEIGHTS.get(lexicon().concepts[node.entity.concept].family, _HEIGHT)
        tall = share * high * min(1.3, max(0.75, beside_others(node.entity) / 3))
        tall *= 1.3 if alone or street else 1.0
        tall *= 1.6 if node.entity.relation == "before" else 1.0  # the sight that they came for
        sky = stage.horizon - seen.top
        tall = max(tall, 0.85 * sky) if street and alone else min(tall, max(0.10 * high, 0.8 * sky))
        for at, member in enumerate(members):
            box = member.subject.box
            size = tall / (member.subject.base - box[1]) * BOX
            size = min(size, 0.6 * wide / len(members) / (box[2] - box[0]) * BOX)
            step = (box[2] - box[0]) / BOX * size * 1.2
            x = seen.left + middle * wide + (at - (len(members) - 1) / 2) * step
            x -= ((box[0] + box[2]) / 2 - BOX / 2) * size / BOX
            y = stage.horizon + 0.035 * high + (0.008 * high if at % 2 else 0.0)
            how = Placing(_DEPTH, shadow=0.0, rim=0.4)
            order = _BEHIND_ALL - 0.01 * number + 0.001 * at
            named = node.index < len(stage.scene.entities)
            found.append(
                Piece(member.subject, x, y, size, how, order, marks=member.marks if named else ())
            )
    return found
