"""A photo or a voice message: what it is, its bytes, and how large it may be."""

from dataclasses import dataclass

PICTURE, VOICE = "picture", "voice"
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One file. `media` is "picture" or "voice", `kind` its MIME type, `seconds` how long a voice message lasts (0: not known)."""

    media: str
    kind: str
    body: bytes
    seconds: int = 0
