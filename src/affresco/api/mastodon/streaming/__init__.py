"""Streaming: Mastodon's events by server-sent events and by WebSocket.

- ``channels``: what can be listened to, and who may. ``frames``: events as bytes, made once for all who
  get the same.
- ``listener``: one open stream: from live messages to events, through the read path of the timelines, so
  that nobody hears of what they would not be shown there. ``shared``: what all streams of a process share.
- ``events``: the endpoints of server-sent events. ``sockets``: the one of WebSockets.
"""

from __future__ import annotations
