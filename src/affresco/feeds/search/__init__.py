"""Search: posts by words and by meaning, people, hashtags; saved searches, trends, whom to meet.

- ``finder``: ``Finder``, the one thing that doors use. ``model``: what it returns.
- ``syntax``: what people type → ``Query``; ``compiled``: ``Query`` → what the database is asked. ``fold``:
  text as it is compared. All pure but for handles, which are looked up.
- ``index`` and ``meanings``: what is written for each post and person, as reactions and jobs.
- ``near``: the vector of what is sought, made aside from the event loop. ``fusion``: two rankings → one.
- ``discover``: trends, suggestions, the directory. ``saved``: searches that are kept.
- ``queries``: all SQL.

Indexing hears ``PostPublished``, ``PostEdited``, ``AccountCreated``, ``ProfileChanged``. What is found goes
through ``posts.access`` like everything that is read: the index decides what is looked at, never what is
shown.
"""

from __future__ import annotations
