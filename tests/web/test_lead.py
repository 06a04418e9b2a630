"""The lead's desk: courses without a word of anybody's, new ones, and handing over."""

import re

import pytest

from bot.domain.people import Role
from bot.records import courses, trail
from bot.usecases import inviting, leading
from bot.usecases.stage import Who
from tests.web.browser import Browser
from tests.web.desk_steps import THE_REST, TO_THE_OUTCOME, at_the_desk, joined, talk
from tests.web.test_headers import NEUTRAL
from tests.web.world import DUTY, REASON, World

NOT_YOURS = "Her er ikke noget for dig"
LEADS = ["/desk", "/desk/lead", "/desk/lead/invite", "/desk/lead/tal", "/desk/adgang"]
COUNSELLORS = ["/desk", "/desk", "/desk/invite", "/desk/soeg", "/desk/adgang"]


def lead(world: World) -> str:
    return world.write(lambda r: leading.add_lead(r, world.stage, "Leder"))[0]


def another(world: World) -> str:
    return world.write(lambda r: inviting.add_counsellor(r, world.stage, "Afløser"))[0]


def shared(world: World) -> Who:
    who = joined(world)
    talk(world, who, *TO_THE_OUTCOME, "En læreplads", *THE_REST, "Del alt")
    return who


def at_the_leads(world: World) -> Browser:
    return at_the_desk(world, lead(world))


def test_a_lead_comes_in_by_a_link_and_sees_courses_by_code(world: World) -> None:
    who = shared(world)
    text = at_the_leads(world).go("/desk")
    assert "Alle forløb" in text
    assert (who.course[:6] in text, "Vejleder" in text, "Åbent" in text) == (True, True, True)


def test_no_word_of_anybody_stands_on_a_leads_pages(world: World) -> None:
    who, browser = shared(world), at_the_leads(world)
    for address in ("/desk/lead", f"/desk/lead/course/{who.course}", "/desk/lead/invite"):
        browser.go(address)
        assert browser.status == 200
        assert not [word for word in ("læreplads", REASON, DUTY, who.person) if word in browser.html]


def test_every_look_of_a_lead_is_a_read_in_the_trail(world: World) -> None:
    who, person = shared(world), lead(world)
    browser = at_the_desk(world, person)
    before = _reads(world, person)
    browser.go("/desk/lead")
    browser.go(f"/desk/lead/course/{who.course}")
    assert _reads(world, person) == before + 2


def test_a_lead_opens_no_page_of_a_counsellors(world: World) -> None:
    who, browser = shared(world), at_the_leads(world)
    for address in (f"/desk/course/{who.course}", f"/desk/course/{who.course}/selfcheck", "/desk/invite"):
        assert (NOT_YOURS in browser.go(address), browser.status) == (True, 403)


def test_a_counsellor_opens_no_page_of_a_leads(world: World) -> None:
    who, browser = shared(world), at_the_desk(world)
    there = [browser.client.get(address) for address in ("/desk/lead", f"/desk/lead/course/{who.course}", "/desk/lead/course/none")]
    assert {(answer.status_code, answer.text) for answer in there} == {(403, there[0].text)}


def test_handing_over_shuts_one_out_and_tells_the_other_to_wait(world: World) -> None:
    who, new, before = shared(world), another(world), at_the_desk(world)
    browser = at_the_leads(world)
    browser.go(f"/desk/lead/course/{who.course}")
    assert "Overdragelse: venter på et ja til Afløser" in browser.press("Overdrag", coming=new)
    assert NOT_YOURS in before.go(f"/desk/course/{who.course}")
    coming = at_the_desk(world, new)
    assert "Overdragelse: venter på et ja" in coming.go("/desk")
    assert (NOT_YOURS in coming.go(f"/desk/course/{who.course}"), who.course in coming.go("/desk")) == (True, False)


def test_the_counsellee_answers_in_the_chat(world: World) -> None:
    who, new = shared(world), another(world)
    browser, chat = at_the_leads(world), _chat(world, who)
    browser.go(f"/desk/lead/course/{who.course}")
    browser.press("Overdrag", coming=new)
    assert "Vejleder er ikke længere din vejleder. Afløser vil gerne tage over. Afløser ser intet, før du siger ja." in chat.go("/chat")
    assert chat.labels.count("Ikke nu") == 1
    assert "Afløser er nu din vejleder og kan se det, du delte før." in chat.press("Ja, og del det, jeg har delt før")
    assert "Ja, og del" not in chat.go("/chat")
    assert "En læreplads" in at_the_desk(world, new).go(f"/desk/course/{who.course}")


