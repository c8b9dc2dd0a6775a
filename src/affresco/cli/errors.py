"""What can be wrong with the machine, each with its remedy."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, Unavailable
from affresco.text import N_


class PortTaken(Conflict):
    code = "cli.port_taken"
    message = N_(
        "Port {port} on {host} is taken by another program. Stop that program, "
        "or choose another port: affresco up --port {other}"
    )


class PortForbidden(Conflict):
    code = "cli.port_forbidden"
    message = N_(
        "This user may not listen on port {port}. Choose one above 1023: affresco up --port 8000"
    )


class AddressUnusable(Invalid):
    code = "cli.address_unusable"
    message = N_(
        "This machine cannot listen on {host} ({reason}). Use --host 127.0.0.1 for this machine "
        "alone, or --host 0.0.0.0 for the whole network."
    )


class DatabaseUnreachable(Unavailable):
    code = "cli.database_unreachable"
    message = N_(
        "The database at {server} cannot be used ({reason}). Check AFFRESCO_DATABASE_URL and that "
        "the server runs; without that setting Affresco brings its own."
    )


class ProcessFailed(Unavailable):
    code = "cli.process_failed"
    message = N_(
        "The {name} process ended three times while starting (exit code {code}). The log lines above "
        "say why; affresco doctor looks for the usual causes."
    )


class LibraryMissing(Unavailable):
    code = "cli.library_missing"
    message = N_(
        "A library that Affresco needs cannot be loaded: {reason}. Run make install once more. "
        "If the name ends in .so, it belongs to the system: its package manager brings it."
    )
