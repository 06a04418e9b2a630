"""What somebody wrote in a flow, as the picture that one of the two may see of it."""

from bot.dialogue.answers import Answer
from bot.domain.pictures import Picture
from bot.domain.sheet import Note, Words
from bot.usecases import sharing
from bot.usecases.pictures import reading
from bot.usecases.pictures.reading import Ref
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice, Who
from tests.usecases.story import BEGUN_AT, Story, stage


def wrote(flow: str, *lines: str) -> Story:
    """A course whose counsellee took a flow and said this."""
    story = Story().accept()
    story.press(f"m:take={flow}")
    story.talk(*lines)
    return story


def picture(story: Story, kind: str, who: Who | None = None, author: str = "") -> Picture | None:
    """The picture of the counsellee's own taking, as they see it or as another does."""
    subject = next((note.subject for note in story.mine(flow=kind)), "")
    ref = Ref(kind=kind, author=author or story.counsellee.person, subject=subject)
    return story.ask(reading.read, story.stage, who or story.counsellee, ref)


def shared(story: Story, flow: str) -> Story:
    """Everything of one flow is shared with the counsellor."""
    story.do(sharing.share, story.stage, story.counsellee, [note for note in story.mine(flow=flow) if not note.words.skipped])
    return story


def taking(flow: str, **answers: Answer) -> Taken:
    """A taking of a flow with these answers, by step, as its own author sees it."""
    drawn = stage()
    notes = {step: _note(flow, step, answer) for step, answer in answers.items()}
    return Taken(flow=drawn.flows[flow], tongue=Voice(texts=drawn.texts["da"], timezone=drawn.timezone), notes=notes)


def _note(flow: str, step: str, answer: Answer) -> Note:
    words = Words(question="?", said=answer.text or "\n".join(answer.lines), answer=answer.as_data())
    return Note(id=step, course="c", author="a", field="f", flow=flow, step=step, subject="", version=1, words=words, written_at=BEGUN_AT)
