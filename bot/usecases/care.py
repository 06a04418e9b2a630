"""Answers grave words: puts help before the very screen that answers them, and leaves no trace of having done so."""

from dataclasses import replace

from bot.marks import N_
from bot.records.core import Records
from bot.usecases import crisis
from bot.usecases.crisis import Line
from bot.usecases.grave import is_grave
from bot.usecases.press import menu
from bot.usecases.screens import Care, Option, Screen
from bot.usecases.stage import Stage, Who, voice

THANKS = N_("Tak, fordi du skriver det. Det lyder alvorligt.")
NOBODY_IS_TOLD = N_("Jeg giver ikke selv besked til nogen. Skal {counsellor} vide det, så skriv det, eller sig det.")
YOUR_CHOICE = N_("Du kan stoppe her, gå videre eller skrive til {counsellor}. Du kan altid komme tilbage.")
STOP = N_("Stop her")
ONWARD = N_("Gå videre")
WRITE = N_("Skriv til vejleder")


def with_care(records: Records, stage: Stage, who: Who, screen: Screen, said: str) -> Screen:
    """The screen, after help when what was just said is grave. Whether it was is worked out from the words in hand, and kept nowhere."""
    if not is_grave(said, stage.grave):
        return screen
    return replace(screen, care=card(records, stage, who))


def card(records: Records, stage: Stage, who: Who, onward: str = "") -> Care:
    """The help there is, in this person's language. `onward`: the address where they go on (empty: to the next question of the talk)."""
    say = voice(records, stage, who).say
    lines = tuple(Line(name=say(line.name), number=line.number, about=say(line.about)) for line in stage.crisis.lines)
    further = Option(label=say(ONWARD), url=onward) if onward else Option(label=say(ONWARD), press=menu("go"))
    return Care(
        title=say(THANKS),
        before=(say(crisis.INTRO), say(crisis.HUMAN)),
        lines=lines,
        after=(say(NOBODY_IS_TOLD), say(YOUR_CHOICE)),
        options=(Option(label=say(STOP), press=menu("pause")), further, Option(label=say(WRITE), press=menu("write"))),
    )
