"""The native door, ``/api/affresco/v1``: what no standard speaks of.

- ``lineage``: where a post comes from and what was made of it.
- ``engines``: what can be asked for; ``generations``: making pictures.
- ``ask``: the assistant, and what was asked of it.
- ``commons``: the stream of what people give; ``callers``: who reads it; ``commons_streaming``: one stream.
- ``hooks`` and ``commons_hooks``: webhooks of people and of consumers;
  ``hooking``: what can be done with either.
- ``refusals``: the rules, what was refused, appeals.
"""

from __future__ import annotations
