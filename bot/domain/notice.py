"""What people are told of their data before they say yes: the short lines, the whole text, and the mark it is known again by."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One heading of the text and the lines below it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The text in one language, as it is shown. `short` are the lines that stand beside the yes."""

    language: str
    short: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of it as plain text; parts are divided by an empty line, and each begins with its heading."""
        return "\n\n".join("\n".join([part.heading, *part.lines]) for part in self.parts)

    @property
    def hash(self) -> str:
        """SHA-256 of everything that was shown, in 64 hexadecimal digits."""
        return hashlib.sha256("\n\n".join([self.language, *self.short, self.text]).encode()).hexdigest()

    @property
    def mark(self) -> str:
        """The beginning of the hash, short enough for a button."""
        return self.hash[:12]
