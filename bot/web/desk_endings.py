"""What the desk's forms do at the end of a course: it is closed together, opened again, or given to a colleague."""

from collections.abc import Mapping

from bot.errors import BadInput, NotFound
from bot.marks import N_
from bot.records.core import Records
from bot.usecases import closing, handing_over, reviewing
from bot.usecases.stage import Stage, Who

Form = Mapping[str, str]
SECTIONS = {"close": "closing", "closing": "closing", "reopen": "closing", "handover": "handover", "keep": "handover"}
FAULTS = {
    "closing": N_("Det står på en anden måde nu. Se her."),
    "coming": N_("Vælg en kollega, der kan tage over."),
    "keep": N_("Der er ikke noget at tage tilbage nu."),
}


def _close(records: Records, stage: Stage, who: Who, _form: Form) -> None:
    closing.propose(records, stage, who)


def _closing(records: Records, stage: Stage, who: Who, form: Form) -> None:
    """What the counsellor says to an end that was proposed. Raises BadInput where it stands in another way by now."""
    said = form.get("answer", "")
    try:
        if said in {"yes", "no"}:
            closing.answer(records, stage, who, yes=said == "yes")
        else:
            {"back": closing.take_back, "alone": closing.end_alone}[said](records, stage, who)
    except (NotFound, KeyError) as error:
        raise BadInput from error


def _reopen(records: Records, stage: Stage, who: Who, _form: Form) -> None:
    reviewing.reopen(records, stage, who)


def _hand_over(records: Records, stage: Stage, who: Who, form: Form) -> None:
    handing_over.pass_on(records, stage, who, form.get("coming", ""))


def _keep(records: Records, _stage: Stage, who: Who, _form: Form) -> None:
    try:
        handing_over.keep(records, who)
    except NotFound as error:
        raise BadInput from error


DEEDS = {"close": _close, "closing": _closing, "reopen": _reopen, "handover": _hand_over, "keep": _keep}
