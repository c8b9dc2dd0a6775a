"""Secrets are never written to the log."""

from __future__ import annotations

import json

import pytest
import structlog

from affresco.cli import logs
from affresco.settings import BadSettings

SECRET = "hunter2"


def test_secrets_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    structlog.get_logger().info(
        "signed in",
        password="hunter2",
        session_token="abcdef",
        Authorization="Bearer xyz",
        dsn="postgresql://ada:hunter3@db/affresco",
        handle="ada",
    )
    line = capsys.readouterr().err
    assert json.loads(line)["handle"] == "ada"
    for secret in ("hunter2", "abcdef", "xyz", "hunter3"):
        assert secret not in line


@pytest.mark.parametrize("terminal", [False, True])
def test_what_was_at_hand_when_an_error_came_is_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    logs.configure("info")

    def ask(header: str) -> None:
        raise OSError("broke off")

    try:
        ask(header=f"Bearer {SECRET}")
    except OSError:
        structlog.get_logger().exception("engine failed")
    line = capsys.readouterr().err
    assert "broke off" in line
    assert "in ask" in line or '"name": "ask"' in line
    assert SECRET not in line


def test_what_is_below_the_level_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning")
    structlog.get_logger().info("chatter")
    assert capsys.readouterr().err == ""


def test_an_unknown_level_is_said() -> None:
    with pytest.raises(BadSettings) as caught:
        logs.configure("loud")
    assert "debug, info, warning, error" in caught.value.text()
