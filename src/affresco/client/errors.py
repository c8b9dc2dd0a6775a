"""What can go wrong with a call."""

from __future__ import annotations

import msgspec


class ClientError(Exception):
    """Any failure of a call."""


class Unreachable(ClientError):
    """The instance did not answer, or answered what is no answer of Affresco's."""


class Refused(ClientError):
    """The instance said no. status: of HTTP. code: stable, for programs. details: its data."""

    def __init__(self, status: int, code: str, message: str, details: dict[str, object]) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details

    def __str__(self) -> str:
        return f"{self.message} ({self.code})"


class _Fault(msgspec.Struct):
    error: str
    code: str = ""
    details: dict[str, object] = {}


def refusal(status: int, body: bytes) -> ClientError:
    """The error that an answer of 400 or more stands for. Pure."""
    try:
        fault = msgspec.json.decode(body, type=_Fault)
    except msgspec.DecodeError:
        return Unreachable(f"The address answered with {status}, and not as Affresco does.")
    return Refused(status, fault.code, fault.error, fault.details)
