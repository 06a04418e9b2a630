"""Writes the golden talks anew, those that are missing too; look the difference over before keeping it."""

from tests.flows import timed
from tests.flows.driving import WAYS, talked
from tests.flows.golden import FOLDER, TALKS, replayed, stage, written


def rewrite() -> None:
    """Talk every flow through in every way; what was written by hand goes again with the lines said in it."""
    made = {FOLDER / f"{flow}-{way}.txt": (flow, way) for flow in sorted(stage().flows) for way in WAYS}
    for file, (flow, way) in made.items():
        file.write_text(written(talked(flow, way)), encoding="utf-8")
    for file in sorted(set(TALKS) - set(made)):
        file.write_text(replayed(file.read_text(encoding="utf-8")), encoding="utf-8")
    rewrite_time()


def rewrite_time() -> None:
    """Let time go again in each talk of it, with the same lines said."""
    for file in timed.TALKS:
        file.write_text(timed.replayed(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
