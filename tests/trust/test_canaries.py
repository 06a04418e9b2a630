"""A word like no other in every field and channel; everything the product can do; and every byte it wrote or sent is looked through."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from bot.domain.people import Role
from bot.records import courses
from bot.records.core import Records
from bot.usecases import inviting
from bot.usecases.stage import Who
from tests.fakes.bot_api import FakeBotApi
from tests.journeys.running import PATIENCE, Samvej, wait_until
from tests.trust.canaries import canary, strays, unseen, written
from tests.trust.sheet_sowing import OWN, looks_at_the_sheet, writes_on_the_sheet
from tests.trust.sowing import (
    COUNSELLEE,
    COUNSELLOR,
    LEAD,
    OTHER,
    STAFF_LINK,
    STRANGER,
    Field,
    answers_every_flow,
    csrf,
    field_of,
    picture,
    shares_some,
)  # fmt: skip
from tests.web.browser import Browser

CHAT = ("/chat", "/chat/part", "/chat/adgang", "/chat/noegle", "/", "/akut", "/genskab", "/besked-om-data", "/healthz")
SCREENS = ("/menu", "/deling", "/kort", "/data", "/parkerede", "/metoder", "/hjælp", "/akut")
DESK = (
    "/desk", "/desk/invite", "/desk/adgang", "/desk/enheder", "/desk/ind", "/desk/selfcheck", "/desk/lead", "/desk/lead/invite",
    "/desk/lead/tal",
)  # fmt: skip
COURSE = ("", "/marks", "/evaluation", "/journal")
TELEGRAM = 7


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Field]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with FakeBotApi() as api:
        identity = pyrage.x25519.Identity.generate()
        samvej = Samvej(tmp_path / "house", api, SAMVEJ_BACKUP_KEY=str(identity.to_public()))
        samvej.start()
        try:
            yield field_of(samvej, api)
        finally:
            samvej.kill()


def test_no_word_is_anywhere_but_before_those_it_was_meant_for(field: Field, tmp_path: Path) -> None:
    at = {COUNSELLOR: f"web: {COUNSELLOR}", COUNSELLEE: f"web: {COUNSELLEE}", LEAD: f"web: {LEAD}"}
    reason = field.sown.word("reason", *at.values(), f"web: {STAFF_LINK}")
    field.command("counsellor", "add", "Vejleder", "--workplace", "Prøvestedet")
    field.command("lead", "add", "Leder")
    made = field.command("invite", "Vejleder", "--reason", reason)
    with field.browser(COUNSELLEE) as counsellee, field.browser(COUNSELLOR) as counsellor:
        who = _comes_in(field, counsellee, made)
        answers_every_flow(field, counsellee, who)
        shares_some(field, who)
        _signs_in(field, counsellor, "Vejleder")
        _counsels(field, counsellor, who.course)
        _sends_a_photo_by_mistake(field, counsellee)
        private = writes_on_the_sheet(field, counsellee, counsellor, who.person, who.course)
        telegram_course = _talks_in_telegram(field)
        _looks_at_everything(counsellor, who.course, telegram_course)
        looks_at_the_sheet(field, COUNSELLOR, counsellor, f"/desk/course/{who.course}/ark", *private)
        _looks_at_all_screens(counsellee)
        looks_at_the_sheet(field, COUNSELLEE, counsellee, OWN, *private)
        counsellee.client.post("/chat/mine-data", data={"csrf": csrf(counsellee)})
        _the_others_look(field, who.course, private)
        backup = _keeps_house(field, tmp_path)
        field.gather(tmp_path / "temporary", backup)
    assert strays(field.sown, field.caught) == []
    assert unseen(field.sown, field.caught) == []
    assert len([word for word, name in field.sown.names.items() if not name.startswith(("cookie", "browser"))]) >= 40
    sealed = _sealed(field, who.course)
    assert "samvej.db" in " ".join(_on_the_disk(field, sealed))
    with field.browser("eraser") as eraser:
        _comes_back(field, eraser, who)
        eraser.go("/chat")
        eraser.client.post("/chat", data={"csrf": csrf(eraser), "text": "/slet"}, follow_redirects=True)
        eraser.go("/chat")
        eraser.press("Ja, slet alt")
    wait_until(lambda: _on_the_disk(field, sealed) == [])


def _comes_back(field: Field, browser: Browser, who: Who) -> None:
    with field.samvej.house() as house:
        link = house.write(lambda records: inviting.private_link(records, field.stage, who))
    browser.go("/r/" + link.rpartition("/")[2])
    browser.press("Fortsæt")


def _comes_in(field: Field, browser: Browser, made: dict[str, str]) -> Who:
    browser.go("/i/" + made["web"].rpartition("/")[2])
    browser.press("Ja, begynd")
    browser.go("/chat")
    with field.samvej.house() as house:
        [person] = house.read(lambda records: courses.ids(records, made["course"], Role.COUNSELLEE))
    return Who(person=person, course=made["course"])


def _signs_in(field: Field, browser: Browser, name: str) -> None:
    field.samvej.let_in()
    link = field.command("counsellor" if name == "Vejleder" else "lead", "link", name)["link"]
    browser.go("/ind/" + link.rpartition("/")[2])
    browser.press("Log ind")
    browser.go("/desk")


def _counsels(field: Field, browser: Browser, course: str) -> None:
    """The counsellor writes in every field of the desk: all of it is for the counsellee to see, but the self-evaluation and a label."""
    both = (f"web: {COUNSELLOR}", f"web: {COUNSELLEE}", f"web: {STAFF_LINK}")
    forms = {
        "question": {"question": field.sown.word("desk/question", *both)},
        "aim": {"want": field.sown.word("desk/want", *both)},
        "park": {"park": field.sown.word("desk/park", *both)},
        "suggest": {"flow": "belief", "reason": field.sown.word("desk/suggest", *both)},
        "promise": {"what": field.sown.word("desk/promise", *both), "first": field.sown.word("desk/first", *both)},
        "meeting": {
            "day_and_time": "2027-02-01T10:00",
            "timezone": "Europe/Copenhagen",
            "place": field.sown.word("desk/place", *both),
        },
        "goal": {"goal": field.sown.word("desk/goal", *both), "seen": "1"},
    }
    for deed, form in forms.items():
        browser.go(f"/desk/course/{course}")
        browser.post(f"/desk/course/{course}/{deed}", [("csrf", csrf(browser)), *form.items()])
        assert browser.status in {200, 409, 422}, (deed, browser.text)
    browser.go("/desk/invite")
    own = (f"web: {COUNSELLOR}",)
    typed = {name: field.sown.word(f"desk/{name}", *own) for name in ("reason", "duty", "label")}
    browser.post("/desk/invite", [("csrf", csrf(browser)), *typed.items()])
    browser.go("/desk")
    for address in set(re.findall(r'href="(/desk/course/[^"#?]+)"', browser.html)):
        browser.go(address)


def _sends_a_photo_by_mistake(field: Field, browser: Browser) -> None:
    """What a camera writes beside a picture is nowhere afterwards."""
    word = field.sown.word("beside the picture")
    files = {"file": (f"{field.sown.word('name of the file')}.jpg", picture(word), "image/jpeg")}
    browser.go("/chat")
    browser.client.post("/chat", data={"csrf": csrf(browser), "press": "m:home"}, files=files)


def _talks_in_telegram(field: Field) -> str:
    """Somebody in Telegram: texts, an edited one, a photo, a voice, a group, and all that Telegram tells of a person."""
    mine = (f"telegram: {TELEGRAM}",)
    person = field.api.person(TELEGRAM)
    for name in ("first_name", "last_name", "username"):
        person.who[name] = field.sown.word(f"telegram {name}")
    person.who["phone_number"] = field.sown.word("telegram phone")
    person.send(field.sown.word("before anybody let them in"))
    made = field.command("invite", "Vejleder", "--reason", field.sown.word("telegram reason", *mine, f"web: {COUNSELLOR}"))
    person.start(made["telegram"].partition("start=")[2])
    person.wait_for("vil gerne mødes med dig.", PATIENCE)
    person.press("Ja, begynd")
    person.wait_for("Jeg er et program", PATIENCE)
    for label, answer in (("Videre", "Hvem fik ideen"), ("Mig", "Hvad tænker du"), ("Både-og", "Hvad vil du gerne have ud af")):
        person.press(label)
        person.wait_for(answer, PATIENCE)
    sent = person.send(field.sown.word("telegram answer", *mine))
    person.wait_for("Du har skrevet", PATIENCE)
    person.edit(field.sown.word("telegram edited", *mine), sent)
    person.send(f"/parker {field.sown.word('telegram parked', *mine)}")
    person.wait_for("Parkeret.", PATIENCE)
    person.send("/parkerede")
    person.wait_for(canary("telegram parked"), PATIENCE)
    person.photo(field.sown.word("telegram caption"), picture(field.sown.word("telegram beside the picture")))
    person.voice(b"OggS" + field.sown.word("telegram voice").encode())
    field.api.group().send(person, field.sown.word("telegram group"))
    field.samvej.settle()
    return str(made["course"])


def _looks_at_everything(browser: Browser, *courses_of: str) -> None:
    for address in (*DESK, *(f"/desk/course/{course}{page}" for course in courses_of for page in COURSE)):
        browser.go(address)


def _looks_at_all_screens(browser: Browser) -> None:
    for address in CHAT:
        browser.go(address)
    for said in (*({"text": word} for word in SCREENS), {"press": "m:news"}):
        browser.go("/chat")
        browser.client.post("/chat", data={"csrf": csrf(browser), **said}, follow_redirects=True)
    browser.go("/chat")


def _the_others_look(field: Field, course: str, private: list[str]) -> None:
    """Everybody else looks at everything too: another counsellee, the lead, a stranger, and who has a link from staff."""
    again = field.samvej.house
    with field.browser(OTHER) as other, field.browser(LEAD) as lead, field.browser(STRANGER) as stranger, field.browser(STAFF_LINK) as link:
        _comes_in(field, other, field.command("invite", "Vejleder", "--reason", "Vi skal tale sammen."))
        _signs_in(field, lead, "Leder")
        with again() as house:
            staff = house.read(lambda records: courses.ids(records, course, Role.COUNSELLOR))[0]
            made = house.write(lambda records: inviting.renew(records, field.stage, Who(person=staff, course=course)))
        link.go("/igen/" + made.web.rpartition("/")[2])
        link.press("Fortsæt")
        for name, browser in ((OTHER, other), (LEAD, lead), (STRANGER, stranger), (STAFF_LINK, link)):
            _looks_at_everything(browser, course)
            for base in (OWN, f"/desk/course/{course}/ark"):
                looks_at_the_sheet(field, name, browser, base, *private)
            for address in (*CHAT, "/chat/mine-data", f"/chat/file/{course}"):
                browser.go(address)
        _looks_at_all_screens(link)


def _keeps_house(field: Field, folder: Path) -> Path:
    """What an operator does in a year, while it runs."""
    backups = folder / "backups"
    backups.mkdir()
    with field.samvej.house() as house:
        staff = house.read(lambda records: inviting.counsellors(records)[0].id)
    shown = ("audit", "show", "--staff", staff, "--from", "2026-01-01", "--to", "2100-01-01")
    for command in (("status",), ("courses",), ("audit", "verify"), shown, ("switch",), ("backup", str(backups))):
        field.command(*command)
    field.command("keys", "rotate")
    field.samvej.hang_up()
    field.samvej.restart()
    field.command("status")
    assert [name for name, _ in written(backups)]
    return backups


def _sealed(field: Field, course: str) -> list[bytes]:
    """The wrapped key of this course and everything sealed with it, as the bytes lie on the disk."""

    def work(records: Records) -> list[bytes]:
        keys = [row["wrapped"] for row in records.rows.some("keys", {"owner": course})]
        mine = [row["id"] for row in records.rows.some("notes", {"course": course})]
        return keys + [row["words"] for note in mine for row in records.rows.some("versions", {"note": note})]

    with field.samvej.house() as house:
        return house.read(work)


def _on_the_disk(field: Field, sealed: list[bytes]) -> list[str]:
    files = {name: body for folder in (field.samvej.data, field.samvej.settings.witness) if folder for name, body in written(folder)}
    return sorted({name for name, body in files.items() for one in sealed if one in body and "backup" not in name})
