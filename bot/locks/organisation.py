"""The one door to authlib and joserfc: signing in with an account of the organisation's own (OpenID Connect, code flow with PKCE).

Nothing is fetched before somebody wants to sign in this way.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.errors import BadInput

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
PATIENCE, LEEWAY = 10.0, 60  # seconds
DISCOVERY = "/.well-known/openid-configuration"
# What the libraries may raise for an answer that is not as it must be. What is wrong with it is nobody's business outside.
_WRONG = (AuthlibBaseError, JoseError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError)


class Organisation:
    """One issuer, and our client there. `back` is the public address that people are sent back to.

    Every call waits for the net: never on an event loop. They raise OSError when the issuer does not answer.
    """

    def __init__(self, *, issuer: str, client: str, secret: str, back: str) -> None:
        self._issuer, self._client, self._secret, self._back = issuer.rstrip("/"), client, secret, back

    @property
    def host(self) -> str:
        """Where people are sent, as they may know it."""
        return urlsplit(self._issuer).netloc

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where to send somebody who wants to sign in. Raises BadInput when the issuer is not who it should be."""
        with self._session() as session:
            asked = self._asked(session)
            try:
                end = self._known(session)["authorization_endpoint"]
                url, _ = asked.create_authorization_url(end, state=state, nonce=nonce, code_verifier=verifier)
            except _WRONG as error:
                raise BadInput from error
            except httpx.HTTPError as error:
                raise ConnectionError from error
        return str(url)

    def subject(self, query: str, *, state: str, nonce: str, verifier: str) -> str:
        """Who came back with this query: the issuer's own word for them. Raises BadInput for whatever does not fit."""
        with self._session() as session:
            try:
                known = self._known(session)
                self._is_from_here(query)
                token = self._asked(session).fetch_token(
                    known["token_endpoint"],
                    authorization_response=f"{self._back}?{query}",
                    state=state,
                    code_verifier=verifier,
                    auth=httpx.BasicAuth(self._client, self._secret),
                )
                return self.read(token["id_token"], session.get(known["jwks_uri"]).raise_for_status().json(), nonce)
            except _WRONG as error:
                raise BadInput from error
            except httpx.HTTPError as error:
                raise ConnectionError from error

    def _session(self) -> httpx.Client:
        return httpx.Client(timeout=PATIENCE)

    def _asked(self, session: httpx.Client) -> Any:
        return OAuth2Client(session, self._client, scope="openid", redirect_uri=self._back, code_challenge_method="S256")

    def _known(self, session: httpx.Client) -> Mapping[str, str]:
        """What the issuer says of itself."""
        known: dict[str, str] = session.get(self._issuer + DISCOVERY).raise_for_status().json()
        if known["issuer"].rstrip("/") != self._issuer:
            raise BadInput
        return known

    def _is_from_here(self, query: str) -> None:
        """An answer that names its issuer must name this one (RFC 9207)."""
        named = parse_qs(query).get("iss", [self._issuer])
        if [one.rstrip("/") for one in named] != [self._issuer]:
            raise BadInput

    def read(self, token: str, keys: Any, nonce: str) -> str:
        """The subject of an identity token that was made for us, here and now, and signed by one of these keys. Raises BadInput."""
        try:
            claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY,
                iss={"essential": True, "values": [self._issuer, f"{self._issuer}/"]},
                aud={"essential": True, "value": self._client},
                exp={"essential": True},
                sub={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(claims)
        except _WRONG as error:
            raise BadInput from error
        return str(claims["sub"])


def organisation_at(*, issuer: str, client: str, secret: str, back: str) -> Organisation | None:
    """The organisation's own sign-in; None where there is none."""
    return Organisation(issuer=issuer, client=client, secret=secret, back=back) if issuer else None
