"""What is drawn of a sheet, as files: for whoever may see it, with nothing in it of what they may not, and written down first."""

import asyncio
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.limits import LIMITS
from bot.domain.trail import READS, Act
from bot.records import notes
from bot.rendering.pool import Pool
from bot.usecases.pictures import reading
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import as_counsellor
from tests.web.picture_steps import at, drew, ref
from tests.web.sheet_steps import OWN, desk, person, two, written
from tests.web.world import World

SECRET, OPEN = "Kanariefugl", "Åben vej"
PAPERS = ("sheet.pdf", "sheet.png", "blank.pdf")
NOT_FOUND, SEE_OTHER, TOO_MANY, NOT_NOW = 404, 303, 429, 503


def sheets(world: World) -> tuple[Browser, Browser, Who]:
    """Two people, and a crossroads of which the counsellor sees what it was before a road was added."""
    guided, guide, course = two(world)
    who = person(world, course)
    drew(world, who, OPEN, share=True)
    drew(world, who, OPEN, SECRET)
    written(world, course, f"{SECRET} for mig selv", show="")
    return guided, guide, who


def asked(world: World) -> str:
    """All that the painter was ever told, in one text."""
    return repr(world.painter.asked)


def acts(world: World) -> list[str]:
    """Whatever staff have read, oldest first."""
    rows = world.house.read(lambda records: records.rows.some("trail", {}, order=("number",)))
    return [row["act"] for row in rows if row["act"] in READS]


def by_staff(world: World, course: str) -> Browser:
    """Somebody who came in by a link that staff made."""
    browser = world.browser()
    browser.go(urlsplit(world.renew(course).web).path)
    browser.press("Fortsæt")
    return browser


@pytest.mark.parametrize(("form", "kind"), [("svg", "image/svg+xml; charset=utf-8"), ("png", "image/png")])
def test_a_picture_comes_in_the_form_and_shape_that_was_asked_for(world: World, form: str, kind: str) -> None:
    guided, _, who = sheets(world)
    for more, shape in (("", Shape.PHONE), ("?wide=1", Shape.WIDE), ("?v=abc", Shape.PHONE)):
        answer = guided.client.get(at(who, OWN, form) + more)
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["content-disposition"] == f'inline; filename="tegning.{form}"'
        assert (world.painter.asked[-1].form, world.painter.asked[-1].shape) == (Form(form), shape)


def test_what_is_drawn_is_kept_nowhere_and_runs_nothing(world: World) -> None:
    guided, _, who = sheets(world)
    for address in (at(who, OWN), *(f"{OWN}/{one}" for one in PAPERS)):
        headers = guided.client.get(address).headers
        assert headers.get_list("cache-control") == ["private, no-store"]
        assert headers.get_list("x-content-type-options") == ["nosniff"]
        [policy] = headers.get_list("content-security-policy")
        assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))


def test_papers_come_as_files_whose_names_tell_the_day_and_nobody(world: World) -> None:
    guided, _, _ = sheets(world)
    names = {one: guided.client.get(f"{OWN}/{one}").headers["content-disposition"] for one in PAPERS}
    assert names == {
        "sheet.pdf": 'attachment; filename="ark-2026-11-23.pdf"',
        "sheet.png": 'attachment; filename="ark-2026-11-23.png"',
        "blank.pdf": 'attachment; filename="tomt-ark.pdf"',
    }
    assert [(one.form, one.shape) for one in world.painter.asked] == [(Form.PDF, Shape.A3), (Form.PNG, Shape.A3), (Form.PDF, Shape.A3)]
    phone = guided.client.get(f"{OWN}/sheet.pdf?shape=phone&for=both")
    assert world.painter.asked[-1].shape is Shape.PHONE
    assert phone.headers["content-disposition"] == 'attachment; filename="ark-delt-telefon-2026-11-23.pdf"'


def test_what_is_not_there_and_what_is_not_for_these_eyes_look_the_same(world: World) -> None:
    _, guide, course = two(world)
    who = person(world, course)
    drew(world, who, SECRET)
    kinds = (ref(who), "nothing", "crossroads", "crossroads..", "scales.nobody.", ref(replace(who, person="nobody")), ref(who) + "x")
    before = acts(world)
    answers = {guide.client.get(at(who, desk(course), kind=kind)) for kind in kinds}
    assert {answer.status_code for answer in answers} == {NOT_FOUND}
    assert len({answer.text for answer in answers}) == 1
    assert world.painter.asked == []
    assert acts(world) == before


def test_another_course_has_none_of_the_pictures_of_this_one(world: World) -> None:
    _, _, who = sheets(world)
    stranger, guide, other = two(world)
    assert stranger.client.get(at(who, OWN)).status_code == NOT_FOUND
    assert guide.client.get(at(who, desk(other))).status_code == NOT_FOUND


def test_what_is_kept_never_reaches_what_the_counsellor_has_drawn(world: World) -> None:
    _, guide, who = sheets(world)
    for address in (at(who, ""), at(who, "", "png"), *(f"/{one}?for={of}" for one in PAPERS for of in ("me", "both", ""))):
        assert guide.client.get(desk(who.course) + address).status_code == 200
    assert len(world.painter.asked) == 11
    assert SECRET not in asked(world)
    assert OPEN in asked(world)


def test_a_counsellee_takes_all_of_it_along_or_what_both_see(world: World) -> None:
    guided, _, _ = sheets(world)
    for about, whole in (("", True), ("?for=me", True), ("?for=both", False)):
        assert (SECRET in guided.client.get(f"{OWN}/sheet.pdf{about}").text) is whole


