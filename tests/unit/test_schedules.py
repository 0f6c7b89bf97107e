"""What the README gives to schedulers is what they and `dsva` understand."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from analysis.__main__ import app
from analysis.run.mail import PREFIX

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
UNITS = re.findall(r"(?:^    .*\n|^\n(?=    ))+", README, re.MULTILINE)
RUNS = re.findall(r"(?:dsva|dsva\.exe) (run --all [^\n\">]*)", README)


def unit(section):
    (text,) = [one for one in UNITS if f"[{section}]" in one]
    return re.sub("^    ", "", text.strip("\n"), flags=re.MULTILINE) + "\n"


def test_each_scheduler_s_command_is_one_that_dsva_takes():
    assert len(RUNS) == 4  # as a command, by systemd, by cron, by Windows
    command = typer.main.get_command(app).commands["run"]
    for line in RUNS:
        arguments = shlex.split(line.split(" 2>")[0], posix=False)[1:]
        given = command.make_context("run", arguments, resilient_parsing=False).params
        assert all(given[name] for name in ("all_meetings", "resume", "status")), line


def test_the_units_are_units():
    service, timer = configparser.RawConfigParser(), configparser.RawConfigParser()
    service.read_string(unit("Service"))
    timer.read_string(unit("Timer"))
    assert service["Service"]["type"] == "oneshot"
    assert timer["Install"]["wantedby"] == "timers.target"


@pytest.mark.parametrize("kind", ["Service", "Timer"])
def test_systemd_takes_the_units(tmp_path, kind):
    if not shutil.which("systemd-analyze"):
        return
    for one in ("Service", "Timer"):
        text = re.sub("^ExecStart=.*", "ExecStart=/bin/true", unit(one), flags=re.MULTILINE)
        (tmp_path / f"dsva.{one.lower()}").write_text(text.replace("User=dsva", "User=root"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / f"dsva.{kind.lower()}")],
        capture_output=True,
        text=True,
    )
    assert "dsva" not in done.stderr, done.stderr


def test_cron_has_a_minute_an_hour_a_day_a_month_and_a_weekday():
    (line,) = [line for line in README.splitlines() if "crontab" not in line and line.strip().startswith("0 6 1 * *")]
    assert re.fullmatch(r"\s+(\S+ ){5}cd /srv/dsva && .+", line)


def test_every_setting_of_mail_is_named():
    source = (ROOT / "analysis/run/mail.py").read_text("utf-8")
    names = set(re.findall(r'held(?:\.get\(|\[)"([A-Z]+)"', source))
    assert {"HOST", "PASSWORD", "PORT"} < names
    assert [name for name in sorted(names) if f"{PREFIX}{name}" not in README] == []
