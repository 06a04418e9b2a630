"""How somebody shows who they are: the ways there are, and what is asked of a password and of a sign-in name."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

FRESH = timedelta(minutes=10)
SHORTEST, LONGEST, LONGEST_NAME = 12, 128, 60
FEWEST = 4  # different signs
# Of the passwords people choose most, those that are long enough to be chosen here are made of these, of digits, or of one sign.
_COMMON = frozenset({
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "kodeord", "k0deord", "adgangskode", "hemmelig", "hemmeligt", "velkommen", "welcome",
    "qwerty", "qwertyuiop", "qwertyuiopå", "asdfghjkl", "asdfghjklæø", "zxcvbnm", "1qaz2wsx", "1q2w3e4r", "1q2w3e4r5t", "qazwsx",
    "qazwsxedc", "abc", "abcd", "abcdef", "abcdefghijkl", "administrator", "admin", "letmein", "iloveyou", "jegelskerdig", "changeme",
    "monkey", "dragon", "football", "fodbold", "sunshine", "princess", "superman", "denmark", "danmark", "københavn", "kobenhavn",
    "sommer", "vinter", "efterår", "forår", "summer", "winter", "vejleder", "samvej", "counsellor", "kommune", "kommunen",
})  # fmt: skip
_AROUND = "0123456789!?.,#-_*+ "


class Way(StrEnum):
    """A kind of credential. A password and a code belong together: neither opens anything alone."""

    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - the name of a kind, not a secret
    CODE = "code"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey as it was registered or used: its id and public key (base64url), and how often its holder says that it was used."""

    id: str
    public_key: str
    uses: int


def is_common(password: str, name: str = "") -> bool:
    """Whether somebody who guesses would soon come to this password; the sign-in name is guessed first of all."""
    plain = password.casefold()
    guessed = {"", *_COMMON, name.casefold().strip(_AROUND)}
    return bool({_part(plain), _part(plain.rstrip(_AROUND)), _part(plain.strip(_AROUND))} & guessed) or len(set(plain)) < FEWEST


def is_fitting(password: str) -> bool:
    """Whether its length is right; of what signs it is made does not matter."""
    return SHORTEST <= len(password) <= LONGEST


def is_name(name: str) -> bool:
    """Whether it can be a sign-in name. An e-mail address cannot: nobody's is kept here."""
    return 0 < len(name.strip()) <= LONGEST_NAME and "@" not in name


def _part(text: str) -> str:
    """What is left of words that are one thing said again and again."""
    at = (text + text).find(text, 1)
    return text[:at] if text else ""
