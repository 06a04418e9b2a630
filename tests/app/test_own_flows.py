"""The real program goes by an organisation's own flows, reads them again when told, and refuses those with faults."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.flows.test_docs import named_files
from tests.journeys.running import PATIENCE, Desk, Samvej, wait_until

READ_AGAIN = "flows_read_again"
REFUSED = "flows_refused"


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own, as docs/writing-a-flow.md shows it."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name, text in named_files():
        if name.endswith(".toml"):
            (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def samvej(tmp_path: Path, own: Path, api: FakeBotApi) -> Iterator[Samvej]:
    samvej = Samvej(tmp_path, api, SAMVEJ_FLOWS=str(own))
    yield samvej
    samvej.kill()


def edit(own: Path, before: str, after: str) -> None:
    file = own / "support.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def methods_in_telegram(person: Person) -> str:
    """What the bot offers in the field of strengths."""
    person.send("/metoder")
    person.wait_for("Hvad vil du arbejde med?", PATIENCE)
    person.press("Hvad kan jeg?")
    return str(person.wait_for("Styrkekabale", PATIENCE))


def test_flows_with_faults_are_not_opened_and_all_faults_are_told(samvej: Samvej, own: Path) -> None:
    edit(own, 'kind = "scale"', 'kind = "scales"')
    edit(own, 'label = "En ven"', 'label = "En rigtig god ven fra skolen"')
    (own / "menu.toml").write_text("can = 1\n", encoding="utf-8")
    told = samvej.fails("serve")
    assert f"{own}/support.toml, step easy: the kind 'scales' is not known" in told
    assert f"{own}/support.toml, step who: the label" in told
    assert f"{own}/menu.toml: 'can' must be a list of flow ids" in told


def test_a_running_program_takes_good_flows_into_use_and_refuses_bad_ones(samvej: Samvej, own: Path, api: FakeBotApi) -> None:
    samvej.start()
    course, secret = samvej.invited()
    person = api.person(7)
    person.start(secret)
    person.wait_for("vil gerne mødes med dig", PATIENCE)
    person.press("Ja, begynd")
    person.wait_for("Jeg er et program", PATIENCE)
    samvej.let_in()
    desk = Desk(samvej.url, samvej.sign_in_link())
    assert "Hvem er der?" in methods_in_telegram(person)
    edit(own, 'title = "Hvem er der?"', 'title = "Hvem har du?"')
    assert "Hvem er der?" in desk.look(f"/desk/course/{course}")
    samvej.hang_up()
    wait_until(lambda: READ_AGAIN in samvej.said())
    assert "Hvem har du?" in desk.look(f"/desk/course/{course}")
    assert "Hvem har du?" in methods_in_telegram(person)
    edit(own, 'title = "Hvem har du?"', 'title = "Hvem nu?"\nminuts = 3')
    edit(own, 'kind = "scale"', 'kind = "scales"')
    samvej.hang_up()
    wait_until(lambda: REFUSED in samvej.said())
    (told,) = (json.loads(line)["trouble"] for line in samvej.said().splitlines() if REFUSED in line)
    assert ("'minuts' is not known" in told, "the kind 'scales' is not known" in told) == (True, True)
    assert "Hvem har du?" in desk.look(f"/desk/course/{course}")
    samvej.stop()
