"""Pictures: blobs in object storage, renditions for screens, facts in one table.

- ``model``: ``Media`` and its URLs. ``store``: obstore by folder or URL. ``decode``: uploads, with
  limits on bytes and pixels, metadata stripped. ``renditions``: WebP sizes and thumbhash.
- ``commands``: save and delete, blobs first and rows second. ``queries``: all SQL. ``handlers``: blobs
  follow their rows into deletion, by jobs of the lane ``blobs``.

A blob's key is 128 random bits: whoever was shown a picture can fetch it, nobody can guess it.
"""

from __future__ import annotations
