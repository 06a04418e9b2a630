"""The picture somebody chose or sent is on their own copy of the sheet; on a counsellor's only where it was shown."""

from dataclasses import asdict

import pytest

from bot.domain.media import PICTURE, VOICE, Media
from bot.domain.paper import Paper, PaperImage
from bot.domain.sheet import Words
from bot.records import files, notes
from bot.records.core import Records
from bot.usecases import filing, paper_images, papers, sharing, talking
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens

SECRET = b"\xff\xd8\xffkanariefugl"
SENT = "Et billede, du har sendt"


@pytest.fixture
def pens() -> Pens:
    """Somebody who is asked for a picture."""
    made = Pens()
    made.story.press("m:take=picture")
    return made


def send(pens: Pens, body: bytes = SECRET) -> None:
    sent = Media(media=PICTURE, kind="image/jpeg", body=body)

    def sending(records: Records) -> None:
        pens.story.screen = talking.turn(records, pens.story.stage, pens.guided, filing.heard(records, pens.guided, sent, "", ""))

    pens.story.do(sending)


def share(pens: Pens) -> None:
    given = [note for note in pens.story.mine(flow="picture") if not note.shared]
    pens.story.do(sharing.share, pens.story.stage, pens.guided, given)


def read(pens: Pens, who: Who, *, everything: bool = True) -> Paper:
    return pens.story.ask(papers.read, pens.story.stage, who, everything=everything)


def images(paper: Paper) -> list[PaperImage]:
    return [note.image for field in paper.fields for note in field.notes if note.image]


def kept(pens: Pens, subject: str, body: bytes, media: str = PICTURE) -> None:
    """The method taken so with a file of this kind, or what was answered in it before told anew."""
    place = {"course": pens.guided.course, "author": pens.guided.person, "field": "story", "flow": "picture", "step": "picture"}

    def keeping(records: Records) -> None:
        sent = Media(media=media, kind="image/jpeg", body=body)
        file = files.keep(records, pens.guided.course, pens.guided.person, sent)
        words = Words(question="?", said=SENT, answer={"file": file, "media": media})
        files.attach(records, file, notes.write(records, **place, subject=subject, words=words))

    pens.story.clock.later(seconds=1)
    pens.story.do(keeping)


def test_a_chosen_drawing_is_told_by_its_name_and_then_by_what_its_owner_sees_in_it(pens: Pens) -> None:
    pens.story.talk("[Bro]")
    assert images(read(pens, pens.guided)) == [PaperImage(alt="Bro", drawn="bridge")]
    pens.story.talk("En vej over", "[Gem]")
    assert images(read(pens, pens.guided)) == [PaperImage(alt="Bro: En vej over", drawn="bridge")]


def test_a_photo_is_on_the_paper_as_it_is_kept(pens: Pens) -> None:
    send(pens)
    assert images(read(pens, pens.guided)) == [PaperImage(alt=SENT, photo=SECRET)]


def test_a_photo_that_was_not_shown_never_reaches_a_counsellors_paper(pens: Pens) -> None:
    send(pens)
    pens.story.talk("En kanariefugl", "[Gem]")
    for paper in (read(pens, pens.guide), read(pens, pens.guided, everything=False)):
        assert images(paper) == []
        assert "kanariefugl" not in str(asdict(paper))
    assert str(asdict(read(pens, pens.guided))).count("kanariefugl") > 2


def test_what_is_shown_is_on_the_counsellors_paper_until_it_is_taken_back(pens: Pens) -> None:
    send(pens)
    share(pens)
    shown = [PaperImage(alt=SENT, photo=SECRET)]
    assert [images(read(pens, pens.guide)), images(read(pens, pens.guided, everything=False))] == [shown, shown]
    pens.story.do(notes.withdraw, *(note.id for note in pens.story.mine(flow="picture")))
    assert [images(read(pens, pens.guide)), images(read(pens, pens.guided))] == [[], shown]


def test_a_photo_put_in_place_of_a_shown_one_is_not_shown_with_it(pens: Pens) -> None:
    kept(pens, "", b"First")
    share(pens)
    kept(pens, "", SECRET)
    seen = [images(read(pens, pens.guide)), images(read(pens, pens.guided, everything=False)), images(read(pens, pens.guided))]
    assert [[image.photo for image in found] for found in seen] == [[b"First"], [b"First"], [SECRET]]
    assert "kanariefugl" not in str(asdict(read(pens, pens.guide)))


def test_what_is_seen_in_a_shown_photo_is_told_to_a_counsellor_only_where_it_was_shown(pens: Pens) -> None:
    send(pens)
    share(pens)
    pens.story.talk("En kanariefugl", "[Gem]")
    assert [image.alt for image in images(read(pens, pens.guide))] == [SENT]
    assert [image.alt for image in images(read(pens, pens.guided))] == [f"{SENT}: En kanariefugl"]


def test_of_many_photos_the_newest_are_on_the_paper_and_all_have_their_words(pens: Pens) -> None:
    bodies = [b"%d" % number for number in range(paper_images.MOST_PHOTOS + 3)]
    for number, body in enumerate(bodies):
        kept(pens, str(number), body)
    paper = read(pens, pens.guided)
    assert sorted(image.photo for image in images(paper)) == sorted(bodies[3:])
    assert [note.said for field in paper.fields for note in field.notes].count(SENT) == len(bodies)


def test_photos_that_are_too_heavy_together_give_way_to_lighter_ones(pens: Pens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_images, "MOST_BYTES", 10)
    for number, body in enumerate((b"123", b"12345678", b"1234567")):
        kept(pens, str(number), body)
    assert sorted(image.photo for image in images(read(pens, pens.guided))) == [b"123", b"1234567"]


def test_a_voice_message_is_no_picture(pens: Pens) -> None:
    kept(pens, "", b"OggS", VOICE)
    assert images(read(pens, pens.guided)) == []


def test_a_photo_whose_file_is_gone_leaves_its_words(pens: Pens) -> None:
    send(pens)
    [note] = pens.story.mine(flow="picture")
    pens.story.do(files.drop, note.words.answer["file"])
    paper = read(pens, pens.guided)
    assert images(paper) == []
    assert SENT in paper.alt
