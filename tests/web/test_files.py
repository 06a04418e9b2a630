"""A photo or a voice message is sent by a form, and given back to nobody but its owner and those it is shared with."""

import re
from asyncio import gather
from dataclasses import replace
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import Barrier
from time import sleep

import pytest
from httpx2 import Response
from PIL import Image
from starlette.requests import Request
from starlette.types import Message

from bot.domain.media import LARGEST, Media
from bot.records import conversations, files, notes
from bot.records.core import Records
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor
from bot.usecases.press import here
from bot.usecases.stage import Who
from bot.usecases.walking import open_new
from bot.web.access import SIDE_BY_SIDE, Web
from bot.web.pages import Pages
from bot.web.uploads import THROWN_AWAY, read
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser
from tests.web.desk_steps import at_the_desk
from tests.web.test_chat import at_the_outcome
from tests.web.world import World

VOICE = b"\x1a\x45\xdf\xa3 min stemme"
NOT_FOUND = 404


def counsellee(world: World, course: str) -> Who:
    def look(records: Records) -> Who:
        [row] = records.rows.some("memberships", {"course": course, "role": "counsellee"})
        return Who(person=row["person"], course=course)

    return world.write(look)


def turn(world: World, course: str) -> int:
    who = counsellee(world, course)
    seat = world.write(lambda records: conversations.seat(records, who.person, course))
    assert seat
    return seat.turn


def send(world: World, browser: Browser, course: str, body: bytes, kind: str = "audio/webm", *, option: str = "text", **more: str) -> str:
    """Send a file by the form that stands open; the words of what follows."""
    data = {"press": here(turn(world, course), option), **more}
    proof, files = browser.proof("/chat"), {"file": ("voice", body, kind)}
    answer = browser.client.post("/chat", data=data, files=files, headers=proof, follow_redirects=True)
    assert answer.status_code == 200
    browser.html = answer.text
    return browser.text


def kept(world: World) -> list[str]:
    return world.write(lambda records: [row["id"] for row in records.rows.some("files", {}, order=("made_at",))])


def jpeg() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 40), "red").save(made, "JPEG")
    return made.getvalue()


def with_a_voice(world: World) -> tuple[Browser, str, str]:
    """A browser whose owner has answered by voice, the course, and the file."""
    browser, course = at_the_outcome(world)
    send(world, browser, course, VOICE, seconds="7", text="og lidt til")
    [file] = kept(world)
    return browser, course, file


def share(world: World, course: str, file: str) -> str:
    """Let the counsellor see the note the file belongs to."""

    def sharing(records: Records) -> str:
        note = str(records.rows.some("files", {"id": file})[0]["note"])
        notes.share(records, note, notes.newest(records, note), world.counsellor)
        return note

    return world.write(sharing)


def ask(browser: Browser, address: str, **headers: str) -> Response:
    return browser.client.get(address, headers=headers)


def test_a_voice_message_is_the_answer_with_the_words_beside_it(world: World) -> None:
    _, course, file = with_a_voice(world)
    who = counsellee(world, course)
    found = world.write(lambda records: notes.visible(records, course, viewer=who.viewer, flow="agreement"))
    [answer] = [note.words.answer for note in found if "file" in note.words.answer]
    assert (answer["file"], answer["media"], answer["seconds"], answer["text"]) == (file, "voice", 7, "og lidt til")


def test_the_owner_gets_it_back_whole_and_in_parts(world: World) -> None:
    browser, _, file = with_a_voice(world)
    whole = ask(browser, f"/chat/file/{file}")
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, VOICE, "audio/webm")
    headers = ("cache-control", "content-disposition", "x-content-type-options")
    assert [whole.headers.get_list(name) for name in headers] == [["private, no-store"], ['inline; filename="fil"'], ["nosniff"]]
    assert "default-src 'none'" in whole.headers["content-security-policy"]
    for asked, given in (("bytes=0-1", VOICE[:2]), ("bytes=4-", VOICE[4:]), ("bytes=2-999999", VOICE[2:])):
        part = ask(browser, f"/chat/file/{file}", range=asked)
        assert (part.status_code, part.content) == (206, given)
        assert part.headers["content-range"].endswith(f"/{len(VOICE)}")
    for asked in ("bytes=99-", "bytes=5-2", "bytes=-3", "x"):
        assert ask(browser, f"/chat/file/{file}", range=asked).content == VOICE


