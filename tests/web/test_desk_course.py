from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import pytest

from bot.domain.meeting import Meeting
from bot.domain.people import Role
from bot.records import courses, notes, post
from bot.records.core import Records
from bot.records.courses import STAFF
from bot.usecases import inviting, sharing
from bot.usecases.stage import Who
from bot.web.pages import asset
from tests.web.desk_steps import THE_REST, TO_THE_OUTCOME, at_the_desk, joined, page_of, talk
from tests.web.world import World

NASTY = "<script>alert(1)</script>\"'><b>"


def with_their_own_counsellor(world: World) -> World:
    """The same house for another counsellor of the same name, so that pages can be compared to the letter."""
    counsellor, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "Vejleder", "Kommunen"))
    return replace(world, counsellor=counsellor)


def test_private_skipped_and_missing_answers_give_the_same_page_to_the_letter(world: World) -> None:
    silent, private, skipping = (with_their_own_counsellor(world) for _ in range(3))
    pages = [page_of(silent, joined(silent).course)]
    who = joined(private)
    talk(private, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del intet")
    pages.append(page_of(private, who.course))
    who = joined(skipping)
    talk(skipping, who, "Videre", *["Spring over"] * 6, "Nej, det er nok")
    pages.append(page_of(skipping, who.course))
    assert pages == [pages[0]] * 3


def test_what_is_shared_is_read_with_its_question_and_the_rest_is_not_shared(world: World) -> None:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, NASTY, *THE_REST, "Del alt")
    html = page_of(world, who.course)
    assert "Hvad vil du gerne have ud af denne vejledning?" in html
    assert escape(NASTY).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in html
    assert "<script>alert" not in html
    shared, rest = html.split("Ikke delt (7)")
    assert ("Hvad vil du gerne have ud af denne vejledning?" in shared, "Ikke delt" in shared) == (True, False)
    assert rest.count('class="said unshared"') == 7


def test_where_nothing_is_shared_one_line_says_so_with_the_questions_behind_it(world: World) -> None:
    html = page_of(world, joined(world).course)
    [before, after] = html.split("<summary>Ikke delt (10)</summary>")
    assert ("Hvad vil du gerne have ud" in before, "Hvad vil du gerne have ud" in after.partition("</details>")[0]) == (False, True)


def test_what_is_taken_back_is_gone_from_the_page(world: World) -> None:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del alt")
    assert "En læreplads" in page_of(world, who.course)
    world.write(lambda r: sharing.withdraw(r, who, sharing.offered(r, world.stage, who)))
    assert "En læreplads" not in page_of(world, who.course)


def test_an_edited_answer_is_marked(world: World) -> None:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del alt")
    assert ">rettet<" not in page_of(world, who.course)
    world.write(lambda r: edit(r, world, who))
    assert ">rettet<" in page_of(world, who.course)


def edit(records: Records, world: World, who: Who) -> None:
    """The counsellee writes another answer and shares it."""
    (note,) = notes.visible(records, who.course, viewer=who.viewer, step="outcome")
    words = replace(note.words, said="En praktik", answer={"text": "En praktik"})
    notes.write(records, course=who.course, author=who.person, field=note.field, flow=note.flow, step=note.step, words=words)
    sharing.share(records, world.stage, who, sharing.offered(records, world.stage, who))


def test_marking_as_read_moves_the_headline_and_tells_the_counsellee(world: World) -> None:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del alt")
    browser = at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    browser.press("Markér som læst")
    assert "Markér som læst" not in browser.labels
    assert world.write(lambda r: courses.state(r, who.course)) == "reviewed"


