"""What can go wrong with people."""

from __future__ import annotations

from typing import ClassVar

from affresco.errors import AffrescoError, Conflict, Forbidden, Invalid, NotFound, TooMany
from affresco.text import N_


class AboutField(AffrescoError):
    """An error that a form shows at one of its fields. field: the field's name."""

    field: ClassVar[str]


class PersonNotFound(NotFound):
    code = "accounts.person_not_found"
    message = N_("There is nobody by this name here.")


class HandleInvalid(AboutField, Invalid):
    code = "accounts.handle_invalid"
    field = "handle"
    message = N_(
        "A handle has 2 to 30 characters, and only these: the letters a to z without accents, "
        "the digits 0 to 9 and _ (the underscore)."
    )


class HandleReserved(AboutField, Invalid):
    code = "accounts.handle_reserved"
    field = "handle"
    message = N_("The handle {handle} is reserved. Please choose another one.")


class HandleTaken(AboutField, Conflict):
    code = "accounts.handle_taken"
    field = "handle"
    message = N_("The handle {handle} is taken. Please choose another one.")


class EmailInvalid(AboutField, Invalid):
    code = "accounts.email_invalid"
    field = "email"
    message = N_("This is not an e-mail address. It looks like name@example.org.")


class EmailTaken(AboutField, Conflict):
    code = "accounts.email_taken"
    field = "email"
    message = N_(
        "There is an account with this e-mail address already. Sign in, or use another one."
    )


class PasswordTooShort(AboutField, Invalid):
    code = "accounts.password_too_short"
    field = "password"
    message = N_(
        "A password has at least {least} characters. A few words in a row are easy to keep."
    )


class PasswordTooLong(AboutField, Invalid):
    code = "accounts.password_too_long"
    field = "password"
    message = N_("A password has at most {most} characters.")


class PasswordTellsWho(AboutField, Invalid):
    code = "accounts.password_tells_who"
    field = "password"
    message = N_("The password must not be your handle or your e-mail address.")


class PasswordWrong(AboutField, Invalid):
    code = "accounts.password_wrong"
    field = "current"
    message = N_("This is not your current password.")


class AssistantUnanswered(AboutField, Invalid):
    code = "accounts.assistant_unanswered"
    field = "assistant"
    message = N_("Please choose one of the two answers.")


class RemixUnanswered(AboutField, Invalid):
    code = "accounts.remix_unanswered"
    field = "remix"
    message = N_("Please choose one of the answers.")


class TrainingUnanswered(AboutField, Invalid):
    code = "accounts.training_unanswered"
    field = "training"
    message = N_("Please choose one of the two answers.")


class NameTooLong(AboutField, Invalid):
    code = "accounts.name_too_long"
    field = "name"
    message = N_("A name has at most {most} characters; this one has {length}.")


class BioTooLong(AboutField, Invalid):
    code = "accounts.bio_too_long"
    field = "bio"
    message = N_("The text about you has at most {most} characters; this one has {length}.")


class TooManyLinks(AboutField, Invalid):
    code = "accounts.too_many_links"
    field = "links"
    message = N_("A profile has at most {most} links.")


class LinkInvalid(AboutField, Invalid):
    code = "accounts.link_invalid"
    field = "links"
    message = N_("Link {number}: a web address begins with https:// or http://.")


class LinkTooLong(AboutField, Invalid):
    code = "accounts.link_too_long"
    field = "links"
    message = N_("Link {number}: the label has at most {label} characters, the address {url}.")


class SignInRefused(Invalid):
    """Unknown login and wrong password look alike."""

    code = "accounts.sign_in_refused"
    message = N_(
        "The handle or e-mail address, or the password, is not right. Check both and try again."
    )


class RateLimited(TooMany):
    code = "accounts.rate_limited"
    message = N_("Too many tries. Please wait {minutes} min and try again.")


class SessionNotFound(NotFound):
    code = "accounts.session_not_found"
    message = N_("This session has ended already.")


class TokenNotFound(NotFound):
    code = "accounts.token_not_found"
    message = N_("This access token does not exist any more.")


class TokenInvalid(Invalid):
    code = "accounts.token_invalid"
    message = N_(
        "A token needs at least one scope, and only such as exist: read, write, follow, push, profile, "
        "or finer ones like read:accounts and write:statuses."
    )


