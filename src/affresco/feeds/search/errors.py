"""What can go wrong with searches. A search itself never fails: what cannot be used of it is told."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class NothingSought(Invalid):
    code = "search.nothing_sought"
    message = N_("There is nothing in this search that could be found. Write a word, or from:ada.")


class NameTooLong(Invalid):
    code = "search.name_too_long"
    message = N_("The name of a saved search can have {limit} characters; this one has {length}.")


class TooManySaved(Conflict):
    code = "search.too_many_saved"
    message = N_("You keep {limit} searches already. Delete one first.")


class SavedSearchNotFound(NotFound):
    code = "search.saved_not_found"
    message = N_("There is no such saved search. It may have been deleted.")
