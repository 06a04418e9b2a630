"""A password and a code: neither opens anything alone, a code works once, and no refusal tells what was wrong."""

import pytest

from bot.domain.trail import Act
from bot.records import credentials
from tests.web.locks import FakePasswords
from tests.web.sign_in_steps import NAME, PASSWORD, WRONG, code, later, sign_in, with_password
from tests.web.world import World

OTHER = "en helt anden lang sætning"


def test_a_password_with_a_fresh_code_lets_in(world: World) -> None:
    _, secret = with_password(world)
    later(world, minutes=1)
    browser = sign_in(world, "  anna VEJLEDER ", PASSWORD, code(world, secret))
    assert (browser.address, "Dine forløb" in browser.text) == ("/desk", True)


def test_a_code_works_once(world: World) -> None:
    _, secret = with_password(world)
    assert WRONG in sign_in(world, NAME, PASSWORD, code(world, secret)).text
    later(world, minutes=1)
    typed = code(world, secret)
    assert sign_in(world, NAME, PASSWORD, typed).address == "/desk"
    assert WRONG in sign_in(world, NAME, PASSWORD, typed).text
    assert WRONG in sign_in(world, NAME, PASSWORD, code(world, secret)).text


def test_an_earlier_code_does_not_work_after_a_later_one(world: World) -> None:
    _, secret = with_password(world)
    later(world, seconds=60)
    earlier = code(world, secret)
    later(world, seconds=30)
    assert sign_in(world, NAME, PASSWORD, code(world, secret)).address == "/desk"
    assert WRONG in sign_in(world, NAME, PASSWORD, earlier).text


def test_a_wrong_name_a_wrong_password_and_a_wrong_code_look_alike_and_cost_alike(world: World) -> None:
    _, secret = with_password(world)
    later(world, minutes=1)
    good, seen = code(world, secret), set()
    passwords = world.locks.passwords
    assert isinstance(passwords, FakePasswords)
    for name, password, typed in [("Bo", PASSWORD, good), (NAME, OTHER, good), (NAME, PASSWORD, "000000"), (NAME, PASSWORD, "")]:
        before = len(passwords.looked_at)
        browser = sign_in(world, name, password, typed)
        seen.add((browser.status, browser.html.replace(f'value="{name}"', "")))
        assert len(passwords.looked_at) == before + 1
    assert [status for status, _ in seen] == [401]


def test_a_password_alone_never_signs_in_even_where_its_code_is_gone(world: World) -> None:
    with_password(world)
    world.write(lambda r: r.rows.drop("credentials", {"kind": "code"}))
    assert WRONG in sign_in(world, NAME, PASSWORD, "").text


def test_a_password_that_is_too_long_is_not_hashed(world: World) -> None:
    sign_in(world, NAME, "x" * 129, "123456")
    passwords = world.locks.passwords
    assert isinstance(passwords, FakePasswords)
    assert passwords.looked_at == [""]


def test_somebody_who_tries_one_account_again_and_again_has_to_wait_and_urgent_help_stays(world: World) -> None:
    for _ in range(5):
        assert sign_in(world, NAME, OTHER, "1").status == 401
    browser = sign_in(world, NAME, OTHER, "1")
    assert (browser.status, "Vent lidt" in browser.text) == (429, True)
    assert "112" in world.browser().go("/akut")
    later(world, seconds=13)
    assert sign_in(world, NAME, OTHER, "1").status == 401


def test_one_address_cannot_try_its_way_through_many_accounts(world: World) -> None:
    assert [sign_in(world, f"navn {number}", OTHER, "1").status for number in range(21)][-2:] == [401, 429]


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("Anna", "kort", "mindst 12 tegn"),
        ("Anna", "x" * 129, "mindst 12 tegn"),
        ("Anna", "Password1234", "for let at gætte"),
        ("Anna", "123456789012", "for let at gætte"),
        ("Anna", "kodeordkodeord", "for let at gætte"),
        ("Anna", "aaaaaaaaaaaaaa", "for let at gætte"),
        ("Anna Andersen", "annA andersen2026", "for let at gætte"),
        ("anna@example.org", PASSWORD, "uden @"),
        ("   ", PASSWORD, "uden @"),
    ],
)
def test_what_cannot_be_a_name_or_a_password_is_said_and_nothing_is_kept(world: World, name: str, password: str, said: str) -> None:
    browser, _ = with_password(world)
    browser.go("/desk/adgang/kodeord")
    before = kept(world)
    assert said in browser.press("Videre", name=name, password=password, current=PASSWORD)
    assert (browser.status, kept(world), password in browser.html) == (422, before, False)


def test_a_new_password_asks_for_the_one_before(world: World) -> None:
    browser, _ = with_password(world)
    browser.go("/desk/adgang/kodeord")
    assert "nuværende kodeord passer ikke" in browser.press("Videre", name=NAME, password=OTHER, current=OTHER)
    assert "Din kodeapp" in browser.press("Videre", name=NAME, password=OTHER, current=PASSWORD)


def test_a_password_counts_for_nothing_before_its_first_code(world: World) -> None:
    browser, secret = with_password(world)
    browser.go("/desk/adgang/kodeord")
    browser.press("Videre", name=NAME, password=OTHER, current=PASSWORD)
    assert "Koden passer ikke" in browser.press("Gem", code=code(world, secret))
    later(world, minutes=1)
    assert sign_in(world, NAME, PASSWORD, code(world, secret)).address == "/desk"


def test_no_name_and_no_secret_stands_readable_in_a_row(world: World) -> None:
    _, secret = with_password(world)
    rows = world.house.read(lambda r: str([r.rows.some(table, {}) for table in ("credentials", "challenges", "trail", "sessions")]))
    assert [word for word in (NAME, NAME.casefold(), PASSWORD, secret) if word in rows] == []


def test_signing_in_and_being_refused_are_written_down_without_a_name(world: World) -> None:
    _, secret = with_password(world)
    later(world, minutes=1)
    sign_in(world, NAME, OTHER, "1")
    sign_in(world, NAME, PASSWORD, code(world, secret))
    rows = world.house.read(lambda r: r.rows.some("trail", {}, order=("number",)))
    acts = [(row["act"], row["actor"]) for row in rows if row["act"].startswith("sign_in")]
    assert acts[-2:] == [(Act.SIGN_IN_FAILED, ""), (Act.SIGN_IN, world.counsellor)]


def kept(world: World) -> list[str]:
    return world.house.read(lambda r: [one.id for one in credentials.of(r, world.counsellor)])
