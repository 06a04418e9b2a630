"""The one door to pyotp: the six digits of an app that change every half minute (RFC 6238)."""

from datetime import datetime

import pyotp

ISSUER = "Samvej"
STEPS = 1  # a code that is one step old or early is good too: clocks differ, and typing takes time


class Codes:
    """Makes secrets and looks at codes; whether a code was used before is for its caller to know."""

    def fresh(self) -> str:
        """A new secret, in letters and digits that can be typed into an app."""
        return pyotp.random_base32()

    def address(self, secret: str, name: str) -> str:
        """The secret as an address that an app reads from a picture."""
        return pyotp.TOTP(secret, name=name, issuer=ISSUER).provisioning_uri()

    def step(self, secret: str, code: str, now: datetime) -> int | None:
        """The half minute (since 1970) that this code belongs to, or None when it is not good now."""
        totp = pyotp.TOTP(secret)
        typed, at = "".join(code.split()), totp.timecode(now)
        return next((step for step in range(at - STEPS, at + STEPS + 1) if _same(typed, totp.generate_otp(step))), None)


def _same(typed: str, code: str) -> bool:
    return bool(pyotp.utils.strings_equal(typed, code))
