"""The door: who comes in as what, worked out request by request without a server."""

import logging
import stat
import time

import jwt
import pytest
from bokeh.util.token import generate_jwt_token, generate_session_id, get_session_id
from cryptography.hazmat.primitives.asymmetric import rsa
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import Application, create_signed_value

from analysis.app.safety.door import COOKIE, FORWARDED, MOST_SESSIONS, Door
from analysis.app.safety.logs import WithoutPeople
from analysis.app.safety.openid import NotSignedIn, believe, require_issuer, role_in
from analysis.app.safety.passwords import add_user, check_password, read_users
from analysis.app.safety.policy import OpenId, Policy
from analysis.app.safety.refusals import REFUSALS, refusal_page
from analysis.app.safety.sign_in import way_back
from analysis.app.safety.tries import MOST_TRIES, QUARTER_SECONDS, Tries
from analysis.errors import BadArgument

SECRET = "s" * 40
HOST = "127.0.0.1:5006"
PASSWORD = "four words and a number 7"


class Line:
    """A connection, as far as a request asks for one."""

    def __init__(self, remote_ip: str):
        self.context = type("Context", (), {"remote_ip": remote_ip, "protocol": "http"})()


def door(**policy) -> Door:
    return Door(Policy(**{"hosts": (HOST,), "secret": SECRET} | policy), Application(), Application(), lambda: 0)


def request(
    path: str = "/", method: str = "GET", remote_ip: str = "127.0.0.1", version: str = "HTTP/1.1", **headers: str
) -> HTTPServerRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    head = HTTPHeaders({"Host": HOST} | named)
    line = RequestStartLine(method, path, version)
    return HTTPServerRequest(start_line=line, headers=head, connection=Line(remote_ip))


def passes(role: str, secret: str = SECRET) -> str:
    return f"{COOKIE}={create_signed_value(secret, COOKIE, role).decode()}"


def test_without_a_login_everyone_is_public_whatever_the_address():
    for address in ("127.0.0.1", "192.0.2.7", "::1"):
        assert door().role_of(request(remote_ip=address)).name == "public"


def test_a_pass_names_a_role_and_a_forged_one_none():
    assert door(public=False).role_of(request(Cookie=passes("partner"))).name == "partner"
    for forged in (passes("analyst", "x" * 40), passes("king"), f"{COOKIE}=analyst", f"{COOKIE}="):
        assert door(public=False).role_of(request(Cookie=forged)) is None
        assert door().role_of(request(Cookie=forged)).name == "public"


@pytest.mark.parametrize("name", [*FORWARDED, "X-Forwarded-For", "x-forwarded-proto", "X-Original-Host"])
def test_an_analyst_of_this_machine_is_refused_as_soon_as_a_forwarding_header_is_seen(name):
    one = door(local_analyst=True)
    assert one.role_of(request()).name == "analyst"
    assert one.role_of(request(remote_ip="192.0.2.7")).name == "public"
    one.find_handler(request(**{name.replace("-", "_"): "192.0.2.7"}))
    assert one.role_of(request()).name == "public"


def test_a_proxy_that_does_not_say_so_is_told_by_the_protocol_that_no_browser_speaks():
    one = door(local_analyst=True)
    one.find_handler(request(version="HTTP/1.0"))
    assert one.role_of(request()).name == "public"


def test_another_name_for_this_machine_makes_nobody_an_analyst():
    one = door(local_analyst=True, hosts=(HOST, "evil.example.org:5006"))
    assert one.role_of(request(Host="evil.example.org:5006")).name == "public"


@pytest.mark.parametrize(
    ("path", "refusal"),
    [("/", "login"), ("/ws", "closed"), ("/static/js/bokeh.min.js", "closed"), ("/admin", "nothing"),
     ("/sign-in", ""), ("/metadata", "nothing"), ("/autoload.js", "nothing"), ("/rest/session_info", "nothing")],
)  # fmt: skip
def test_nothing_is_served_beside_the_login(path, refusal):
    closed = door(public=False, users={"a": object()})
    assert closed._refusal(request(path)) == refusal


