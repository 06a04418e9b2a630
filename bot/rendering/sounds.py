"""Tells by its first bytes which kind of sound a file holds."""

from bot.errors import BadInput

# WebM, Ogg, WAV and MP4 are what browsers and Telegram record in; they can hold a film too, and are played as sound all the same.
_OPENINGS = {b"OggS": "audio/ogg", b"\x1a\x45\xdf\xa3": "audio/webm", b"ID3": "audio/mpeg"}
_MP4 = {b"M4A", b"M4B", b"mp4", b"iso", b"das", b"3gp"}
_MP3 = {0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB}


def sound_kind(body: bytes) -> str:
    """The MIME type of a sound. Raises BadInput for what is none of those we keep."""
    opening = next((kind for opening, kind in _OPENINGS.items() if body.startswith(opening)), "")
    if opening:
        return opening
    if body[4:8] == b"ftyp" and body[8:11] in _MP4:
        return "audio/mp4"
    if body[:4] == b"RIFF" and body[8:12] == b"WAVE":
        return "audio/wav"
    if body[:1] == b"\xff" and len(body) > 1 and body[1] in _MP3:
        return "audio/mpeg"
    raise BadInput("unreadable")
