"""A provider of sign-ins on this machine, for tests: it signs whoever comes in, with the roles it was given."""

import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "explorer"


@contextmanager
def providing(roles: list[str]):
    """Serves a provider whose every user has these roles; gives its issuer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.issuer = f"http://127.0.0.1:{server.server_port}"
    server.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server.roles, server.codes = roles, {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.issuer
    finally:
        server.shutdown()


class Provider(BaseHTTPRequestHandler):
    """Discovery, consent, token, keys."""

    def do_GET(self):
        """The pages that are read."""
        asked, issuer = urlsplit(self.path), self.server.issuer
        if asked.path == "/.well-known/openid-configuration":
            named = {"authorization_endpoint": "/authorise", "token_endpoint": "/token", "jwks_uri": "/keys"}
            self._say({"issuer": issuer} | {name: issuer + path for name, path in named.items()})
        elif asked.path == "/keys":
            key = jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key(), as_dict=True)
            self._say({"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]})
        elif asked.path == "/authorise":
            given = {name: values[0] for name, values in parse_qs(asked.query).items()}
            code = secrets.token_urlsafe(8)
            self.server.codes[code] = given
            self.send_response(302)
            there = urlencode({"code": code, "state": given["state"]})
            self.send_header("Location", f"{given['redirect_uri']}?{there}")
            self.end_headers()

    def do_POST(self):
        """A code for a token, where the verifier fits the challenge."""
        import base64
        import hashlib

        sent = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        given = self.server.codes.pop(sent["code"])
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == given["code_challenge"]
        assert sent["redirect_uri"] == given["redirect_uri"]
        now = int(time.time())
        said = {"iss": self.server.issuer, "aud": CLIENT, "sub": "someone", "iat": now, "exp": now + 300}
        said |= {"nonce": given["nonce"], "roles": self.server.roles}
        self._say({"id_token": jwt.encode(said, self.server.key, "RS256", headers={"kid": "one"})})

    def _say(self, said: dict) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Nothing."""
