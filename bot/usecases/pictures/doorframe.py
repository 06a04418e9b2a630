"""Reads the sentence for the door frame: if this happens, then I do that, with the first small step and its day."""

from bot.domain.pictures import IfThen, Picture
from bot.marks import N_
from bot.usecases.composing import bare
from bot.usecases.pictures.picked import said
from bot.usecases.pictures.taken import Taken

TERMS = {"if": N_("Hvis"), "then": N_("så"), "first": N_("Første skridt"), "by": N_("Dag")}
ALT = N_("Kort til lommen: Hvis {cue}, så {reply}.")
FIRST, BY = N_("Første skridt: {first}"), N_("Dag: {day}")


def read(taken: Taken) -> Picture | None:
    """The card of a taking; None unless both halves of the sentence can be seen."""
    cue, reply = (bare(taken.said(half)) for half in ("cue", "reply"))
    if not (cue and reply):
        return None
    first, tongue, when = said(taken, "first"), taken.tongue, taken.answer("by").when
    by = tongue.texts.moment(when.day, when.at) if when else ""
    told = [tongue.say(ALT, cue=cue, reply=reply)]
    told += [tongue.say(FIRST, first=first)] if first else []
    told += [tongue.say(BY, day=by)] if by else []
    return IfThen(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="\n".join(told),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        cue=cue,
        reply=reply,
        first=first,
        by=by,
    )
