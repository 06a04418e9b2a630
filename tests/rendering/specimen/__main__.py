"""Writes docs/specimen.pdf: `make specimen`."""

from bot.rendering import fonts
from tests.rendering.specimen.book import FILE, bound
from tests.rendering.specimen.pages import pages

if __name__ == "__main__":
    # Type that one machine has and another has not would make another file of it.
    fonts.DEBIAN = ()
    FILE.write_bytes(bound(pages()))
