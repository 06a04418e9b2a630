"""Somebody takes the bot back whom it could not reach: what waited on their page meanwhile is sent, once, in one letter."""

from datetime import datetime
from typing import Any

from bot.domain.letter import Letter
from bot.records import people, post, reminding
from bot.records.core import Records
from bot.records.people import WEB, Address
from bot.records.post import CANCELLED, Envelope

KIND = "unblocked"


def catch_up(records: Records, address: Address, since: datetime) -> None:
    """Send what has waited on this person's page `since` they were gone; who wants their letters on the page has them there."""
    if reminding.wishes(records, address.person).first == people.WEB:
        return
    waiting = [one for one in post.waiting_for(records, address.person, WEB) if one.made_at and one.made_at >= since]
    fresh = [one for one in waiting if one.good_until is None or one.good_until > records.now]
    for course in dict.fromkeys(one.course for one in fresh):
        _send(records, address, [one for one in fresh if one.course == course])


def _send(records: Records, address: Address, letters: list[Envelope]) -> None:
    """One course's letters as one: its words are sealed with the course."""
    first = letters[0]
    where: dict[str, Any] = {"channel": address.channel, "external": address.external, "person": address.person, "course": first.course}
    kind = first.kind if len(letters) == 1 else KIND
    post.post(records, _gathered(letters), key=f"{KIND}.{first.key}", kind=kind, **where)
    for one in letters:
        post.ended(records, one.key, CANCELLED)


def _gathered(letters: list[Envelope]) -> Letter:
    if len(letters) == 1:
        return letters[0].letter
    texts = dict.fromkeys(one.letter.text for one in letters)
    rows = dict.fromkeys(row for one in letters for row in one.letter.rows)
    files = [one.letter.attachment for one in letters if one.letter.attachment]
    return Letter(text="\n\n".join(texts), rows=tuple(rows), attachment=files[0] if len(files) == 1 else "")
