"""Who plays ball: each in another movement, the ball on the ground between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity

from .assembly import Assembly, Member
from .intents import BALLS
from .node import Node

if TYPE_CHECKING:
    from .building import Builder

_BALL: Final = 0.27  # height of a ball, as a share of the tallest player
_KICKED: Final = frozenset(("ball", "football", "soccer-ball"))
_MOVES: Final = {True: ("kick", "run", "jump"), False: ("jump", "run", "wave")}
"""What players do in turn, when the ball is kicked and when it is thrown."""
_ROMPS: Final = ("run", "jump", "wave", "dance")
"""What children do who play, nobody said what."""


def at_play(node: Node, number: int) -> Node:
    """One of several who play ball, in a movement of its own."""
    entity = node.entity
    ball = next((o.entity for r, o in node.ties if r == "play-with" and _is_ball(o.entity)), None)
    musical = entity.concept in {*lexicon().players.values(), "musician"}
    romps = entity.pose == "play" and entity.count > 1 and not node.ties and not musical
    plays = ball is not None and not entity.pose
    if not (romps or plays) or not family_of(entity).living:
        return node
    moves = _MOVES[ball.concept in _KICKED] if ball is not None else _ROMPS
    pose = moves[number % len(moves)]
    return replace(node, entity=msgspec.structs.replace(entity, pose=pose))


def played(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly | None:
    """A ball before the foot of the first, the others towards it; None for other toys."""
    if not _is_ball(other.entity) or other.entity.count > 1 or other.ties:
        return None
    ball = builder.base(other)
    tallest = max(m.height for m in leads)
    ball.unit *= min(1.0, _BALL * tallest / ball.height)
    first, *others = leads
    first.stand(0.0, 0.0)
    first.order = 1.0
    ball.stand(first.right + 0.55 * ball.width, 0.0)
    ball.order = 2.0
    right, left = ball.right + 0.5 * ball.width, first.left
    for number, m in enumerate(others):
        m.order = 0.9 - 0.01 * number
        if number % 2:
            left -= 0.92 * m.width
            m.stand(left + m.width / 2, 0.10 * tallest)
            continue
        m.flip = not m.flip
        m.stand(right + m.width / 2, 0.05 * tallest * (number % 4))
        right = m.right
    return Assembly([*leads, ball])


def in_scale(leads: list[Member], entity: Entity, others: list[Member]) -> None:
    """Balls no larger than people kick."""
    tallest = max(m.height for m in leads)
    for m in others if _is_ball(entity) and entity.size != "large" else []:
        m.unit *= min(1.0, _BALL * tallest / m.height)


SCORE: Final = "score"
"""What somebody does with a goal: the ball flies into it."""
_GOAL: Final = 1.15  # height of a goal beside who shoots at it


def shot(node: Node) -> None:
    """Who kicks a ball into a goal stands before it, and not in it."""
    aims = [tie for tie in node.ties if tie[1].entity.concept == "goal-net"]
    balls = [tie for tie in node.ties if _is_ball(tie[1].entity)]
    if aims and balls:
        node.ties[:] = [*[tie for tie in node.ties if tie not in aims], (SCORE, aims[0][1])]


def scored(builder: Builder, node: Node, other: Node, leads: list[Member]) -> Assembly:
    """The goal at some distance from whoever shoots at it, with the ball on its way."""
    goal = builder.base(other)
    tallest = max(m.height for m in leads)
    goal.unit *= _GOAL * tallest / goal.height
    for number, m in enumerate(leads):
        m.stand(0.86 * m.width * number, 0.0)
        m.order = 2.0
    goal.stand(leads[-1].right + 0.10 * tallest + goal.width / 2, 0.16 * tallest)
    goal.order = 0.0
    return Assembly([*leads, goal])


def _is_ball(entity: Entity) -> bool:
    return entity.concept in BALLS or entity.concept.endswith("ball")
