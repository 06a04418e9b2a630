"""The net for canaries has no holes: what is planted in each kind of place is found."""

from io import BytesIO
from zipfile import ZipFile

from tests.trust.canaries import Caught, Sown, canary, strays, unseen


def test_a_word_where_it_may_not_be_is_found() -> None:
    sown, caught = Sown(), Caught()
    word = sown.word("secret", "home")
    caught.take("home", word.encode())
    assert strays(sown, caught) == []
    caught.take("street", b"x" + word.encode() + b"y")
    assert strays(sown, caught) == ["secret in street"]


def test_a_word_in_an_archive_is_found() -> None:
    sown, caught, body = Sown(), Caught(), BytesIO()
    word = sown.word("packed")
    with ZipFile(body, "w", compression=8) as archive:
        archive.writestr("a.json", word * 50)
    caught.take("street", body.getvalue())
    assert strays(sown, caught) == ["packed in street"]


def test_a_word_that_nobody_ever_saw_is_told() -> None:
    sown, caught = Sown(), Caught()
    sown.word("lost", "home")
    sown.word("never meant to be seen")
    assert unseen(sown, caught) == ["lost"]


def test_canaries_are_like_no_others() -> None:
    assert len({canary(str(number)) for number in range(1000)}) == 1000
