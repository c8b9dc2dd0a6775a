"""Models in memory, within a budget: one worker has one holder, whatever its engines are called.

All that touches models happens in one thread, in the order in which it was asked for: two models do not
compute at the same time, and none is thrown out while it is at work.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import msgspec
import structlog

from affresco.studio.engines.diffusers.model import CannotLoad, Loaded
from affresco.studio.engines.diffusers.options import say_amount
from affresco.text import _

log = structlog.get_logger(__name__)


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """A model that is needed. name: for the log. key: equal for engines that may share it. device:
    where. takes: bytes of its weights. budget: bytes that all models on this device may take. load:
    reads it. release: gives memory back that nothing refers to."""

    name: str
    key: str
    device: str
    takes: int
    budget: int
    load: Callable[[], Loaded]
    release: Callable[[], None]


class _Resident(msgspec.Struct, frozen=True):
    name: str
    device: str
    takes: int
    model: Loaded


class Holder:
    """Keeps what fits, and lets go of what was not used for longest."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="diffusers")
        self._residents: dict[str, _Resident] = {}  # the one used last is the last

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the models in memory, the one used last at the end."""
        return tuple(self._residents)

    def taken(self, device: str) -> int:
        """Bytes of the models on a device."""
        return sum(one.takes for one in self._residents.values() if one.device == device)

    def get(self, wish: Wish) -> Loaded:
        """The model, loaded if need be; others go first, where they would leave no room. In the
        holder's thread. Raises CannotLoad for one that never fits, and what ``load`` raises."""
        check_fits(wish.takes, wish.budget)
        resident = self._residents.pop(wish.key, None)
        if resident is None:
            for key in [k for k, one in self._residents.items() if one.device == wish.device]:
                if self.taken(wish.device) + wish.takes <= wish.budget:
                    break
                self._drop(key, wish)
            log.info("model is loaded", model=wish.name, memory=say_amount(wish.takes))
            resident = _Resident(wish.name, wish.device, wish.takes, wish.load())
        self._residents[wish.key] = resident
        return resident.model

    def get_if_room(self, wish: Wish) -> Loaded | None:
        """The model, unless another would have to go. In the holder's thread. Raises as ``get``."""
        there = wish.key in self._residents
        if there or self.taken(wish.device) + wish.takes <= wish.budget:
            return self.get(wish)
        return None

    def let_go(self, wish: Wish) -> None:
        """Release a model: something went wrong with it. In the holder's thread."""
        if wish.key in self._residents:
            self._drop(wish.key, wish)

    def _drop(self, key: str, wish: Wish) -> None:
        log.info("model is released", model=self._residents[key].name)
        del self._residents[key]
        wish.release()


HOLDER: Final = Holder()
"""That of this process."""


def check_fits(takes: int, budget: int) -> None:
    """Raises CannotLoad for weights larger than the budget."""
    if takes > budget:
        reason = _(
            "its weights take {takes} and the budget is {budget}; raise memory, choose a dtype with "
            "fewer bits, or a smaller or quantised model"
        )
        raise CannotLoad(reason.format(takes=say_amount(takes), budget=say_amount(budget)))
