"""Affresco: an open, self-hostable AI social network.

The map, from the doors inward (imports point down only, held by import-linter):

    cli > wiring > web | api | worker > feeds > posts > studio > accounts > runtime
        > media > events | live | meaning > db > settings > errors > text

Start reading at ``affresco.wiring``: every route and every event handler is listed there.
"""

from __future__ import annotations

__version__ = "0.1.0"
