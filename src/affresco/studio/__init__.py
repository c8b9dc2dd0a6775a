"""The studio: prompts become pictures.

- ``model``: recipes, jobs, candidates; the states of a job and where they may go.
- ``prompts``: what people type, made safe. ``commands``: start, cancel, try again.
- ``jobs``: what a worker does to a job, step by step; each step is one guarded transaction.
- ``access``: the only way to a job. ``hydrate``, ``queries``: from rows to facts; all SQL.
- ``provenance``: marks and signatures that say where a picture comes from.
- ``engines``: what draws. ``engines.protocol`` says what an engine is.

Jobs wait in the queue's lane ``generate:ENGINE``. Emits ``GenerationFinished`` and
``GenerationFailed``; what happens to a job travels live on the topic ``generation:ID``.
"""

from __future__ import annotations
