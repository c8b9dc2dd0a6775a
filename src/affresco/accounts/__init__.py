"""People: who they are, how they come in, whom they follow, what they consented to.

- ``model``: ``Person`` (public), ``Viewer`` (who asks), sessions, tokens, invitations.
- ``commands``: sign up, profile, password, delete. ``invitations``, ``sessions``, ``tokens``: the ways
  in. ``limits``: how often somebody may try.
- ``ties``: how people stand to each other (follow, ask to, block, mute, note, endorse). ``lists``: lists of
  people. ``moving``: other addresses, and the account that takes one's place.
- ``oauth``: client applications, and how a person lets one in. ``scopes``: what a token may do.
- ``rules``: what a handle, an e-mail address, a password, a profile may be; pure.
- ``consent``: the question about training, word for word as it is recorded.
- ``access`` and ``hydrate``: the only ways to a person. ``queries``, ``*_queries``: all SQL.

Emits ``AccountCreated``, ``AccountDeleted``, ``PortraitRemoved``, ``Followed``, ``Unfollowed``,
``FollowRequested``, ``FollowRequestEnded``, ``Blocked``, ``Muted``.
Secrets (session tokens, bearer tokens, invitation codes) are 128 or more random bits and stored as
their SHA-256; passwords as Argon2id.
"""

from __future__ import annotations
