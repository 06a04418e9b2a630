"""A course in a house in memory in which somebody answered so: its pictures and its sheet, read as they always are."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.dialogue.answers import Answer, Misfit, read_text
from bot.dialogue.flow import Flow, Kind, Step
from bot.domain.paper import Paper
from bot.domain.pictures import Picture
from bot.domain.sheet import Words
from bot.records import notes
from bot.usecases import inviting, papers, sharing
from bot.usecases.pictures import reading
from bot.usecases.pictures.reading import ADDS_TO, FIELD_OF, OF_A_TAKING, OVER_TIME, OVERVIEW, Ref
from bot.usecases.stage import Voice, voice
from bot.usecases.telling import spoken
from tests.rendering.specimen.takings import Taking
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import BEGUN_AT, Story, secret

KINDS = (*OF_A_TAKING, *OVER_TIME)


def course(takings: Iterable[Taking], *, language: str = "da") -> Pens:
    """A course whose counsellee reads this language and has answered all this; the day after, they are at the story of their life."""
    story = Story()
    story.counsellee = story.do(inviting.accept, story.stage, secret(story.invitation.web), language=language)
    pens = Pens(story)
    tongue = story.ask(voice, story.stage, story.counsellee)
    for number, taking in enumerate(sorted(takings, key=lambda taking: taking.later)):
        story.clock.now = BEGUN_AT + timedelta(days=taking.later, minutes=number)
        _write(pens, taking, f"taking{number}", tongue)
    story.clock.later(days=1)
    return pens


def share_all(pens: Pens) -> None:
    """The counsellor may see every answer there is."""
    given = [note for note in pens.story.mine() if note.flow in {*OF_A_TAKING, *ADDS_TO} and not note.shared]
    pens.story.do(sharing.share, pens.story.stage, pens.guided, given)


def pictures(pens: Pens) -> dict[str, Picture]:
    """Every picture the counsellee may see, by its kind; where a method was taken more than once, the last."""
    standing = pens.story.ask(reading.standing, pens.story.stage, pens.guided)
    found = {ref.kind: picture for field in standing.values() for ref, picture in field}
    whole = pens.story.ask(reading.read, pens.story.stage, pens.guided, Ref(kind=OVERVIEW, author=pens.guided.person))
    return found | ({OVERVIEW: whole} if whole else {})


def paper(pens: Pens, *, everything: bool) -> Paper:
    """The sheet on paper: the counsellee's own copy, or the one for both."""
    return pens.story.ask(papers.read, pens.story.stage, pens.guided, everything=everything)


def blank(pens: Pens) -> Paper:
    """The sheet to write on by hand."""
    return pens.story.ask(papers.blank, pens.story.stage, pens.guided)


def _write(pens: Pens, taking: Taking, subject: str, tongue: Voice) -> None:
    flow = pens.story.stage.flows[taking.flow]
    own = {pick: words for answer in taking.answers.values() for pick, words in answer.own.items()}
    for name, answer in taking.answers.items():
        step = flow.step(name)
        assert step, (flow.id, name)
        _can_be_said(step, answer)
        place = {"field": FIELD_OF.get(flow.id, flow.field), "flow": flow.id, "step": name, "subject": subject}
        words = _words(flow, step, answer, own, tongue)
        pens.story.do(notes.write, course=pens.guided.course, author=pens.guided.person, words=words, **place)


def _can_be_said(step: Step, answer: Answer) -> None:
    """No longer than the step takes from anybody."""
    if step.kind is Kind.TEXT:
        assert not isinstance(read_text(step, [answer.text]), Misfit), (step.id, len(answer.text))


def _words(flow: Flow, step: Step, answer: Answer, own: Mapping[str, str], tongue: Voice) -> Words:
    shown = {choice.id: tongue.step(flow, each.id, choice.label) for each in flow.steps for choice in each.choices}
    said = spoken(flow, step, answer, {**shown, **own}, tongue)
    return Words(question=tongue.step(flow, step.id, step.text), said=said, answer=answer.as_data(), language=tongue.texts.language)
