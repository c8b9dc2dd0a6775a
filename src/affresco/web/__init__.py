"""The website: HTML from the server, enhanced by htmx and small typed modules.

- ``session`` who is asking, CSRF, locale, before every page. ``security``: headers, tokens.
- ``render``: templates to responses. ``forms``: bodies to frozen structs. ``faults``: errors to pages.
- ``pages``: the handlers, by noun. ``present``: facts to what templates show; pure.
- ``assets``: the built files and their hashed names.
"""

from __future__ import annotations
