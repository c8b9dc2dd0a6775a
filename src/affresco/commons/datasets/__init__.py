"""Datasets: versioned releases of what people gave with a licence, for those who train models.

- ``model``: what a release, its configs and its files are. ``shapes``: the columns of each config.
- ``building``: from the network to a published version, start here. ``drafting``: the network as one moment
  saw it, derived set-wise by ``draft_queries``. ``ledger_queries``: what versions and their rows are.
- ``shards``: rows to Parquet and tar. ``pictures``: their bytes, and how alike they look.
- ``papers``: the card; ``croissant``: the same for programs; ``sealing``: checksums, manifest, signature.
- ``place``: a folder or a bucket. ``releases``: what the doors read.

A version is published by one transaction that finds everything in it still given; ``manifest.json`` is
written last, and a folder without it is no release.
"""

from __future__ import annotations
