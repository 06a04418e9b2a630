"""The one door to our fonts: type of a dependency (Noto Sans and FiraGO, both under the SIL Open Font License) as files for typst."""

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pymupdf_fonts

# Noto Sans is what the web asks for too; FiraGO has Arabic, Hebrew, Thai, Georgian and Devanagari, and the last three have signs.
OURS = ("notos", "notosbo", "notosit", "notosbi", "figo", "figbo", "math", "symbol1", "symbol2")
# Where Debian puts Noto, with the scripts and the emoji that ours lack; used where it is.
DEBIAN: tuple[Path, ...] = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto"))


@cache
def folders() -> tuple[Path, ...]:
    """Where typst finds type: ours, written once a process, and Debian's Noto where that is installed."""
    ours = Path(mkdtemp(prefix="samvej-type-"))
    atexit.register(rmtree, ours, ignore_errors=True)
    for name in OURS:
        (ours / f"{name}.ttf").write_bytes(pymupdf_fonts.myfont(name))
    return (ours, *(folder for folder in DEBIAN if folder.is_dir()))
