"""The two faces of the web, chat and desk: what the cookie of each is called, whose address is whose, and the token of its forms."""

import base64
import hashlib
import hmac
from urllib.parse import urlsplit

CHAT, DESK = "samvej_chat", "samvej_desk"
OTHER = {CHAT: DESK, DESK: CHAT}
# The chat's cookie inside a messenger: its own name, since a browser may hold both.
IN_APP = "__Host-samvej_mini"
OF_THE_DESK = ("desk", "ind")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def cookie(face: str, url: str) -> str:
    """The name of a face's cookie. Over https it is one that no other host and no plain http can set."""
    return f"__Host-{face}" if is_safe(url) else face


def in_app(secret: str, age: int) -> str:
    """The whole cookie of a session inside a messenger, where the page stands in a frame of somebody else's; empty secret: it is gone.

    Written by hand, since Python before 3.14 knows no partitioned cookies, and no others arrive in such a frame.
    """
    return f"{IN_APP}={secret}; Max-Age={age if secret else 0}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned"


def is_safe(url: str) -> bool:
    """Whether the house is reached by https."""
    return url.startswith("https:")


def face_of(path: str) -> str:
    """The face that an address belongs to."""
    return DESK if path.lstrip("/").partition("/")[0] in OF_THE_DESK else CHAT


def token(secret: str) -> str:
    """What the forms of a session carry along, 43 letters; it tells nothing of the secret. Without a session there is none."""
    mark = hmac.digest(secret.encode(), b"samvej forms", hashlib.sha256)
    return base64.urlsafe_b64encode(mark).rstrip(b"=").decode() if secret else ""


def is_known_host(host: str, url: str) -> bool:
    """Whether a Host header names the house or this machine, by whatever port."""
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name is not None and name in LOOPBACK | {urlsplit(url).hostname}
