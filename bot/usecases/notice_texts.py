"""Writes what people are told of their data: the operator's word between fixed plain sentences."""

from collections.abc import Iterator

from bot.domain.notice import Notice, Part
from bot.domain.operator import AgeRule, Basis, Below, Operator, Retention
from bot.marks import N_
from bot.texts import Texts

BEHIND = N_("Bag det står: {controller}.")
WHO = N_("Hvem står bag?")
CONTACT = N_("Her får du fat i dem: {contact}.")
OFFICER = N_("Her kan du spørge om dine data: {officer}.")
WHY = N_("Hvorfor må dine svar ligge her?")
BASES = {
    Basis.CONSENT: N_("Fordi du siger ja. Det er frivilligt. Du kan altid tage dit ja tilbage."),
    Basis.PUBLIC_TASK: N_("Det er en opgave, de har efter loven. Du vælger selv, hvad du svarer på."),
}
SHORT_BASES = {
    Basis.CONSENT: N_("Dine svar ligger her, fordi du siger ja. Du kan altid tage dit ja tilbage."),
    Basis.PUBLIC_TASK: N_("Dine svar ligger her, fordi det er en opgave, de har efter loven."),
}
LAW = N_("Det står her: {law}.")
FOR_WHAT = N_("Hvad bliver de brugt til?")
PURPOSE = N_("– {purpose}")
SEEN_BY = N_("Hvem kan se dine svar?")
SEEN = (
    N_("Din vejleder ser kun det, du deler. Du vælger det selv, hver gang."),
    N_("Siger du nej til at dele, ændrer det ikke andet."),
    N_("Du skriver til et program. Ingen læser med lige nu."),
    N_("Det, du skriver, ligger låst. De, der passer programmet, må ikke læse det."),
)
RECIPIENT = N_("Andre, der hjælper: {recipient}.")
TELEGRAM = N_("Skriver du i Telegram, går dine ord gennem Telegram. Det er et firma uden for EU. Du kan skrive på nettet i stedet.")
SECRET = N_("Er alt hemmeligt?")
DUTY = N_("Nej, ikke alt. Er nogen under 18 år i fare, kan din vejleder have pligt til at sige det videre. Det gælder det, du deler.")
HOW_LONG = N_("Hvor længe ligger det her?")
PERIODS = {
    "course": N_("Dine svar: {period} efter, at der sidst skete noget."),
    "closed": N_("Dine svar, når forløbet er slut: {period}."),
    "invitation": N_("En invitation, som ingen har svaret på: {period}."),
    "letters": N_("Beskeder, der er sendt, og links, der er brugt: {period}."),
    "trail": N_("Listen over, hvem der har set hvad: {period}."),
    "backups": N_("Kopier, hvis noget går i stykker: {period}."),
}
THEN = N_("Så bliver det slettet. Du får besked en uge før dine svar går.")
KEEPS = N_("Loven siger, at det her skal blive: {keeps}.")
RIGHTS = N_("Hvad kan du gøre?")
CAN = (
    N_("Du kan se alt, hvad der står om dig. Du kan rette det."),
    N_("Du kan tage det tilbage, som du har delt. Du kan fryse det hele. Du kan slette det hele."),
    N_("Det gør du selv, når du vil. Du skal ikke spørge nogen."),
)
COMPLAIN = N_("Er du utilfreds, kan du klage her: {complaint}.")
YOUNG = N_("Er du under {limit} år?")
BELOW = {
    Below.COUNSELLING: N_("Du behøver ikke spørge en forælder her."),
    Below.GUARDIAN: N_("Så skal en forælder sige ja, før du begynder."),
    Below.REFER: N_("Så kan du ikke svare her. Gør det her i stedet: {refer_to}."),
}
SHORT_BELOW = {
    Below.COUNSELLING: N_("Er du under {limit} år? Du behøver ikke spørge en forælder."),
    Below.GUARDIAN: N_("Er du under {limit} år? Så skal en forælder sige ja først."),
    Below.REFER: N_("Er du under {limit} år? Så viser vi dig, hvor du ellers kan få hjælp."),
}
A_YEAR, YEARS = N_("et år"), N_("{number} år")
A_DAY, DAYS = N_("en dag"), N_("{number} dage")
YEAR = 365


def written(operator: Operator, texts: Texts, *, telegram: bool) -> Notice:
    """The text in the language of `texts`; `telegram` tells whether people may write there."""
    said = operator.said_in(texts.language)
    return Notice(
        language=texts.language,
        short=(
            texts.say(BEHIND, controller=_bare(said.controller)),
            texts.say(SHORT_BASES[said.basis]),
            texts.say(SHORT_BELOW[said.age.below], limit=said.age.limit),
        ),
        parts=tuple(
            Part(heading=heading, lines=tuple(lines))
            for heading, lines in (
                (texts.say(WHO), _behind(said, texts)),
                (texts.say(WHY), (texts.say(BASES[said.basis]), texts.say(LAW, law=_bare(said.law)))),
                (texts.say(FOR_WHAT), (texts.say(PURPOSE, purpose=purpose) for purpose in said.purposes)),
                (texts.say(SEEN_BY), _seen(said, texts, telegram=telegram)),
                (texts.say(SECRET), (texts.say(DUTY),)),
                (texts.say(HOW_LONG), _kept(said.retention, said.keeps, texts)),
                (texts.say(RIGHTS), (*map(texts.say, CAN), texts.say(COMPLAIN, complaint=_bare(said.complaint)))),
                (texts.say(YOUNG, limit=said.age.limit), (_below(said.age, texts),)),
            )
        ),
    )


def _behind(said: Operator, texts: Texts) -> Iterator[str]:
    yield f"{_bare(said.controller)}."
    yield texts.say(CONTACT, contact=_bare(said.contact))
    if said.officer:
        yield texts.say(OFFICER, officer=_bare(said.officer))


def _seen(said: Operator, texts: Texts, *, telegram: bool) -> Iterator[str]:
    yield from map(texts.say, SEEN)
    yield from (texts.say(RECIPIENT, recipient=_bare(recipient)) for recipient in said.recipients)
    if telegram:
        yield texts.say(TELEGRAM)


def _kept(periods: Retention, keeps: str, texts: Texts) -> Iterator[str]:
    for name, text in PERIODS.items():
        yield texts.say(text, period=_period(getattr(periods, name), texts))
    yield texts.say(THEN)
    if keeps:
        yield texts.say(KEEPS, keeps=_bare(keeps))


def _below(rule: AgeRule, texts: Texts) -> str:
    return texts.say(BELOW[rule.below], refer_to=_bare(rule.refer_to))


def _period(days: int, texts: Texts) -> str:
    if days % YEAR == 0:
        return texts.say(A_YEAR) if days == YEAR else texts.say(YEARS, number=days // YEAR)
    return texts.say(A_DAY) if days == 1 else texts.say(DAYS, number=days)


def _bare(words: str) -> str:
    """The operator's words without the full stop that our sentence has."""
    return words.strip().removesuffix(".")
