"""Where the web server listens, and what people type to get there."""

from __future__ import annotations

import errno
import http.client
import ipaddress
import socket
from typing import Final

from affresco.cli.errors import AddressUnusable, PortForbidden, PortTaken
from affresco.settings import Settings
from affresco.text import _

ADDRESS_FILE: Final = "address"
PROBE_SECONDS: Final = 2.0
BASE_URL_VARIABLE: Final = "_AFFRESCO_BASE_URL"
"""Set by ``up`` for the processes that it starts, and by ``serve`` for its own."""


def check_free(host: str, port: int) -> None:
    """Raises PortTaken, PortForbidden, AddressUnusable when one cannot listen there."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen(1)
    except socket.gaierror as error:
        reason = _("there is no such address")
        raise AddressUnusable(host=host, reason=reason) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else port - 1
            raise PortTaken(port=port, host=host, other=other) from error
        if error.errno == errno.EACCES:
            raise PortForbidden(port=port) from error
        reason = error.strerror or str(error)
        raise AddressUnusable(host=host, reason=reason) from error


def reachable_host(host: str) -> str:
    """The host as this machine's own programs reach it, without brackets."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return "127.0.0.1" if address.version == 4 else "::1"


def ask(host: str, port: int, path: str) -> int | None:
    """The status that a web server there answers with, None when none does."""
    connection = http.client.HTTPConnection(reachable_host(host), port, timeout=PROBE_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def base_url(settings: Settings, host: str, port: int) -> str:
    """The address that people use, without a final slash: the public one, if it is set."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    return local_url(host, port)


def local_url(host: str, port: int) -> str:
    """The address on this machine, e.g. ``http://127.0.0.1:8000``."""
    reached = reachable_host(host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def remember(settings: Settings, url: str) -> None:
    """Keep the address for commands that print links while ``up`` runs or later."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / ADDRESS_FILE).write_text(url + "\n")


def remembered(settings: Settings) -> str:
    """The public address, else the one that ``up`` used last, else the usual one."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    try:
        return (settings.data_dir / ADDRESS_FILE).read_text().strip()
    except FileNotFoundError:
        return "http://127.0.0.1:8000"