def test_by_a_link_of_staffs_only_what_is_shared_is_drawn(world: World) -> None:
    _, _, who = sheets(world)
    guest = by_staff(world, who.course)
    assert guest.client.get(at(who, OWN)).status_code == 200
    assert guest.client.get(f"{OWN}/sheet.pdf?for=me").status_code == 200
    assert SECRET not in asked(world)
    assert OPEN in asked(world)


def test_what_was_taken_back_is_drawn_for_its_author_alone(world: World) -> None:
    guided, guide, course = two(world)
    who = person(world, course)
    note = drew(world, who, OPEN, share=True)
    assert guide.client.get(at(who, desk(course))).status_code == 200
    world.write(lambda records: notes.withdraw(records, note))
    assert guide.client.get(at(who, desk(course))).status_code == NOT_FOUND
    assert guided.client.get(at(who, OWN)).status_code == 200


def test_a_blank_sheet_holds_nobodys_words(world: World) -> None:
    guided, _, _ = sheets(world)
    guided.client.get(f"{OWN}/blank.pdf")
    assert SECRET not in asked(world)
    assert OPEN not in asked(world)


def test_what_the_counsellor_has_drawn_is_written_down_before_it_is_begun(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, guide, who = sheets(world)
    logged: list[list[str]] = []
    paint = world.painter.paint

    async def watched(drawing: Drawing) -> bytes:
        logged.append(await asyncio.to_thread(acts, world))
        return await paint(drawing)

    monkeypatch.setattr(type(world.painter), "paint", lambda _, drawing: watched(drawing))
    for address, act in ((at(who, ""), Act.READ_PICTURE), ("/sheet.pdf", Act.READ_SHEET), ("/sheet.png", Act.READ_SHEET)):
        before = acts(world)
        assert guide.client.get(desk(who.course) + address).status_code == 200
        assert acts(world) == logged[-1] == [*before, act]


def test_a_counsellee_who_looks_at_their_own_is_not_written_down(world: World) -> None:
    guided, _, who = sheets(world)
    before = acts(world)
    for address in (at(who, OWN), f"{OWN}/sheet.pdf"):
        guided.client.get(address)
    assert acts(world) == before


def test_what_cannot_be_drawn_is_said_in_a_sentence_and_the_words_stand_as_before(world: World) -> None:
    guided, _, who = sheets(world)
    world.painter.fails = True
    for address in (at(who, OWN, "png"), *(f"{OWN}/{one}" for one in PAPERS)):
        answer = guided.client.get(address)
        assert (answer.status_code, answer.headers["retry-after"]) == (NOT_NOW, "5")
        assert "Det, I har skrevet, står på arket som før." in answer.text
    answer = guided.client.get(at(who, OWN))
    assert (answer.status_code, answer.headers["content-type"]) == (NOT_NOW, "image/svg+xml; charset=utf-8")
    assert ">Det kunne ikke tegnes lige nu</text>" in answer.text
    assert OPEN in guided.go(OWN)


def test_nobody_keeps_the_painters_to_themself(world: World) -> None:
    guided, guide, who = sheets(world)
    world.clock.now = world.clock.now.replace(microsecond=0)
    while world.limits.allow("pictures", who.person):
        pass
    for address in (at(who, OWN), f"{OWN}/sheet.pdf"):
        guided.go(address)
        assert (guided.status, "Du har hentet mange tegninger." in guided.text) == (TOO_MANY, True)
    assert guide.client.get(at(who, desk(who.course))).status_code == 200
    assert LIMITS["pictures"].size == 60


def test_a_page_from_elsewhere_puts_no_paper_on_a_disk(world: World) -> None:
    guided, guide, who = sheets(world)
    for browser, base in ((guided, OWN), (guide, desk(who.course))):
        for one in PAPERS:
            answer = browser.client.get(f"{base}/{one}", headers={"sec-fetch-site": "cross-site"})
            assert (answer.status_code, answer.headers["location"]) == (SEE_OTHER, base)
    assert world.painter.asked == []


def test_a_closed_sheet_is_still_drawn(world: World) -> None:
    guided, _, who = sheets(world)
    world.write(lambda records: records.rows.change("courses", {"id": who.course}, {"state": "closed"}))
    assert "Forløbet er afsluttet" in guided.go(OWN)
    for address in (at(who, OWN), f"{OWN}/sheet.pdf"):
        assert guided.client.get(address).status_code == 200


def test_drawn_in_earnest_the_counsellor_has_a_picture_in_which_what_is_kept_was_never_there(world: World) -> None:
    _, _, who = sheets(world)
    other = world.house.read(lambda records: reading.read(records, world.stage, as_counsellor(world, who.course), reading.ref(ref(who))))
    drew(world, who, OPEN)
    own = world.house.read(lambda records: reading.read(records, world.stage, who, reading.ref(ref(who))))
    drew(world, who, OPEN, SECRET)
    whole = world.house.read(lambda records: reading.read(records, world.stage, who, reading.ref(ref(who))))
    theirs, alike, mine = asyncio.run(_painted(*(Drawing(picture=one, form=Form.SVG) for one in (other, own, whole) if one)))
    assert theirs == alike
    assert theirs != mine
    assert not any(word in mine for word in (b"<script", b"<style", b"<foreignObject", b'href="http', b"onload"))


async def _painted(*drawings: Drawing) -> list[bytes]:
    pool = Pool()
    try:
        return [await pool.paint(one) for one in drawings]
    finally:
        await asyncio.to_thread(pool.close)
