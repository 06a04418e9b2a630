from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.people import Role
from bot.domain.plan import ActionState
from bot.records import courses, people, plans
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases import inviting, ringing
from bot.web.access import Web
from bot.web.app import build
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.desk_steps import THE_REST, TO_THE_OUTCOME, at_the_desk, joined, link, promised, talk
from tests.web.world import DUTY, REASON, World

SPENT, CLOSED = "Linket virker ikke mere", "Du er ikke logget ind"


def test_a_sign_in_link_lets_in_once_and_looking_at_it_does_not_use_it(world: World) -> None:
    address, first, second = link(world), world.browser(), world.browser()
    for _ in range(3):
        assert "Linket virker én gang" in first.go(address)
    assert "Dine forløb" in first.press("Log ind")
    assert (SPENT in second.go(address), second.status) == (True, 410)
    assert (SPENT in second.post(address, []), second.status) == (True, 410)


def test_a_new_sign_in_link_makes_the_earlier_one_worthless(world: World) -> None:
    earlier = link(world)
    link(world)
    assert SPENT in world.browser().go(earlier)


def test_whoever_is_not_signed_in_is_told_how_to_come_in_and_gets_their_words_back(world: World) -> None:
    browser = world.browser()
    assert (CLOSED in browser.go("/desk"), browser.status) == (True, 401)
    assert "samvej counsellor link" in browser.text
    answer = browser.client.post("/desk/invite", data={"reason": "Mange ord", "key": "abc"})
    assert (answer.status_code, "Mange ord</textarea>" in answer.text, "abc" in answer.text) == (401, True, False)


def test_signing_out_closes_the_desk(world: World) -> None:
    browser = at_the_desk(world)
    assert "Du er logget ud" in browser.press("Log ud")
    assert CLOSED in browser.go("/desk")


def test_the_desk_closes_by_itself_after_ten_hours(world: World) -> None:
    browser = at_the_desk(world)
    world.clock.now += timedelta(hours=10)
    assert CLOSED in browser.go("/desk")


def test_an_empty_desk_says_how_to_begin(world: World) -> None:
    text = at_the_desk(world).go("/desk")
    assert "Du har ingen forløb endnu" in text
    assert "Du ser kun det, der bliver delt med dig." in text


def test_an_invitation_needs_a_reason_and_what_was_typed_stays(world: World) -> None:
    browser = at_the_desk(world)
    text = browser.post("/desk/invite", [("reason", " "), ("duty", DUTY), ("label", "Ham fra onsdag")])
    assert (browser.status, "Skriv med højst 300 tegn, hvorfor I skal mødes." in text) == (422, True)
    assert browser.stands("Lav et link") == {"reason": " ", "duty": DUTY, "label": "Ham fra onsdag"}
    assert world.write(lambda r: courses.of(r, world.counsellor, Role.COUNSELLOR)) == []


def test_a_line_break_in_a_reason_counts_as_one_character(world: World) -> None:
    browser = at_the_desk(world)
    browser.post("/desk/invite", [("reason", "a\r\n" * 150)])
    assert browser.status == 200
    browser.post("/desk/invite", [("reason", "a" * 301)])
    assert browser.status == 422


def test_the_link_is_in_the_answer_to_the_form_and_nowhere_else(world: World) -> None:
    browser = at_the_desk(world)
    browser.post("/desk/invite", [("reason", REASON)])
    shown = [word for word in browser.text.split() if word.startswith(f"{world.stage.url}/i/")]
    assert len(set(shown)) == 1
    assert "<svg viewBox=" in browser.html
    secret = shown[0].rsplit("/", 1)[1]
    assert world.write(lambda r: inviting.look(r, secret)).reason == REASON
    assert secret not in browser.go("/desk") + browser.html
    course = next(one for one in world.write(lambda r: courses.of(r, world.counsellor, Role.COUNSELLOR)))
    browser.go(f"/desk/course/{course}/invitation")
    assert (browser.address, secret in browser.html) == (f"/desk/course/{course}", False)


def test_a_new_link_for_somebody_who_is_in_opens_shared_words_only_and_says_so(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    browser.go(f"/desk/course/{who.course}")
    text = browser.press("Lav et nyt link")
    assert "Linket åbner kun det, der er delt med dig." in text
    assert f"{world.stage.url}/igen/" in text
    assert "SMS" not in text.split()


def test_what_waits_for_the_counsellor_comes_first(world: World) -> None:
    for label in ("A", "B"):
        world.write(lambda r, label=label: inviting.invite(r, world.stage, world.counsellor, reason=REASON, label=label))  # type: ignore[misc]
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del alt")
    text = at_the_desk(world).text
    assert text.index("Nyt at læse") < text.index("A Venter på et ja") < text.index("B Venter på et ja")


def test_a_reminder_waits_on_the_desk_and_is_answered_there(world: World) -> None:
    who, browser = joined(world), at_the_desk(world)
    action = promised(world, browser, who.course)
    world.clock.now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    world.write(lambda r: ringing.ring_due(r, world.stage, 10))
    browser = at_the_desk(world)
    assert "Der er et skridt, du ville tage: Ringe" in browser.text
    browser.press("Gjort")
    after = world.write(lambda r: plans.get(r, action))
    assert after is not None
    assert after.state is ActionState.DONE
    assert "Der er et skridt" not in browser.go("/desk")


def test_a_notice_goes_when_it_is_read_and_only_its_own_reader_can_end_it(world: World) -> None:
    joined(world)
    other, _ = world.write(lambda r: inviting.add_counsellor(r, world.stage, "En anden"))
    mine, theirs = at_the_desk(world), at_the_desk(world, other)
    assert "En person har sagt ja" in mine.text
    theirs.post("/desk/notice", mine.filled(*mine.button("OK")))
    assert (theirs.status, "En person har sagt ja" in mine.go("/desk")) == (403, True)
    mine.press("OK")
    assert "En person har sagt ja" not in mine.go("/desk")


def test_telegram_is_offered_where_there_is_a_bot_until_it_is_connected(world: World) -> None:
    stage = replace(world.stage, bot_name="samvej_bot")
    web = Web(
        house=world.house,
        stage=stage,
        pages=Pages(),
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=world.locks,
    )
    world = replace(world, stage=stage, app=build(web))
    browser = at_the_desk(world)
    browser.press("Forbind Telegram")
    secret = browser.html.split("https://t.me/samvej_bot?start=")[1].split('"')[0]
    world.write(lambda r: inviting.connect(r, secret, people.TELEGRAM, "1001"))
    browser.go("/desk")
    assert "Forbind Telegram" not in browser.labels
