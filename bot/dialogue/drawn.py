"""Our own drawn pictures, by id: what one can choose where a picture is asked for, and the word on its button."""

from bot.marks import N_

DRAWN = {
    "bridge": N_("Bro"),
    "door": N_("Dør"),
    "road": N_("Vej"),
    "sea": N_("Hav"),
    "tree": N_("Træ"),
    "nest": N_("Rede"),
    "window": N_("Vindue"),
    "stairs": N_("Trappe"),
    "fog": N_("Tåge"),
    "campfire": N_("Bål"),
    "seed": N_("Spire"),
    "boat": N_("Båd"),
}
