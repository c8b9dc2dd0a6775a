"""The door for chat assistants: a server of the Model Context Protocol at /mcp (ADR 0028).

- ``door``: what comes in by HTTP: whose token it is, how often, with which scope; then the official SDK.
- ``server``: what the SDK asks of us. ``tools``: the table of all tools.
- ``model``: a tool, who calls it, what it answers. ``schema``: their JSON Schemas.
- Tools: ``looking`` (feeds, search, posts), ``people``, ``making`` (pictures), ``publishing``, ``asking``.
- ``present``: facts to what tools answer with (``entities``). ``sources``: pictures that come along.
- ``confirming``: nothing is published before the person has seen it. ``widgets``: pages inside a chat.

Tools call the commands and readers that the other doors call; nothing here decides who may see what.
"""

from __future__ import annotations
