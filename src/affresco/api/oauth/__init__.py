"""OAuth 2 for apps: registration, tokens, revocation, and the document that says where all that is.

- ``apps``: /api/v1/apps, as Mastodon has it. ``tokens``: /oauth/token, /oauth/revoke.
- ``discovery``: /.well-known/oauth-authorization-server (RFC 8414), /oauth/userinfo.
- ``faults``: errors in OAuth's own shape, and how a route of ``tokens`` is declared.

What is right and wrong is decided in ``affresco.accounts.oauth``.
"""

from __future__ import annotations
