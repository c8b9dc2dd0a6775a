"""The worker: a door through which the queue comes in.

- ``loop``: connects to the queue, runs its lanes, keeps a heartbeat, ends in good order.
- ``webhooks``: sends what webhooks are to be told.
- ``generate``: carries out one job of the studio with one engine.

Any number of workers may run on any number of machines. One that is killed loses nothing: its jobs are
taken over about 20 seconds later, and every step of theirs is either done or not.
"""

from __future__ import annotations
