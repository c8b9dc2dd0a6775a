"""The door for Mastodon's clients: enough of its API for the owner of a token.

- ``timelines``, ``reading`` (one status), ``statuses`` (writing), ``accounts``, ``notifications``, ``media``,
  ``instance``: the routes, by noun; each module lists its own in ``routes``.
- ``entities``, ``instance_entities``: what is sent, field by field. ``bodies``: what is received.
- ``convert``: facts to entities; pure. ``show``: facts to answers, with what is encoded already.

Which endpoints there are, and where we differ, is in ``docs/reference/api.md``.
"""

from __future__ import annotations
