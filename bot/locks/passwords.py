"""The one door to argon2: passwords are kept as hashes only, by the low-memory profile of RFC 9106."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

# The hash of something nobody knows: where there is no such name, as much work is done as where there is.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$+fSLdX9a9nFxvnbQp0jwHA$QQuBjIU676VPzUzGr2KTRx9TUZiW1vHEH3vtY+2mce0"


class Passwords:
    """Each call takes a fifth of a second and 64 MiB: never more than a few at once, and never on an event loop."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(password)

    def fits(self, password: str, kept: str) -> bool:
        """Whether this is the password that was kept; nothing fits where nothing was kept, and finding that out takes as long."""
        try:
            return self._hasher.verify(kept or NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