@pytest.mark.parametrize(("method", "refusal"), [("GET", ""), ("HEAD", ""), ("POST", "method"), ("DELETE", "method")])
def test_the_pages_are_for_reading(method, refusal):
    assert door()._refusal(request(method=method)) == refusal


def test_a_name_that_is_not_ours_is_refused():
    assert door()._refusal(request(Host="elsewhere.example.org")) == "host"


def knock(one: Door, token: str, origin: str = f"http://{HOST}", protocol: str = "bokeh", **headers: str) -> str:
    said = {"Origin": origin, "Sec_WebSocket_Protocol": f"{protocol}, {token}"} | headers
    return one._refusal(request("/ws", **said))


def ticket(secret: str = SECRET) -> str:
    key = secret.encode()
    return generate_jwt_token(generate_session_id(secret_key=key, signed=True), secret_key=key, signed=True)


def test_a_session_is_joined_only_by_the_role_that_it_was_made_with():
    one, token = door(), ticket()
    one.session_roles[get_session_id(token)] = "analyst"
    assert knock(one, token) == "closed"
    assert knock(one, token, Cookie=passes("analyst")) == ""
    assert knock(one, token, Cookie=passes("partner")) == "closed"


def test_a_socket_is_opened_by_a_page_of_ours_with_its_own_ticket():
    token = ticket()
    assert knock(door(), token) == ""
    unsigned = generate_jwt_token("abc")
    for forged in ("nonsense", "", token[:-2], f"x{token}", ticket("x" * 40), unsigned, "W10.x", "MQ."):
        assert knock(door(), forged) == "closed"
    for elsewhere in ("https://example.org", "null", "", f"http://{HOST}.example.org", "http://127.0.0.1:80"):
        assert knock(door(), token, elsewhere) == "closed"
    assert knock(door(), token, protocol="other") == "closed"


def test_nobody_picks_the_session_that_another_will_open():
    for picked in ("/?bokeh-session-id=x", f"/?v=1&bokeh-token={ticket()}"):
        assert door()._refusal(request(picked)) == "closed"
    assert door()._refusal(request(Bokeh_Session_Id="x")) == "closed"


def test_a_full_house_takes_nobody_new_and_keeps_who_is_in():
    policy, token = Policy(hosts=(HOST,), secret=SECRET), ticket()
    one = Door(policy, Application(), Application(), lambda: MOST_SESSIONS)
    assert one._refusal(request()) == "full"
    assert knock(one, token) == "full"
    one.session_roles[get_session_id(token)] = "public"
    assert knock(one, token) == ""


def test_passwords_are_kept_hashed_and_only_their_owner_reads_the_file(tmp_path):
    path = tmp_path / "users"
    add_user(path, "one", "partner", PASSWORD)
    add_user(path, "two", "analyst", PASSWORD)
    add_user(path, "one", "analyst", PASSWORD + "!")
    users = read_users(path)
    assert (users["one"].role, len(users)) == ("analyst", 2)
    assert PASSWORD not in path.read_text()
    assert users["one"].hashed != users["two"].hashed
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert check_password(users, "one", PASSWORD + "!") == users["one"]
    assert check_password(users, "one", PASSWORD) is None
    assert check_password(users, "nobody", PASSWORD) is None


def test_a_password_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "users"
    add_user(path, "one", "partner", PASSWORD)
    path.chmod(0o640)
    assert read_users(path)
    for open_to_others in (0o644, 0o606, 0o620):
        path.chmod(open_to_others)
        with pytest.raises(BadArgument, match="chmod 600"):
            read_users(path)


def test_too_many_tries_of_one_name_wait_and_are_forgotten():
    tries = Tries()
    for second in range(MOST_TRIES):
        assert not tries.are_too_many("guessed", second)
        tries.count("guessed", second)
    assert tries.are_too_many("guessed", MOST_TRIES)
    assert not tries.are_too_many("other", MOST_TRIES)
    assert not tries.are_too_many("guessed", QUARTER_SECONDS)


