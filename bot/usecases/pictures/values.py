"""Reads what matters to somebody: up to five values, in which order, and how much room each has now."""

from bot.domain.pictures import Picture, Values, Worth
from bot.marks import N_
from bot.usecases.pictures.picked import about, names, said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice

TERMS = {
    "rank": N_("Tyk streg: betyder mest."),
    "room": N_("Fyldt: den plads, det har nu."),
    "last": N_("Sidst:"),
    "more": N_("Mere plads"),
    "small": N_("I denne uge"),
}
ONE, SEVERAL = N_("Én værdi."), N_("{count} værdier.")
IN_ORDER = N_("Nummer 1 betyder mest.")
ROOM = N_("Plads nu: {number} / 10.")
LAST = N_("Sidst: {last}")
MORE = N_("Det vil jeg give mere plads.")
SMALL = N_("I denne uge: {small}")


def read(taken: Taken) -> Picture | None:
    """The values of a taking, the most important first; None when none can be seen."""
    worths, tongue, small = _worths(taken), taken.tongue, said(taken, "small")
    if not worths:
        return None
    return Values(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="\n".join(_told(worths, small, tongue)),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        worths=worths,
        small=small,
    )


def _worths(taken: Taken) -> tuple[Worth, ...]:
    order, more = taken.answer("order").picks, taken.answer("more_room").picks
    last, room = about(taken, "lived", "last"), about(taken, "lived", "room")
    picked = taken.answer("picked").picks or tuple(dict.fromkeys((*order, *last, *room, *more)))
    named, ranked = names(taken, "more_room", "order", "lived", "picked"), [one for one in order if one in picked]
    worths = (
        Worth(
            name=named.get(one, one),
            room=int(room[one]) if one in room else None,
            rank=ranked.index(one) + 1 if one in ranked else 0,
            last=last.get(one, ""),
            more=one in more,
        )
        for one in picked
    )
    return tuple(sorted(worths, key=lambda worth: worth.rank or len(picked) + 1))


def _told(worths: tuple[Worth, ...], small: str, tongue: Voice) -> list[str]:
    begin = [tongue.say(SEVERAL, count=len(worths)) if len(worths) > 1 else tongue.say(ONE)]
    begin += [tongue.say(IN_ORDER)] if any(worth.rank for worth in worths) else []
    end = [tongue.say(SMALL, small=small)] if small else []
    return [" ".join(begin), *(_line(worth, tongue) for worth in worths), *end]


def _line(worth: Worth, tongue: Voice) -> str:
    parts = [f"{worth.rank}. {worth.name}." if worth.rank else f"– {worth.name}."]
    parts += [tongue.say(ROOM, number=worth.room)] if worth.room is not None else []
    parts += [tongue.say(MORE)] if worth.more else []
    parts += [tongue.say(LAST, last=worth.last)] if worth.last else []
    return " ".join(parts)
