"""What somebody is told of their data, what they said to it, and that they hear of it once when the text has changed."""

from zoneinfo import ZoneInfo

from bot.domain.letter import Button, Letter
from bot.domain.notice import Notice
from bot.domain.operator import Below
from bot.marks import N_
from bot.records import consents, people, post
from bot.records.core import Records
from bot.usecases import notice_texts
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option
from bot.usecases.stage import Stage, Who

TITLE = N_("Om dine data")
CHANGED = N_("Teksten om dine data er ændret.")
READ = N_("Læs")
AGREED = N_("Det, du har sagt ja til")
ACTS = {
    consents.PROCESS: N_("Du sagde ja {when}. Sådan stod der:"),
    consents.GUARDIAN: N_("En forælder sagde ja {when}. Sådan stod der:"),
    consents.TOLD: N_("Du fik besked om en ny tekst {when}. Sådan stod der:"),
}
NOTHING_AGREED = N_("Her står der ikke noget endnu.")


def notice(stage: Stage, language: str) -> Notice:
    """The text about people's data as it is now, in this language or the source language."""
    return notice_texts.written(stage.operator, stage.texts_in(language), telegram=bool(stage.bot_name))


def agree(records: Records, stage: Stage, who: Who, *, language: str, channel: str, guardian: bool = False) -> None:
    """Keep somebody's yes to the text as it is now in this language, and a guardian's where the rule asks for one."""
    shown, asked = notice(stage, language), stage.operator.age.below is Below.GUARDIAN
    for act in (consents.PROCESS, *([consents.GUARDIAN] if guardian and asked else [])):
        consents.keep(records, shown, person=who.person, course=who.course, act=act, channel=channel)


def is_news(records: Records, stage: Stage, who: Who) -> bool:
    """Whether the text is another than the one this person knows of. Who came by a link of staff's is told nothing in their name."""
    if who.shared_only:
        return False
    known = consents.of(records, who.person, who.course)
    return not known or notice(stage, known[-1].language).hash != known[-1].notice


def tell(records: Records, stage: Stage, who: Who, channel: str, external: str) -> None:
    """Tell somebody on this channel that the text has changed, once, and keep that they were told."""
    if not is_news(records, stage, who):
        return
    language, _ = people.tongue(records, who.person)
    shown, texts = notice(stage, language), stage.texts_in(language)
    letter = Letter(text=texts.say(CHANGED), rows=((Button(label=texts.say(READ), press=menu("notice")),),))
    key = f"notice.{who.course}.{who.person}.{records.new_id()}"
    post.post(
        records,
        letter,
        key=key,
        channel=channel,
        external=external,
        person=who.person,
        course=who.course,
        slot=f"notice.{who.course}",
        kind="notice",
    )
    consents.keep(records, shown, person=who.person, course=who.course, act=consents.TOLD, channel=channel)


def whole(scene: Scene) -> tuple[list[str], list[Option]]:
    """The page with the whole text, and the way to what was agreed to."""
    shown = notice(scene.stage, scene.tongue.texts.language)
    options = [] if scene.who.shared_only else [Option(label=scene.say(AGREED), press=menu("agreed"))]
    return ["\n".join([part.heading, *part.lines]) for part in shown.parts], options


def agreed(scene: Scene) -> tuple[list[str], list[Option]]:
    """The page with every text one has said yes to or was told of, the newest first, each with its day and in full."""
    if scene.who.shared_only:
        return [scene.say(NOTHING_AGREED)], []
    zone, paragraphs = ZoneInfo(scene.tongue.timezone), list[str]()
    for one in reversed(consents.of(scene.records, scene.who.person, scene.who.course)):
        day = scene.tongue.texts.short_day(one.at.astimezone(zone).date())
        paragraphs += [scene.say(ACTS[one.act], when=day), *consents.text(scene.records, one.notice).split("\n\n")]
    return paragraphs or [scene.say(NOTHING_AGREED)], [Option(label=scene.say(TITLE), press=menu("notice"))]
