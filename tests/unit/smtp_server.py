"""A mail server on this machine that keeps what it is given, and a certificate that only a test trusts."""

import base64
import datetime
import ipaddress
import socketserver
import ssl
import threading
from contextlib import contextmanager

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class _Mailbox(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, user: str, password: str, certificate):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.login, self.messages, self.refused = f"\0{user}\0{password}", [], 0
        self.encrypted = None
        if certificate:
            self.encrypted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.encrypted.load_cert_chain(certificate)


class _Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs to hand over a message."""

    def handle(self):
        self.say("220 here")
        for line in iter(lambda: self.rfile.readline().decode().strip(), ""):
            verb, _, rest = line.partition(" ")
            if verb.upper() == "QUIT":
                return self.say("221 bye")
            getattr(self, f"do_{verb.lower()}", lambda rest: self.say("250 ok"))(rest)

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def do_ehlo(self, rest):
        self.say("250-here")
        if self.server.encrypted and not isinstance(self.connection, ssl.SSLSocket):
            self.say("250-STARTTLS")
        self.say("250 AUTH PLAIN")

    def do_starttls(self, rest):
        self.say("220 go on")
        try:
            self.connection = self.server.encrypted.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

    def do_auth(self, rest):
        right = base64.b64decode(rest.split()[-1]).decode() == self.server.login
        self.server.refused += not right
        self.say("235 ok" if right else f"535 {rest} is wrong")

    def do_data(self, rest):
        self.say("354 go on")
        lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
        self.server.messages.append("\n".join(lines))
        self.say("250 kept")


@contextmanager
def mailbox(user="", password="", certificate=None):
    """A server that listens; `messages` are those it was given, `server_address` is where."""
    with _Mailbox(user, password, certificate) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def write_certificate(path):
    """A key and its own certificate for this machine, valid today, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path
