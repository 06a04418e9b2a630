"""Makes a file of many drawings small: what nobody sees in its type goes out, and what is there several times is kept once."""

from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

# The programs that old screens needed, and the names of the type: half of a small face.
UNSEEN = ("fpgm", "prep", "cvt ", "name")
# A page knows the tree it hangs in, and so the whole file.
UPWARD = {"/Parent", "/P"}


def slim(pdf: Pdf) -> None:
    """The same file, drawn as before."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor and "/FontFile2" in each:
            each.FontFile2.write(_slim(each.FontFile2.read_bytes()))
    kept: dict[tuple[str, bytes], Object] = {}
    for each in pdf.objects:
        _share(each, kept)


def _slim(face: bytes) -> bytes:
    font = TTFont(BytesIO(face), recalcTimestamp=False)
    for table in UNSEEN:
        if table in font:
            del font[table]
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    into = BytesIO()
    font.save(into)
    return into.getvalue()


def _share(inside: Object, kept: dict[tuple[str, bytes], Object]) -> None:
    """Let all that is the same in here, and not only here, be the first of it."""
    if isinstance(inside, Array):
        places: list[int] | list[str] = list(range(len(inside)))
    elif isinstance(inside, Dictionary | Stream):
        places = sorted({*inside.keys()} - UPWARD)
    else:
        return
    for place in places:
        each = inside[place]
        if isinstance(each, Stream):
            inside[place] = kept.setdefault((str(sorted(each.keys())), each.read_bytes()), each)
        elif isinstance(each, Array | Dictionary) and not each.is_indirect:
            _share(each, kept)
