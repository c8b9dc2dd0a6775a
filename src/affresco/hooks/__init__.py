"""Webhooks: signed messages to addresses that people and consumers of the commons registered.

- ``commands``: register, list, remove, take up again, replay, make the secret anew. Doors check an address
  beforehand with ``accounts.outside.check``, which looks where it leads.
- ``outbox``: what happened becomes deliveries, in the write in which it happened.
- ``delivering``: which are due, and what became of them. ``affresco.worker.webhooks`` carries them out.
- ``signing``: Standard Webhooks' signatures; the secret follows from the instance's. It is shown when it is
  made, with the webhook or anew, and never again.

A message arrives at least once: its id stays the same when it is tried again, or replayed.
"""
