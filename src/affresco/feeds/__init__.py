"""Feeds: what is read. Timelines, threads, families, notifications, for one viewer at a time.

- ``reader``: ``Reader``, the one thing that doors use. ``model``: what it returns.
- ``skeleton``: the newest ids of timelines in memory. ``facts``: people, posts, numbers in memory.
  ``cache``: the bounded cache under both, which a slow read cannot make stale.
- ``views``: facts and rules → ``PostView``. ``paging``: keyset pages with refill. ``threads``: trees.
  ``remixing``: what may be remixed.
- ``notifications`` and ``handlers``: who is told of what, written as reactions to events.
- ``queries``: all SQL.

Skeletons are filled by live messages (``author:ID``, ``local``), so a post is in its followers' homes
when its transaction commits. The rules of ``posts.access`` are applied on every read.
"""

from __future__ import annotations
