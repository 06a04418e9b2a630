"""Every route × everybody who might ask × what has befallen the course: what comes of it stands in `routes.tsv`, and nothing else does."""

from collections.abc import Iterator

import pytest
from starlette.routing import Mount, Route

from bot.web.pages import Pages
from tests.matrix.asking import Came, Door, door
from tests.matrix.people import Town, Viewer
from tests.matrix.sown import FOR_COUNSELLEE, word
from tests.matrix.tables import Line, read

LINES = read("routes.tsv")
VIEWERS = tuple(LINES[0].outcomes)
NOT_THERE = {"refused", "nothing", "spent"}
# Who has a sheet of their own before them.
ON_THEIR_SHEET = {"guided", "guided_between", "guided_frozen", "by_staff", "guide_own", "guide_closed"}
SHOWN_TO_ALL = {"/static/{version}"}
# What whoever holds an open invitation reads: why they are invited.
INVITED = {word("invited", kind) for kind in ("reason", "duty")}


@pytest.fixture(scope="module")
def front(made: Town) -> Door:
    return door(made, Pages())


@pytest.fixture(scope="module")
def came(front: Door) -> dict[str, list[Came]]:
    """What came of every line, by who asked."""
    return {name: front.ask_all(front.town.viewers[name], LINES) for name in VIEWERS}


def test_every_route_is_in_the_table_and_every_line_is_a_route(front: Door) -> None:
    there = {one for route in front.app.routes for one in _addresses(route)}
    told = {line.what for line in LINES}
    assert {"missing from the table": sorted(there - told), "no such route": sorted(told - there)} == {
        "missing from the table": [],
        "no such route": [],
    }


def test_everybody_in_town_has_a_column(made: Town) -> None:
    assert set(VIEWERS) == set(made.viewers)


@pytest.mark.parametrize("name", VIEWERS)
def test_what_comes_of_each_request_is_as_the_table_says(made: Town, came: dict[str, list[Came]], name: str) -> None:
    viewer = made.viewers[name]
    wrong = [fault for line, one in zip(LINES, came[name], strict=True) for fault in _faults(made, viewer, line, one)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["guided", "guide_own"])
def test_who_may_see_a_word_of_the_course_is_shown_it_somewhere(made: Town, came: dict[str, list[Came]], name: str) -> None:
    read = "\n".join(one.body for line, one in zip(LINES, came[name], strict=True) if "{export}" not in line.sends)
    # The label gives way to the name the counsellee chose.
    may_see = {one for one in made.viewers[name].may_see if made.words[one].startswith("own.")} - {word("own", "label")}
    assert sorted(made.words[one] for one in may_see if one not in read) == []


@pytest.mark.parametrize("name", VIEWERS)
def test_what_is_refused_reads_as_what_is_not_there(front: Door, came: dict[str, list[Came]], name: str) -> None:
    viewer = front.town.viewers[name]
    there = [(line, one) for line, one in zip(LINES, came[name], strict=True) if _is_not_there(line, name) and line.ids(viewer.ids)]
    missing = front.ask_all(viewer, [line for line, _ in there], missing=True)
    pairs = [(line, _plain(line, viewer, one), _plain(line, viewer, other)) for (line, one), other in zip(there, missing, strict=True)]
    assert [f"{line.what} {line.sends}" for line, one, other in pairs if one != other] == []


def _is_not_there(line: Line, name: str) -> bool:
    """Whether something reads as if it were not there. What is refused on one's own sheet is before one's eyes, but another's."""
    before_them = line.what.endswith("/ark/op") and line.outcomes[name] == "refused" and name in ON_THEIR_SHEET
    return line.outcomes[name] in NOT_THERE and not before_them


def _addresses(route: object) -> Iterator[str]:
    if isinstance(route, Mount):
        assert route.path in SHOWN_TO_ALL
        return
    assert isinstance(route, Route)
    for method in sorted((route.methods or {"GET"}) - {"HEAD"}):
        yield f"{method} {route.path}"


def _faults(town: Town, viewer: Viewer, line: Line, came: Came) -> Iterator[str]:
    what = f"{viewer.name}: {line.what} {line.sends}"
    expected = line.outcomes[viewer.name]
    if came.outcome != expected:
        yield f"{what}: {came.outcome} {came.leads}, not {expected}"
    if came.changed and expected != "does":
        yield f"{what}: changed {sorted(came.changed)}"
    may_see = viewer.may_see | _by_link(viewer, line)
    seen = {name for word, name in town.words.items() if word not in may_see and (word in came.body or word in came.leads)}
    if seen:
        yield f"{what}: shows {sorted(seen)}"


def _by_link(viewer: Viewer, line: Line) -> set[str]:
    """What a link itself opens, whoever holds it: an invitation its reason, one to one's own data all of it."""
    if "{open_invite}" in line.sends:
        return INVITED
    whole = line.what.startswith("POST /hent/") and "{export}" in line.sends
    return {word(viewer.ids["name"], kind) for kind in FOR_COUNSELLEE} if whole else set()


def _plain(line: Line, viewer: Viewer, came: Came) -> tuple[str, str, str]:
    """What came, without the ids that were asked for."""
    body, leads = came.body, came.leads
    for one in (*line.ids(viewer.ids), "missing"):
        body, leads = body.replace(one, "ID"), leads.replace(one, "ID")
    return came.outcome, body, leads
