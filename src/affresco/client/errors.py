"""What can go wrong with a call."""

from __future__ import annotations

import msgspec


class ClientError(Exception):
    """Any failure of a call."""


class Unreachable(ClientError):
    """The instance did not answer, or answered what is no answer of Affresco's."""


class Refused(ClientError):
    """The instance said no. status: of HTTP. code: stable, for programs. details: its data. retry_after: when
    another try may be worth it, as the header says, None where it does not."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        details: dict[str, object],
        retry_after: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.message} ({self.code or self.status})"


class _Fault(msgspec.Struct):
    error: str
    code: str = ""
    details: dict[str, object] = {}


def refusal(status: int, body: bytes, retry_after: str | None = None) -> ClientError:
    """The error that an answer of 400 or more stands for. Pure."""
    try:
        fault = msgspec.json.decode(body, type=_Fault)
    except (msgspec.DecodeError, RecursionError):
        return Unreachable(f"The address answered with {status}, and not as Affresco does.")
    return Refused(status, fault.code, fault.error, fault.details, retry_after)
