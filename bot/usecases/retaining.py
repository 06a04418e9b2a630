"""The daily round: warns people a week before what they wrote goes, lets go what nobody kept, and sweeps up what is over."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.letter import Button, Letter
from bot.domain.operator import Retention
from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotAllowed, NotFound
from bot.marks import N_
from bot.privacy import retention
from bot.privacy.retention import Fate, Periods
from bot.records import courses, lifetimes, people, post, traces, trail
from bot.records.core import Records, stamp
from bot.usecases import erasing
from bot.usecases.house import House
from bot.usecases.notices import open_places
from bot.usecases.stage import Stage, Who

EVERY = timedelta(hours=20)
AWAY = timedelta(days=3)
RED_AFTER = timedelta(hours=26)
INBOX = timedelta(hours=24)
KIND = "expiring"
GOES = N_("{day} bliver alt slettet, som du har skrevet her. Vil du beholde det?")
KEEP_IT = N_("Behold det")
KEPT = N_("Det er i orden. Vi beholder det.")


def make_round(house: House, stage: Stage) -> int | None:
    """Make the round if it was not made for 20 hours, a transaction for each course; how many things went, or None when it is not due.

    The first after some days without one lets nothing go: the machine was off, or its clock is wrong.
    """
    if not house.read(lambda records: lifetimes.chore_is_due(records, EVERY)):
        return None
    sure, gone = not house.read(lambda records: lifetimes.is_back(records, AWAY)), 0
    for course in house.read(lifetimes.every_course):
        gone += house.write(partial(settle, stage=stage, course=course, sure=sure))
    return gone + house.write(lambda records: _finish(records, stage.operator.retention, sure=sure))


def settle(records: Records, stage: Stage, course: str, *, sure: bool) -> bool:
    """Warn the people of a course, or let it go, or neither, as its time is; whether it went. Not `sure` of the time, none goes."""
    try:
        life = lifetimes.life(records, course)
    except NotFound:
        return False
    periods = _periods(stage.operator.retention)
    if retention.is_fresh_again(life, periods, records.now):
        lifetimes.fresh(records, course)
        post.cancel(records, course=course, kind=KIND)
        life = replace(life, warned=None)
    if life.warned:
        life = replace(life, rounds=life.rounds + 1)
        lifetimes.waited(records, course, life.rounds)
    fate = retention.fate(life, periods, records.now)
    if fate is Fate.WARN:
        _warn(records, stage, course, retention.goes_at(life, periods, records.now))
    if goes := sure and fate is Fate.GOES:
        erasing.erase_course(records, course, Act.EXPIRED)
    return goes


def keep(records: Records, who: Who) -> None:
    """A counsellee wants to keep their course: its time begins anew. Raises NotAllowed for anybody else."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    if who.shared_only:
        raise NotAllowed
    lifetimes.renew(records, who.course)
    post.cancel(records, course=who.course, kind=KIND)
    records.log(who.person, Act.KEEP, who.course)


def is_late(records: Records, since: datetime) -> bool:
    """Whether the round was not made for 26 hours, by a house that has been open since then."""
    ran = lifetimes.chore_ran(records)
    return records.now - max(since, ran or since) > RED_AFTER


def sweep(records: Records, periods: Retention) -> int:
    """Let go what is over and belongs to no open course: sent letters, used links, ended sessions, old marks; how many rows."""
    old, now = stamp(records.now - timedelta(days=periods.letters)), stamp(records.now)
    gone = sum(
        _drop_old(records, *each)
        for each in (
            ("outbox", "ended_at", old, "key"),
            ("links", "used_at", old, "hash"),
            ("links", "expires_at", old, "hash"),
            ("sessions", "expires_at", now, "hash"),
            ("challenges", "expires_at", now, "hash"),
            ("audit", "at", stamp(records.now - timedelta(days=periods.trail)), "id"),
        )
    )
    gone += trail.trim(records.rows, records.vault, stamp(records.now - timedelta(days=periods.trail)))
    return gone + post.forget_in(records, records.now - INBOX) + traces.forget(records) + _forget_texts(records)


def _finish(records: Records, periods: Retention, *, sure: bool) -> int:
    gone = sweep(records, periods) if sure else 0
    lifetimes.chore_done(records, gone)
    return gone


def _warn(records: Records, stage: Stage, course: str, goes: datetime) -> None:
    """Tell everybody guided in the course, in every place where they look, and keep when."""
    for person in courses.ids(records, course, Role.COUNSELLEE):
        language, timezone = people.tongue(records, person)
        texts = stage.texts_in(language)
        day = texts.short_day(goes.astimezone(ZoneInfo(timezone)).date())
        letter = Letter(text=texts.say(GOES, day=day), rows=((Button(label=texts.say(KEEP_IT), press=f"k:{course}"),),))
        for channel, external in [(people.WEB, person), *((one.channel, one.external) for one in open_places(records, person))]:
            key = f"{records.new_id()}.{channel}.{external}"
            where: dict[str, Any] = {"channel": channel, "external": external, "person": person, "course": course}
            post.post(records, letter, key=key, kind=KIND, slot=f"{KIND}.{course}", **where)
    lifetimes.warned(records, course)
    records.log("", Act.EXPIRING, course)


def _periods(given: Retention) -> Periods:
    return Periods(course=given.course, closed=given.closed, invitation=given.invitation)


def _drop_old(records: Records, table: str, column: str, until: str, key: str) -> int:
    gone = records.rows.some(table, {}, up_to={column: until})
    return sum(records.rows.drop(table, {key: row[key]}) for row in gone)


def _forget_texts(records: Records) -> int:
    """The acts of people who are gone, and texts that nobody here was ever shown."""
    gone = [row for row in records.rows.some("consents", {}) if records.rows.one("people", {"id": row["person"]}) is None]
    dropped = sum(records.rows.drop("consents", {"id": row["id"]}) for row in gone)
    unread = [row for row in records.rows.some("notices", {}) if not records.rows.count("consents", {"notice": row["hash"]})]
    return dropped + sum(records.rows.drop("notices", {"hash": row["hash"]}) for row in unread)
