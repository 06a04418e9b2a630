"""A device that keeps one passkey, as a browser would let it answer; it lies about whatever a test asks it to."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ID = b"key-of-a-test-16"


@dataclass(kw_only=True)
class Device:
    origin: str = "https://samvej.example"
    host: str = "samvej.example"
    verified: bool = True
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str) -> str:
        """The answer to an offer."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        about = bytes(16) + len(ID).to_bytes(2, "big") + ID + encode_cbor(public)
        made = encode_cbor({"fmt": "none", "attStmt": {}, "authData": self._said(ATTESTED) + about})
        return self._answer(self._client("webauthn.create", options), attestationObject=bytes_to_base64url(made))

    def use(self, options: str) -> str:
        """The answer to somebody who asks."""
        self.uses += 1
        client, said = self._client("webauthn.get", options), self._said(0)
        signed = self.key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(client, authenticatorData=bytes_to_base64url(said), signature=bytes_to_base64url(signed))

    def _said(self, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _client(self, kind: str, options: str) -> bytes:
        return json.dumps({"type": kind, "challenge": json.loads(options)["challenge"], "origin": self.origin}).encode()

    def _answer(self, client: bytes, **response: Any) -> str:
        name = bytes_to_base64url(ID)
        said = {"clientDataJSON": bytes_to_base64url(client), **response}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
