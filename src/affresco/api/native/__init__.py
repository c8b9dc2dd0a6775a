"""The native door, ``/api/affresco/v1``: what no standard speaks of.

- ``lineage``: where a post comes from and what was made of it.
- ``generations``: making pictures.
"""

from __future__ import annotations
