"""Builds what the browser loads, and brings in the vector art, with `deno` alone (no Node).

Two callers share it: `python build_assets.py` (make, CI, a developer; `--force` builds even when
nothing changed, `--test` also runs the TypeScript tests), and hatchling's build hook (wheel and
editable installs).

The steps, in `frontend/`: fetch what `deno.lock` pins, check and lint the TypeScript, then run
`build/assets.ts`, which bundles and hashes. Nothing runs when no input has changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ != "__main__":
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = "src/affresco/web/static"
ART = "src/affresco/studio/engines/illustrator/art"
WEB = "src/affresco/web"
WIDGETS = "src/affresco/mcp/built"

# The icons that are shipped: `icon("heart")` and `icon_name="heart"` in templates and in Python, and
# `{# icons: heart star #}` where a template computes the name.
ICON_NAME = re.compile(r"""\bicon\w*\s*[(=]\s*["']([a-z0-9-]+)["']""")
ICON_LIST = re.compile(r"\{#\s*icons:([a-z0-9\s-]+)#\}")


class BuildFailed(Exception):
    """One sentence for the person at the keyboard: what is missing and what to do."""


def build(root: Path, *, force: bool = False) -> bool:
    """Builds into `STATIC`, `ART` and `WIDGETS` under `root`; returns False when nothing had changed.

    Raises BuildFailed when deno or the network is missing, or when the sources do not check.
    """
    frontend = root / "frontend"
    if not frontend.is_dir():
        return False  # a wheel made from a source archive that already holds the results
    icons = used_icons(root / WEB)
    stamp = digest(frontend, icons)
    with only_one(root):
        if not force and is_current(root, stamp):
            return False
        deno = find_deno()
        fetch(deno, frontend)
        run(deno, frontend, "check", "--quiet", "src", "build", why=CHECK_FAILED)
        run(deno, frontend, "lint", "--quiet", "src", "build", why=CHECK_FAILED)
        work = json.dumps(
            {
                "static": str(root / STATIC),
                "art": str(root / ART),
                "widgets": str(root / WIDGETS),
                "icons": icons,
                "stamp": stamp,
            }
        )
        run(deno, frontend, "run", "--allow-all", "build/assets.ts", work, why=BUNDLE_FAILED)
    return True


def fetch(deno: str, frontend: Path) -> None:
    """Brings in what `deno.lock` pins. Raises BuildFailed with the first line of the cause."""
    try:
        run(deno, frontend, "install", "--frozen", "--quiet", why="")
    except BuildFailed as failure:
        cause = next(iter(str(failure).splitlines()), "no reason given").removeprefix("error: ")
        raise BuildFailed(FETCH_FAILED.format(cause=cause)) from None


def test(root: Path) -> None:
    """Looks at the form of the sources and runs their tests. Raises BuildFailed."""
    deno, frontend = find_deno(), root / "frontend"
    run(deno, frontend, "fmt", "--check", "--quiet", "src", "build", why=FORM_WRONG)
    run(deno, frontend, "test", "--quiet", "--frozen", "src", why=TESTS_FAILED)


FETCH_FAILED = (
    "The browser libraries named in frontend/deno.lock could not be fetched ({cause}): check the "
    "network, or the proxy and certificate settings, and run it again."
)
CHECK_FAILED = "The TypeScript in frontend/ does not check: mend what deno says above."
FORM_WRONG = "The sources in frontend/ are not formatted: run `deno fmt src build` there."
TESTS_FAILED = "A test of the TypeScript in frontend/ fails: see what deno says above."
BUNDLE_FAILED = "The browser assets could not be bundled: see what deno says above."


def used_icons(web: Path) -> list[str]:
    """Names of the Lucide icons that templates and views of `web` mention, sorted."""
    found: set[str] = set()
    if web.is_dir():
        for path in web.rglob("*"):
            if path.suffix in {".html", ".py"} and "static" not in path.parts:
                source = path.read_text(encoding="utf-8")
                found.update(ICON_NAME.findall(source))
                for names in ICON_LIST.findall(source):
                    found.update(names.split())
    return sorted(found)


def digest(frontend: Path, icons: list[str]) -> str:
    """A hash over everything that decides the result."""
    whole = hashlib.sha256("\n".join(icons).encode())
    for path in sorted(frontend.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            whole.update(path.relative_to(frontend).as_posix().encode() + b"\0")
            whole.update(path.read_bytes())
    return whole.hexdigest()


def is_current(root: Path, stamp: str) -> bool:
    """True when the last build had the same inputs and its files are still there."""
    manifest = root / STATIC / "manifest.json"
    mark = root / STATIC / ".stamp"
    if not manifest.is_file() or not mark.is_file() or mark.read_text() != stamp:
        return False
    names = json.loads(manifest.read_text()).values()
    art = [
        root / ART / name for name in ("noto-icons.json", "noto-chars.json", "wordnet/data.noun")
    ]
    widgets = [root / WIDGETS / f"{name}.html" for name in ("studio", "feed", "post")]
    static = [root / STATIC / name for name in names]
    return all(path.is_file() for path in [*static, *art, *widgets])


def find_deno() -> str:
    """The path of the deno program. Raises BuildFailed when it is not installed."""
    beside = shutil.which("deno", path=str(Path(sys.executable).parent))
    # In pip's isolated builds the program is on PATH only, where the package cannot find it.
    found = beside or shutil.which("deno")
    if found is None:
        raise BuildFailed(
            "deno is not installed: run `pip install deno` in this environment and try again."
        )
    return found


def run(deno: str, frontend: Path, *arguments: str, why: str) -> None:
    """Runs deno in `frontend`; on failure raises BuildFailed with what it said, and `why`."""
    environment = {
        "DENO_TLS_CA_STORE": "system,mozilla",  # so that a company's own certificates count
        **os.environ,
        "DENO_NO_UPDATE_CHECK": "1",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        [deno, *arguments],
        cwd=frontend,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stdout.partition("\nStack backtrace:")[0].strip()
        raise BuildFailed(f"{said}\n\n{why}" if said else why)


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Holds a lock beside the results, since an install and a `make` may build at once."""
    folder = root / STATIC
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise BuildFailed(
            f"{folder} cannot be written ({error.strerror}): "
            "make it yours, or run as the user who owns it."
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ != "__main__":

    class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
        """Builds the assets before hatchling packs a wheel or links an editable install."""

        def initialize(self, version: str, build_data: dict[str, object]) -> None:
            """Called by hatchling; both arguments are its own and stay as they are."""
            try:
                build(Path(self.root))
            except BuildFailed as failure:
                raise SystemExit(str(failure)) from None


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    try:
        built = build(here, force="--force" in sys.argv[1:])
        if "--test" in sys.argv[1:]:
            test(here)
    except BuildFailed as failure:
        sys.exit(str(failure))
    print("Browser assets built." if built else "Browser assets are up to date.")
