"""The one door to webauthn: passkeys, which their holder unlocks with a face, a finger or the device's own code."""

import json
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import bytes_to_base64url, exceptions, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.domain.signing import Passkey
from bot.errors import BadInput

NAME = "Samvej"
# What the library may raise for something a browser, or somebody who is none, has sent.
_WRONG = (exceptions.WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Passkeys:
    """The passkeys of one public address. Answers are the JSON texts that a browser makes; each was made for one challenge."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._origin = parts.hostname or "", f"{parts.scheme}://{parts.netloc}"

    def offer(self, challenge: str, person: str, name: str, known: Sequence[str]) -> str:
        """What a browser needs to make a passkey, as JSON. `name` is what the device shows; `known` are ids of those one has."""
        options = webauthn.generate_registration_options(
            rp_id=self._host,
            rp_name=NAME,
            user_id=person.encode(),
            user_name=name,
            challenge=challenge.encode(),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(one)) for one in known],
        )
        return webauthn.options_to_json(options)

    def ask(self, challenge: str) -> str:
        """What a browser needs to ask for a passkey, whosever it is, as JSON."""
        options = webauthn.generate_authentication_options(
            rp_id=self._host, challenge=challenge.encode(), user_verification=UserVerificationRequirement.REQUIRED
        )
        return webauthn.options_to_json(options)

    def made_for(self, answer: str) -> tuple[str, str]:
        """The challenge and the passkey's id that an answer says it is about, before anything is known to be true. Raises BadInput."""
        try:
            said = json.loads(answer)
            data = parse_client_data_json(webauthn.base64url_to_bytes(said["response"]["clientDataJSON"]))
            return data.challenge.decode("ascii"), str(said["id"])
        except _WRONG as error:
            raise BadInput from error

    def made(self, answer: str, challenge: str) -> Passkey:
        """The new passkey. Raises BadInput when the answer was made for another challenge or another place."""
        try:
            found = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge.encode(),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except _WRONG as error:
            raise BadInput from error
        key = bytes_to_base64url(found.credential_public_key)
        return Passkey(id=bytes_to_base64url(found.credential_id), public_key=key, uses=found.sign_count)

    def used(self, answer: str, challenge: str, passkey: Passkey) -> int:
        """How often the passkey says that it was used by now. Raises BadInput when it was not this passkey that answered, here and now."""
        try:
            found = webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=challenge.encode(),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=webauthn.base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=passkey.uses,
                require_user_verification=True,
            )
        except _WRONG as error:
            raise BadInput from error
        return found.new_sign_count


def passkeys_at(url: str) -> Passkeys | None:
    """The passkeys of a public address; None where it is a bare number, for which browsers make none."""
    try:
        ip_address(urlsplit(url).hostname or "")
    except ValueError:
        return Passkeys(url)
    return None
