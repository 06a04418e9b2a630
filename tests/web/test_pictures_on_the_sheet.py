"""The figures on the sheet and at the desk: what is drawn, with all it shows in words, and drawn anew only when it is another."""

import re

from bot.domain.sheet import Words
from bot.records import notes
from bot.records.core import Records
from bot.usecases.stage import Who
from tests.web.desk_steps import at_the_desk
from tests.web.picture_steps import at, drew, ref
from tests.web.sheet_steps import OWN, desk, person, two, written
from tests.web.test_sheet_page import digests
from tests.web.world import World

FIGURE = re.compile(
    r'<figure class="drawn" data-picture="([^"]+)" data-mark="([0-9a-f]{12})" aria-label="([^"]+)">(.*?)</figure>', re.DOTALL
)
DAYS = ("today", "yesterday")


def figures(html: str) -> dict[str, tuple[str, str, str]]:
    """Every figure on a page, by its reference: its mark, its title, and its HTML."""
    return {ref: (mark, title, inside) for ref, mark, title, inside in FIGURE.findall(html)}


def test_a_picture_stands_in_its_field_with_its_words_beside_it(world: World) -> None:
    guided, _, course = two(world)
    who = person(world, course)
    drew(world, who, "At blive", "At <rejse>")
    guided.go(OWN)
    field = guided.html.partition('id="field-want"')[2].partition("<section")[0]
    [(found, (mark, title, inside))] = figures(field).items()
    assert (found, title) == (ref(who), "Vejkrydset")
    assert f'src="{at(who, OWN)}?v={mark}" alt="Et vejkryds med 2 veje."' in inside
    assert f'href="{at(who, OWN, "png")}"' in inside
    assert 'loading="lazy"' in inside
    assert "Vej 2: At &lt;rejse&gt;" in inside
    assert "Vej 1: At blive" in guided.text


def test_a_picture_is_another_when_what_it_shows_is_and_stays_when_others_write(world: World) -> None:
    guided, guide, course = two(world)
    who = person(world, course)
    drew(world, who, "At blive", share=True)
    guide.go(desk(course))
    before, parts = figures(guide.html), digests(guide.html)
    written(world, course, "Noget andet")
    guide.go(desk(course))
    assert figures(guide.html) == before
    drew(world, who, "At blive", "Noget, kun jeg ser")
    guide.go(desk(course))
    assert figures(guide.html) == before
    drew(world, who, "At blive", "At rejse", share=True)
    guide.go(desk(course))
    assert figures(guide.html)[ref(who)][0] != before[ref(who)][0]
    assert digests(guide.html)["field-want"] != parts["field-want"]
    assert guided.go(OWN)


def test_what_was_before_and_the_page_to_print_show_no_pictures(world: World) -> None:
    guided, _, course = two(world)
    drew(world, person(world, course), "At blive")
    for page in ("/before?day=2026-11-23", "/paper?alt=1", "/blank"):
        guided.go(OWN + page)
        assert guided.status == 200
        assert not figures(guided.html)


def test_the_sheet_is_taken_along_in_every_shape_from_where_it_is_printed(world: World) -> None:
    guided, guide, course = two(world)
    guided.go(OWN)
    for about in ("me", "both"):
        for file in ("sheet.pdf?shape=a3", "sheet.pdf?shape=phone", "sheet.png?shape=a3"):
            assert f'href="{OWN}/{file}&amp;for={about}"' in guided.html
    assert f'href="{OWN}/blank.pdf"' in guided.html
    assert f'href="{OWN}#take"' in guided.client.get(f"{OWN}/paper").text
    for page in (desk(course), f"/desk/course/{course}"):
        guide.go(page)
        for file in ("sheet.pdf?shape=a3", "sheet.pdf?shape=phone", "sheet.png?shape=a3", "blank.pdf"):
            assert f'href="{desk(course)}/{file}"' in guide.html


def test_a_sheet_with_pictures_only_asks_for_them_when_they_come_near(world: World) -> None:
    guided, _, course = two(world)
    drew(world, person(world, course), "At blive")
    guided.go(OWN)
    assert world.painter.asked == []
    [picture] = re.findall(r"<img [^>]*/picture/[^>]*>", guided.html)
    assert ' loading="lazy"' in picture


def test_how_it_went_is_drawn_at_the_desk_and_under_the_sheet(world: World) -> None:
    guided, _, course = two(world)
    who = person(world, course)
    for day, number in zip(DAYS, (4, 8), strict=True):
        world.write(lambda records, day=day, number=number: _evaluated(records, world, who, day, number))  # type: ignore[misc]
    guide, kind = at_the_desk(world), f"evaluations.{who.person}."
    guide.go(f"/desk/course/{course}")
    assert [*figures(guide.html)] == [kind]
    assert f'src="{at(who, desk(course), kind=kind)}?v=' in guide.html
    for browser, base in ((guided, OWN), (guide, desk(course))):
        browser.go(base)
        assert [*figures(browser.html.partition('class="under')[2])] == [kind]
        assert browser.client.get(at(who, base, kind=kind)).status_code == 200


def _evaluated(records: Records, world: World, who: Who, meeting: str, number: int) -> None:
    place = {"course": who.course, "author": who.person, "field": "evaluation", "flow": "evaluation", "subject": meeting}
    words = Words(question="Blev du hørt?", said=str(number), answer={"number": number})
    notes.share(records, notes.write(records, **place, step="heard", words=words), 1, world.counsellor)
