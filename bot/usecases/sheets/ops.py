"""What is done on a sheet: each deed by its name, once for each id that the doer's browser made."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Role
from bot.errors import BadInput
from bot.records import courses
from bot.records import ops as done_before
from bot.records.core import Records, moment
from bot.usecases import sharing
from bot.usecases.sheets import confirming, dots, lending, placing, removing, sitting, steps, telling, undoing, wishing, writing
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.stage import Stage, Who

__all__ = ["KINDS", "Deed", "Done", "Op", "do"]

KINDS: dict[str, Deed] = {
    name: deed
    for one in (writing, placing, removing, undoing, wishing, lending, confirming, dots, steps, sitting)
    for name, deed in one.DEEDS.items()
}
# Longer than any id a browser makes.
LONGEST_ID = 64
# With these a counsellee shows something, as with every deed that says so by `show`.
SHOWING = {"show", "step_show", "lent_yes"}
CODE = "code"
# What was told once, and may not have arrived, is told again for so long.
AGAIN = timedelta(minutes=10)


def do(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Do it; what was done before by this id is not done again, and the same comes of it.

    Raises NotAllowed, CourseClosed, CourseFrozen, NotFound (it is gone), NoteMoved and WordingMoved (the words are others by now),
    BadInput, whose first detail names what is wrong ("text": no words or too many; "undo"), where it can be told.
    """
    role = courses.require(records, who.course, who.person)
    deed = KINDS.get(op.kind)
    if deed is None or not 0 < len(op.id) <= LONGEST_ID:
        raise BadInput
    before = done_before.find(records, who.course, who.person, op.id)
    if before:
        return _again(records, who, before)
    done = deed(records, stage, who, op)
    if role is Role.COUNSELLEE and (op.get("show") == "1" or op.kind in SHOWING) and sharing.is_anything_shared(records, who):
        done = replace(done, code=sharing.first_code(records, who))
    done_before.add(
        records,
        who.course,
        op=op.id,
        person=who.person,
        kind=op.kind,
        note=done.note,
        said=done.said,
        was=done.was,
        became={**done.became, **({CODE: "1"} if done.code else {})},
    )
    telling.told(records, stage, who, op, done)
    return done


def _again(records: Records, who: Who, before: done_before.Did) -> Done:
    """What came of it before. A code that was told with it is not kept, so whoever asks once more soon after gets another one."""
    is_fresh = records.now - moment(before.at) < AGAIN
    became = {name: value for name, value in before.became.items() if name != CODE}
    code = sharing.new_code(records, who) if became != before.became and is_fresh and not who.shared_only else ""
    return Done(note=before.note, said=before.said, was=before.was, became=became, code=code)
