"""Takes in what somebody sends: a photo is cleaned, a voice message looked at; what is neither is refused."""

from bot.domain.media import LARGEST, PICTURE, Media
from bot.errors import BadInput
from bot.rendering import photos
from bot.rendering.sounds import sound_kind


def clean(media: str, body: bytes) -> Media:
    """The file as it may be kept. What it claims to be does not count, only what is in it.

    Raises BadInput: "too_big" over 10 MB, "unreadable" for what is no such file.
    """
    if len(body) > LARGEST:
        raise BadInput("too_big")
    if media == PICTURE:
        return Media(media=media, kind="image/jpeg", body=photos.clean(body))
    return Media(media=media, kind=sound_kind(body), body=body)
