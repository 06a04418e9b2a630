"""The counsellee asks who has looked: every time somebody on the staff had their words before them, day by day."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.trail import Act
from bot.marks import N_
from bot.usecases import accessing
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option

MOST = 20
TITLE = N_("Hvem har set det?")
TOLD = N_("Hver gang en medarbejder ser noget af dit, bliver det skrevet ned her. Det sker, før det bliver vist. Ingen kan slå det fra.")
WHO = N_("Medarbejder A er den samme hver gang.")
NOBODY = N_("Ingen medarbejder har set noget af dit endnu.")
MORE = N_("Her står det nyeste. Alt står i din kopi af dine data.")
MY_DATA = N_("Dine data")
LINE = N_("{day}: Medarbejder {who} {what}")
LINE_TIMES = N_("{day}: Medarbejder {who} {what} ({times} gange)")
WHAT = {
    Act.READ_LIST: N_("så dit forløb på sin liste."),
    Act.READ_COURSE: N_("åbnede siden om dit forløb."),
    Act.READ_FILE: N_("åbnede en fil, du har delt."),
    Act.READ_SELFCHECK: N_("så på sin egen del i jeres forløb."),
    Act.READ_LINK: N_("lavede et nyt link til dig."),
    Act.READ_SHEET: N_("åbnede jeres ark."),
    Act.READ_LIVE: N_("havde jeres ark åbent."),
    Act.READ_PICTURE: N_("så en tegning på jeres ark."),
    Act.READ_SEARCH: N_("søgte efter ord i sine forløb, også i dit."),
    Act.JOURNAL: N_("kopierede det, I har aftalt, til sin journal."),
}


def page(scene: Scene) -> tuple[list[str], list[Option]]:
    """Paragraphs and options: the newest days first, each with who had what before them and how often."""
    zone = ZoneInfo(scene.tongue.timezone)
    reads = accessing.reads_of(scene.records, scene.who.course)
    counted = Counter((one.at.astimezone(zone).date(), one.who, one.what) for one in reversed(reads))
    lines = [_line(scene, *told, times) for told, times in counted.items()]
    ways = [Option(label=scene.say(MY_DATA), press=menu("data"))]
    if not lines:
        return [scene.say(TOLD), scene.say(NOBODY)], ways
    more = [scene.say(MORE)] if len(lines) > MOST else []
    return [scene.say(TOLD), scene.say(WHO), "\n".join(lines[:MOST]), *more], ways


def _line(scene: Scene, day: date, who: str, what: Act, times: int) -> str:
    text = LINE if times == 1 else LINE_TIMES
    return scene.say(text, day=scene.tongue.texts.short_day(day), who=who, what=scene.say(WHAT[what]), times=times)
