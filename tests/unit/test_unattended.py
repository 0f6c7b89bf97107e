"""A run that nobody watches tells how it ended: by status file, log and mail, and never a secret or a place."""

import json
import os
import signal
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from smtp_server import mailbox, write_certificate

from analysis import published
from analysis.errors import BadArgument, CannotWrite, RunFailed
from analysis.run.choosing import read_settings
from analysis.run.journal import Journal, machine_places, progress
from analysis.run.unattended import Interrupted, attended

PASSWORD = "correct horse battery"
ADDRESSES = {"DSVA_SMTP_TO": "analysts@example.org", "DSVA_SMTP_FROM": "dsva@example.org"}


@pytest.fixture
def settings(monkeypatch):
    """Puts settings of mail into the environment: `settings(server, DSVA_SMTP_ON="failure")`."""

    def put(server, **others):
        host, port = server.server_address
        own = {"DSVA_SMTP_HOST": host, "DSVA_SMTP_PORT": str(port), "DSVA_SMTP_SECURITY": "none"}
        for name, value in (own | ADDRESSES | others).items():
            monkeypatch.setenv(name, value)

    return put


def run(folder, fault=None):
    """A run as far as its status, log and mail see one; what its status file says at the end."""
    status = folder / "status.json"
    ending = pytest.raises(type(fault)) if fault else nullcontext()
    with ending, attended("run of a test", status, folder / "data", folder / "reports") as journal:
        journal.keep_log(folder / "reports/lscsb", "2023-09-29")
        journal.say(f"from {folder / 'data'} to {folder / 'reports'} of {Path.home()}")
        journal.count(done=1, total=2, packs=("lscsb/2023-09-29",))
        if fault:
            raise fault
        journal.end("done", 0, "made lscsb/2023-09-29")
    return json.loads(status.read_text("utf-8"))


def log_of(folder):
    (log,) = (folder / "reports/lscsb").glob("2023-09-29-*.log")
    return log.read_text("utf-8")


def test_a_run_that_ends_well_says_so_in_status_log_and_mail(tmp_path, settings):
    with mailbox() as server:
        settings(server)
        status = run(tmp_path)
    assert (status["state"], status["exit_code"], status["done"], status["total"]) == ("done", 0, 1, 2)
    assert status["packs"] == ["lscsb/2023-09-29"]
    assert log_of(tmp_path).splitlines()[-1].endswith("done: made lscsb/2023-09-29")
    (message,) = server.messages
    assert "Subject: dsva: run of a test done" in message
    assert "To: analysts@example.org" in message


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (RunFailed("02_demand.ipynb: its kernel ended."), 1, "02_demand.ipynb: its kernel ended."),
        (ZeroDivisionError("by nought"), 1, "ZeroDivisionError: by nought"),
    ],
    ids=["a fault of the data", "a fault of the code"],
)
def test_a_run_that_ends_badly_says_why_in_status_log_and_mail(tmp_path, settings, fault, code, told):
    with mailbox() as server:
        settings(server, DSVA_SMTP_ON="failure")
        status = run(tmp_path, fault)
    assert (status["state"], status["exit_code"], status["sentence"]) == ("failed", code, told)
    assert log_of(tmp_path).splitlines()[-1].endswith(f"failed: {told}")
    assert told in server.messages[0]


def interrupt_a_run(status, number):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a shell's background
    try:
        with attended("run", status, status.parent, status.parent):
            os.kill(os.getpid(), number)
            time.sleep(10)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["by a person", "by a scheduler"])
def test_a_run_that_is_interrupted_says_so(tmp_path, number):
    with pytest.raises(Interrupted, match="interrupted; packs that stand are as they were") as fault:
        interrupt_a_run(tmp_path / "status.json", number)
    told = json.loads((tmp_path / "status.json").read_text("utf-8"))
    assert (told["state"], told["exit_code"], told["sentence"]) == ("failed", 130, str(fault.value))
    assert fault.value.exit_code == 130


def test_nobody_is_told_of_what_they_do_not_want_to_hear(tmp_path, settings):
    with mailbox() as server:
        settings(server, DSVA_SMTP_ON="failure")
        run(tmp_path)
    assert server.messages == []


