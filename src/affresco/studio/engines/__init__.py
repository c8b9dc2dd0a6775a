"""What draws. Each engine is one self-contained file or folder.

- ``protocol``: what an engine is. ``registry``: those that are installed, by entry points of the group
  ``affresco.engines``, so that a package of its own can bring one.
- ``builtin``: the illustrator behind the protocol; ``illustrator``: the drawing itself.
"""

from __future__ import annotations
