"""What the first page weighs on the line: compressed, without the pictures of posts.

    python -m bench.page_weight

The page and everything that it loads before a person does anything: style, script, typeface, icons.
"""

from __future__ import annotations

import asyncio
import re
import urllib.request
from typing import Final
from urllib.parse import urljoin

from bench import instance
from bench.dataset import Shape

LIMIT: Final = 60_000
"""Bytes, as ``design.md`` promises."""
PAGES: Final = ("/", "/local")
LOADED: Final = re.compile(
    r"""<(?:link|script)[^>]*?(?:href|src)="(/static/[^"#]+)"|<use href="(/static/[^"#]+)"""
)
IN_STYLE: Final = re.compile(r"""url\(["']?([^"')]+)""")
ENCODING: Final = "br, gzip"


def fetch(url: str, cookie: str = "") -> tuple[bytes, int]:
    """(the text, uncompressed; bytes of the body as sent)."""
    headers = {"Accept-Encoding": ENCODING, "Cookie": cookie}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        sent = answer.read()
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})) as answer:
        return answer.read(), len(sent)


def weigh(url: str, path: str, cookie: str) -> dict[str, int]:
    """Bytes by address, of the page and all that it loads."""
    html, size = fetch(url + path, cookie)
    found = {path: size}
    names = {first or second for first, second in LOADED.findall(html.decode())}
    for name in sorted(names):
        text, found[name] = fetch(url + name)
        if name.endswith(".css"):
            for address in sorted(set(IN_STYLE.findall(text.decode()))):
                inner = urljoin(name, address)
                if inner.startswith("/"):
                    found[inner] = fetch(url + inner)[1]
    return found


async def main() -> int:
    """Print what each page weighs; 1 when one is too heavy."""
    heavy = False
    shape = Shape(people=20, posts=200, follows_least=5, follows_most=10)
    async with instance.running(shape) as served:
        session = await served.session(served.network.person_ids[0])
        for path, cookie in [(page, "") for page in PAGES] + [("/", f"affresco_session={session}")]:
            parts = await asyncio.to_thread(weigh, served.url, path, cookie)
            total = sum(parts.values())
            heavy = heavy or total > LIMIT
            print(
                f"{path} {'signed in' if cookie else 'as a stranger'}: {total:,} bytes of {LIMIT:,}"
            )
            for name, size in parts.items():
                print(f"  {size:8,}  {name}")
    return 1 if heavy else 0


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
