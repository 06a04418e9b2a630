"""Lays a screen out for the chat's page: what is its heading, what is typed, ticked or pressed, and which ways stand where."""

import hashlib
from dataclasses import dataclass, replace

from bot.marks import N_
from bot.usecases import between, drawn_letters, home, looked, noticing, owndata, pages, paper_copies, planning, steps, wishes_page
from bot.usecases.endings import SAID_BACK
from bot.usecases.heard import Heard
from bot.usecases.pictures.reading import ref
from bot.usecases.press import here, menu
from bot.usecases.screens import Form, Option, Screen
from bot.usecases.sheets.drawn import shown
from bot.usecases.sheets.view import Shown
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
    "handover": between.NEW_COUNSELLOR,
    "rest": home.REST,
    "scales": pages.MY_NUMBERS,
    "evaluations": pages.OUR_MEETINGS,
    "crisis": N_("Akut hjælp"),
    "notice": noticing.TITLE,
    "agreed": noticing.AGREED,
    "data": owndata.TITLE,
    "looked": looked.TITLE,
    "reminders": wishes_page.TITLE,
    drawn_letters.NAME: drawn_letters.TITLE,
    paper_copies.NAME: paper_copies.TITLE,
}
TYPED = {"text", "lines", "date", "time"}
# Screens whose one text is what they ask.
ASKING = {"home", "sharing", "picking", "seen", "written", "told", "adding", "parked", "lying", "mail", "news", "reply", "differs"}
STRONG = {"onward", "resume", "yes", "save"}
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
    `passing`: drawn again, it would show less. `action` is the address that the form is sent to.

    `form` are the fields of a step that asks many things at once, a `deck` if they are cards, with the button that ends the step as
    `done`. `enter` is the press that the Enter key stands for where the first button of the page is not it. `drawings` are pictures to
    choose from.
    """

    language: str
    action: str
    screen: Screen
    says: tuple[str, ...]
    heading: str
    named: bool
    help: str
    body: tuple[str, ...]
    transcript: tuple[Exchange, ...]
    notices: tuple[Notice, ...]
    shared_only: bool
    passing: bool
    typed: str
    save: str
    enter: str
    form: Form | None
    deck: bool
    done: Button | None
    drawings: tuple[Option, ...]
    own: str
    counsellor: str
    ticks: tuple[Tick, ...]
    digits: tuple[Button, ...]
    buttons: tuple[Button, ...]
    back: Button | None
    skip: Button | None
    more: tuple[Button, ...]
    steady: tuple[Button, ...]

    @property
    def picture(self) -> Shown | None:
        """The picture that stands on this screen."""
        return shown(ref(self.screen.drawing), self.screen.drawn) if self.screen.drawn else None

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
    counsellor: str = "",
    action: str = "/chat",
) -> Talk:
    """The screen as the page shows it; what was `refused` stands in its fields again, so that nothing typed is lost."""
    if screen.draft and screen.question:
        # Words that were begun before this step asked for more than words: they come first.
        screen = replace(screen, form=None, question="", items=())
    asks = screen.number > 0 or screen.name in ASKING
    named = HEADINGS.get(screen.name.partition("=")[0])
    ways = {_act(way): _button(way) for way in screen.ways if _act(way) not in NOT_HERE}
    answers, save = _answers(screen), _save(screen)
    done = next((_button(option) for option in screen.answers if _act(option) == "save" and screen.question), None)
    return Talk(
        language=language,
        action=action,
        screen=screen,
        says=tuple(said for said in screen.says if said not in {SAID_BACK.format(answer=one.said) for one in transcript}),
        heading=(screen.question or screen.text) if asks else named or screen.title or screen.text,
        named=bool(named) and not asks,
        help=_help(screen, done) if screen.question else screen.help,
        body=screen.paragraphs if asks else (*screen.paragraphs, *screen.text.splitlines()),
        transcript=transcript,
        notices=notices,
        shared_only=shared_only,
        passing=shared_only or refused is not None or screen.care is not None,
        typed=refused.text if refused else _typed(screen),
        save=save,
        enter=_enter(screen, save),
        form=_form(screen.form, refused) if screen.form else None,
        deck=_is_deck(screen),
        done=None if _is_deck(screen) else done,
        drawings=tuple(option for option in answers if screen.pictures and _act(option)[0] == "="),
        own=refused.own if refused else "",
        counsellor=counsellor,
        ticks=tuple(_tick(option, refused) for option in answers if screen.several and _act(option)[0] == "+"),
        digits=tuple(_button(option) for option in answers if _is_digit(option)),
        buttons=tuple(_button(option, screen.name) for option in answers if _is_plain(screen, option)),
        back=ways.pop("back", None),
        skip=_skip(screen, ways.pop("skip", None), done),
        more=tuple(button for act, button in ways.items() if act not in _STEADY),
        steady=tuple(ways[act] for act in _STEADY if act in ways),
    )


def without_what_was_said(screen: Screen) -> Screen:
    """The screen for somebody who came in by a link from staff: not what was said, typed or ticked before they came."""
    answers = tuple(replace(option, on=False) for option in screen.answers)
    return replace(without_what_was_begun(screen), says=(), answers=answers)


def without_what_was_begun(screen: Screen) -> Screen:
    """As `without_what_was_said`, for somebody who just did something here: not what is begun and not kept yet."""
    fields = tuple(replace(field, value="") for field in screen.form.fields) if screen.form else ()
    form = replace(screen.form, fields=fields, title="") if screen.form else None
    items = () if screen.question else screen.items
    return replace(screen, draft="", items=items, chosen=(), form=form, file="")


_STEADY = (menu("park"), menu("pause"), menu("home"))


def _act(option: Option) -> str:
    return option.press.split(":", 2)[2] if option.press.startswith("t:") else option.press or option.url


def _answers(screen: Screen) -> list[Option]:
    """The answers that are pressed one by one: not the parts of a form, nor what its buttons do."""
    shown = [option for option in screen.answers if _act(option) not in NOT_HERE and not screen.question]
    return [option for option in shown if _act(option) != "save" or not _save(screen)]


def _save(screen: Screen) -> str:
    """The press that keeps what is typed or ticked; empty where nothing is."""
    if screen.question or not (screen.entry in TYPED or screen.several or screen.own):
        return ""
    return here(screen.turn, "save" if screen.several else "text")


def _help(screen: Screen, done: Button | None) -> str:
    """The help of a step of many parts: until enough is written, and not while something written is mended."""
    mended = screen.form is not None and bool(screen.form.at) and not screen.form.past
    return "" if mended or (done and not _is_deck(screen)) else screen.lead


def _enter(screen: Screen, save: str) -> str:
    """What Enter does in a field that other buttons stand above."""
    if screen.form and not _is_deck(screen):
        return screen.form.press
    return save if screen.entry == "time" or (screen.own and not screen.several) else ""


def _skip(screen: Screen, skip: Button | None, done: Button | None) -> Button | None:
    """The way past the step; past one thing of several; none while something written stands before one's eyes."""
    if skip and screen.form and screen.form.past:
        return replace(skip, press=screen.form.past)
    return None if done or (screen.form and screen.form.at) else skip


def _form(form: Form, refused: Heard | None) -> Form:
    if refused is None or not refused.fields:
        return form
    return replace(form, fields=tuple(replace(field, value=refused.fields.get(field.name, "")) for field in form.fields))


def _is_deck(screen: Screen) -> bool:
    return screen.form is not None and screen.form.press.endswith(":piles")


def _is_plain(screen: Screen, option: Option) -> bool:
    kind = _act(option)[0]
    return not (_is_digit(option) or (screen.several and kind == "+") or (screen.pictures and kind == "="))


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
