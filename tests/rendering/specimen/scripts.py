"""Words from right to left, and words full of small pictures."""

from tests.rendering.specimen.takings import Taking, day, each, entries, event, lines, met, number, picks, road, text, thing, took


def _told(of: tuple[str, ...]) -> tuple[Taking, ...]:
    """One course in twelve sayings of one script."""
    home, school, friend, work, family, calm, music, sea, help_, dream, bread, night = of
    return (
        took(
            "lifeline",
            events=entries(event(6, school, 3, family), event(9, home, -2), event(10.5, family, -4, friend), event(14, dream, 5)),
        ),
        took(
            "lifespace",
            question=text(dream),
            around=entries(thing(family, "near", "helps"), thing(school, "middle", "drains"), thing(sea, "far", "both"), thing(music)),
            more=text(music),
            less=text(night),
        ),
        took(
            "crossroads",
            about=text(dream),
            roads=entries(road(work, bread, night, help_, 8), road(school, dream, home, calm, 4)),
            draws=text(work),
        ),
        took("goal", positive=text(dream), specific=text(sea), realistic=lines(work, school), timed=day(2027, 8, 1), one_line=text(dream)),
        took(
            "values",
            picked=picks("family", "calm", own=music),
            lived=each(family={"last": home, "room": 7}, calm={"last": sea, "room": 2}, own={"last": night, "room": 5}),
            order=picks("own", "family", "calm"),
            more_room=picks("calm"),
            small=text(calm),
        ),
        took(
            "strengths",
            best=picks("hands", "helpful", "funny"),
            examples=each(hands={"example": bread}, helpful={"example": help_}, funny={"example": friend}),
            friend=text(friend),
            use_more=picks("funny"),
        ),
        *(took(flow, at * 9, now=number(3 + at * 2)) for flow in ("importance", "belief") for at in range(3)),
        met(1, 6, 5, 8, 6),
        met(9, 8, 7, 8, 8),
        took(
            "roadmap",
            here=text(home),
            there=text(dream),
            stops=lines(work, school, bread),
            obstacles=lines(night),
            detours=text(help_),
            helpers=lines(family, friend),
            next_stop=text(work),
        ),
        took("doorframe", cue=text(night), reply=text(help_), first=text(calm), by=day(2026, 11, 25)),
        took("goodthings", 0, things=lines(sea, music), made=text(friend)),
        took("goodthings", 2, things=lines(bread)),
    )


HEBREW = _told(
    (
        "הבית של אמא",
        "התחלתי בבית ספר חדש",
        "חבר טוב מהכיתה",
        "עבודה במאפייה",
        "המשפחה שלי",
        "שקט ומנוחה",
        "מוזיקה",
        "טיול לים בשבת",
        "לבקש עזרה מסבתא",
        "אני רוצה ללמוד מקצוע שאני אוהב",
        "לאפות לחם של 3 קמחים",
        "לילות בלי שינה",
    )
)
ARABIC = _told(
    (
        "بيت أمي",
        "بدأت في مدرسة جديدة",
        "صديق جيد من الصف",
        "العمل في المخبز",
        "عائلتي",
        "الهدوء والراحة",
        "الموسيقى",
        "رحلة إلى البحر يوم السبت",
        "أن أطلب المساعدة من جدتي",
        "أريد أن أتعلم مهنة أحبها",
        "خبز من 3 أنواع من الدقيق",
        "ليالٍ بلا نوم",
    )
)
EMOJI = _told(
    (
        "🏠 Home 💔",
        "New school 🎒😬",
        "👩‍👩‍👧 My friend 💛",
        "The bakery 🥐👩🏽‍🍳",
        "Grandma ❤️👵🏼",
        "Peace & quiet 🧘‍♂️",
        "🎵🎶🎧",
        "The sea 🌊🏖️ ☀️",
        "Ask for help 🙏🏿 ✅",
        "I want a job I like 🌟🚀 (1️⃣ day)",
        "Bread 🍞🥖",
        "😭😭😭 Bad nights 🌙",
    )
)
