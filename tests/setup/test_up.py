"""``affresco up``, end to end: it greets, keeps what it was given, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from affresco.db.embedded import EmbeddedServer
from setup.command import PATIENCE, affresco, refusal, running, wait_until_gone

BRUSHES = """
from affresco.studio.engines.protocol import Capabilities, Kind, NoOptions
from affresco.studio.errors import EngineUnusable

class Brushes:
    def check(self):
        raise EngineUnusable(engine="brushes", reason="libbristle.so is missing")

KIND = Kind(
    NoOptions, lambda name, label, options: Brushes(), lambda options: Capabilities()
)
"""
PASSWORD = "wet plaster dries at noon"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the database's user can reach, under root too."""
    folder = Path(tempfile.mkdtemp(prefix="affresco-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def test_from_an_empty_folder_to_an_owner_and_back_again(folder: Path) -> None:
    with running(folder) as instance:
        assert instance.line() == f"Affresco is ready at {instance.url}"
        assert "owner" in instance.line()
        link = instance.line()
        assert link.startswith(f"{instance.url}/join/")
        assert httpx.get(f"{instance.url}/readyz").status_code == 200
        assert httpx.get(link).status_code == 200

        made = affresco(
            *("people", "add", "ada", "--email", "ada@example.org", "--password", PASSWORD),
            "--owner",
            folder=folder,
        )
        assert made.returncode == 0, made.stderr
        token = affresco("people", "token", "ada", folder=folder).stdout.strip()
        headers = {"Authorization": f"Bearer {token}"}
        me = f"{instance.url}/api/v1/accounts/verify_credentials"
        assert httpx.get(me, headers=headers).json()["username"] == "ada"
        invited = affresco("invites", "add", "--uses", "3", folder=folder).stdout.strip()
        assert invited.startswith(f"{instance.url}/join/")
        assert httpx.get(invited).status_code == 200

        everything = instance.processes()
        assert instance.end(signal.SIGINT) == 0
        wait_until_gone(everything)

    with running(folder, port=instance.port) as again:
        assert again.line() == f"Affresco is ready at {again.url}"
        assert httpx.get(me, headers=headers).json()["username"] == "ada"
        assert again.end(signal.SIGTERM) == 0
        assert again.line() == "", "an instance with people gives no owner link"


def test_an_outside_server_is_used_and_none_is_brought_along(folder: Path) -> None:
    with EmbeddedServer(folder / "outside", durable=False) as server:
        environ = {"AFFRESCO_DATABASE_URL": server.dsn()}
        with running(folder, environ=environ) as instance:
            assert instance.line() == f"Affresco is ready at {instance.url}"
            assert httpx.get(f"{instance.url}/readyz").status_code == 200
            assert not list((folder / ".affresco").glob("postgres*"))
            assert instance.end() == 0
        assert server.alive(), "ending Affresco does not end somebody else's server"


def test_killed_without_warning_it_leaves_nothing_and_starts_again(folder: Path) -> None:
    with running(folder) as instance:
        instance.line()
        everything = instance.processes()
        assert len(everything) >= 5
        os.kill(instance.process.pid, signal.SIGKILL)
        instance.process.wait(PATIENCE)
        with running(folder) as again:
            assert again.line().startswith("Affresco is ready")
        wait_until_gone(everything)


def test_a_process_that_dies_is_started_again(folder: Path) -> None:
    with running(folder) as instance:
        instance.line()
        for word in ("worker", "serve"):
            dead = instance.child(word)
            os.kill(dead, signal.SIGKILL)
            give_up = time.monotonic() + PATIENCE
            while True:
                assert time.monotonic() < give_up, instance.said_wrong()
                time.sleep(0.1)
                try:
                    if (
                        instance.child(word) != dead
                        and httpx.get(f"{instance.url}/readyz").is_success
                    ):
                        break
                except (StopIteration, httpx.TransportError):
                    continue


def test_a_second_one_says_what_is_in_its_way(folder: Path) -> None:
    with running(folder) as instance:
        instance.line()
        same_port = refusal(affresco("up", "--port", str(instance.port), folder=folder))
        assert f"--port {instance.port + 1}" in same_port
        same_folder = refusal(affresco("up", "--port", str(instance.port + 1), folder=folder))
        assert "Another Affresco is running" in same_folder


def test_a_file_where_the_folder_should_be(folder: Path) -> None:
    (folder / "taken").write_text("")
    said = refusal(affresco("up", "--port", "18987", "--data", "taken", folder=folder))
    assert str(folder / "taken") in said
    assert "AFFRESCO_DATA" in said


@pytest.mark.parametrize(
    ("command", "url", "reason"),
    [
        (("up", "--port", "18988"), "postgresql://ada:hunter2@127.0.0.1:1/affresco", "refused"),
        (("migrate",), "postgresql://ada:hunter2@no-such-host.invalid/affresco", "no such host"),
        (("invites", "add"), "mysql://ada:hunter2@127.0.0.1/affresco", "127.0.0.1"),
    ],
)
def test_a_database_that_cannot_be_reached(
    folder: Path, command: tuple[str, ...], url: str, reason: str
) -> None:
    said = refusal(affresco(*command, folder=folder, environ={"AFFRESCO_DATABASE_URL": url}))
    assert reason in said
    assert "hunter2" not in said
    assert "AFFRESCO_DATABASE_URL" in said


def test_a_setting_that_does_not_exist(folder: Path) -> None:
    said = refusal(affresco("up", folder=folder, environ={"AFFRESCO_DATABSE_URL": "x"}))
    assert "AFFRESCO_DATABSE_URL" in said


def test_an_engine_that_does_not_exist(folder: Path) -> None:
    environ = {"AFFRESCO_ENGINES": "brushes"}
    said = refusal(affresco("up", "--port", "18989", folder=folder, environ=environ))
    assert "brushes" in said


def test_an_engine_that_cannot_work_here(folder: Path) -> None:
    packages = folder / "packages"
    about = packages / "brushes-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: brushes\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[affresco.engines]\nbrushes = brushes:KIND\n")
    (packages / "brushes.py").write_text(BRUSHES)
    environ = {"AFFRESCO_ENGINES": "brushes", "PYTHONPATH": str(packages)}
    said = refusal(affresco("up", "--port", "18990", folder=folder, environ=environ))
    assert "libbristle.so is missing" in said
    assert not (folder / ".affresco/postgres/data/postmaster.pid").exists()


def test_an_address_that_is_not_ours(folder: Path) -> None:
    said = refusal(affresco("up", "--host", "192.0.2.1", folder=folder))
    assert "--host 127.0.0.1" in said


def test_people_who_cannot_be_made(folder: Path) -> None:
    short = ("people", "add", "ada", "--email", "ada@example.org", "--password", "short")
    assert "10" in refusal(affresco(*short, folder=folder))
    assert "ada" not in affresco("people", "token", "ada", folder=folder).stdout
    unclear = (*short[:-1], PASSWORD, "--training", "perhaps")
    assert refusal(affresco(*unclear, folder=folder))
