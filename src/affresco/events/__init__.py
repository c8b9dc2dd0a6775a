"""Events: what happened, written in the transaction that made it happen, and what follows from it.

- ``kinds``: every event, typed.
- ``log``: ``emit(tx, event)`` inserts the event and the job that will carry out its reactions.
- ``queue``: ``enqueue(tx, lane, payload)``, pgqueuer inside our transaction.
- ``reactions``: run the handlers of an event, each exactly once in effect.

Delivery is at least once; a handler's writes share a transaction with the row in ``handled`` that
says it ran, so its effects in the database happen once.
"""

from __future__ import annotations
