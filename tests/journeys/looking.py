"""What can be seen wrong with a page by measuring it: what is too small, unnamed, unmarked when it has the focus, cut off or too wide."""

import re
from typing import Any

from playwright.sync_api import Page

# Each gives one line for each thing that is wrong, with enough of it to be found.
CALLED = """const called = (one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 140);
const seen = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".hidden, .skip");
// Behind an open dialog nothing can be reached.
const within = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document;
const all = (what) => [...within.querySelectorAll(what)].filter(seen);
"""
# A link in a sentence may be as high as its line.
SMALL = """const inSentence = (one) => getComputedStyle(one).display === "inline"
  && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && /\\p{L}/u.test(node.data));
const area = (one) => (one.matches("input") && one.closest("label") || one).getBoundingClientRect();
return all("a[href], button, input:not([type=hidden]), select, textarea, summary").filter((one) => !inSentence(one))
  .map((one) => [one, area(one)]).filter(([, box]) => Math.min(box.width, box.height) < 23.95)
  .map(([one, box]) => `too small, ${Math.round(box.width)} × ${Math.round(box.height)}: ${called(one)}`);"""
UNNAMED = """const text = (one) => one.textContent.trim();
const labelled = (one) => [...one.labels].some((label) => text(label) && (seen(label) || asked(one)));
const headings = (one) => [...one.closest("section, article, fieldset")?.querySelectorAll("h2, .question, legend") ?? []];
const asked = (one) => headings(one).some((heading) => text(heading) && seen(heading));
const named = (one) => one.labels?.length ? labelled(one) : Boolean(one.getAttribute("aria-label"));
const words = (one) => text(one) || one.getAttribute("aria-label") || one.querySelector("img[alt]:not([alt=''])");
return [
  ...all("input:not([type=hidden]), select, textarea").filter((one) => !named(one)).map((one) => `no label or question: ${called(one)}`),
  ...all("a[href], button, summary").filter((one) => !words(one)).map((one) => `says nothing: ${called(one)}`),
];"""
UNMARKED = """const look = (one) => {
  const its = getComputedStyle(one);
  const line = its.outlineStyle !== "none" && parseFloat(its.outlineWidth) >= 2;
  return {line, edge: `${its.borderColor} ${its.borderWidth} ${its.boxShadow}`};
};
const before = document.activeElement;
const wrong = [];
for (const one of all("a[href], button:not(:disabled), input:not([type=hidden]), select, textarea, summary")) {
  const was = look(one).edge;
  one.focus({preventScroll: true});
  const now = look(document.activeElement);
  if (document.activeElement !== one) wrong.push(`cannot have the focus: ${called(one)}`);
  else if (!one.matches(":focus-visible") || (!now.line && now.edge === was))
    wrong.push(`nothing shows that it has the focus: ${called(one)}`);
  one.blur();
}
before?.focus?.({preventScroll: true});
return wrong;"""
MARKUP = """const wrong = [];
let level = 0;
for (const one of [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => seen(one) && !one.closest("dialog"))) {
  const now = Number(one.localName[1]);
  if (now > level + 1) wrong.push(`a heading of level ${now} after one of level ${level}: ${called(one)}`);
  level = now;
}
if (level === 0) wrong.push("no heading");
const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push(`the id ${id} stands there more than once`);
const {lang, dir} = document.documentElement;
if (lang !== "da" || dir !== "ltr") wrong.push(`the page says lang ${lang}, dir ${dir}`);
const written = [...document.querySelectorAll(":is(.said, textarea):not([dir=auto])")];
wrong.push(...written.map((one) => `no dir=auto on what people write: ${called(one)}`));
return wrong;"""
WIDE = """const page = document.documentElement;
const own = (one) => Boolean(one) && (getComputedStyle(one).overflowX !== "visible" || own(one.parentElement));
const beyond = (box) => box.width > 1 && (box.right > page.clientWidth + 1 || box.left < -1);
const out = all("body *").filter((one) => beyond(one.getBoundingClientRect()) && !own(one.parentElement));
const wide = page.scrollWidth > page.clientWidth;
return wide || out.length ? [`${page.scrollWidth} wide in ${page.clientWidth}: ${out.slice(-2).map(called).join(" and ")}`] : [];"""
CUT = """const shuts = (one) => getComputedStyle(one).overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1;
const shut = (one) => one !== document.body && (shuts(one) || shut(one.parentElement));
return [...document.querySelectorAll("main .said")].filter((one) => !one.checkVisibility() || shut(one))
  .map((one) => `cut off: ${called(one)}`);"""
# Bytes that came over the wire, and what the first paint waits for: the page itself, and each file that holds it up.
COST = """const files = performance.getEntriesByType("resource");
const [page] = performance.getEntriesByType("navigation");
const bytes = [page, ...files].reduce((sum, one) => sum + one.transferSize, 0);
return [bytes, 1 + files.filter((one) => one.renderBlockingStatus === "blocking").length, 1 + files.length];"""
RTL = 'Object.assign(document.documentElement, {dir: "rtl", lang: "ar"})'
PAGES = re.compile(rb"/Type\s*/Page\b")
SIZES = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")


def measured(page: Page, what: str) -> list[Any]:
    """What one of the measures above finds on the page as it is now."""
    found: list[Any] = page.evaluate(f"() => {{ {CALLED} {what} }}")
    return found


def wrong(page: Page) -> list[str]:
    """Everything that is too small, unnamed or unmarked, and what is wrong with the headings, the ids and the language."""
    # From now on the focus is one of somebody who uses the keyboard.
    page.keyboard.press("Shift")
    return [line for what in (SMALL, UNNAMED, UNMARKED, MARKUP) for line in measured(page, what)]


def too_wide(page: Page, widths: tuple[int, ...]) -> list[str]:
    """Whether it scrolls sideways: at each width, with letters of twice the size too, and in a script that runs from right to left."""
    found = []
    for turned in (False, True):
        if turned:
            page.evaluate(RTL)
        for size in ("100%", "200%"):
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            for width in widths:
                page.set_viewport_size({"width": width, "height": 640})
                found += [f"{'rtl' if turned else 'ltr'}, {width} px, letters {size}: {line}" for line in measured(page, WIDE)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def printed(page: Page) -> tuple[int, set[tuple[int, int]]]:
    """How many pages it is on paper, and their sizes in points."""
    paper = page.pdf(prefer_css_page_size=True)
    return len(PAGES.findall(paper)), {(round(float(wide)), round(float(high))) for wide, high in SIZES.findall(paper)}
