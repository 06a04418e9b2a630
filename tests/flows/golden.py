"""Golden talks: files that say, line for line, what is typed and what is told, and the rehearsal that they are held to."""

from itertools import count
from pathlib import Path

from bot import app, cli
from bot.channels.terminal import Talk
from bot.config import Settings

HERE = Path(__file__).parent
TALKS = sorted((HERE / "talks").glob("*.txt"))
YOU = "you: "


def replayed(talk: str) -> str:
    """The talk as it goes now, with the same lines said. Its first line names the flow and the language: `# flow lang`."""
    first, *lines = talk.splitlines()
    flow, language = first.removeprefix("# ").split()
    numbers = count(1)
    house = app.scratch_house(lambda: cli.REHEARSED_AT, lambda: f"{next(numbers):022}")
    rehearsal = Talk(house, app.set_stage(Settings(data=Path("nowhere"))), flow, language)
    told = [first, *rehearsal.told()]
    for line in lines:
        if line.startswith(YOU):
            said = line.removeprefix(YOU)
            told += [line, *rehearsal.hear(said)]
    return "\n".join(told) + "\n"
