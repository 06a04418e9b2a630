"""What works everywhere: a page, a wish about the open flow, something begun, a link of one's own."""

from dataclasses import replace

from bot.dialogue.turns import Changed, Say, Wished
from bot.marks import N_
from bot.records import plans
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import choosing, drawn_letters, inviting, owndata, paper_copies, sharing
from bot.usecases.locks import PAGES, SHARING
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import FIRST_FLOW, go, go_on, open_flow, open_new, park

LINK = N_("Her er dit private link. Gem det, og vis det ikke til andre:\n{link}")
TELEGRAM_LINK = N_("Åbn dette link på din telefon inden en time. Så kan du også svare i Telegram:\n{link}")
NOBODY_READS = N_("Du har ingen vejleder at skrive til lige nu. Du får besked, når der er en.")
# Pages whose name tells more after "=".
_WITH_MORE = {"field", drawn_letters.NAME, paper_copies.NAME}
_WISHES = {"pause", "back", "skip", "save"}
_BEGUN = {"go": "", "more": FIRST_FLOW, "park": "parking", "goal": "proposal", "step": plans.FLOW, "write": "message"}


def open_menu(records: Records, stage: Stage, who: Who, seat: Seat, name: str, rest: str = "") -> Seat:
    """What works everywhere: a page, a wish about the open flow, or something begun."""
    page, _, about = name.partition("=")
    seat = replace(seat, anew=name != "stay")
    if page in choosing.WAYS:
        return choosing.WAYS[page](records, stage, who, replace(seat, screen=""), about)
    if name in PAGES or page in _WITH_MORE:
        return replace(seat, screen=name, turn=seat.turn + 1) if name in SHARING else replace(seat, screen=name)
    if name in _WISHES and seat.stack:
        return go(records, stage, who, replace(seat, screen=""), lambda _: Wished(option=name))
    if name == "withdraw":
        return replace(seat, screen="sharing", says=sharing.take_all_back(records, stage, who), turn=seat.turn + 1)
    if name == "export":
        return replace(seat, screen="data", says=(owndata.export_link(records, stage, who),))
    if name in {"link", "telegram"}:
        return _link(records, stage, who, seat, name)
    if name in _BEGUN:
        return _begin(records, stage, who, seat, name, rest)
    return seat if name == "stay" else replace(seat, screen="home")


def _begin(records: Records, stage: Stage, who: Who, seat: Seat, name: str, rest: str) -> Seat:
    if name == "go":
        return go_on(records, stage, who, replace(seat, screen=""))
    if name == "more":
        opened = open_flow(records, stage, who, seat, Frame(flow=FIRST_FLOW))
        return go(records, stage, who, opened, lambda _: Changed(step="more"))
    if name == "park" and rest:
        return park(records, stage, who, seat, rest)
    if name == "write" and sharing.is_alone(records, who.course):
        return replace(seat, screen="home", says=(Say(text=NOBODY_READS),))
    if name == "step":
        return choosing.begin(records, stage, who, seat, plans.FLOW)
    return open_new(records, stage, who, seat, _BEGUN[name])


def _link(records: Records, stage: Stage, who: Who, seat: Seat, name: str) -> Seat:
    """A link of the person's own: back to this page, or from their Telegram to it."""
    if who.shared_only:
        return replace(seat, screen="home", says=(Say(text=sharing.LOCKED),))
    if name == "link":
        said = Say(text=LINK, values={"link": inviting.private_link(records, stage, who)})
    else:
        said = Say(text=TELEGRAM_LINK, values={"link": inviting.telegram_link(records, stage, who.person, who.course)})
    return replace(seat, screen="home", says=(said,))
