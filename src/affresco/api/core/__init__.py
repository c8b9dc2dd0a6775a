"""What both API doors share: who is asking, what they may, bodies, pages, errors, answers.

- ``call``: the request as handlers get it, and the guard that runs before them.
- ``endpoint``: how a route says its scope, its errors and its summary (the OpenAPI document is made
  of these).
- ``answers``, ``faults``: what goes out. ``bodies``, ``paging``: what comes in.
- ``bearers``, ``memory``, ``remembered``: what a process remembers.
- ``short_cut``: the way past all of it for an answer that is remembered whole.
"""

from __future__ import annotations
