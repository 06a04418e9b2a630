"""Photos and voice messages that came in: kept before the flow hears of them, and what is said of those that cannot be."""

from bot.domain.media import PICTURE, VOICE, Media
from bot.domain.people import Role
from bot.marks import N_
from bot.records import courses, files, switches
from bot.records.core import Records
from bot.usecases.heard import Heard
from bot.usecases.stage import Who

# By the word that BadInput gives for them.
FAULTS = {
    "too_big": N_("Filen er for stor. Den må højst fylde 10 MB. Send en mindre, eller skriv i stedet."),
    "unreadable": N_("Den fil kan jeg ikke læse. Send et billede, tal en besked ind, eller skriv."),
    "none": N_("Vælg en fil først, eller skriv i stedet."),
    "too_many": N_("Det er mange filer på kort tid. Vent et minut, og send den igen. Eller skriv i stedet."),
    "no_pictures": N_("Man kan ikke sende billeder her. Skriv i stedet."),
    "no_voice": N_("Man kan ikke sende talebeskeder her. Skriv i stedet."),
    "gone": N_("Jeg kunne ikke hente filen. Send den igen om lidt, eller skriv i stedet."),
}
OFF = {PICTURE: (switches.FILES, "no_pictures"), VOICE: (switches.VOICE, "no_voice")}
CAPTION_LOST = N_("Ordene under billedet er ikke gemt. Skriv dem her i stedet.")


def refusal(records: Records, media: str) -> str:
    """Why nothing of this media ("picture" or "voice") is taken in just now, as in FAULTS; empty where it is."""
    switch, fault = OFF[media]
    return fault if switches.is_off(records, switch) else ""


def heard(records: Records, who: Who, sent: Media, press: str = "", text: str = "") -> Heard:
    """Keep a file; what the flow hears of it, with what its form carried along. Raises NotAllowed for somebody who is no member."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    file = files.keep(records, who.course, who.person, sent)
    return Heard(press=press, text=text, file=file, media=sent.media, seconds=sent.seconds)
