"""A counsellor suggests a method, and takes it back; the counsellee says no thanks, or nothing. Nobody is reminded of it."""

from bot.domain.letter import Button
from bot.domain.people import Role, Viewer
from bot.domain.suggestion import Suggestion, SuggestionState
from bot.domain.trail import Act
from bot.errors import BadInput, NotFound
from bot.marks import N_
from bot.records import courses, notes, people, post, suggestions
from bot.records.core import Records, stamp
from bot.usecases.notices import tell
from bot.usecases.scene import Scene
from bot.usecases.stage import Stage, Who

LONGEST_REASON = 200
WITH_REASON = N_("{who} foreslår den: “{reason}”")
WITHOUT_REASON = N_("{who} foreslår den.")
SEE = N_("Se")
NO_THANKS = N_("Nej tak")
YOU_DECIDE = N_("Du bestemmer selv. Siger du nej tak, kan {counsellor} se det. Du behøver ikke sige hvorfor.")
DECLINED = N_("Det er i orden. {counsellor} kan se, at du sagde nej tak. Du behøver ikke sige hvorfor.")


def suggest(records: Records, stage: Stage, who: Who, flow: str, reason: str = "") -> None:
    """Suggest a method to the course's counsellees. Raises BadInput with "suggest" for one that cannot be, "suggest_reason" for the line.

    What is suggested already is not said twice, and what somebody said no to is not suggested to them again.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    line = " ".join(reason.split())
    if len(line) > LONGEST_REASON:
        raise BadInput("suggest_reason")
    asked = [person for person in courses.ids(records, who.course, Role.COUNSELLEE) if flow in suggestable(records, stage, who, person)]
    if not asked:
        raise BadInput("suggest")
    for person in asked:
        made = suggestions.make(records, who.course, flow=flow, by=who.person, person=person, reason=line)
        records.log(who.person, Act.SUGGEST, who.course, made)
        _tell(records, stage, person, who.course, made)


def suggestable(records: Records, stage: Stage, who: Who, person: str) -> list[str]:
    """The methods this counsellor can suggest to one counsellee, in the order of the menu."""
    mine = suggestions.visible(records, who.course, viewer=who.viewer, person=person)
    closed = {one.flow for one in mine if standing(records, one) in {SuggestionState.OPEN, SuggestionState.DECLINED}}
    return [method for listed in stage.menu.values() for method in listed if method not in closed]


def withdraw(records: Records, who: Who, suggestion: str) -> None:
    """The counsellor takes a suggestion back. Raises NotFound for one that is not theirs, or was answered with no."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    found = _one(records, who, suggestion)
    if found.by != who.person or standing(records, found) is not SuggestionState.OPEN:
        raise NotFound
    _move(records, found, SuggestionState.WITHDRAWN)
    records.log(who.person, Act.UNSUGGEST, who.course, suggestion)


def take_back(records: Records, course: str, counsellor: str) -> None:
    """What this counsellor suggested and nobody has answered waits no more."""
    for found in suggestions.visible(records, course, viewer=Viewer(person=counsellor), by=counsellor, state=SuggestionState.OPEN):
        _move(records, found, SuggestionState.WITHDRAWN)


def decline(records: Records, who: Who, suggestion: str) -> None:
    """The counsellee says no thanks. Raises NotFound for a suggestion that is not theirs, or waits no more."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLEE)
    found = _one(records, who, suggestion)
    if found.person != who.person or found.state is not SuggestionState.OPEN:
        raise NotFound
    _move(records, found, SuggestionState.DECLINED)
    records.log(who.person, Act.DECLINE, who.course, suggestion)


def take(records: Records, who: Who, flow: str) -> str:
    """The counsellee opens a method; the id of the suggestion that led there, empty when nobody suggested it."""
    led = suggestions.visible(records, who.course, viewer=who.viewer, person=who.person, flow=flow, state=SuggestionState.OPEN)
    for suggestion in led:
        _move(records, suggestion, SuggestionState.TAKEN)
    return led[0].id if led else ""


def waiting(records: Records, stage: Stage, who: Who) -> list[Suggestion]:
    """What is suggested to this counsellee and not answered. By a link from staff they see what staff may know."""
    mine = suggestions.visible(records, who.course, viewer=who.viewer, person=who.person)
    stands = {one.id: standing(records, one) if who.shared_only else one.state for one in mine}
    return [one for one in mine if stands[one.id] is SuggestionState.OPEN and one.flow in stage.flows]


def standing(records: Records, suggestion: Suggestion) -> SuggestionState:
    """How a suggestion stands as far as the one who made it may know.

    A no was said to be seen. A method taken in private looks as if nothing had happened, until something of it is shared.
    """
    if suggestion.state in {SuggestionState.DECLINED, SuggestionState.WITHDRAWN}:
        return suggestion.state
    reader = Viewer(person=suggestion.by)
    seen = notes.visible(records, suggestion.course, viewer=reader, author=suggestion.person, flow=suggestion.flow)
    since = stamp(suggestion.made_at)
    shared = any(notes.shared_at(records, note, suggestion.by) >= since for note in seen)
    return SuggestionState.TAKEN if shared else SuggestionState.OPEN


def told(scene: Scene, suggestion: Suggestion) -> str:
    """Who suggests a method, and why, in words."""
    who = people.name(scene.records, suggestion.by)
    return scene.say(WITH_REASON if suggestion.reason else WITHOUT_REASON, who=who, reason=suggestion.reason)


def _tell(records: Records, stage: Stage, person: str, course: str, suggestion: str) -> None:
    texts = stage.texts_in(people.tongue(records, person)[0])
    # A no is said beside it, where one reads first that it will be seen.
    look = Button(label=texts.say(SEE), press="m:suggested")
    tell(records, stage, person, course, "suggested", rows=((look,),), key=_key(suggestion))


def _one(records: Records, who: Who, suggestion: str) -> Suggestion:
    found = suggestions.visible(records, who.course, viewer=who.viewer, id=suggestion)
    if not found:
        raise NotFound
    return found[0]


def _move(records: Records, suggestion: Suggestion, state: SuggestionState) -> None:
    """It stands so now, and a notice of it that nobody has read says nothing true any more."""
    suggestions.move(records, suggestion.id, state)
    for channel in (people.WEB, people.TELEGRAM):
        for envelope in post.waiting_for(records, suggestion.person, channel):
            if envelope.key.startswith(f"{_key(suggestion.id)}."):
                post.ended(records, envelope.key, post.CANCELLED)


def _key(suggestion: str) -> str:
    return f"suggestion.{suggestion}"
