"""``affresco doctor``: a line for each subject, and exit code 1 when something is wrong."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest

from affresco.studio.engines.registry import GROUP
from servers.openai_images import KEY, MODEL, images_server
from setup.command import affresco, free_port

CRUMBLING = """
from affresco.studio.engines.protocol import Capabilities, Kind, NoOptions

class Crumbling:
    def check(self):
        pass

    async def examine(self):
        raise RuntimeError("a wire came loose")

KIND = Kind(NoOptions, lambda *_: Crumbling(), lambda _: Capabilities())
"""


def lines(output: str) -> dict[str, str]:
    """Subject → mark and what was said."""
    found = {}
    for line in output.splitlines():
        mark, _space, rest = line.partition(" ")
        subject, _colon, said = rest.partition(": ")
        found[subject] = f"{mark} {said}"
    return found


def test_a_machine_that_has_everything(tmp_path: Path) -> None:
    result = affresco("doctor", "--port", str(free_port()), folder=tmp_path)
    assert result.returncode == 0, result.stdout
    said = lines(result.stdout)
    assert said["Schema"] == "✓ to be made by affresco up"
    assert {"Settings", "Data folder", "Disk", "Database", "Address"} <= said.keys()
    assert not (tmp_path / ".affresco").exists(), "looking changes nothing"


@pytest.mark.parametrize(
    ("environ", "subject", "remedy"),
    [
        ({"AFFRESCO_DATABSE_URL": "x"}, "Settings", "docs/reference/settings.md"),
        ({"AFFRESCO_DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "Database", "refused"),
        ({"AFFRESCO_ENGINES": "brushes"}, "Engine brushes", "illustrator"),
        ({"AFFRESCO_DATA": "taken"}, "Data folder", "--data"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(
    tmp_path: Path, environ: dict[str, str], subject: str, remedy: str
) -> None:
    (tmp_path / "taken").write_text("")
    result = affresco("doctor", "--port", str(free_port()), folder=tmp_path, environ=environ)
    assert result.returncode == 1
    assert result.stderr == ""
    said = lines(result.stdout)[subject]
    assert said.startswith("✗")
    assert remedy in said


def test_an_engine_that_breaks_down_hides_no_other(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    notes = packages / "crumbling-1.dist-info"
    notes.mkdir(parents=True)
    (notes / "METADATA").write_text("Metadata-Version: 2.1\nName: crumbling\nVersion: 1\n")
    (notes / "entry_points.txt").write_text(f"[{GROUP}]\ncrumbling = crumbling:KIND\n")
    (packages / "crumbling.py").write_text(CRUMBLING)
    path = os.pathsep.join(filter(None, (str(packages), os.environ.get("PYTHONPATH"))))
    environ = {"AFFRESCO_ENGINES": "crumbling,illustrator", "PYTHONPATH": path}
    port = str(free_port())
    result = affresco("doctor", "--port", port, folder=tmp_path, environ=environ)
    assert result.returncode == 1
    said = lines(result.stdout)
    assert "broke down" in said["Engine crumbling"]
    assert said["Engine illustrator"].startswith("✓")
    assert "a wire came loose" in result.stderr


def test_every_engine_is_asked_how_it_is(tmp_path: Path) -> None:
    """The server is in this process, the command in another."""
    tables = """
engines = ["illustrator", "good", "wrong", "away", "mistyped"]
[engine.good]
kind = "openai"
url = "{url}/v1"
key = "{key}"
model = "{model}"
[engine.wrong]
kind = "openai"
url = "{url}/v1"
key = "sk-wrong"
model = "{model}"
[engine.away]
kind = "openai"
url = "http://127.0.0.1:1/v1"
model = "{model}"
[engine.mistyped]
kind = "openai"
url = "{url}/v1"
modle = "{model}"
"""

    async def examined() -> str:
        async with images_server() as server:
            filled = tables.format(url=server.url, key=KEY, model=MODEL)
            (tmp_path / "affresco.toml").write_text(filled)
            port = str(free_port())
            doctor = partial(affresco, "doctor", "--port", port, folder=tmp_path)
            result = await asyncio.to_thread(doctor)
        assert result.returncode == 1
        assert KEY not in result.stdout + result.stderr
        return result.stdout

    said = lines(asyncio.run(examined()))
    assert said["Engine illustrator"].startswith("✓")
    assert said["Engine good"] == f"✓ {MODEL}, reachable"
    assert "key_env" in said["Engine wrong"]
    assert "start its server" in said["Engine away"]
    assert "modle" in said["Engine mistyped"]
