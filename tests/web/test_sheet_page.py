"""The sheet as two people have it before them, by forms alone."""

import re

from tests.web.desk_steps import at_the_desk
from tests.web.sheet_steps import OWN, desk, done, forms, person, two, write, written
from tests.web.test_reads_are_logged import reads
from tests.web.world import World

FIELDS = ("agreement", "parking", "story", "want", "can", "importance", "belief", "plan")


def test_both_have_all_eight_fields_on_one_page_in_the_order_of_the_paper(world: World) -> None:
    guided, guide, _ = two(world)
    for browser in (guided, guide):
        assert browser.status == 200
        assert tuple(re.findall(r'id="field-([a-z]+)"', browser.html)) == FIELDS


def test_what_one_writes_for_both_the_other_reads_with_its_author(world: World) -> None:
    guided, guide, course = two(world)
    assert "Et sted at høre til" in write(guided, OWN, "Et sted at høre til", label="Vis")
    assert "Et sted at høre til den vejledte" in guide.go(desk(course))
    assert 'class="note theirs"' in guide.html
    assert 'class="note mine"' in guided.html


def test_what_one_keeps_leaves_no_trace_on_the_page_of_the_other(world: World) -> None:
    guided, guide, course = two(world)
    before = digests(guide.html)
    assert "Kun du ser det" in write(guided, OWN, "Min hemmelighed")
    guide.go(desk(course))
    assert digests(guide.html) == before
    assert "hemmelighed" not in guide.html


def test_what_is_shown_changes_its_field_and_no_other(world: World) -> None:
    _, guide, course = two(world)
    before = digests(guide.html)
    written(world, course, "Noget, vi begge ser")
    guide.go(desk(course))
    assert {name for name, mark in digests(guide.html).items() if before[name] != mark} == {"bar", "field-want"}


def test_a_page_drawn_again_has_the_same_digests_and_other_ids_of_deeds(world: World) -> None:
    guided, _, _ = two(world)
    first = guided.html
    guided.go(OWN)
    assert digests(first) == digests(guided.html)
    assert not ids(first) & ids(guided.html)
    assert len(ids(first)) == first.count('name="op"')


def test_every_form_of_the_sheet_proves_that_it_is_its_own(world: World) -> None:
    guided, guide, course = two(world)
    written(world, course, "Et skridt på vejen")
    done(world, person(world, course), "step", what="Ringe", show="1")
    for browser, base in ((guided, OWN), (guide, desk(course))):
        browser.go(base)
        opened = re.findall(r'<form[^>]*method="post"[^>]*>(.{24})', browser.html)
        assert opened
        assert set(opened) == {'<input type="hidden" nam'}
        assert browser.html.count('name="csrf"') == len(opened)


def test_a_counsellee_has_two_equal_buttons_and_a_counsellor_one(world: World) -> None:
    guided, guide, _ = two(world)
    pair = '<div class="pair"><button name="show" value="">Kun mig</button><button name="show" value="1">Vis til Vejleder</button></div>'
    assert pair in guided.html
    assert pair not in guide.html
    assert '<div class="pair"><button name="show" value="1">Gem</button></div>' in guide.html


def test_an_empty_sheet_says_where_most_people_begin(world: World) -> None:
    guided, _, course = two(world)
    assert "Begynd, hvor du vil. De fleste begynder med Aftalefeltet." in guided.text
    written(world, course, "Nu står her noget")
    assert "Begynd, hvor du vil" not in guided.go(OWN)


def test_what_came_of_a_deed_is_said_once_to_who_did_it(world: World) -> None:
    guided, guide, course = two(world)
    assert "Gemt. Kun du kan se det." in write(guided, OWN, "Noget")
    assert "Gemt. Kun du kan se det." not in guided.go(OWN)
    op = forms(guided, "add")[0]["op"]
    assert "Gemt" not in guide.go(f"{desk(course)}?gjort={op}")


def test_words_are_shown_as_they_were_written_and_never_as_markup(world: World) -> None:
    guided, _, course = two(world)
    nasty = "<script>alert(1)</script>\"'><b>"
    note = written(world, course, nasty)
    for address in (OWN, f"{OWN}/note/{note}", f"{OWN}/paper"):
        guided.go(address)
        assert guided.status == 200
        assert nasty not in guided.html
        assert "&lt;script&gt;alert(1)" in guided.html


def test_sixty_notes_are_under_sixty_kilobytes_with_their_style(world: World) -> None:
    guided, _, course = two(world)
    for number in range(60):
        written(world, course, f"Her står der noget, som fylder en linje eller to, og det er nummer {number}", FIELDS[number % 8])
    sent = world.browser().client
    sent.cookies = guided.client.cookies
    page = sent.get(OWN, headers={"accept-encoding": "gzip"})
    style = [sent.get(address, headers={"accept-encoding": "gzip"}) for address in re.findall(r'stylesheet" href="([^"]+)"', page.text)]
    assert page.text.count('data-note="') == 60
    assert len(style) == 2
    assert sum(int(one.headers["content-length"]) for one in (page, *style)) < 60_000


def test_that_a_counsellor_opens_the_sheet_is_written_down_first(world: World) -> None:
    _, _, course = two(world)
    note = written(world, course, "Noget")
    guide = at_the_desk(world)
    for page in ("", f"/note/{note}", "/before", "/paper", "/blank"):
        before = len(reads(world))
        guide.go(desk(course) + page)
        assert guide.status == 200
        assert len(reads(world)) == before + 1


def test_who_is_not_in_is_asked_to_come_in(world: World) -> None:
    _, _, course = two(world)
    nobody = world.browser()
    for address in (OWN, f"{OWN}/before", desk(course), f"{desk(course)}/paper"):
        nobody.go(address)
        assert nobody.status == 401


def digests(html: str) -> dict[str, str]:
    """The digest of each part."""
    return dict(re.findall(r'data-part="([a-z-]+)" data-digest="([0-9a-f]{12})"', html))


def ids(html: str) -> set[str]:
    """The ids of what the forms of a page do."""
    return set(re.findall(r'name="op" value="([^"]+)"', html))
