"""There is no way round the counsellee's own yes."""

from contextlib import suppress

from bot.errors import SamvejError
from bot.usecases.sheets import ops
from tests.usecases.sheets.pens import Pens
from tests.usecases.sheets.test_confirming import asked, put


def test_no_deed_of_the_counsellor_settles_anything() -> None:
    pens, mine, theirs = put()
    pens.do(pens.guide, "put", field="agreement", text="En vej", seen="0")
    pens.do(pens.guide, "sit", do="begin")
    about = {"note": mine, "text": "Mine ord", "show": "1", "field": "want", "seen": "1", "verdict": "yes", "do": "end"}
    for kind in sorted(ops.KINDS):
        for note, version in ((mine, "1"), (theirs, "2"), (mine, "2")):
            _try(pens, kind, {**about, "note": note, "version": version, "wish": note, "action": note})
    assert {row["person"] for row in pens.story.rows("verdicts")} == {pens.guide.person}
    for field in ("want", "agreement"):
        assert not asked(pens, field=field).settled
    assert pens.story.line().headline not in {"aftalt", "i gang"}


def _try(pens: Pens, kind: str, about: dict[str, str]) -> None:
    with suppress(SamvejError):
        pens.do(pens.guide, kind, **about)
