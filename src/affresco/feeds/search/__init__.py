"""Search: posts by words and by meaning, people, hashtags; saved searches, trends, whom to meet.

- ``finder``: ``Finder``, the one thing that doors use. ``model``: what it returns.
- ``syntax`` and ``dates``: what people type → ``Query``; ``compiled`` and ``terms``: ``Query`` → what the
  database is asked; ``addresses``: what an address of ours names. ``fold``: text as it is compared.
- ``described``: a post as it is indexed; ``index`` and ``meanings``: what is written for posts and people, as
  reactions and jobs.
- ``near``: the vector of what is sought, made aside from the event loop. ``fusion``: two rankings → one.
- ``people``, ``tags``: by their beginnings. ``discover``: trends, suggestions, the directory. ``saved``:
  searches that are kept.
- ``queries``, ``discover_queries``: all SQL.

Indexing hears ``PostPublished``, ``PostEdited``, ``PostNarrowed``, ``AccountCreated``, ``ProfileChanged``.
What is found goes through ``posts.access`` like everything that is read: the index decides what is looked
at, never what is shown.
"""

from __future__ import annotations
