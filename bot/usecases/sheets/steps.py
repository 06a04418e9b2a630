"""The steps of the plan as they are written and changed on the sheet, each by whoever is to take it."""

from bot.domain.people import Role
from bot.domain.plan import STATE_NAMES, Action, ActionState
from bot.errors import BadInput, NotAllowed, NoteMoved, NotFound
from bot.records import courses, plans
from bot.records.core import Records
from bot.usecases import planning, sharing
from bot.usecases.sheets import step_seen, step_words
from bot.usecases.sheets.common import require_seen, require_whole
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.sheets.view import Seen, StepView
from bot.usecases.stage import Stage, Voice, Who, called, voice


def steps(records: Records, stage: Stage, who: Who) -> tuple[StepView, ...]:
    """The steps this member may see, oldest first. The version is told to the doer alone: it tells also of words others do not see."""
    tongue = voice(records, stage, who)
    return tuple(_view(records, tongue, who, action) for action in plans.visible(records, who.course, viewer=who.viewer))


def step(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """A new step of one's own: `what` it is, and whatever else is said of it. Raises BadInput for no words, or a day that is none."""
    _require_room(records, who, op)
    return _written(records, stage, who, step_words.make(records, stage, who, plans.FLOW, op.about), op)


def door(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """A step that hangs on something that happens: `forget`, `cue` (if …) and `reply` (then …). Without `first`, the reply is the step."""
    _require_room(records, who, op)
    if not op.get("cue").strip() or not op.get("reply").strip():
        raise BadInput
    said = {name: words for name, words in op.about.items() if name in {"forget", "cue", "reply", "by", "remind"}}
    said["what"] = op.get("first").strip() or op.get("reply")
    return _written(records, stage, who, step_words.make(records, stage, who, "doorframe", said), op)


def step_edit(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Change what is said of one's own step; only what came along.

    Where `show` does not come along, what both saw is seen by both again; where it is empty, others see the step as it was.
    """
    action = _own(records, who, op)
    require_whole(who)
    both = "show" not in op.about and step_seen.seen(records, who, action) is Seen.BOTH
    changed = step_words.change(records, stage, who, action, op.about)
    return _written(records, stage, who, changed, op, show=both)


def step_state(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """The doer says how it stands with their step, and what got in the way if they like. A wish for help reaches the counsellors."""
    action, state = _own(records, who, op), op.get("state")
    if state not in set(ActionState) or len(op.get("hindered")) > planning.LONGEST:
        raise BadInput
    said = _report(records, stage, who, action, ActionState(state))
    if op.get("hindered").strip():
        step_seen.hindered(records, stage, who, action, op.get("hindered"))
    return Done(note=action.id, said=said)


def step_show(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Let the counsellors see one's own step, all that is said of it."""
    action = _own(records, who, op)
    require_whole(who)
    return Done(note=action.id, said=step_seen.show(records, stage, who, action.id))


def step_hide(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    """Nobody else sees one's own step any more. A counsellor's promise stays seen. Raises NotAllowed."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    action = _step(records, who, op)
    if action.doer != who.person or who.shared_only:
        raise NotAllowed
    step_seen.hide(records, who, action.id)
    return Done(note=action.id)


def _report(records: Records, stage: Stage, who: Who, action: Action, state: ActionState) -> str:
    if state is ActionState.HELP and sharing.is_alone(records, who.course):
        return planning.HELP_ALONE
    if state is ActionState.HELP:
        seen = planning.ask_for_help(records, stage, who, action.id, action.version)
        return planning.HELP_SEEN if seen else planning.HELP_UNSEEN
    if state is ActionState.OPEN:
        planning.open_again(records, who, action)
    else:
        planning.report(records, stage, who, action.id, action.version, state)
    return ""


def _require_room(records: Records, who: Who, op: Op) -> None:
    role = courses.require_open(records, who.course, who.person)
    require_seen(who, show=role is Role.COUNSELLOR or op.get("show") == "1")
    if role is Role.COUNSELLEE and planning.open_steps(records, who) >= planning.MOST_OPEN:
        raise BadInput(planning.ENOUGH)


def _own(records: Records, who: Who, op: Op) -> Action:
    """One's own step, as it was before whoever acts. Raises NotFound, NotAllowed, and NoteMoved when it is another by now."""
    courses.require_open(records, who.course, who.person)
    action = _step(records, who, op)
    now = next((one.what for one in plans.visible(records, who.course, viewer=who.viewer) if one.id == action.id), None)
    if now is None:
        raise NotFound
    if action.doer != who.person:
        raise NotAllowed
    if op.get("version") != str(action.version):
        raise NoteMoved(now, action.version)
    return action


def _step(records: Records, who: Who, op: Op) -> Action:
    action = plans.get(records, op.get("action"))
    if action is None or action.course != who.course:
        raise NotFound
    return action


def _written(records: Records, stage: Stage, who: Who, made: Action, op: Op, *, show: bool = False) -> Done:
    """What is said of a step that was written: the day it is meant for, as it was understood, unless there is more to tell."""
    guides = who.person in courses.ids(records, who.course, Role.COUNSELLOR)
    said = step_seen.show(records, stage, who, made.id) if show or guides or op.get("show") == "1" else ""
    tongue = voice(records, stage, who)
    day = tongue.say(planning.BY, day=tongue.texts.day(made.due)) if made.due and op.get("by").strip() else ""
    return Done(note=made.id, said=said or day)


def _view(records: Records, tongue: Voice, who: Who, action: Action) -> StepView:
    mine = action.doer == who.person
    words = ("what", "first", "helper", "sign", "sentence", "hindered")
    return StepView(
        id=action.id,
        version=action.version if mine else 0,
        mine=mine,
        name=called(records, tongue.texts, action.doer),
        state=action.state,
        state_name=tongue.say(STATE_NAMES[action.state]),
        waits=action.waits,
        due=action.due,
        seen=step_seen.seen(records, who, action) if mine else Seen.BOTH,
        **{name: getattr(action, name) for name in words},
    )


DEEDS: dict[str, Deed] = {
    "step": step,
    "door": door,
    "step_edit": step_edit,
    "step_state": step_state,
    "step_show": step_show,
    "step_hide": step_hide,
}
