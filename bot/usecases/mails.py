"""What stands in a mail: fixed words, who we are and a link, whatever the letter says that waits on the page."""

import hashlib
import re

from bot.domain.letter import Letter
from bot.domain.people import Role
from bot.marks import N_
from bot.records import courses, links, mailboxes, people, post
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.mailboxes import ASKED, Mailbox
from bot.records.people import OPEN
from bot.records.post import CANCELLED, Envelope
from bot.texts import Texts
from bot.usecases.stage import Stage

CONFIRM = "mail_confirm"
NEWS_SUBJECT = N_("Der er nyt til dig")
NEWS = N_("Hej\n\nDer er nyt til dig hos {organisation}.\n\nÅbn: {link}\n\nDu får kun at vide, at der er nyt. Resten står på din side.")
CONFIRM_SUBJECT = N_("Er det din mail?")
CONFIRM_TEXT = N_(
    "Hej\n\nNogen har skrevet din mailadresse hos {organisation} for at få besked, når der er nyt.\n\n"
    "Åbn linket her, hvis det er dig:\n{link}\n\nLinket virker i et døgn. Er det ikke dig, skal du ikke gøre noget."
)
STOP = N_("Vil du ikke have mails fra os? Åbn: {link}")
CONFIRM_AT, STOP_AT = "/mail/bekraeft/", "/mail/stop/"
# Words that others may not see, and that a calendar can do without.
_NOT_IN_A_MAIL = re.compile(r"^(?:LOCATION|DESCRIPTION|COMMENT|CONTACT)[;:].*\r?\n(?:[ \t].*\r?\n)*", re.MULTILINE | re.IGNORECASE)


def ready(records: Records, stage: Stage, envelope: Envelope) -> Letter | None:
    """The mail that stands for a letter, and its trying has begun; None when it must not leave, or waits no more."""
    box = mailboxes.get(records, envelope.external)
    if box is None or box.state != (ASKED if envelope.kind == CONFIRM else OPEN):
        post.ended(records, envelope.key, CANCELLED)
        return None
    if not post.begin(records, envelope):
        return None
    texts = stage.texts_in(people.tongue(records, box.person)[0])
    subject, text = _confirm(records, stage, texts, envelope, box) if envelope.kind == CONFIRM else _news(records, stage, texts, box)
    return Letter(
        text=f"{text}\n\n-- \n{texts.say(STOP, link=stop_at(stage.url, box.id))}\n",
        attachment=without_place(envelope.letter.attachment),
        to=box.address,
        subject=subject,
        mark=hashlib.sha256(envelope.key.encode()).hexdigest()[:32],
    )


def stop_at(url: str, mailbox: str) -> str:
    """The address at which mails to this mailbox are stopped; whoever has a mail may do so, for as long as there are any."""
    return f"{url}{STOP_AT}{mailbox}"


def without_place(calendar: str) -> str:
    """A calendar file as it may go by mail."""
    return _NOT_IN_A_MAIL.sub("", calendar)


def _news(records: Records, stage: Stage, texts: Texts, box: Mailbox) -> tuple[str, str]:
    """The link opens nothing by itself: a mailbox may be read by others."""
    link = f"{stage.url}/chat" if courses.of(records, box.person, Role.COUNSELLEE) else f"{stage.url}/desk"
    return texts.say(NEWS_SUBJECT), texts.say(NEWS, organisation=_organisation(stage, texts), link=link)


def _confirm(records: Records, stage: Stage, texts: Texts, envelope: Envelope, box: Mailbox) -> tuple[str, str]:
    """The link is made now, so that it lies nowhere before. One that may have arrived already stays good."""
    if not envelope.tries:
        links.forget(records, LinkKind.MAIL, person=box.person)
    link = f"{stage.url}{CONFIRM_AT}{links.make(records, LinkKind.MAIL, person=box.person)}"
    return texts.say(CONFIRM_SUBJECT), texts.say(CONFIRM_TEXT, organisation=_organisation(stage, texts), link=link)


def _organisation(stage: Stage, texts: Texts) -> str:
    return stage.operator.said_in(texts.language).controller