class OwnersOnly(Forbidden):
    code = "accounts.owners_only"
    message = N_("Only an owner of this place can do this.")


class LastOwner(AboutField, Conflict):
    code = "accounts.last_owner"
    field = "current"
    message = N_(
        "You are the only owner, and there are other people here. Invite another owner before you "
        "delete your account."
    )


class CannotFollowSelf(Invalid):
    code = "accounts.cannot_follow_self"
    message = N_("You cannot follow yourself.")


class FollowRefused(Forbidden):
    """Either blocks the other; whichever it is stays untold."""

    code = "accounts.follow_refused"
    message = N_("You cannot follow this account.")


class PersonMoved(Conflict):
    code = "accounts.person_moved"
    message = N_("This account has moved to @{handle}. Follow that one instead.")


class FollowRequestNotFound(NotFound):
    code = "accounts.follow_request_not_found"
    message = N_("This person does not ask to follow you any more.")


class LanguageInvalid(Invalid):
    code = "accounts.language_invalid"
    message = N_("{given} is not a language like en or it; there can be {most} of them.")


class CannotBlockSelf(Invalid):
    code = "accounts.cannot_block_self"
    message = N_("You can neither block nor mute yourself.")


class TermInvalid(AboutField, Invalid):
    code = "accounts.term_invalid"
    field = "duration"
    message = N_("A term is 0 (for good) or a number of seconds up to {most}.")


class NoteTooLong(AboutField, Invalid):
    code = "accounts.note_too_long"
    field = "comment"
    message = N_("A note has at most {most} characters; this one has {length}.")


class NotFollowed(Invalid):
    code = "accounts.not_followed"
    message = N_("Follow this person first: only those whom you follow can be put here.")


class ListNotFound(NotFound):
    code = "accounts.list_not_found"
    message = N_("There is no such list of yours.")


class ListTitleInvalid(AboutField, Invalid):
    code = "accounts.list_title_invalid"
    field = "title"
    message = N_("The name of a list has 1 to {most} characters.")


class TooManyLists(Invalid):
    code = "accounts.too_many_lists"
    message = N_("You have {most} lists, which is as many as there can be. Delete one first.")


class TooManyMembers(Invalid):
    code = "accounts.too_many_members"
    message = N_("A list has room for {most} people.")


class TooManyTags(Invalid):
    code = "accounts.too_many_tags"
    message = N_("That would be more than {most} hashtags. Take one away first.")


class AddressInvalid(AboutField, Invalid):
    code = "accounts.address_invalid"
    field = "also_known_as"
    message = N_(
        "{given} is not the address of an account. It looks like name@example.org, or begins with "
        "https://; at most {most} of them."
    )


class MoveRefused(AboutField, Invalid):
    code = "accounts.move_refused"
    field = "move_to"
    message = N_(
        "The other account has to name this one first: under Settings, Account, also known as, there."
    )


class InvitationUnknown(NotFound):
    code = "accounts.invitation_unknown"
    message = N_(
        "This invitation link is not complete or not known. Check it, or ask for another one."
    )


class InvitationExpired(Conflict):
    code = "accounts.invitation_expired"
    message = N_("This invitation has expired. Ask the person who sent it for another one.")


class InvitationRevoked(Conflict):
    code = "accounts.invitation_revoked"
    message = N_("This invitation was withdrawn. Ask the person who sent it for another one.")


class InvitationUsedUp(Conflict):
    code = "accounts.invitation_used_up"
    message = N_(
        "This invitation has been used already. Ask the person who sent it for another one."
    )


class UsesInvalid(AboutField, Invalid):
    code = "accounts.uses_invalid"
    field = "uses"
    message = N_("An invitation is for 1 to {most} people.")


class DaysInvalid(AboutField, Invalid):
    code = "accounts.days_invalid"
    field = "days"
    message = N_("An invitation lasts 1 to {most} days.")


class CohortClosed(AboutField, Conflict):
    code = "accounts.cohort_closed"
    field = "cohort"
    message = N_("This cohort is closed: open it again before you invite somebody into it.")


class CohortTooLong(AboutField, Invalid):
    code = "accounts.cohort_too_long"
    field = "cohort"
    message = N_("The name of a group has at most {most} characters.")


class LanguageUnknown(AboutField, Invalid):
    code = "accounts.language_unknown"
    field = "language"
    message = N_("A language is named by a code such as “en” or “it”.")
