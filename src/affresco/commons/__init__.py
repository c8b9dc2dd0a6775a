"""The commons: what people give to be learned from, as a live stream and as releases, with receipts.

What may be in it is decided by the database alone (``0016_commons.sql``): a row of ``commons_posts`` for each
post that everybody in it gives, kept by triggers. All that is read here joins it.

The stream. What happens is left in an outbox by the transaction in which it does, gets its number after the
commit (``sequencing``), and is read by number (``stream``): entries are numbers, which become what they stand
for when somebody reads them (``hydrate``), with the consent of that moment. ``events`` are the types that are
sent, ``cursors`` the places to go on from, ``people`` how those in it are named. ``consumers`` are those who
read: keys, scopes, terms.

Releases are in ``datasets``. Receipts: ``merkle`` trees over a release's rows, ``receipts`` and ``removals``
for those who gave them, ``uses`` for what became of them, ``telling`` for consumers with a webhook.
"""

from __future__ import annotations
