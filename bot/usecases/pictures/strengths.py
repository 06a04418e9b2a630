"""Reads somebody's strengths: up to five with an example of each, what a friend would choose, and the one to use more."""

from bot.domain.pictures import Picture, Strength, Strengths
from bot.marks import N_
from bot.usecases.pictures.picked import about, names, said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice

MOST, MINE = 5, "me"
TERMS = {"more": N_("Den vil jeg bruge mere"), "friend": N_("En, der kan lide mig, ville vælge")}
ONE, SEVERAL = N_("Én styrke."), N_("{count} styrker.")
MORE = N_("Den vil jeg bruge mere.")
FRIEND = N_("En, der kan lide mig, ville vælge: {friend}")


def read(taken: Taken) -> Picture | None:
    """The strengths of a taking: those that are most of all, or else the first of the pile; None when none can be seen."""
    strengths, tongue, friend = _strengths(taken), taken.tongue, said(taken, "friend")
    if not strengths:
        return None
    return Strengths(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="\n".join(_told(strengths, friend, tongue)),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        strengths=strengths,
        friend=friend,
    )


def _strengths(taken: Taken) -> tuple[Strength, ...]:
    examples, more = about(taken, "examples", "example"), taken.answer("use_more").picks
    best = taken.answer("best").picks or tuple(dict.fromkeys((*examples, *more))) or taken.answer("deck").piles.get(MINE, ())[:MOST]
    named = names(taken, "use_more", "examples", "best", "deck")
    return tuple(Strength(name=named.get(one, one), example=examples.get(one, ""), more=one in more) for one in best)


def _told(strengths: tuple[Strength, ...], friend: str, tongue: Voice) -> list[str]:
    begin = tongue.say(SEVERAL, count=len(strengths)) if len(strengths) > 1 else tongue.say(ONE)
    end = [tongue.say(FRIEND, friend=friend)] if friend else []
    return [begin, *(_line(strength, tongue) for strength in strengths), *end]


def _line(strength: Strength, tongue: Voice) -> str:
    parts = [f"– {strength.name}.", *([tongue.say(MORE)] if strength.more else []), strength.example]
    return " ".join(part for part in parts if part)
