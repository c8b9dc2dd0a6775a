"""Live messages: small JSON documents on topics, delivered when the transaction that sent them commits.

``messages`` lists every message and topic, ``hub`` fans them out inside a process. A message carries
ids and counts, never a document: a reader fetches what it may see.
"""

from __future__ import annotations
