"""Reads somebody's life as it is now: what is around them, how near, and whether it helps."""

from collections.abc import Mapping
from typing import Any

from bot.domain.pictures import Around, LifeSpace, Picture
from bot.marks import N_
from bot.usecases.pictures.picked import said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice

NEAR = {"near": N_("Tæt på"), "middle": N_("Midt imellem"), "far": N_("Langt væk")}
EFFECT = {"helps": N_("Det hjælper"), "both": N_("Både-og"), "drains": N_("Det tager kræfter")}
UNPLACED = N_("Uden plads endnu")
ABOUT, MORE, LESS = N_("Det handler om"), N_("Mere af"), N_("Mindre af")
TERMS = {"me": N_("Mig"), **NEAR, "unplaced": UNPLACED, **EFFECT, "question": ABOUT, "more": MORE, "less": LESS}
ONE, SEVERAL = N_("Et kort med mig i midten og én ting omkring."), N_("Et kort med mig i midten og {count} ting omkring.")


def read(taken: Taken) -> Picture | None:
    """The map of a taking; None when nothing on it can be seen."""
    around = tuple(_one(entry) for entry in taken.answer("around").entries if entry.get("name"))
    if not around:
        return None
    tongue, words = taken.tongue, {step: said(taken, step) for step in ("question", "more", "less")}
    return LifeSpace(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="\n".join(_told(around, words, tongue)),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        around=around,
        **words,
    )


def _one(entry: Mapping[str, Any]) -> Around:
    """A thing by what was said of it; a choice that this drawing does not know says nothing."""
    near, effect = entry.get("near", ""), entry.get("effect", "")
    return Around(name=entry["name"], near=near if near in NEAR else "", effect=effect if effect in EFFECT else "")


def _told(around: tuple[Around, ...], words: Mapping[str, str], tongue: Voice) -> list[str]:
    lines = [tongue.say(SEVERAL, count=len(around)) if len(around) > 1 else tongue.say(ONE)]
    lines += _line(ABOUT, words["question"], tongue)
    for near, name in {**NEAR, "": UNPLACED}.items():
        here = [one for one in around if one.near == near]
        lines += [f"{tongue.say(name)}:", *(_thing(one, tongue) for one in here)] if here else []
    return [*lines, *_line(MORE, words["more"], tongue), *_line(LESS, words["less"], tongue)]


def _line(term: str, words: str, tongue: Voice) -> list[str]:
    return [f"{tongue.say(term)}: {words}"] if words else []


def _thing(one: Around, tongue: Voice) -> str:
    return f"– {one.name} ({tongue.say(EFFECT[one.effect])})" if one.effect else f"– {one.name}"
