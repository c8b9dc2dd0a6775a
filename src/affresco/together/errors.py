"""What can go wrong in duels."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class PairUnknown(Invalid):
    code = "together.pair_unknown"
    message = N_("This is not a pair that was shown to you. Here is one that is.")


class PairGone(Conflict):
    code = "together.pair_gone"
    message = N_(
        "One of the two pictures is not there for you any more, so nothing was noted. Here is the next pair."
    )


class AnsweredAlready(Conflict):
    code = "together.answered_already"
    message = N_("You have answered this pair already; your first answer stands.")


class NothingToUndo(NotFound):
    code = "together.nothing_to_undo"
    message = N_("There is no answer of yours to take back.")
