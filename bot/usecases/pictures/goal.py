"""Reads a goal: the one sentence, and its eight criteria with what was said to each."""

from bot.domain.pictures import Criterion, Goal, Picture
from bot.marks import N_
from bot.usecases.pictures.picked import said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice

TIMED = "timed"
# The eight criteria in the order of the model, each with the steps that speak of it.
CRITERIA = {
    ("positive",): N_("Sagt positivt"),
    ("specific",): N_("Klart for mig"),
    ("measurable",): N_("Til at se eller måle"),
    ("attractive",): N_("Noget, jeg har lyst til"),
    ("responsibility",): N_("Noget, jeg selv kan gøre"),
    ("realistic",): N_("Til at nå"),
    (TIMED,): N_("Med en dag på"),
    ("ecological", "consequences"): N_("Passer til mit liv"),
}
TERMS = {"by": N_("Senest"), "open": N_("Ikke svaret endnu"), "unsaid": N_("Målet er ikke sagt i én sætning endnu.")}
GOAL, BY = N_("Målet: {sentence}"), N_("Senest {day}.")
ANSWERED = N_("{done} af {all} spørgsmål til målet har et svar.")


def read(taken: Taken) -> Picture | None:
    """The goal of a taking; until it is one sentence, what it began with; None when nothing of it can be seen."""
    criteria, tongue = _criteria(taken), taken.tongue
    sentence, by = said(taken, "one_line") or said(taken, "positive"), _day(taken)
    if not sentence and not any(one.said for one in criteria):
        return None
    return Goal(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="\n".join(_told(sentence, by, criteria, tongue)),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        sentence=sentence,
        criteria=criteria,
        by=by,
    )


def _criteria(taken: Taken) -> tuple[Criterion, ...]:
    return tuple(Criterion(name=taken.tongue.say(name), said=_said(taken, steps)) for steps, name in CRITERIA.items())


def _said(taken: Taken, steps: tuple[str, ...]) -> str:
    if steps == (TIMED,):
        return _day(taken)
    return "\n".join(words for step in steps if (words := said(taken, step)))


def _day(taken: Taken) -> str:
    when = taken.answer(TIMED).when
    return taken.tongue.texts.moment(when.day, when.at) if when else ""


def _told(sentence: str, by: str, criteria: tuple[Criterion, ...], tongue: Voice) -> list[str]:
    begin = [tongue.say(GOAL, sentence=sentence) if sentence else tongue.say(TERMS["unsaid"])]
    begin += [tongue.say(BY, day=by)] if by else []
    begin += [tongue.say(ANSWERED, done=sum(bool(one.said) for one in criteria), all=len(criteria))]
    return [*begin, *(f"{number}. {one.name}: {one.said or tongue.say(TERMS['open'])}" for number, one in enumerate(criteria, start=1))]
