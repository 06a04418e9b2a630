"""Lays a screen out for the chat's page: what is its heading, what is typed, ticked or pressed, and which ways stand where."""

import hashlib
from dataclasses import dataclass, replace

from bot.marks import N_
from bot.usecases import home, planning, steps
from bot.usecases.endings import SAID_BACK
from bot.usecases.press import here, menu
from bot.usecases.screens import Option, Screen
from bot.usecases.talking import Heard
from bot.usecases.transcript import Exchange

HEADINGS = {
    "again": planning.FINE,
    "paused": steps.HAVE_PAUSE,
    "help": home.HELP,
    "map": home.WHERE,
    "aim": home.READ_AIM,
    "goals": home.SEE_GOAL,
    "actions": home.MY_STEPS,
    "lang": home.LANGUAGE,
    "erase": home.ERASE,
    "switch": home.OTHER_COURSE,
    "crisis": N_("Akut hjælp"),
}
TYPED = {"text", "lines", "date"}
STRONG = {"onward", "resume", "yes"}
# Help that is urgent stands in the bar on top, a step's reason unfolds in place, and every item has its buttons at once.
NOT_HERE = {menu("crisis"), "why", "pick"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A letter that waits on this page: the key that ends it, its words, and its buttons."""

    key: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A box to tick."""

    label: str
    value: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of the form; `look` is a class of the style sheet, or empty."""

    label: str
    press: str = ""
    url: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The part of the chat's page that changes.

    `says` is what was just said, without answers that stand in the transcript above.
    `heading` is a source text for `_` when `named`, else it is shown as it is. `typed` stands in the field already, `save` is the
    press that keeps what is typed or ticked (empty: nothing is), `steady` are the ways that stand in the same place on every step.
    `passing`: drawn again, it would show less.
    """

    language: str
    screen: Screen
    says: tuple[str, ...]
    heading: str
    named: bool
    body: tuple[str, ...]
    transcript: tuple[Exchange, ...]
    notices: tuple[Notice, ...]
    shared_only: bool
    passing: bool
    typed: str
    save: str
    ticks: tuple[Tick, ...]
    digits: tuple[Button, ...]
    buttons: tuple[Button, ...]
    back: Button | None
    skip: Button | None
    more: tuple[Button, ...]
    steady: tuple[Button, ...]

    @property
    def digest(self) -> str:
        """A short mark that differs when anything on the page does."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def lay_out(
    screen: Screen,
    *,
    language: str,
    transcript: tuple[Exchange, ...] = (),
    notices: tuple[Notice, ...] = (),
    shared_only: bool = False,
    refused: Heard | None = None,
) -> Talk:
    """The screen as the page shows it; what was `refused` stands in its fields again, so that nothing typed is lost."""
    asks = screen.number > 0 or screen.name in {"home", "sharing", "picking", "seen"}
    named = HEADINGS.get(screen.name.partition("=")[0])
    ways = {_act(way): _button(way) for way in screen.ways if _act(way) not in NOT_HERE}
    answers = [option for option in screen.answers if _act(option) not in NOT_HERE]
    if screen.entry in TYPED or screen.several:
        answers = [option for option in answers if _act(option) != "save"]
    return Talk(
        language=language,
        screen=screen,
        says=tuple(said for said in screen.says if said not in {SAID_BACK.format(answer=one.said) for one in transcript}),
        heading=screen.text if asks else named or screen.title or screen.text,
        named=bool(named) and not asks,
        body=screen.paragraphs if asks else (*screen.paragraphs, *screen.text.splitlines()),
        transcript=transcript,
        notices=notices,
        shared_only=shared_only,
        passing=shared_only or refused is not None,
        typed=refused.text if refused else _typed(screen),
        save=here(screen.turn, "text" if screen.entry in TYPED else "save") if screen.entry in TYPED or screen.several else "",
        ticks=tuple(_tick(option, refused) for option in answers if _act(option)[0] == "+"),
        digits=tuple(_button(option) for option in answers if _is_digit(option)),
        buttons=tuple(_button(option, screen.name) for option in answers if _act(option)[0] != "+" and not _is_digit(option)),
        back=ways.pop("back", None),
        skip=ways.pop("skip", None),
        more=tuple(button for act, button in ways.items() if act not in _STEADY),
        steady=tuple(ways[act] for act in _STEADY if act in ways),
    )


def without_what_was_said(screen: Screen) -> Screen:
    """The screen for somebody who came in by a link from staff: not what was said, typed or ticked before they came."""
    answers = tuple(replace(option, on=False) for option in screen.answers)
    return replace(screen, says=(), draft="", answers=answers)


_STEADY = (menu("park"), menu("pause"), menu("home"))


def _act(option: Option) -> str:
    return option.press.split(":", 2)[2] if option.press.startswith("t:") else option.press or option.url


def _button(option: Option, page: str = "") -> Button:
    strong = _act(option) in STRONG or (page == "home" and option.press == menu("go"))
    look = "primary" if strong else "danger" if option.press == "e:all" else ""
    return Button(label=option.label, press=option.press, url=option.url, look=look)


def _is_digit(option: Option) -> bool:
    return _act(option)[0] == "=" and option.label.isdigit()


def _tick(option: Option, refused: Heard | None) -> Tick:
    value = _act(option)[1:]
    return Tick(label=option.label, value=value, on=value in (refused.picks or ()) if refused else option.on)


def _typed(screen: Screen) -> str:
    if screen.draft or screen.entry not in {"text", "lines"}:
        return screen.draft
    return "\n".join(line.removeprefix("– ") for line in screen.present.splitlines()) if screen.entry == "lines" else screen.present