def test_what_cannot_be_a_name_counts_as_one_so_that_nobody_fills_the_memory():
    tries = Tries()
    for place in range(MOST_TRIES):
        tries.count(f"no name {place}", 0)
    assert tries.are_too_many("x" * 70, 1)
    assert not tries.are_too_many("analyst", 1)


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("a:b", "partner", PASSWORD), ("", "partner", PASSWORD), ("a", "public", PASSWORD), ("a", "king", PASSWORD),
     ("a", "partner", "short")],
)  # fmt: skip
def test_who_cannot_be_a_user_is_refused_in_a_sentence(tmp_path, name, role, password):
    with pytest.raises(BadArgument):
        add_user(tmp_path / "users", name, role, password)


@pytest.mark.parametrize(
    "line", ["one", "one:partner:secret", "one:king:scrypt$1$2$3$4$5", "one:partner:scrypt$x$8$1$a$b"]
)
def test_a_broken_password_file_is_named_with_its_line(tmp_path, line):
    path = tmp_path / "users"
    path.write_text(f"# people\n{line}\n")
    path.chmod(0o600)
    with pytest.raises(BadArgument, match="line 2"):
        read_users(path)


KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PROVIDER = OpenId("https://login.example.org", "us")
GOOD = {"iss": PROVIDER.issuer, "aud": "us", "sub": "1", "nonce": "n", "iat": 1, "exp": 9_999_999_999}


def keys() -> dict:
    shown = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
    return {"keys": [{**shown, "kid": "k", "alg": "RS256", "use": "sig"}]}


def token(key=KEY, **changed) -> str:
    return jwt.encode(GOOD | changed, key, "RS256", headers={"kid": "k"})


def test_a_token_that_the_provider_signed_for_us_and_now_is_believed():
    assert believe(token(iss=PROVIDER.issuer + "/", aud=["us"], azp="us"), keys(), PROVIDER, "n")
    assert believe(token(roles=["partner"]), keys(), PROVIDER, "n")["roles"] == ["partner"]


@pytest.mark.parametrize(
    "bad",
    [token(OTHER), token(aud="them"), token(aud=["us", "them"], azp="them"),
     token(iss="https://other.example.org"), token(exp=2), token(nonce="m"), "",
     "a.b.c", jwt.encode(GOOD, None, "none", headers={"kid": "k"}),
     jwt.encode(GOOD, "x" * 32, "HS256", headers={"kid": "k"})],
)  # fmt: skip
def test_every_other_token_is_not(bad):
    with pytest.raises(NotSignedIn):
        believe(bad, keys(), PROVIDER, "n")


@pytest.mark.parametrize(
    ("said", "role"),
    [({"roles": ["partner"]}, "partner"), ({"roles": ["partner", "analyst"]}, "analyst"),
     ({"roles": "analyst"}, "analyst"), ({"roles": ["king"]}, "public"), ({}, "public"), ({"roles": None}, "public"),
     ({"roles": {"analyst": 1}}, "public")],
)  # fmt: skip
def test_a_claim_gives_the_highest_role_that_it_names(said, role):
    assert role_in(said, "roles") == role


@pytest.mark.parametrize("issuer", ["http://example.org", "ftp://example.org", "https://", "example.org"])
def test_a_provider_without_tls_is_refused(issuer):
    with pytest.raises(BadArgument):
        require_issuer(issuer)


@pytest.mark.parametrize("view", ["//evil.example.org", "https://evil.example.org", "/\\evil", "?a\r\nb", "x" * 3000])
def test_nobody_is_sent_elsewhere_after_signing_in(view):
    assert way_back(view) == "/"
    assert way_back("?v=1&page=need") == "/?v=1&page=need"


@pytest.mark.parametrize("text", ["403 GET /ws (192.0.2.7)", "from 2001:db8::1 asked", "GET /?figure=secret-9 500"])
def test_logs_hold_no_address_of_a_visitor_and_no_query(text):
    record = logging.LogRecord("x", logging.INFO, "", 1, "%s", (text,), (ValueError, ValueError(text), None))
    line = WithoutPeople("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S").format(record)
    assert not any(part in line for part in ("192.0.2.7", "2001:db8", "secret-9"))
    assert line.startswith(time.strftime("%Y-%m-%dT%H:", time.localtime(record.created)))


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_is_a_page_that_asks_nothing_of_anyone(name):
    page = refusal_page(name)
    assert "<title>Overview</title>" in page
    assert "<script" not in page
    assert 'lang="en-GB"' in page
