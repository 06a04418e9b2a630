"""What staff write about somebody is theirs to see: there is nothing hidden but a counsellor's look at their own part."""

from bot.domain.people import Viewer
from bot.domain.sheet import Note
from bot.records import notes
from bot.records.core import Records
from bot.usecases import agreeing, exporting, handing_over, inviting, leading, park_proposals, reviewing, suggesting
from bot.usecases.selfchecking import FLOW as SELFCHECK
from tests.usecases.story import Story, shared

CALLED = "Vejleder kalder forløbet “Nr. 7”."


def _written() -> Story:
    """A counsellor has written wherever a counsellor writes to a counsellee."""
    story = shared()
    stage, who = story.stage, story.counsellor
    story.do(reviewing.ask, stage, who, "Et spørgsmål fra mig")
    story.do(reviewing.write_aim, stage, who, {"want": "Det vil jeg selv"})
    story.do(park_proposals.propose, stage, who, "Det her kan vente")
    [flow, *_] = story.ask(suggesting.suggestable, stage, who, story.counsellee.person)
    story.do(suggesting.suggest, stage, who, flow, "Fordi det passer")
    story.do(agreeing.propose, stage, who, "Et fælles mål")
    return story


def test_every_note_of_a_counsellor_s_is_seen_by_the_counsellee() -> None:
    story = _written()
    written = story.rows("notes", course=story.counsellor.course, author=story.counsellor.person)
    seen = {note.id for note in story.ask(_seen_by, story)}
    assert len(written) >= 4
    assert [row["flow"] for row in written if row["id"] not in seen and row["flow"] != SELFCHECK] == []


def test_what_staff_wrote_is_in_what_a_person_can_have() -> None:
    story = _written()
    export, _ = story.ask(exporting.export, story.stage, story.counsellee)
    for words in ("Et spørgsmål fra mig", "Det vil jeg selv", "Det her kan vente", "Fordi det passer", "Et fælles mål", "Nr. 7"):
        assert words in repr(export), words


def test_what_the_counsellor_calls_the_course_stands_on_the_page_about_ones_data() -> None:
    story = shared()
    story.talk("/data")
    assert CALLED in story.told


def test_where_a_course_has_no_name_nothing_is_said_of_one() -> None:
    story = shared()
    lead, _ = story.do(leading.add_lead, story.stage, "Leder")
    coming, _ = story.do(inviting.add_counsellor, story.stage, "Afløser")
    story.do(handing_over.hand_over, story.stage, lead, story.counsellor.course, coming)
    story.talk("/data")
    assert not [line for line in story.told if "kalder forløbet" in line]


def _seen_by(records: Records, story: Story) -> list[Note]:
    return notes.visible(records, story.counsellee.course, viewer=Viewer(person=story.counsellee.person))
