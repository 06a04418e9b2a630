"""Whatever is typed or pressed, in any order: nothing breaks, nothing answered is lost, nothing private is seen."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.terminal import options
from bot.dialogue import phrases
from bot.dialogue.answers import cleaned
from bot.domain.media import PICTURE, VOICE, Media
from bot.records import agreements, conversations, notes, people
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import agreeing, filing, reviewing, talking
from bot.usecases.heard import Heard
from bot.usecases.letters import letter
from bot.usecases.press import MOST_BYTES
from bot.usecases.screens import Screen
from bot.usecases.walking import open_flow
from tests.flows.redefined import redefined
from tests.usecases.story import SHORT_WAY, Story, stage

FLOWS = sorted(stage().flows)
CANARY = re.compile(r"kanarie\d+e")
NASTY = (
    "",
    " ",
    "\x00",
    "\ud83d",
    "a\ud800b",
    "👩‍👩‍👧‍👦",
    "\u202eנגטס\u202c",
    "\u200b\u200d\ufeff",
    "<b>hej</b><script>",
    "{counsellor}",
    "{0}",
    "{",
    "}}{",
    "%s %(x)s",
    "end",
    "to end",
    "to_intro",
    "next",
    "=me",
    "t:1:all",
    "/ukendt",
    "/",
    "fredag kl. 14",
    "i går",
    "7",
    "11",
    "Ved ikke",
    "å" * 4097,
    "x" * 10_001,
    "\n".join("abcdefghijklm"),
    "y" * 301,
)
EXAMPLES = 12
COMMANDS = (
    "/menu",
    "/fortsæt",
    "/pause",
    "/tilbage",
    "/skip",
    "/gem",
    "/kort",
    "/deling",
    "/hjælp",
    "/akut",
    "/sprog",
    "/link",
    "/parker",
    "/start x",
)
FORGED = (
    "t:1:all",
    "t:2:save",
    "t:3:share=x",
    "t:999:=me",
    "t:1:text",
    "m:sharing",
    "m:picking",
    "m:seen",
    "m:again=x",
    "m:",
    "g:1:yes",
    "g:0:yes",
    "g:x:differently",
    "a:x:1:done",
    "a:::",
    "q:x",
    "c:x",
    "l:xx",
    "l:en",
    "l:da",
    "i:x:yes",
    "e:some",
    "x:",
    "::",
    "",
    "m:to end",
    "m:take=lifeline",
    "m:take=selfcheck",
    "m:take=x",
    "m:parked",
    "m:told=x",
    "d:x",
    "s:x",
    "t:1:entry",
    "t:1:piles",
    "t:1:share",
    "t:1:edit=0",
    "t:1:edit=99",
    "t:1",
    "t:",
)
ANY_TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(NASTY)
MOVES = st.one_of(
    st.tuples(st.just("type"), ANY_TEXT),
    st.tuples(st.just("press"), st.integers(0, 30)),
    st.tuples(st.just("press"), st.integers(0, 3)),
    st.tuples(st.just("command"), st.sampled_from(COMMANDS)),
    st.tuples(st.just("forge"), st.sampled_from(FORGED) | st.text(max_size=70)),
    st.tuples(st.just("form"), ANY_TEXT),
    st.tuples(st.just("fields"), st.integers(0, 99)),
    st.tuples(st.just("file"), st.integers(0, 3)),
    st.tuples(st.just("edit"), st.integers(0, 99)),
)


@pytest.mark.parametrize("flow", FLOWS)
@given(moves=st.lists(MOVES, min_size=1, max_size=16))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_anything_may_be_typed_and_pressed(flow: str, moves: list[tuple[str, str | int]]) -> None:
    story = begun(flow)
    for number, move in enumerate(moves):
        before, kept = story.screen, versions(story)
        heard = said(story, move, f"kanarie{number}e")
        story.screen = story.do(talking.turn, story.stage, story.counsellee, heard)
        if story.screen is None:
            assert [row for table in ("notes", "seats", "places", "wordings") for row in story.rows(table)] == []
            return
        assert shown(story.screen)
        assert kept <= versions(story)
        assert not saved(before, heard) or any(one.endswith(saved(before, heard)) for one in story.ask(words_kept, story))
        assert seen_by_the_counsellor(story) <= story.ask(open_to_the_counsellor, story)
        assert not CANARY.search(repr(story.letters(story.counsellor.person)))


def begun(flow: str) -> Story:
    """A counsellee at the first question of a flow, with something for it to be about."""
    story = Story().accept()
    story.do(reviewing.ask, story.stage, story.counsellor, "Hvad nu?")
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    own = "om-noget" if stage().flows[flow].repeats else ""
    subject = {"differ": "1", "followup": question(story)}.get(flow, own)
    story.do(_open, story, Frame(flow=flow, subject=subject))
    story.talk("/fortsæt")
    return story


def question(story: Story) -> str:
    return next(str(row["id"]) for row in story.rows("notes", flow="followup"))


def _open(records: Records, story: Story, frame: Frame) -> None:
    who = story.counsellee
    seat = open_flow(records, story.stage, who, Seat(), frame)
    conversations.keep_seat(records, who.person, who.course, seat)


def said(story: Story, move: tuple[str, str | int], canary: str) -> Heard:
    """What a move says, with a word in it that is found again wherever it goes."""
    assert story.screen is not None
    kind, what = move
    if kind == "press":
        offered = options(story.screen)
        return Heard(press=offered[int(what) % len(offered)].press)
    if kind == "type":
        return Heard(text=str(what) if what in NASTY else f"{what}{canary}")
    if kind == "form":
        return Heard(press=f"t:{story.screen.turn}:text", text=f"{what} {canary}")
    if kind == "fields":
        return filled(story.screen, int(what), canary)
    if kind == "file":
        return sent(story, int(what), canary)
    if kind == "edit":
        return edited(story, int(what))
    return Heard(text=str(what)) if kind == "command" else Heard(press=str(what), text=canary)


def filled(screen: Screen, what: int, canary: str) -> Heard:
    """The form of the screen, each field with a word, one of its values, something odd, or nothing."""
    if screen.form is None:
        return Heard(press=f"t:{screen.turn}:entry", fields={"name": canary, "at": "x"})
    odd = ("", canary, "²", "-99", "x" * 1001)
    values = [[*(value for value, _ in field.options), "7", *odd] for field in screen.form.fields]
    chosen = [listed[(what + index * 7) % len(listed)] for index, listed in enumerate(values)]
    fields = {field.name: value for field, value in zip(screen.form.fields, chosen, strict=True)}
    return Heard(press=screen.form.press, fields=fields | ({"at": screen.form.at} if what % 2 else {}))


def sent(story: Story, what: int, canary: str) -> Heard:
    """A photo or a voice message, by itself or from the form of the screen."""
    assert story.screen is not None
    media = Media(media=PICTURE if what % 2 else VOICE, kind="image/jpeg" if what % 2 else "audio/ogg", body=b"x", seconds=5)
    return story.do(filing.heard, story.counsellee, media, f"t:{story.screen.turn}:text" if what > 1 else "", canary)


def edited(story: Story, what: int) -> Heard:
    """Somebody edits a flow meanwhile, and the person goes on."""
    flow = FLOWS[what % len(FLOWS)]
    story.stage = replace(story.stage, flows={**story.stage.flows, flow: redefined(stage().flows[flow], what)})
    return Heard(text="/fortsæt")


def saved(before: Screen | None, heard: Heard) -> str:
    """The text that a press saves; empty for every other move."""
    assert before is not None
    saves = before.name == "step" and before.entry == "text" and heard.press == f"t:{before.turn}:save"
    return cleaned(before.draft) if saves else ""


def shown(screen: Screen) -> bool:
    """Whether there is a screen to see: words, a way out and help at once, also as a letter that any channel takes."""
    presses = [option.press for option in options(screen) if not option.url]
    written = letter(screen, stage().texts_in("da"))
    return bool(written.text.strip()) and "m:crisis" in presses and all(0 < len(press.encode()) <= MOST_BYTES for press in presses)


def versions(story: Story) -> set[tuple[str, int]]:
    return {(row["note"], row["version"]) for row in story.rows("versions")}


def words_kept(records: Records, story: Story) -> set[str]:
    """All that the counsellee has said, wherever it is kept."""
    who = story.counsellee
    mine = [note.words.said for note in notes.visible(records, who.course, viewer=who.viewer, author=who.person)]
    return {*mine, people.get(records, who.person).name, *joint(records, story)}


def joint(records: Records, story: Story) -> list[str]:
    """Words that belong to both from the start: goals, and how one sees them."""
    wordings = agreements.read(records, story.counsellee.course).wordings
    return [*(wording.text for wording in wordings), *(one.line for wording in wordings for one in wording.said.values())]


def open_to_the_counsellor(records: Records, story: Story) -> set[str]:
    """The marked words in what is shared just now, read from the bare rows of the shares."""
    course = story.counsellee.course
    shared = [(row["note"], row["version"]) for row in records.rows.some("shares", {"ended_at": None})]
    rows = [row for note, version in shared for row in records.rows.some("versions", {"note": note, "version": version})]
    opened = [records.open(course, "versions", "words", f"{row['note']}.{row['version']}", row["words"]) for row in rows]
    return marked([*(words["said"] for words in opened), people.get(records, story.counsellee.person).name, *joint(records, story)])


def seen_by_the_counsellor(story: Story) -> set[str]:
    return marked([repr(story.page()), repr(story.line())])


def marked(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in CANARY.findall(text)}


def test_skipped_and_private_look_the_same_from_outside() -> None:
    skipped, private = Story().accept(), Story().accept()
    while skipped.screen is not None and skipped.screen.name == "step":
        skipped.talk(f"[{phrases.ONWARD if 'Videre' in labels(skipped) else phrases.SKIP}]")
    private.talk(
        *SHORT_WAY, "[Spring over]", "[Ja, lidt mere]", "[Gå en tur]", "[Gem]", "Husleje", "[Gem]", "[7]", "på fredag", "[Ja, det passer]"
    )
    assert (skipped.page(), skipped.line(), private.letters(private.counsellor.person)) == (
        private.page(),
        private.line(),
        skipped.letters(skipped.counsellor.person),
    )
    assert len(private.mine()) == len(skipped.mine()) + 4


def labels(story: Story) -> list[str]:
    assert story.screen is not None
    return [option.label for option in options(story.screen)]