def test_nobody_chosen_changes_nothing_and_is_said(world: World) -> None:
    who, browser = shared(world), at_the_leads(world)
    another(world)
    browser.go(f"/desk/lead/course/{who.course}")
    assert ("Vælg en vejleder, der kan tage over." in browser.press("Overdrag"), browser.status) == (True, 422)
    assert world.write(lambda r: courses.ids(r, who.course, Role.COUNSELLOR)) == [world.counsellor]


def test_the_offer_is_taken_back(world: World) -> None:
    who, new, browser = shared(world), another(world), at_the_leads(world)
    browser.go(f"/desk/lead/course/{who.course}")
    browser.press("Overdrag", coming=new)
    browser.go(f"/desk/lead/course/{who.course}")
    assert "Ingen vejleder" in browser.press("Tag forslaget tilbage")
    assert "venter på et ja" not in at_the_desk(world, new).go("/desk")


def test_a_new_course_lands_on_the_desk_of_its_counsellor_and_its_link_is_not_shown(world: World) -> None:
    browser = at_the_leads(world)
    browser.go("/desk/lead/invite")
    assert "Vælg en vejleder." in browser.press("Lav forløbet", reason="Hjælp til skolen")
    assert "Hjælp til skolen" in browser.html
    text = browser.press("Lav forløbet", reason="Hjælp til skolen", counsellor=world.counsellor)
    assert ("Gemt nu" in text, "/i/" in browser.html) == (True, False)
    assert "Venter på et ja til invitationen" in at_the_desk(world).go("/desk")


@pytest.mark.parametrize("address", ["/desk/adgang", "/desk/adgang/kodeord", "/desk/enheder"])
def test_a_lead_has_pages_of_their_own_ways_in_and_goes_on_from_there_to_what_is_theirs(world: World, address: str) -> None:
    for browser, links in ((at_the_leads(world), LEADS), (at_the_desk(world), COUNSELLORS)):
        browser.go(address)
        assert (browser.status, re.findall(r'href="(/desk[^"]*)"', browser.html.partition("</nav>")[0])) == (200, links)


def test_no_tab_of_a_leads_says_what_it_is_about(world: World) -> None:
    who, browser = shared(world), at_the_leads(world)
    for address in ("/desk/lead", f"/desk/lead/course/{who.course}", "/desk/lead/invite"):
        browser.go(address)
        assert set(re.findall(r"<title>(.*?)</title>", browser.html)) <= NEUTRAL


@pytest.mark.parametrize("address", ["/desk/invite", "/desk/lead/invite"])
def test_an_invitation_that_is_sent_twice_in_a_hurry_is_one(world: World, address: str) -> None:
    browser = at_the_leads(world) if "lead" in address else at_the_desk(world)
    browser.go(address)
    assert re.search(rf'<form [^>]*action="{address}"[^>]* data-once>', browser.html)
    assert re.search(r'<script type="module" src="/static/\w+/once\.js', browser.html)


def _chat(world: World, who: Who) -> Browser:
    browser = world.browser()
    link = world.write(lambda r: inviting.private_link(r, world.stage, who))
    browser.go(link.removeprefix(world.stage.url))
    browser.press(browser.labels[-1])
    return browser


def _reads(world: World, person: str) -> int:
    return len(world.write(lambda r: trail.acts(r.rows, {"actor": person, "act": "read_list"})))


def test_the_figures_are_months_and_counts_and_no_small_number(world: World) -> None:
    browser = at_the_leads(world)
    for _ in range(5):
        world.invite()
    assert "Tal" in browser.go("/desk/lead")
    shown = "november 2026 5 under 5 under 5 under 5 I alt af det, der er vist 5 ikke vist ikke vist ikke vist"
    assert shown in browser.go("/desk/lead/tal")
    assert world.counsellor not in browser.html


def test_figures_are_for_leads_alone(world: World) -> None:
    browser = at_the_desk(world)
    browser.go("/desk/lead/tal")
    assert browser.status == 403
