"""Errors of the illustrator."""

from __future__ import annotations


class IllustratorUnavailable(RuntimeError):
    """The illustrator cannot draw on this machine; the text says in one sentence what to do."""