def test_the_counsellor_gets_it_only_while_it_is_shared(world: World) -> None:
    _, course, file = with_a_voice(world)
    counsellor, address = at_the_desk(world), f"/desk/course/{course}/file/{file}"
    unshared = ask(counsellor, address)
    note = share(world, course, file)
    shared = ask(counsellor, address)
    world.write(lambda records: notes.withdraw(records, note))
    assert (unshared.status_code, shared.content, ask(counsellor, address).status_code) == (NOT_FOUND, VOICE, NOT_FOUND)


def test_what_is_not_there_and_what_is_not_ones_own_look_the_same(world: World) -> None:
    mine, course, file = with_a_voice(world)
    others, other_course = at_the_outcome(world)
    share(world, course, file)
    counsellor = at_the_desk(world)
    answers = [
        ask(others, f"/chat/file/{file}"),
        ask(mine, "/chat/file/nothing"),
        ask(world.browser(), f"/chat/file/{file}"),
        ask(counsellor, f"/desk/course/{other_course}/file/{file}"),
        ask(counsellor, f"/desk/course/{course}/file/nothing"),
        ask(counsellor, f"/desk/course/none/file/{file}"),
    ]
    assert [answer.status_code for answer in answers] == [NOT_FOUND] * len(answers)
    told = [re.sub(r'name="csrf" value="[^"]+"', "", answer.text) for answer in answers]
    assert len(set(told[:2])) == len(set(told[3:])) == 1
    assert all(VOICE not in answer.content for answer in answers)
    assert ask(mine, f"/desk/course/{course}/file/{file}").status_code == 401


def test_a_photo_is_cleaned_before_it_is_kept(world: World) -> None:
    browser, course = at_the_outcome(world)
    who = counsellee(world, course)
    world.write(lambda records: _open_picture(records, world, who))
    send(world, browser, course, jpeg(), "image/jpeg", option="file")
    [file] = kept(world)
    assert ask(browser, f"/chat/file/{file}").headers["content-type"] == "image/jpeg"


