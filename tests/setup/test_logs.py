"""Secrets are never written to the log."""

from __future__ import annotations

import json

import pytest
import structlog

from affresco.cli import logs
from affresco.settings import BadSettings


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


def test_what_is_below_the_level_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning")
    structlog.get_logger().info("chatter")
    assert capsys.readouterr().err == ""


def test_an_unknown_level_is_said() -> None:
    with pytest.raises(BadSettings) as caught:
        logs.configure("loud")
    assert "debug, info, warning, error" in caught.value.text()
