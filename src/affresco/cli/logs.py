"""Logging, set up in one place for every process: lines on standard error, without secrets."""

from __future__ import annotations

import logging
import re
import sys
from typing import Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from affresco.settings import BadSettings
from affresco.text import _

LEVELS: Final = ("debug", "info", "warning", "error")
SECRET_NAME: Final = re.compile(r"passw|secret|token|cookie|authori[sz]ation|_key$|^code$", re.I)
URL_PASSWORD: Final = re.compile(r"(?<=://)([^/@:\s]*):[^/@\s]*@")
HIDDEN: Final = "…"


def configure(level: str) -> None:
    """Log from ``level`` (debug, info, warning, error) up: coloured on a terminal, JSON elsewhere."""
    last = _for_a_terminal() if sys.stderr.isatty() else _as_json()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            hide_secrets,
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number(level)),
        # Standard error as it is when something is said: it may have been exchanged meanwhile.
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(number(level), logging.WARNING), stream=sys.stderr, force=True)
    # The pool tries again by itself; who needs the connection says so.
    logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)


# An error is told by its lines alone: variables around it hold keys, and words that are nobody's business.
def _for_a_terminal() -> list[Processor]:
    told = structlog.dev.RichTracebackFormatter(show_locals=False)
    return [structlog.dev.ConsoleRenderer(exception_formatter=told)]


def _as_json() -> list[Processor]:
    told = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [structlog.processors.ExceptionRenderer(told), structlog.processors.JSONRenderer()]


def number(level: str) -> int:
    """The standard library's number of a level's name. Raises BadSettings."""
    if level not in LEVELS:
        raise BadSettings(
            key="log_level", reason=_("it must be one of {levels}").format(levels=", ".join(LEVELS))
        )
    return logging.getLevelNamesMapping()[level.upper()]


def hide_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A processor: values with telling names, and passwords inside URLs, are never written."""
    for name, value in event.items():
        if SECRET_NAME.search(name):
            event[name] = HIDDEN
        elif isinstance(value, str):
            event[name] = URL_PASSWORD.sub(rf"\1:{HIDDEN}@", value)
    return event
