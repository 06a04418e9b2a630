"""The counsellee's own data on the web: had in one file, frozen, erased to the last byte, and not brought back by an older copy."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot import opening
from bot.config import Settings
from bot.domain.people import Role, Viewer
from bot.records import courses, notes
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores import schema
from bot.stores.memory import MemoryAnchor
from bot.usecases import exporting, inviting, owndata, sharing
from bot.usecases.stage import Stage, Who
from bot.web.access import Web
from bot.web.app import build
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk
from tests.web.locks import fake_locks
from tests.web.test_chat import with_answers
from tests.web.world import Clock, World

HIDDEN = re.compile(rb"src=\"http|href=\"http|<script|url\(|@import")


def with_shared(world: World) -> tuple[Browser, str, Who]:
    browser, course = with_answers(world)
    browser.press("Del alt")
    [row] = world.house.read(lambda r: r.rows.some("memberships", {"course": course, "role": "counsellee"}))
    return browser, course, Who(person=row["person"], course=course)


def export_link(world: World, who: Who) -> str:
    return urlsplit(str(world.write(lambda r: owndata.export_link(r, world.stage, who)).values["link"])).path


def had(browser: Browser, address: str = "/chat/mine-data", *, method: str = "GET") -> zipfile.ZipFile:
    answer = browser.client.request(method, address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_everything_about_ones_data_is_one_press_from_the_menu(world: World) -> None:
    browser, _, _ = with_shared(world)
    browser.press("Menu")
    words = browser.press("Dine data")
    labels = [
        "Hent alt om dig",
        "Se, hvad Vejleder ser",
        "Hvem har set det?",
        "Det, du har sagt ja til",
        "Hvor er du inde?",
        "Frys",
        "Slet alt",
    ]
    assert [label for label in labels if label not in words] == []
    assert ('href="/chat/mine-data"' in browser.html, 'href="/chat/adgang"' in browser.html) == (True, True)


def test_it_comes_as_one_file_with_a_name_that_says_nothing_and_is_kept_nowhere(world: World) -> None:
    browser, _, _ = with_shared(world)
    answer = browser.client.get("/chat/mine-data")
    assert answer.headers["content-disposition"] == 'attachment; filename="samvej.zip"'
    assert "no-store" in answer.headers["cache-control"]
    archive = had(browser)
    assert archive.namelist() == ["samvej.json", "samvej.html", "ark.pdf"]
    data, page = json.loads(archive.read("samvej.json")), archive.read("samvej.html")
    assert "En læreplads" in [version["said"] for answer in data["courses"][0]["answers"] for version in answer["versions"]]
    assert "En læreplads" in page.decode()
    assert HIDDEN.findall(page) == []


def test_where_the_sheet_cannot_be_drawn_all_its_words_come_without_it(world: World) -> None:
    browser, _, _ = with_shared(world)
    world.painter.fails = True
    assert had(browser).namelist() == ["samvej.json", "samvej.html"]


def test_no_page_from_elsewhere_puts_it_on_the_disk(world: World) -> None:
    browser, _, _ = with_shared(world)
    answer = browser.client.get("/chat/mine-data", headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/chat#now")
    assert browser.client.get("/chat/mine-data", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_links_to_it_are_no_way_past_the_limit_and_a_refusal_uses_none_up(world: World) -> None:
    _, _, who = with_shared(world)
    stranger = world.browser()
    for _ in range(5):
        had(stranger, export_link(world, who), method="POST")
    last = export_link(world, who)
    assert stranger.client.post(last).status_code == 429
    world.clock.now += timedelta(minutes=1)
    had(stranger, last, method="POST")


def test_nobody_else_gets_it_and_not_again_and_again(world: World) -> None:
    browser, course, who = with_shared(world)
    assert world.browser().client.get("/chat/mine-data").status_code == 401
    assert at_the_desk(world).client.get("/chat/mine-data").status_code == 401
    stranger = world.browser()
    stranger.go(urlsplit(world.renew(course).web).path)
    stranger.press("Fortsæt")
    assert stranger.client.get("/chat/mine-data").status_code == 403
    assert {browser.client.get("/chat/mine-data").status_code for _ in range(8)} == {200, 429}
    assert world.house.read(lambda r: r.rows.some("trail", {"actor": who.person, "act": "export"}))


def test_the_link_from_a_messenger_is_opened_once_by_a_button(world: World) -> None:
    _, _, who = with_shared(world)
    link = world.write(lambda r: owndata.export_link(r, world.stage, who)).values["link"]
    path, browser = urlsplit(str(link)).path, world.browser()
    for _ in range(2):
        browser.go(path)
    assert "Hent" in browser.labels
    answer = browser.client.post(path)
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == ["samvej.json", "samvej.html", "ark.pdf"]
    assert (browser.client.post(path).status_code, browser.client.get(path).status_code) == (410, 410)


def test_a_frozen_course_is_no_page_no_list_and_no_mark_for_its_counsellor(world: World) -> None:
    browser, course, _ = with_shared(world)
    desk = at_the_desk(world)
    assert "En læreplads" in desk.go(f"/desk/course/{course}")
    browser.press("Menu")
    browser.press("Dine data")
    browser.press("Frys")
    words = desk.go(f"/desk/course/{course}")
    assert (desk.status, "Forløbet er frosset" in words, "En læreplads" in words) == (423, True, False)
    assert desk.client.get(f"/desk/course/{course}/marks").status_code == 423
    assert "Ingen andre kan læse i det nu" in desk.go("/desk")
    browser.press("Åbn igen")
    assert "En læreplads" in desk.go(f"/desk/course/{course}")


def test_an_open_page_of_the_desk_hears_within_seconds_that_words_were_taken_back(world: World) -> None:
    browser, course, _ = with_shared(world)
    desk = at_the_desk(world)
    desk.go(f"/desk/course/{course}")
    shown = re.search(r'data-marks="([^"]+)" data-shown="([^"]+)"', desk.html)
    assert shown
    read = len(world.house.read(lambda r: r.rows.some("trail", {})))
    assert desk.client.get(shown[1]).json() == shown[2].split()
    assert len(world.house.read(lambda r: r.rows.some("trail", {}))) == read
    browser.press("Menu")
    browser.press("Tag alt tilbage")
    assert desk.client.get(shown[1]).json() == []
    every = re.search(r"LOOK_EVERY = (\d+)", (Path(owndata.__file__).parents[1] / "web" / "static" / "desk.js").read_text(encoding="utf-8"))
    assert every
    assert int(every[1]) <= 4000


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", witness=tmp_path / "witness", url="http://samvej.example")


@pytest.fixture
def kept(settings: Settings, stage: Stage, pages: Pages) -> Iterator[World]:
    """The world over a database on disk."""
    yield (world := over(settings, stage, pages))
    world.house.store.close()


def over(settings: Settings, stage: Stage, pages: Pages) -> World:
    clock, locks = Clock(), fake_locks()
    house = replace(opening.open_house(settings), clock=clock)
    counsellor = house.write(lambda r: inviting.add_counsellor(r, stage, "Vejleder", "Kommunen"))[0]
    web = Web(
        house=house,
        stage=stage,
        pages=pages,
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=locks,
    )
    return World(app=build(web), house=house, stage=stage, counsellor=counsellor, clock=clock, locks=locks, limits=web.limits)


def sealed(world: World) -> set[bytes]:
    """Every sealed word and key in the database, but those of staff and house."""
    found = set()
    for table, column in (("versions", "words"), ("seats", "body"), ("places", "body"), ("courses", "label"), ("keys", "wrapped")):
        rows = world.house.read(lambda r, table=table: r.rows.some(table, {}))  # type: ignore[misc]
        found |= {row[column] for row in rows if row[column] and row.get("owner") not in {"post", "trail", "master", world.counsellor}}
    return found


def on_disk(settings: Settings) -> bytes:
    """Every byte in the data folder."""
    return b"".join(file.read_bytes() for file in settings.data.rglob("*") if file.is_file() and "key" not in file.name)


def test_after_erasing_no_byte_of_it_is_on_the_disk(kept: World, settings: Settings) -> None:
    browser, _, who = with_shared(kept)
    words = sealed(kept)
    assert len(words) > 10
    assert {word for word in words if word not in on_disk(settings)} == set()
    for label in ("Menu", "Dine data", "Slet alt", "Ja, slet alt"):
        browser.press(label)
    assert "Alt er slettet" in browser.text
    assert {word for word in words if word in on_disk(settings)} == set()
    assert who.person.encode() not in (settings.witness or settings.data).joinpath("erased").read_bytes()


def test_that_all_is_erased_is_said_though_somebody_reads_and_the_rest_goes_when_they_are_done(
    settings: Settings, stage: Stage, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    kept = over(settings, stage, pages)
    browser, _, _ = with_shared(kept)
    words = sealed(kept)
    reader = schema.connect(settings.data / opening.DATABASE, readonly=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM notes").fetchone()
    for label in ("Menu", "Dine data", "Slet alt", "Ja, slet alt"):
        browser.press(label)
    assert ("Alt er slettet" in browser.text, browser.status) == (True, 200)
    assert {word for word in words if word in on_disk(settings)}
    reader.close()
    kept.house.purge_owed()
    assert {word for word in words if word in on_disk(settings)} == set()
    kept.house.store.close()


def test_an_older_copy_of_the_database_shows_nobody_what_was_taken_back(
    settings: Settings, stage: Stage, pages: Pages, tmp_path: Path
) -> None:
    world = over(settings, stage, pages)
    _, course, who = with_shared(world)
    [counsellor] = world.house.read(lambda r: courses.ids(r, course, Role.COUNSELLOR))
    world.house.store.purge()
    shutil.copytree(settings.data, tmp_path / "copy")
    world.house.write(lambda r: sharing.take_all_back(r, stage, who))
    world.house.store.close()
    shutil.rmtree(settings.data)
    shutil.copytree(tmp_path / "copy", settings.data)
    again = opening.open_house(settings)
    assert again.read(lambda r: notes.visible(r, course, viewer=Viewer(person=counsellor), author=who.person)) == []
    again.store.close()


def test_an_older_copy_of_the_database_brings_nothing_back(settings: Settings, stage: Stage, pages: Pages, tmp_path: Path) -> None:
    world = over(settings, stage, pages)
    browser, course, who = with_shared(world)
    words, other = sealed(world), with_shared(world)[2]
    world.house.store.purge()
    shutil.copytree(settings.data, tmp_path / "copy")
    for label in ("Menu", "Dine data", "Slet alt", "Ja, slet alt"):
        browser.press(label)
    world.house.store.close()
    shutil.rmtree(settings.data)
    shutil.copytree(tmp_path / "copy", settings.data)
    again = opening.open_house(settings)
    assert again.read(lambda r: (r.rows.some("courses", {"id": course}), r.rows.some("people", {"id": who.person}))) == ([], [])
    assert {word for word in words if word in on_disk(settings)} == set()
    assert again.read(lambda r: exporting.export(r, stage, other))[0].courses[0].answers
    again.store.close()
