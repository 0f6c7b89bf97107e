"""Signing in with a provider (OpenID Connect Core 1.0): the code flow with PKCE (RFC 7636), state and nonce."""

import base64
import hashlib
import json
import logging
import secrets
from urllib.parse import quote_plus, urlencode, urlsplit

import jwt
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.web import RequestHandler

from analysis.app.roles import PUBLIC, RANK
from analysis.app.safety.policy import LOOPBACK_NAMES, OpenId, Policy
from analysis.app.safety.refusals import simple_page
from analysis.errors import BadArgument

KEPT, MINUTES = "dsva-way", 10
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
# How a provider says that the secret may stand in the form; where it says nothing, the header is usual.
WAYS_OF_PROOF, BY_FORM = "token_endpoint_auth_methods_supported", "client_secret_post"
LEEWAY_SECONDS, LONGEST_WAIT_SECONDS = 60, 15
log = logging.getLogger("dsva.app")


class NotSignedIn(Exception):
    """The provider did not say who it is, or said what cannot be believed."""


def require_issuer(issuer: str) -> str:
    """The issuer; raises BadArgument where it is not reached by TLS: what it says could be anyone's."""
    parts = urlsplit(issuer)
    here = parts.hostname in {name.strip("[]") for name in LOOPBACK_NAMES}
    if (parts.scheme != "https" and not (parts.scheme == "http" and here)) or not parts.hostname or parts.query:
        raise BadArgument(f"--openid: {issuer} is not an issuer; expected an address that begins with https://.")
    return issuer.rstrip("/")


