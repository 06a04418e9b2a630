"""The counsellee's page about their own data: what they can have, see, freeze and erase."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogue.turns import Say
from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.marks import N_
from bot.records import courses, freezing, links, post
from bot.records.core import Records, moment
from bot.records.links import LinkKind
from bot.texts import Texts
from bot.usecases import looked, noticing
from bot.usecases.press import Press, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Who

TITLE = N_("Dine data")
YOURS = N_("Det, du har skrevet, er dit. Du kan hente det, fryse det og slette det.")
FREEZING = N_("Når du fryser det, kan {counsellor} ikke læse noget. Der kommer heller ingen påmindelser. Intet bliver slettet.")
IS_FROZEN = N_("Alt er frosset siden {when}. {counsellor} kan ikke læse noget. Du kan selv læse, hente og slette.")
CALLED = N_("{counsellor} kalder forløbet “{label}”.")
GET = N_("Hent alt om dig")
SEE = N_("Se, hvad {counsellor} ser")
DEVICES = N_("Hvor er du inde?")
FREEZE, THAW = N_("Frys"), N_("Åbn igen")
ERASE = N_("Slet alt")
NOW_FROZEN = N_("Nu er alt frosset. {counsellor} kan ikke læse noget, før du åbner igen.")
NOW_OPEN = N_("Nu er det åbent igen. {counsellor} kan se det, du har delt.")
EXPORT_LINK = N_(
    "Hent alt her inden et kvarter. Linket virker én gang. Filen kommer ikke i Telegram, for der kan den ikke slettes:\n{link}"
)
KEEP_IT_CLOSE = N_("Du får en fil med alt, du har skrevet. Læg den et sted, hvor kun du kan se den.")
LAW_KEEPS = N_("Loven siger, at noget skal gemmes: {keeps}")
COPIES = N_("Der ligger låste kopier i op til {days} dage. Bliver en af dem brugt, sletter vi dine ord igen.")
HERE, DEVICES_HERE = "/chat/mine-data", "/chat/adgang"


def page(scene: Scene) -> tuple[list[str], list[Option]]:
    """What there is to do about one's own data. A link given by staff opens less of it."""
    since = freezing.since(scene.records, scene.who.course, scene.who.person)
    told = scene.say(IS_FROZEN, when=_when(moment(since), scene)) if since else scene.say(FREEZING)
    open_to = not scene.who.shared_only
    found = [
        (GET, menu("export"), open_to),
        (SEE, menu("seen"), True),
        (looked.TITLE, menu("looked"), True),
        (noticing.AGREED, menu("agreed"), True),
        (THAW if since else FREEZE, "f:off" if since else "f:on", open_to),
        (ERASE, menu("erase"), open_to),
    ]
    label = courses.label(scene.records, scene.who.course)
    called = [scene.say(CALLED, label=label)] if label else []
    return [scene.say(YOURS), told, *called], [Option(label=scene.say(label), press=press) for label, press, there in found if there]


def not_erased(scene: Scene) -> list[str]:
    """What stays a while, or stays, when a person erases everything."""
    operator = scene.stage.operator.said_in(scene.tongue.texts.language)
    kept = [scene.say(LAW_KEEPS, keeps=operator.keeps)] if operator.keeps else []
    return [*kept, scene.say(COPIES, days=operator.retention.backups)]


def on_the_web(screen: Screen, texts: Texts) -> Screen:
    """The page as the web has it: what can be had is had at once, and there are devices to look after."""
    answers = [replace(one, press="", url=HERE) if one.press == menu("export") else one for one in screen.answers]
    if not any(one.url == HERE for one in answers):
        return screen
    after = next(number for number, one in enumerate(answers, start=1) if one.press == menu("agreed"))
    answers.insert(after, Option(label=texts.say(DEVICES), url=DEVICES_HERE))
    return replace(screen, answers=tuple(answers), paragraphs=(*screen.paragraphs, texts.say(KEEP_IT_CLOSE)))


def press(records: Records, _stage: Stage, who: Who, pressed: Press) -> tuple[tuple[Say, ...], str]:
    """Freeze or open again; what is said, and the page to show. Raises NotFound for another press."""
    if pressed.parts[0] not in {"on", "off"}:
        raise NotFound
    if pressed.parts[0] == "on":
        freeze(records, who)
        return (Say(text=NOW_FROZEN),), "data"
    thaw(records, who)
    return (Say(text=NOW_OPEN),), "data"


def freeze(records: Records, who: Who) -> None:
    """Nobody else reads in the course, and nothing rings, until it is opened again. Letters to counsellors that still wait do not go."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    freezing.freeze(records, who.course, who.person)
    for counsellor in courses.ids(records, who.course, Role.COUNSELLOR):
        post.cancel(records, course=who.course, person=counsellor)
    records.log(who.person, Act.FREEZE, who.course)


def thaw(records: Records, who: Who) -> None:
    """All is as it was before it was frozen."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    freezing.thaw(records, who.course, who.person)
    records.log(who.person, Act.UNFREEZE, who.course)


def export_link(records: Records, stage: Stage, who: Who) -> Say:
    """A link by which the person has everything, once and soon; it is for those who are not on the web."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    secret = links.make(records, LinkKind.EXPORT, person=who.person, course=who.course)
    return Say(text=EXPORT_LINK, values={"link": f"{stage.url}/hent/{secret}"})


def _when(at: datetime, scene: Scene) -> str:
    return scene.tongue.texts.when(at.astimezone(ZoneInfo(scene.tongue.timezone)))