def test_a_message_goes_encrypted_and_with_a_password_to_a_server_that_is_known(tmp_path, settings, monkeypatch):
    certificate = write_certificate(tmp_path / "certificate.pem")
    account = {"DSVA_SMTP_USER": "dsva", "DSVA_SMTP_PASSWORD": PASSWORD, "DSVA_SMTP_SECURITY": "starttls"}
    with mailbox("dsva", PASSWORD, certificate) as server:
        settings(server, **account)
        run(tmp_path)
        assert server.messages == []  # nobody vouches for this server
        assert "could not be sent (SSLCertVerificationError)" in log_of(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        (tmp_path / "again").mkdir()
        run(tmp_path / "again")
        assert len(server.messages) == 1


def test_a_server_that_repeats_a_password_does_not_bring_it_into_the_log(tmp_path, settings, capsys):
    with mailbox("dsva", "another") as server:
        settings(server, DSVA_SMTP_USER="dsva", DSVA_SMTP_PASSWORD=PASSWORD)
        status = run(tmp_path)
    assert server.refused
    said = log_of(tmp_path) + json.dumps(status) + "".join(capsys.readouterr())
    assert "could not be sent (SMTPAuthenticationError)" in said
    assert PASSWORD not in said
    assert status["state"] == "done"


def test_a_server_that_is_away_changes_nothing_about_the_run(tmp_path, settings):
    with mailbox() as server:
        pass
    settings(server)
    assert run(tmp_path)["exit_code"] == 0
    assert "could not be sent (ConnectionRefusedError)" in log_of(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DSVA_SMTP_TO": ""}, "DSVA_SMTP_TO: not set"),
        ({"DSVA_SMTP_SECURITY": "ssl"}, "expected starttls, tls, none"),
        ({"DSVA_SMTP_ON": "always"}, "expected failure, success, both"),
        ({"DSVA_SMTP_PORT": "many"}, "many is not a port"),
        ({"DSVA_SMTP_HOST": "mail.example.org", "DSVA_SMTP_PASSWORD": PASSWORD}, "password in the clear"),
    ],
    ids=str,
)
def test_settings_of_mail_that_are_wrong_are_said_before_any_work(tmp_path, settings, wrong, sentence):
    with mailbox() as server:
        settings(server, **wrong)
        with (
            pytest.raises(BadArgument, match=sentence) as fault,
            attended("run", tmp_path / "status.json", tmp_path, tmp_path),
        ):
            raise AssertionError("the work began")
    assert PASSWORD not in str(fault.value)


def test_a_log_names_neither_user_nor_place(tmp_path):
    run(tmp_path)
    journal = Journal("run", places=machine_places(tmp_path / "data", tmp_path / "reports"))
    journal.end("failed", 1, f"ImportError: cannot import a name ({Path(published.__file__)})")
    assert journal.status.sentence == "ImportError: cannot import a name (./analysis/published/__init__.py)"
    log = log_of(tmp_path)
    assert "from data to reports of ~" in log
    assert str(tmp_path) not in log
    assert str(Path.home()) not in log


def test_a_status_file_is_always_whole(tmp_path):
    journal = Journal("run", tmp_path / "status.json")
    for done in range(20):
        journal.count(done=done, total=20)
        assert json.loads((tmp_path / "status.json").read_text("utf-8"))["done"] == done
    assert [path.name for path in tmp_path.iterdir()] == ["status.json"]


def test_a_status_file_that_cannot_be_begun_stops_the_run_and_one_that_is_lost_later_does_not(tmp_path, capsys):
    (tmp_path / "there").mkdir()
    with pytest.raises(CannotWrite, match="expected a file"):
        Journal("run", tmp_path / "nowhere/status.json")
    journal = Journal("run", tmp_path / "there/status.json")
    (tmp_path / "there/status.json").unlink()
    (tmp_path / "there").rmdir()
    journal.end("done", 0, "made")
    assert "The status cannot be written" in capsys.readouterr().err


def test_progress_counts_for_a_person_and_is_silent_for_a_scheduler(capsys):
    with progress("Packs", 2) as step:
        step("one")
        step("two")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("pair", ["smtp_password=x", "api_key=x", "token=x", "scenario=correct horse battery"])
def test_a_secret_cannot_be_a_parameter_and_is_not_repeated(pair, monkeypatch):
    monkeypatch.setenv("DSVA_SMTP_PASSWORD", PASSWORD)
    with pytest.raises(BadArgument, match="a secret cannot be a parameter") as fault:
        read_settings([pair])
    assert PASSWORD not in str(fault.value)
