"""Web Push: notifications that reach a device whose app or page is closed.

- ``crypto``: RFC 8291 (and the draft before it, which Mastodon's older apps read) and VAPID, RFC 8292.
- ``model``, ``errors``, ``queries``, ``commands``: subscriptions of apps and of browsers.
- ``wording``: what a notification says. ``deliver``: the job that sends one to one subscription.

Subscriptions belong to the token, or to the session, with which they were made, and go with it.
"""

from __future__ import annotations
