"""Client applications and how people let them in (OAuth 2: RFC 6749, 7636, 7009; 9700 for security).

- ``model``: an app, what it asks for, what it got. ``errors``: OAuth's own, and those of registration.
- ``rules``: what names and redirect addresses may be; PKCE. Pure.
- ``apps``: register, find, prove to be one. ``grants``: consent to code to token, and revocation.
- ``queries``: all SQL.

Bearer tokens themselves are in ``accounts.tokens``, whoever made them; scopes in ``accounts.scopes``.
"""

from __future__ import annotations
