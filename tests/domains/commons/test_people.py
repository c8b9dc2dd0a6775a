"""People are named as they chose, in what they give and in what others write about them."""

from __future__ import annotations

from affresco.commons.people import Person, handles_in, named, pseudonym, without_names

SECRET = b"the secret of this instance"
ADA = Person(1, "ada", credit=False)
BO = Person(2, "bo", credit=True)
KNOWN = {"ada": ADA, "bo": BO}


def told(text: str) -> str:
    return without_names(text, KNOWN, lambda person: pseudonym(SECRET, 9, person.id))


def test_a_pseudonym_is_stable_for_one_consumer_and_another_for_each() -> None:
    assert pseudonym(SECRET, 9, 1) == pseudonym(SECRET, 9, 1)
    several = {pseudonym(SECRET, c, a) for c in (0, 9, 10) for a in (1, 2)}
    assert len(several) == 6
    assert pseudonym(b"another secret", 9, 1) not in several


def test_who_chose_credit_stands_with_their_handle() -> None:
    assert named(SECRET, 9, BO) == "@bo"
    assert named(SECRET, 9, ADA) == pseudonym(SECRET, 9, 1)


def test_names_in_texts_become_pseudonyms_wherever_they_stand() -> None:
    she = pseudonym(SECRET, 9, 1)
    assert told("@Ada, look") == f"@{she}, look"
    assert told("https://here.example/@ada/12 (@ada)") == f"https://here.example/@{she}/12 (@{she})"
    assert told("@bo and @nobody and @adalbert") == "@bo and @nobody and @adalbert"
    assert told("nothing to see") == "nothing to see"


def test_all_that_could_be_handles_is_found() -> None:
    assert handles_in("@Ada @bo @x https://here.example/@cy/1") == {"ada", "bo", "cy"}
