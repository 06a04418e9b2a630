"""The talk that is measured: the whole of the agreement, rehearsed once, then said again by everybody."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from benchmarks.parts.people import invited
from bot.dialogue import phrases
from bot.domain.people import Viewer
from bot.opening import new_id, scratch_house
from bot.records import conversations, notes
from bot.records.core import Records
from bot.usecases import talking
from bot.usecases.answering import ENTER_TEXT
from bot.usecases.heard import Heard
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who

# A word in `<>` is a button of the open step; everything else is typed. One step is skipped, and one answer is gone back to.
AGREEMENT = (
    "/fortsæt",
    "<onward>",
    "<=me>",
    "<=mixed>",
    "En læreplads",
    "<back>",
    "En læreplads som tømrer",
    "At jeg står op om morgenen og har et sted at tage hen",
    "<skip>",
    "Alex",
    "<=yes>",
    "<ways>",
    "Lærepladsen, skolen og pengene",
    "<=7>",
    "om to uger",
    "<yes>",
    "<skip>",
)
WAYS = ("walk", "short")
# The choices go one by one in Telegram, and what is typed is kept with a button.
ONE_BY_ONE = ("<+walk>", "<+short>", "<save>")


def web_talk(stage: Stage) -> tuple[Heard, ...]:
    """What one person sends who answers on the web: 17 turns."""
    return _rehearsed(stage, AGREEMENT, web=True)


def chat_talk(stage: Stage) -> tuple[Heard, ...]:
    """What one person sends who answers in Telegram: 24 turns."""
    moves: list[str] = []
    for move in AGREEMENT:
        typed = move[0] not in "</" and move != "om to uger"
        moves += ONE_BY_ONE if move == "<ways>" else (move, "<save>") if typed else (move,)
    return _rehearsed(stage, moves, web=False)


def check_done(house: House, whos: Sequence[Who]) -> None:
    """Everybody has come to the end, with all their answers kept."""
    assert whos
    for who in whos:
        assert house.read(partial(_outcome, who=who)) == ("sharing=agreement", 11)


def _rehearsed(stage: Stage, moves: Sequence[str], *, web: bool) -> tuple[Heard, ...]:
    house = scratch_house(lambda: datetime.now(UTC), new_id)
    (who,) = invited(house, stage, 1)
    said: list[Heard] = []
    turn = 0
    for move in moves:
        said.append(_heard(move, turn, web=web))
        screen = house.write(partial(talking.turn, stage=stage, who=who, heard=said[-1]))
        assert screen
        assert phrases.STALE not in screen.says, move
        turn = screen.turn
    check_done(house, [who])
    return tuple(said)


def _heard(move: str, turn: int, *, web: bool) -> Heard:
    if move == "<ways>":
        return Heard(press=f"t:{turn}:save", picks=WAYS)
    if move.startswith("<"):
        return Heard(press=f"t:{turn}:{move[1:-1]}")
    return Heard(text=move, press=f"t:{turn}:{ENTER_TEXT}") if web and not move.startswith("/") else Heard(text=move)


def _outcome(records: Records, who: Who) -> tuple[str, int]:
    seat = conversations.seat(records, who.person, who.course)
    mine = notes.visible(records, who.course, viewer=Viewer(person=who.person), author=who.person)
    return seat.screen if seat else "", len(mine)
