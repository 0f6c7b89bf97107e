"""Finds or installs what a package index cannot give: a virtual environment, Chromium, LibreOffice, Java, PostgreSQL.

    python machine.py venv FOLDER        python machine.py browser office java postgresql

Debian's packages are installed as root or by a sudo that asks nothing; where neither can be had, one sentence says
what to install.
Only the standard library, and a syntax that an old Python reads: it has to be told that it is too old.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OLDEST_JAVA = 17
JAVA_PACKAGES = ("openjdk-17-jre-headless", "openjdk-21-jre-headless", "default-jre-headless")
POSTGRESQL_FOLDERS = "/usr/lib/postgresql/*/bin"  # where Debian puts the programs that start a server
OFFICES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


class Missing(Exception):
    """Something the machine lacks and that could not be installed; the text is one whole sentence."""


def main(arguments: list[str]) -> int:
    """Exit status: 0 when all that was asked for is there, 1 after one sentence, 2 for a request not understood."""
    try:
        if len(arguments) == 2 and arguments[0] == "venv":
            make_environment(Path(arguments[1]))
        elif arguments and set(arguments) <= set(PROVIDERS):
            for wish in arguments:
                PROVIDERS[wish]()
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Missing as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def make_environment(folder: Path) -> None:
    """A virtual environment with pip in `folder`; one that works is left alone."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        raise Missing(f"Python {sys.version.split()[0]} is too old; try: make board PYTHON=python3.12")
    if _answers(_interpreter(folder), "-m", "pip", "--version"):
        return
    if not _answers(sys.executable, "-c", "import ensurepip, venv"):
        # Debian keeps these two in a package of their own.
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not install_debian(package):
            raise Missing(f"Python's venv is missing; install it (on Debian: apt install {package}) and try again.")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)]).returncode:
        raise Missing(f"{folder}: no virtual environment could be made there; its reason is printed above.")


def provide_browser() -> str:
    """The Chromium that the browser tests use: the machine's, else Debian's, else Playwright's own."""
    browser = find_browser()
    if browser is None and install_debian("chromium"):
        browser = find_browser()
    if browser is None:
        with_libraries = ["--with-deps"] if _privilege() is not None and shutil.which("apt-get") else []
        _run([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"])
        browser = find_browser()
    if browser is None:
        raise Missing("Chromium is missing and could not be installed; install it (apt install chromium).")
    return browser


def provide_office() -> str:
    """The LibreOffice that opens workbooks and Word documents in the tests: the machine's, else Debian's."""
    office = find_office()
    if office is None and install_debian("libreoffice-calc", "libreoffice-writer"):
        office = find_office()
    if office is None:
        raise Missing("LibreOffice is missing and could not be installed; install it (apt install libreoffice).")
    return office


def provide_java() -> str:
    """The Java that Spark runs on in the tests: the machine's, else Debian's."""
    java = find_java()
    for package in JAVA_PACKAGES if java is None else ():
        if install_debian(package) and (java := find_java()):
            break
    if java is None:
        raise Missing(
            f"Java {OLDEST_JAVA} or later is missing and could not be installed; "
            f"install it (apt install {JAVA_PACKAGES[0]})."
        )
    return java


def provide_postgresql() -> str:
    """The folder of the PostgreSQL that the tests start for themselves: the machine's, else Debian's."""
    programs = find_postgresql()
    if programs is None and install_debian("postgresql"):
        programs = find_postgresql()
    if programs is None:
        raise Missing("PostgreSQL is missing and could not be installed; install it (apt install postgresql).")
    return programs


PROVIDERS = {
    "browser": provide_browser,
    "office": provide_office,
    "java": provide_java,
    "postgresql": provide_postgresql,
}


def find_java() -> str | None:
    """Path of a Java that is new enough, or None; that of JAVA_HOME before the path's."""
    homes = [str(Path(os.environ["JAVA_HOME"]) / "bin" / "java")] if os.environ.get("JAVA_HOME") else []
    for name in (*homes, "java"):
        path = shutil.which(name)
        if path and _java_version(path) >= OLDEST_JAVA:
            return path
    return None


def find_postgresql() -> str | None:
    """The folder with PostgreSQL's `initdb` and `postgres`, the newest, or None."""
    on_path = shutil.which("initdb")
    debian = sorted(glob.glob(POSTGRESQL_FOLDERS), key=lambda folder: [len(folder), folder])
    for folder in [*reversed(debian), *([str(Path(on_path).parent)] if on_path else [])]:
        if all(shutil.which(name, path=folder) for name in ("initdb", "postgres")):
            return folder
    return None


def find_browser() -> str | None:
    """Path of a Chromium that starts, or None; the machine's own before Playwright's."""
    # Ubuntu's `chromium-browser` only says that a snap is wanted: asking for the version tells it from a browser.
    for name in BROWSERS:
        path = shutil.which(name)
        if path and _answers(path, "--version"):
            return path
    own = _playwright_browser()
    return own if own and _answers(own, "--version") else None


def find_office() -> str | None:
    """Path of LibreOffice, or None."""
    return next(filter(None, map(shutil.which, OFFICES)), None)


def install_debian(*packages: str) -> bool:
    """True when Debian's packages were installed; False where there is no apt or no right to use it."""
    privilege = _privilege()
    if not shutil.which("apt-get") or privilege is None:
        return False
    print(f"Installing {' and '.join(packages)} with apt.", flush=True)
    apt = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    _run([*apt, "update"])
    return _run([*apt, "install", "--yes", "--no-install-recommends", *packages])


def _privilege() -> list[str] | None:
    """What stands before a command that needs root: nothing, sudo, or None where neither helps."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _answers("sudo", "-n", "true") else None


def _playwright_browser() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _interpreter(folder: Path) -> str:
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def _java_version(java: str) -> int:
    """The first number of a Java's version; 0 where it does not start."""
    try:
        said = subprocess.run([java, "-version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r'version "(\d+)', said.stderr)
    return int(found.group(1)) if found else 0


def _answers(*command: str) -> bool:
    """True when the command exists and ends well; what it prints is not shown."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _run(command: list[str]) -> bool:
    # Standard output is for pytest's lines; an installer's go where errors go.
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