class Leave(RequestHandler):
    """Sends a visitor to the provider."""

    def initialize(self, policy: Policy) -> None:
        self.policy = policy

    async def get(self) -> None:
        """With a state, a nonce and a verifier that only this browser holds."""
        try:
            found = await discover(self.policy.openid)
        except NotSignedIn as fault:
            refuse(self, fault)
            return
        way = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        way["view"] = self.get_query_argument("view", "")[:2000]
        self.set_signed_cookie(
            KEPT, json.dumps(way), expires_days=MINUTES / 1440, httponly=True, samesite="Lax", secure=self.policy.https
        )
        digest = hashlib.sha256(way["verifier"].encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.policy.openid.client,
            "redirect_uri": address_back(self),
            "scope": "openid",
            "state": way["state"],
            "nonce": way["nonce"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        self.redirect(f"{found['authorization_endpoint']}?{urlencode(asked)}")


class Back(RequestHandler):
    """Takes a visitor back from the provider."""

    def initialize(self, policy: Policy) -> None:
        self.policy = policy

    async def get(self) -> None:
        """Believes the provider only where all that was sent along has come back."""
        from analysis.app.safety.sign_in import let_in, way_back

        kept = self.get_signed_cookie(KEPT, max_age_days=MINUTES / 1440)
        self.clear_cookie(KEPT)
        try:
            way = json.loads(kept) if kept else {}
            state = self.get_query_argument("state", "")
            if not way or not secrets.compare_digest(way["state"].encode(), state.encode()):
                raise NotSignedIn("the answer does not belong to a sign-in that began in this browser")
            if "error" in self.request.arguments:
                raise NotSignedIn("the provider refused")
            said = await exchange(self, way)
        except NotSignedIn as fault:
            refuse(self, fault)
            return
        let_in(self, self.policy, role_in(said, self.policy.openid.claim))
        self.redirect(way_back(way["view"]), status=303)


async def exchange(handler: RequestHandler, way: dict[str, str]) -> dict:
    """The claims of the identity token that the code is good for; raises NotSignedIn where they cannot be believed."""
    provider: OpenId = handler.policy.openid
    found = await discover(provider)
    sent = {
        "grant_type": "authorization_code",
        "code": handler.get_query_argument("code", ""),
        "redirect_uri": address_back(handler),
        "client_id": provider.client,
        "code_verifier": way["verifier"],
    }
    proof = (provider.client, provider.secret) if provider.secret else None
    if proof and BY_FORM in found.get(WAYS_OF_PROOF, ()):
        sent, proof = sent | {"client_secret": provider.secret}, None
    answer = await ask(found["token_endpoint"], sent, proof)
    keys = await ask(found["jwks_uri"])
    return believe(str(answer.get("id_token", "")), keys, provider, way["nonce"])


def believe(token: str, keys: dict, provider: OpenId, nonce: str) -> dict:
    """The claims of an identity token: signed by the provider, for us, now, and for this very sign-in."""
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        fitting = [one for one in jwt.PyJWKSet.from_dict(keys).keys if key_id in (None, one.key_id)]
        if len(fitting) != 1:
            raise NotSignedIn("the token is signed with a key that the provider does not show")
        said = jwt.decode(
            token, fitting[0], algorithms=ALGORITHMS, audience=provider.client, issuer=both_ways(provider.issuer),
            leeway=LEEWAY_SECONDS, options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )  # fmt: skip
    except jwt.PyJWTError as fault:
        raise NotSignedIn(f"the token cannot be believed ({type(fault).__name__})") from None
    if said.get("azp", provider.client) != provider.client:
        raise NotSignedIn("the token was made for another client")
    if not secrets.compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()):
        raise NotSignedIn("the token was made for another sign-in")
    return said


def both_ways(issuer: str) -> list[str]:
    """An issuer with and without the stroke at its end: some providers have it in their name."""
    return [issuer, f"{issuer}/"]


def role_in(said: dict, claim: str) -> str:
    """The highest role that a claim names; who has none is public."""
    named = said.get(claim) or []
    named = [named] if isinstance(named, str) else named
    held = [role for role in RANK if isinstance(named, list) and role in named]
    return held[-1] if held else PUBLIC.name


async def discover(provider: OpenId) -> dict:
    """Where the provider does what; raises NotSignedIn where it cannot be reached or speaks for another."""
    found = await ask(f"{provider.issuer}/.well-known/openid-configuration")
    if found.get("issuer") not in both_ways(provider.issuer):
        raise NotSignedIn("the provider calls itself by another name")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if name not in found:
            raise NotSignedIn(f"the provider names no {name}")
    return found


async def ask(address: str, sent: dict[str, str] | None = None, proof: tuple[str, str] | None = None) -> dict:
    """What the provider answers; raises NotSignedIn where it does not.

    sent: a form, None only reads; proof: name and secret of this server for the header (RFC 6749, 2.3.1).
    """
    client, secret = (quote_plus(one) for one in proof) if proof else (None, None)
    asked = HTTPRequest(
        address, method="POST" if sent else "GET", body=urlencode(sent) if sent else None, follow_redirects=False,
        request_timeout=LONGEST_WAIT_SECONDS, auth_username=client, auth_password=secret,
    )  # fmt: skip
    try:
        answer = await AsyncHTTPClient().fetch(asked)
        said = json.loads(answer.body)
    except (HTTPClientError, OSError, ValueError) as fault:
        raise NotSignedIn(f"the provider did not answer ({type(fault).__name__})") from None
    if not isinstance(said, dict):
        raise NotSignedIn("the provider answered something else")
    return said


def address_back(handler: RequestHandler) -> str:
    """The address that the provider sends a visitor back to; the host was checked at the door."""
    return f"{'https' if handler.policy.https else 'http'}://{handler.request.host}/openid/back"


def refuse(handler: RequestHandler, fault: NotSignedIn) -> None:
    """Says that nobody was signed in; the reason goes to the log, without anything about the visitor."""
    log.warning("A sign-in failed: %s.", fault)
    handler.set_status(403)
    said = "<p>The provider did not confirm who you are. Nothing was changed.</p>"
    handler.finish(simple_page("You are not signed in", f'{said}<a class="go" href="/sign-in">Try again</a>'))
