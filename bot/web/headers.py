"""The headers of every answer: what a page may load and do, and what a browser may keep of it."""

from bot.web.faces import is_safe
from bot.web.pages import version

CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "samvej",
}
OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
OURS = ("clipboard-write", "microphone", "publickey-credentials-create", "publickey-credentials-get")
# What may stand in a frame of Telegram on the web: the sheet, and the ways to help and out that stand on it.
IN_A_FRAME = ("mini", "ark", "akut", "ny")
THEIRS = "https://web.telegram.org"
POLICY, LEADS_AWAY = "content-security-policy", "/desk/adgang"
HEADERS = {
    POLICY: "; ".join(f"{name} {value}" for name, value in CONTENT.items()),
    "permissions-policy": ", ".join([*(f"{name}=()" for name in OFF), *(f"{name}=(self)" for name in OURS)]),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ONLY_HTTPS = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
NOT_KEPT, FOR_EVER = "private, no-store", "public, max-age=31536000, immutable"
GONE = '"cache", "cookies", "storage"'


def headers(url: str, path: str, status: int, organisation: str = "", *, inside: bool = False) -> dict[str, str]:
    """The headers of an answer of the house at `url`. Nothing that is somebody's own may be kept anywhere.

    `organisation` is the host of the organisation's own sign-in: the form that leads there stands on one page, and leads nowhere else.
    `inside`: the sheet may open inside Telegram.
    """
    found = {**HEADERS, **(ONLY_HTTPS if is_safe(url) else {}), "cache-control": _kept(path) if status < 400 else NOT_KEPT}
    if organisation and path == LEADS_AWAY:
        found[POLICY] = found[POLICY].replace("form-action 'self'", f"form-action 'self' https://{organisation}")
    if inside and path.lstrip("/").partition("/")[0] in IN_A_FRAME:
        found[POLICY] = found[POLICY].replace("frame-ancestors 'none'", f"frame-ancestors 'self' {THEIRS}")
    return found


def _kept(path: str) -> str:
    """How long a browser keeps what lies there; static files of another version are given as they are now, and not kept."""
    if path.startswith("/drawn/"):
        return "public, max-age=86400"
    return FOR_EVER if path.startswith(f"/static/{version()}/") else NOT_KEPT
