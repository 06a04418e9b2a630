"""What is asked of somebody's age before their yes counts, where the operator's rule asks at all. The age itself is never kept."""

from dataclasses import dataclass

from bot.domain.operator import Below
from bot.marks import N_
from bot.texts import Texts
from bot.usecases import notice_texts
from bot.usecases.stage import Stage

OF_AGE, BELOW, GUARDIAN, NOT_YET = "of_age", "below", "guardian", "not_yet"
ASK = N_("Er du fyldt {limit} år?")
WHY = N_("Loven siger, at vi skal spørge. Svaret bliver ikke gemt.")
YES, NO = N_("Ja"), N_("Nej")
GUARDIAN_FIRST = N_("En forælder skal sige ja først")
SHOW_THEM = N_("Vis en forælder teksten om dine data. Intet er gemt endnu.")
GUARDIAN_YES, WAIT = N_("En forælder har sagt ja"), N_("Ikke endnu")
WAITS = N_("Det er i orden. Intet er gemt. Linket virker stadig, når I er klar.")
ELSEWHERE = N_("Der er hjælp et andet sted")
NOTHING_KEPT = N_("Intet er gemt om dig her.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeQuestion:
    """What is asked or said instead of beginning, and the answers to press as (words, answer)."""

    heading: str
    lines: tuple[str, ...]
    answers: tuple[tuple[str, str], ...] = ()


def question(stage: Stage, texts: Texts, said: str) -> AgeQuestion | None:
    """What comes after somebody said this of their age ("": nothing yet); None where they may begin."""
    rule = stage.operator.said_in(texts.language).age
    if rule.below is Below.COUNSELLING or said == OF_AGE or (said == GUARDIAN and rule.below is Below.GUARDIAN):
        return None
    if said == NOT_YET:
        return AgeQuestion(heading=texts.say(GUARDIAN_FIRST), lines=(texts.say(WAITS),))
    if said == BELOW and rule.below is Below.GUARDIAN:
        answers = ((texts.say(GUARDIAN_YES), GUARDIAN), (texts.say(WAIT), NOT_YET))
        return AgeQuestion(heading=texts.say(GUARDIAN_FIRST), lines=(texts.say(SHOW_THEM),), answers=answers)
    if said == BELOW:
        elsewhere = texts.say(notice_texts.BELOW[Below.REFER], refer_to=rule.refer_to.removesuffix("."))
        return AgeQuestion(heading=texts.say(ELSEWHERE), lines=(elsewhere, texts.say(NOTHING_KEPT)))
    answers = ((texts.say(YES), OF_AGE), (texts.say(NO), BELOW))
    return AgeQuestion(heading=texts.say(ASK, limit=rule.limit), lines=(texts.say(WHY),), answers=answers)
