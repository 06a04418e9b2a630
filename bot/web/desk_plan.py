"""What the desk's forms do with the counsellor's own steps: their words, their day, how it went and what got in the way."""

from collections.abc import Mapping

from bot.errors import BadInput, NoteMoved, NotFound
from bot.marks import N_
from bot.records.core import Records
from bot.usecases.sheets import ops
from bot.usecases.stage import Stage, Who

Form = Mapping[str, str]
SECTIONS = {"rewrite": "plan", "went": "plan"}
FAULTS = {"rewrite": N_("Skriv, hvad du vil gøre, og en dag, der findes. Se, hvordan skridtet står nu.")}


def _rewrite(records: Records, stage: Stage, who: Who, form: Form) -> None:
    _do(records, stage, who, "step_edit", form, {"what": form.get("step", ""), "by": form.get("by", "")})


def _went(records: Records, stage: Stage, who: Who, form: Form) -> None:
    _do(records, stage, who, "step_state", form, {"state": form.get("state", ""), "hindered": form.get("hindered", "")})


def _do(records: Records, stage: Stage, who: Who, kind: str, form: Form, said: Mapping[str, str]) -> None:
    """As on the sheet. Raises BadInput with the name of the form, also for a step that is another by now."""
    about = {"action": form.get("action", ""), "version": form.get("version", ""), **said}
    try:
        ops.do(records, stage, who, ops.Op(id=records.new_id(), kind=kind, about=about))
    except (BadInput, NoteMoved, NotFound) as error:
        raise BadInput("rewrite") from error


DEEDS = {"rewrite": _rewrite, "went": _went}
