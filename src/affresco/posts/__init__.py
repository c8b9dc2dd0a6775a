"""Posts: pictures and words that people publish, answer, pass on and remix.

- ``model``: facts. ``markup``: what people type → HTML, mentions, hashtags; pure.
- ``commands``: publish, edit, delete. ``reactions``: like, repost, bookmark (also in ``commands``).
- ``access``: who may see, remix and repost what; the only gate to a post on somebody's behalf.
- ``hydrate``: ids → posts, numbers, and what a viewer did with them, batched.
- ``lineage``: differences of prompts and family trees of remixes; pure.
- ``queries``: all SQL.

Emits ``PostPublished``, ``PostEdited``, ``PostDeleted``, ``PostLiked``, ``PostUnliked``, ``PostReposted``,
``PostUnreposted``. The numbers under a post are kept by triggers (see the first migration), so that no
way of adding or removing a row can forget them.
"""

from __future__ import annotations
