import secrets
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.dialogue.library import read_library
from bot.domain.operator import operator_from
from bot.records.sealing import Vault
from bot.rendering.cleaning import clean
from bot.rendering.drawings import drawing
from bot.stores.memory import MemoryAnchor, MemoryStore
from bot.texts import Texts
from bot.usecases import inviting
from bot.usecases.crisis import crisis_from
from bot.usecases.grave import grave_from
from bot.usecases.house import House
from bot.usecases.stage import Stage
from bot.web.access import Web
from bot.web.app import build
from bot.web.limits import Limits
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.locks import fake_locks
from tests.web.world import Clock, World

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def stage() -> Stage:
    library = read_library({file.name: file.read_text(encoding="utf-8") for file in (ROOT / "flows").glob("*.toml")})
    return Stage(
        flows=library.flows,
        menu=library.menu,
        texts={"da": Texts(language="da"), "en": Texts(language="en", messages={("", "Ja, begynd"): "Yes, begin"})},
        crisis=crisis_from(tomllib.loads((ROOT / "bot" / "crisis.toml").read_text(encoding="utf-8"))),
        operator=operator_from(tomllib.loads((ROOT / "bot" / "demonstration.toml").read_text(encoding="utf-8")), demonstration=True),
        grave=grave_from(tomllib.loads((ROOT / "bot" / "grave.toml").read_text(encoding="utf-8"))),
        url="https://samvej.example",
    )


@pytest.fixture(scope="session")
def pages() -> Pages:
    return Pages()


@pytest.fixture
def world(stage: Stage, pages: Pages) -> Iterator[World]:
    clock, rings = Clock(), list[str]()
    vault = Vault(secrets.token_bytes(32), secrets.token_bytes)
    house = House(store=MemoryStore(), vault=vault, clock=clock, new_id=lambda: secrets.token_urlsafe(16))
    counsellor, _ = house.write(lambda records: inviting.add_counsellor(records, stage, "Vejleder", "Kommunen"))
    limits = Limits(clock=clock.seconds)
    locks, painter = fake_locks(), FakePainter()
    web = Web(
        house=house,
        stage=stage,
        pages=pages,
        rang=lambda: rings.append("rang"),
        clean=clean,
        drawn=drawing,
        painter=painter,
        witness=MemoryAnchor(),
        limits=limits,
        locks=locks,
    )
    app = build(web)
    with TestClient(app) as loop:
        yield World(
            app=app,
            house=house,
            stage=stage,
            counsellor=counsellor,
            clock=clock,
            rings=rings,
            pages=pages,
            locks=locks,
            limits=limits,
            painter=painter,
            loop=loop,
        )
