"""The least that can be drawn, and the most: every list full, texts as long as any may be, and a word of four hundred letters."""

from itertools import cycle, islice

from bot.dialogue.flow import LONGEST_LINE, LONGEST_TEXT
from bot.dialogue.parts import LONGEST_PART
from tests.rendering.specimen.takings import (
    Taking,
    day,
    each,
    entries,
    event,
    lines,
    met,
    number,
    picks,
    road,
    text,
    thing,
    took,
)

TINY = (
    took("lifeline", events=entries(event(0, "x"))),
    took("lifespace", around=entries(thing("x"))),
    took("crossroads", roads=entries(road("x"))),
    took("goal", positive=text("x")),
    took("values", picked=picks("calm")),
    took("strengths", best=picks("kind")),
    took("importance", now=number(0)),
    met(0, 0, 0, 0, 0),
    took("roadmap", here=text("x")),
    took("doorframe", cue=text("x"), reply=text("y")),
    took("goodthings", things=lines("x")),
)

SAID = "jeg ville gerne have sagt det før og nu siger jeg det alligevel fordi det betyder noget når nogen hører efter hele vejen"


def long(letters: int, first: str = "") -> str:
    """So many letters of everyday words; first a word, if one is given."""
    words = " ".join([*([first] if first else []), *islice(cycle(SAID.split()), letters // 3)])
    return words[: letters - 1].strip() + "."


WORD = ("uddannelsesvejledningscenterafdelingslederkonference" * 8)[:400]
PART, LINE = long(LONGEST_PART, WORD), long(LONGEST_LINE)
ROOM = {"last": PART, "room": 10}

HUGE: tuple[Taking, ...] = (
    took(
        "lifeline",
        events=entries(
            *(event(2 + at * 0.6, PART if at % 7 == 3 else LINE, (at * 4) % 11 - 5, PART if at % 5 == 0 else "") for at in range(30))
        ),
        title=text(long(60)),
    ),
    took(
        "lifespace",
        question=text(long(LONGEST_TEXT)),
        around=entries(
            *(
                thing(PART if at == 3 else LINE, ("near", "middle", "far", "")[at % 4], ("helps", "both", "drains", "")[at % 3])
                for at in range(15)
            )
        ),
        more=text(long(LONGEST_TEXT)),
        less=text(long(LONGEST_TEXT, WORD)),
    ),
    took(
        "crossroads",
        about=text(long(LONGEST_TEXT)),
        roads=entries(*(road(PART if at == 1 else long(120), PART, PART, PART, at * 3 + 1) for at in range(4))),
        draws=text(long(LONGEST_TEXT)),
    ),
    took(
        "goal",
        **{step: text(long(LONGEST_TEXT, WORD)) for step in ("positive", "specific", "measurable", "attractive", "responsibility")},
        realistic=lines(*[LINE] * 6),
        timed=day(2027, 12, 30),
        ecological=text(long(LONGEST_TEXT)),
        consequences=text(long(LONGEST_TEXT)),
        one_line=text(long(300)),
    ),
    took(
        "values",
        picked=picks("justice", "helping", one=WORD[:LONGEST_LINE], two=LINE, three=LINE),
        lived=each(justice=ROOM, helping=ROOM, one=ROOM, two=ROOM, three=ROOM),
        order=picks("one", "two", "three", "justice", "helping"),
        more_room=picks("one"),
        small=text(long(LONGEST_TEXT)),
    ),
    took(
        "strengths",
        best=picks("hopeful", "keeps_word", "hands", "learns", "tries_new"),
        examples=each(**{one: {"example": PART} for one in ("hopeful", "keeps_word", "hands", "learns", "tries_new")}),
        friend=text(long(LONGEST_TEXT)),
        use_more=picks("hopeful"),
    ),
    *(took(flow, at * 3, now=number((at * step) % 11)) for flow, step in (("importance", 7), ("belief", 4)) for at in range(30)),
    *(met(at * 7, *((at * step) % 11 for step in (3, 5, 7, 9))) for at in range(30)),
    took(
        "roadmap",
        here=text(long(300)),
        there=text(long(300)),
        stops=lines(LINE, WORD[:LONGEST_LINE], *[LINE] * 4),
        obstacles=lines(*[LINE] * 5),
        detours=text(long(LONGEST_TEXT, WORD)),
        helpers=lines(*[LINE] * 6),
        next_stop=text(long(LONGEST_TEXT)),
    ),
    took("doorframe", cue=text(long(200)), reply=text(WORD[:200]), first=text(long(LONGEST_TEXT)), by=day(2027, 12, 30)),
    *(took("goodthings", at, things=lines(LINE, WORD[:LONGEST_LINE], LINE), made=text(long(LONGEST_TEXT))) for at in range(7)),
)

# One note of ten thousand letters.
LONG = (took("dream", dream=text(long(LONGEST_TEXT, WORD))),)
