"""What a text means, as a vector: the multilingual sentence encoder, on the CPU and offline.

Start at :mod:`affresco.meaning.encoder`. Emits no events.
"""

from __future__ import annotations

from affresco.meaning.encoder import DIMENSIONS, Vector, Vectors, encode, encode_one, warm_up

__all__ = ["DIMENSIONS", "Vector", "Vectors", "encode", "encode_one", "warm_up"]