@pytest.mark.parametrize(
    "deed", ["", "/goal", "/aim", "/meeting", "/question", "/promise", "/reviewed", "/met", "/verdict", "/step", "/invitation"]
)
def test_another_counsellors_course_is_refused_like_one_that_is_not_there(world: World, deed: str) -> None:
    other, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "En anden"))
    theirs = joined(world).course
    browser, answers = at_the_desk(world, other), []
    for course in (theirs, "nothing", STAFF):
        fields = {"goal": "x", "want": "x", "question": "x", "what": "x", "verdict": "yes", "seen": "1"}
        fields |= {"day_and_time": "2026-11-27T14:00", "timezone": "UTC", "press": "a:x:1:never"}
        browser.post(f"/desk/course/{course}{deed}", list(fields.items())) if deed else browser.go(f"/desk/course/{course}")
        answers.append((browser.status, browser.html))
    assert answers[0][0] == 403
    assert answers == [answers[0]] * 3


def test_a_meeting_is_at_the_time_of_its_own_place(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    fields = [("day_and_time", "2026-11-27T14:00"), ("timezone", "America/Nuuk"), ("place", "https://moede.example/1")]
    text = browser.post(f"/desk/course/{who.course}/meeting", fields)
    starts = datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert world.write(lambda r: courses.meeting(r, who.course)) == Meeting(
        course=who.course, version=1, starts_at=starts, timezone="America/Nuuk", place="https://moede.example/1"
    )
    assert "fredag den 27. november 2026 kl. 14.00 (tid i Nuuk)" in text
    assert '<a href="https://moede.example/1"' in browser.html
    assert 'value="2026-11-27T14:00"' in browser.html


@pytest.mark.parametrize("when", ["", "i morgen", "2026-02-30T10:00", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_meeting_at_no_time_is_refused_and_its_place_stays(world: World, when: str) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.post(f"/desk/course/{who.course}/meeting", [("day_and_time", when), ("timezone", "Europe/Oslo"), ("place", "Lokale 3")])
    assert (browser.status, "Vælg en dag og et klokkeslæt." in browser.text) == (422, True)
    assert 'value="Lokale 3"' in browser.html
    assert '<option value="Europe/Oslo" selected>' in browser.html


def test_a_place_is_a_link_only_when_it_is_an_address(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    fields = [("day_and_time", "2026-11-27T14:00"), ("timezone", "UTC"), ("place", "javascript:alert(1)")]
    browser.post(f"/desk/course/{who.course}/meeting", fields)
    assert 'href="javascript' not in browser.html


def test_a_letter_that_did_not_arrive_is_said_plainly(world: World) -> None:
    who = joined(world)
    assert "nåede ikke frem" not in page_of(world, who.course)
    world.write(
        lambda r: r.rows.change(
            "outbox",
            {"course": who.course},
            {"state": post.REFUSED, "channel": "telegram", "person": who.person, "ended_at": "2026-11-23T09:00:00.000000Z"},
        )
    )
    assert "Ikke nået frem på Telegram: 1." in page_of(world, who.course)


def test_words_from_people_are_never_read_as_markup(world: World) -> None:
    browser = at_the_desk(world)
    browser.post("/desk/invite", [("reason", NASTY), ("duty", NASTY), ("label", NASTY)])
    course = next(one for one in world.write(lambda r: courses.of(r, world.counsellor, Role.COUNSELLOR)))
    address = f"/desk/course/{course}"
    browser.post(f"{address}/aim", [("want", NASTY)])
    browser.post(f"{address}/goal", [("goal", NASTY), ("seen", "0")])
    browser.post(f"{address}/verdict", [("verdict", "differently"), ("line", NASTY), ("seen", "1")])
    browser.post(f"{address}/question", [("question", NASTY)])
    browser.post(f"{address}/promise", [("what", NASTY), ("first", NASTY)])
    browser.post(f"{address}/meeting", [("day_and_time", "2026-11-27T14:00"), ("timezone", "UTC"), ("place", NASTY)])
    for page in (address, "/desk"):
        browser.go(page)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in browser.html
        assert "<script>alert" not in browser.html
        assert "'><b>" not in browser.html


def test_pages_need_no_script_or_style_of_their_own(world: World) -> None:
    who = joined(world)
    html = page_of(world, who.course)
    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count(f'<script src="{asset("desk.js")}"') == 1
    assert html.count("<h1") == 1
