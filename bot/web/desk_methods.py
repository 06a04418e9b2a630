"""Reads the part of a course's page that is about methods: what was suggested and how it stands, and where the two of them are."""

from dataclasses import dataclass

from bot.domain.people import Role
from bot.domain.suggestion import SuggestionState
from bot.marks import N_
from bot.records import courses, suggestions
from bot.records.core import Records
from bot.usecases import fields, suggesting
from bot.usecases.methods import NAMED
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.standings import counted

STATES = {
    SuggestionState.OPEN: N_("Foreslået"),
    SuggestionState.TAKEN: N_("Taget, og noget er delt"),
    SuggestionState.DECLINED: N_("Takket nej"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One suggestion as the counsellor who made it may know it; `open`: it can be taken back."""

    id: str
    method: str
    reason: str
    state: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """What there is to say about methods, in the reader's language.

    `suggestable` are the methods that can be suggested, by field: (field, ((flow id, title, minutes), …)). `taken` is of how many
    methods something is shared, `own` how many of these the counsellee chose; `fields` is one text for each field of the sheet.
    """

    suggested: tuple[Suggested, ...]
    suggestable: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]
    taken: int
    own: int
    fields: tuple[str, ...]
    longest: int = suggesting.LONGEST_REASON


def read(records: Records, stage: Stage, who: Who) -> Methods:
    """The methods of one course as its counsellor sees them: what is not shared looks as if it were not there."""
    tongue = voice(records, stage, who)
    counsellees = courses.ids(records, who.course, Role.COUNSELLEE)
    counts = [counted(records, who.course, person, who.viewer) for person in counsellees]
    can = {method for person in counsellees for method in suggesting.suggestable(records, stage, who, person)}
    return Methods(
        suggested=tuple(_suggested(records, stage, tongue, who)),
        suggestable=tuple(_by_field(stage, tongue, can)),
        taken=sum(taken for taken, _ in counts),
        own=sum(own for _, own in counts),
        fields=tuple(fields.seen(records, stage, who)),
    )


def _suggested(records: Records, stage: Stage, tongue: Voice, who: Who) -> list[Suggested]:
    mine = suggestions.visible(records, who.course, viewer=who.viewer, by=who.person)
    stands = [(one, suggesting.standing(records, one)) for one in mine]
    return [
        Suggested(
            id=one.id,
            method=tongue.say(stage.flows[one.flow].title, one.flow) if one.flow in stage.flows else one.flow,
            reason=one.reason,
            state=tongue.say(STATES[state]),
            open=state is SuggestionState.OPEN,
        )
        for one, state in reversed(stands)
        if state in STATES
    ]


def _by_field(stage: Stage, tongue: Voice, can: set[str]) -> list[tuple[str, tuple[tuple[str, str, int], ...]]]:
    found = []
    for field, methods in stage.menu.items():
        flows = [stage.flows[method] for method in methods if method in can]
        listed = tuple((flow.id, tongue.say(flow.title, flow.id), flow.minutes) for flow in flows)
        found += [(tongue.say(NAMED[field]), listed)] if listed else []
    return found