def _open_picture(records: Records, world: World, who: Who) -> None:
    seat = conversations.seat(records, who.person, who.course)
    assert seat
    opened = open_new(records, world.stage, who, replace(seat, screen=""), "picture")
    conversations.keep_seat(records, who.person, who.course, opened)


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"MZ is no sound", "audio/webm", "Den fil kan jeg ikke læse."),
        (b"<svg/>", "image/svg+xml", "Den fil kan jeg ikke læse."),
        (VOICE + bytes(LARGEST), "audio/webm", "Filen er for stor. Den må højst fylde 10 MB."),
        (VOICE + bytes(LARGEST + 600_000), "audio/webm", "Filen er for stor. Den må højst fylde 10 MB."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_the_words_beside_it_stay(world: World, body: bytes, kind: str, said: str) -> None:
    browser, course = at_the_outcome(world)
    text = send(world, browser, course, body, kind, text="Mine halve ord")
    assert said in text
    assert ("Mine halve ord" in browser.html, "Gem" in browser.labels, kept(world)) == (True, True, [])


def test_a_file_on_its_way_in_lies_on_no_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AssertionError("it went to a disk")

    browser, course = at_the_outcome(world)
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", fail)
    send(world, browser, course, VOICE + bytes(LARGEST - len(VOICE)))
    assert len(kept(world)) == 1


async def test_what_never_ends_is_not_read_to_its_end(world: World) -> None:
    opening = b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: audio/webm\r\n\r\n'
    taken: list[int] = []

    async def receive() -> Message:
        taken.append(1_000_000)
        return {"type": "http.request", "body": opening if len(taken) == 1 else bytes(1_000_000), "more_body": True}

    headers = [(b"content-type", b"multipart/form-data; boundary=b"), (b"content-length", b"100")]
    web = Web(
        house=world.house,
        stage=world.stage,
        pages=Pages(),
        rang=lambda: None,
        clean=clean,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=world.locks,
    )
    request = Request({"type": "http", "method": "POST", "path": "/chat", "headers": headers}, receive)
    posted = await read(web, request, world.counsellor)
    assert (posted.sent, posted.fault) == (None, "too_big")
    assert sum(taken) < LARGEST + THROWN_AWAY + 3_000_000


async def test_no_more_than_two_files_are_cleaned_side_by_side(world: World) -> None:
    under_way, seen, two = list[str](), list[int](), Barrier(SIDE_BY_SIDE)

    def slow(media: str, body: bytes) -> Media:
        under_way.append(media)
        two.wait(60)  # each begins with another beside it
        sleep(0.02)
        seen.append(len(under_way))
        return Media(media=under_way.pop(), kind="audio/ogg", body=body)

    web = Web(
        house=world.house,
        stage=world.stage,
        pages=Pages(),
        rang=lambda: None,
        clean=slow,
        drawn=drawing,
        painter=FakePainter(),
        witness=MemoryAnchor(),
        locks=world.locks,
    )
    await gather(*(web.cleaned("voice", VOICE) for _ in range(6)))
    assert (len(seen), max(seen)) == (6, SIDE_BY_SIDE)


@pytest.mark.parametrize("option", ["skip", "back", "why"])
def test_a_file_beside_another_press_is_let_go(world: World, option: str) -> None:
    browser, course = at_the_outcome(world)
    send(world, browser, course, VOICE, option=option)
    assert kept(world) == []


def test_the_same_form_twice_is_kept_once_and_its_words_are_parked(world: World) -> None:
    browser, course = at_the_outcome(world)
    data = {"press": here(turn(world, course), "text"), "text": ""}
    for _ in range(2):
        browser.client.post("/chat", data=data, files={"file": ("voice", VOICE, "audio/webm")}, headers=browser.proof("/chat"))
    assert len(kept(world)) == 1


def test_sending_without_a_file_says_so(world: World) -> None:
    browser, course = at_the_outcome(world)
    assert "Vælg en fil først" in send(world, browser, course, b"", option="file")


def test_a_form_that_cannot_be_read_is_refused(world: World) -> None:
    browser, _ = at_the_outcome(world)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=b"):
        headers = {"content-type": kind, **browser.proof("/chat")}
        assert browser.client.post("/chat", content=b"nonsense", headers=headers).status_code == 400


def test_nothing_of_an_erased_course_is_left(world: World) -> None:
    browser, _, file = with_a_voice(world)
    browser.post("/chat", [("press", "e:all")])
    assert (kept(world), ask(browser, f"/chat/file/{file}").status_code) == ([], NOT_FOUND)


def test_a_closed_course_takes_no_more_files(world: World) -> None:
    browser, course = at_the_outcome(world)
    world.write(lambda records: records.rows.change("courses", {"id": course}, {"state": "closed"}))
    assert "Forløbet er slut." in send(world, browser, course, VOICE)
    assert kept(world) == []


def test_the_drawings_are_for_everybody(world: World) -> None:
    browser = world.browser()
    shown = ask(browser, "/drawn/bridge.svg")
    assert (shown.status_code, shown.headers["content-type"], shown.text[:4]) == (200, "image/svg+xml; charset=utf-8", "<svg")
    assert shown.headers["cache-control"] == "public, max-age=86400"
    for address in ("/drawn/nothing.svg", "/drawn/.svg", "/drawn/%2e%2e%2fcontact.svg"):
        assert ask(browser, address).status_code == NOT_FOUND


def test_a_file_is_never_given_by_its_name_alone(world: World) -> None:
    _, course, file = with_a_voice(world)
    assert world.write(lambda records: files.visible(records, course, file, viewer=Who(person="", course=course).viewer)) is None
