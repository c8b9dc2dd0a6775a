"""Where a picture comes from, written into the picture itself, and read back.

- ``model``: facts. ``identity``: the key and the certificate, made once. ``notary``: signs and reads C2PA
  manifests. ``xmp`` and ``containers``: the IPTC fields, in WebP, PNG and JPEG. ``watermark``: a mark in
  the pixels. ``seal``: all of them at once, for a picture that an engine made.
- ``inspect``: what a file says of itself. ``queries``: the table ``picture_origins``. ``uploads``: other
  people's marks are kept as a summary when the rest of an upload's metadata is dropped.

Everything that signs or reads is CPU-bound: call it in a thread.
"""

from __future__ import annotations
