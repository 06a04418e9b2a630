"""Reads a PDF as another program does: the words on its pages, and what of the rules for accessible files (PDF/UA-1) it breaks."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

HEADING = re.compile(r"/H([1-6])$")
SHOWS = {"Tj", "TJ"}
# Where ToUnicode writes letters: one code, or a row of them.
ONE, ROW = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>"), re.compile(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>")


def words(file: bytes) -> list[str]:
    """What stands on each page, as its fonts say that it is read."""
    with Pdf.open(BytesIO(file)) as pdf:
        return ["".join(_shown(page)) for page in pdf.pages]


def faults(file: bytes) -> list[str]:
    """What is wrong with a file that is to be accessible: nothing, or every fault in words."""
    with Pdf.open(BytesIO(file)) as pdf:
        return [*_of_file(pdf), *_of_tree(pdf), *_of_pages(pdf)]


def _shown(page: Page) -> Iterator[str]:
    """The words of a page, each piece of a line by itself."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[bytes, str] = {}
    for operator, operands in _deeds(page):
        if operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in SHOWS:
            parts = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            yield "".join(letters.get(codes[at : at + 2], "?") for at in range(0, len(codes), 2)) + "\n"


def _deeds(page: Page) -> Iterator[tuple[str, list[Object]]]:
    """What is done on a page, one after the other, each with what it is done with."""
    for one in pikepdf.parse_content_stream(page):
        yield str(one.operator), list(one.operands)


def _letters(font: Object) -> dict[bytes, str]:
    """What each code of a font is read as."""
    told, found = bytes(font.ToUnicode.read_bytes()), dict[bytes, str]()
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, to in ROW.findall(part):
            begin = int(first, 16)
            found |= {code.to_bytes(2, "big"): chr(int(to, 16) + code - begin) for code in range(begin, int(last, 16) + 1)}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        found |= {bytes.fromhex(code.decode()): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in ONE.findall(part)}
    return found


def _of_file(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    with pdf.open_metadata() as told:
        if told.get("pdfuaid:part") != "1":
            yield "it does not say that it is PDF/UA-1"
        if not told.get("dc:title"):
            yield "it has no title"
    if not str(root.get("/Lang", "")):
        yield "it has no language"
    if not bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)):
        yield "it is not marked as tagged"
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "its title is not shown"
    if pdf.is_encrypted:
        yield "it is locked"


def _of_tree(pdf: Pdf) -> Iterator[str]:
    every = list(elements(pdf))
    if not every:
        yield "it has no tree"
    levels = [int(found[1]) for one in every if (found := HEADING.match(str(one.S)))]
    if levels[:1] != [1] or any(now > before + 1 for before, now in pairwise(levels)):
        yield f"its headings leave out a level: {levels}"
    yield from ("a figure says nothing" for one in every if str(one.S) == "/Figure" and not str(one.get("/Alt", "")).strip())
    for one in every:
        kinds = {str(child.S) for child in _children(one)}
        if str(one.S) == "/L" and not kinds <= {"/LI", "/Caption", "/L"}:
            yield f"a list holds {kinds}"
        if str(one.S) == "/LI" and not kinds <= {"/Lbl", "/LBody"}:
            yield f"an item holds {kinds}"


def _of_pages(pdf: Pdf) -> Iterator[str]:
    reached: dict[tuple[int, int], set[int]] = {}
    for one in elements(pdf):
        for place, mark in _marks(one):
            reached.setdefault(place, set()).add(mark)
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") not in {Name.S, None} or ("/Annots" in page.obj and page.obj.get("/Tabs") != Name.S):
            yield f"page {number}: what can be pressed has no order"
        marked, loose = _marked(page)
        if loose:
            yield f"page {number}: {loose} pieces are neither read nor said to be there for the eye alone"
        if marked - reached.get(page.obj.objgen, set()):
            yield f"page {number}: some of what is marked stands in no tree"
        yield from _of_fonts(number, page.resources.get("/Font", {}))


def _of_fonts(number: int, fonts: Object | dict[str, Object]) -> Iterator[str]:
    for font in dict(fonts.items()).values():
        described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.get("/FontDescriptor", Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            yield f"page {number}: a font is not in the file"
        if "/ToUnicode" not in font:
            yield f"page {number}: a font does not say what is read"


def elements(pdf: Pdf) -> Iterator[Object]:
    """Every element of the tree, in the order it is read."""
    root = pdf.Root.get("/StructTreeRoot")
    waiting = list(reversed(list(_children(root)))) if root is not None else []
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(list(_children(one))))


def _kids(one: Object) -> Iterable[Object | int]:
    kids: Object | int | None = one.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids] if isinstance(kids, int | Dictionary) else []


def _children(one: Object) -> Iterator[Object]:
    yield from (kid for kid in _kids(one) if isinstance(kid, Dictionary) and "/S" in kid)


def _marks(one: Object) -> Iterator[tuple[tuple[int, int], int]]:
    """The marked pieces of pages that an element holds."""
    for kid in _kids(one):
        if isinstance(kid, int):
            yield one.Pg.objgen, kid
        elif isinstance(kid, Dictionary) and "/MCID" in kid:
            yield (kid.get("/Pg") or one.Pg).objgen, int(kid.MCID)


def _marked(page: Page) -> tuple[set[int], int]:
    """The numbers of a page's marked pieces, and how much is drawn outside of any mark."""
    open_, marked, loose = list[bool](), set[int](), 0
    for operator, operands in _deeds(page):
        if operator in {"BDC", "BMC"}:
            number = operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], Dictionary) else None
            open_.append(number is not None or operands[0] == Name.Artifact)
            marked |= {int(number)} if number is not None else set()
        elif operator == "EMC":
            open_.pop()
        elif operator in {*SHOWS, "S", "f", "f*", "B", "Do"} and not any(open_):
            loose += 1
    return marked, loose
