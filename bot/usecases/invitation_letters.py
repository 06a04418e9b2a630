"""What somebody who opened an invitation in a messenger reads before they say yes: the invitation, the text about their data, the age."""

from bot.domain.letter import Button, Letter
from bot.marks import N_
from bot.texts import Texts
from bot.usecases import asking_age, crisis, noticing
from bot.usecases.asking_age import AgeQuestion
from bot.usecases.inviting import Invited
from bot.usecases.press import menu
from bot.usecases.stage import Stage
from bot.usecases.topics import DUTY

INVITED = N_("{counsellor} vil gerne mødes med dig.")
INVITED_FROM = N_("{counsellor} fra {workplace} vil gerne mødes med dig.")
BECAUSE = N_("{counsellor} skriver: “{reason}”")
WHAT_IS_THIS = N_("Jeg er et program. Her kan du sige, hvad du vil, før I mødes. {counsellor} ser kun det, du deler. Vil du være med?")
YES, NO = N_("Ja, begynd"), N_("Nej tak")
DEMONSTRATION = N_("Prøveudgave. Skriv ikke noget rigtigt her.")
CONSENT, REFUSAL, DATA = "yes", "no", "data"


def invitation(stage: Stage, texts: Texts, invited: Invited, token: str) -> Letter:
    """Who invites and why, the short lines about one's data, and the question."""
    names = {"counsellor": invited.counsellor, "workplace": invited.workplace}
    lines = [texts.say(DEMONSTRATION)] if stage.operator.demonstration else []
    lines.append(texts.say(INVITED_FROM if invited.workplace else INVITED, **names))
    lines.append(texts.say(BECAUSE, counsellor=invited.counsellor, reason=invited.reason))
    lines += [texts.say(DUTY, duty=invited.duty)] if invited.duty else []
    lines.append("\n".join(noticing.notice(stage, texts.language).short))
    lines.append(texts.say(WHAT_IS_THIS, counsellor=invited.counsellor))
    more = Button(label=texts.say(noticing.TITLE), press=f"i:{token}:{DATA}")
    return Letter(text="\n\n".join(lines), rows=(_answers(stage, texts, token), (more,), (_help(texts),)))


def about_data(stage: Stage, texts: Texts, token: str) -> Letter:
    """The whole text about one's data, with the same two answers."""
    text = noticing.notice(stage, texts.language).text
    return Letter(text=text, rows=(_answers(stage, texts, token), (_help(texts),)))


def about_age(stage: Stage, texts: Texts, asked: AgeQuestion, token: str) -> Letter:
    """What is asked or said of one's age instead of beginning."""
    mark = noticing.notice(stage, texts.language).mark
    answers = tuple(Button(label=label, press=f"i:{token}:{answer}:{mark}") for label, answer in asked.answers)
    waits = any(answer == asking_age.GUARDIAN for _, answer in asked.answers)
    more = ((Button(label=texts.say(noticing.TITLE), press=f"i:{token}:{DATA}"),),) if waits else ()
    rows = ((answers,) if answers else ()) + more
    return Letter(text="\n\n".join([asked.heading, *asked.lines]), rows=(*rows, (_help(texts),)))


def instead(stage: Stage, texts: Texts, token: str, answer: str, mark: str) -> Letter | None:
    """What somebody is told instead of beginning, after this answer to the text with this mark; None where their yes counts."""
    now = noticing.notice(stage, texts.language).mark
    if answer == DATA or mark != now:
        return about_data(stage, texts, token)
    asked = asking_age.question(stage, texts, answer)
    return about_age(stage, texts, asked, token) if asked else None


def _answers(stage: Stage, texts: Texts, token: str) -> tuple[Button, ...]:
    mark = noticing.notice(stage, texts.language).mark
    yes = Button(label=texts.say(YES), press=f"i:{token}:{CONSENT}:{mark}")
    return yes, Button(label=texts.say(NO), press=f"i:{token}:{REFUSAL}")


def _help(texts: Texts) -> Button:
    return Button(label=texts.say(crisis.TITLE), press=menu("crisis"))
