"""What can go wrong in the library."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class PictureNotFound(NotFound):
    code = "library.picture_not_found"
    message = N_("This picture does not exist, or is not yours.")


class FolderNotFound(NotFound):
    code = "library.folder_not_found"
    message = N_("This folder does not exist, or is not yours.")


class BadFolderName(Invalid):
    code = "library.bad_folder_name"
    message = N_("Give the folder a name of 1 to {limit} characters.")


class FolderNameTaken(Conflict):
    code = "library.folder_name_taken"
    message = N_("You have a folder of this name already.")


class TooManyFolders(Conflict):
    code = "library.too_many_folders"
    message = N_("You have {limit} folders, and that is the most. Delete one first.")


class NothingChosen(Invalid):
    code = "library.nothing_chosen"
    message = N_("Choose 1 to {limit} pictures first.")


class OnTheWall(Conflict):
    code = "library.on_the_wall"
    message = N_("A picture that is in a post goes with the post: delete that instead.")
