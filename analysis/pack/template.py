"""A board's template and a content to one Markdown text; an unknown name is one sentence with file and line."""

import traceback
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateNotFound

from analysis.errors import BadData, Fault
from analysis.pack.endnotes import number_sources
from analysis.pack.markdown import escape, picture_block, table_block
from analysis.pack.parts import Content, Markdown, cite

TO_BE_COMPLETED = Markdown("*To be completed by the report author.*")
SOURCES_HERE = Markdown("⟦⟧")


class _Unknown(StrictUndefined):
    """A name that the content does not hold: the error is the bare name and what is like it."""

    @property
    def _undefined_message(self) -> str:
        # jinja2 keeps what was asked, and of what, in these two.
        owner, name = self._undefined_obj, str(self._undefined_name)
        known = list(owner) if isinstance(owner, Mapping) else [key for key in dir(owner) if not key.startswith("_")]
        return f"{name}\n{_expected(name, known)}"


class _NoSuch(TemplateError):
    """A chart, table, section or source that the content does not hold."""


def compose(template: Path, content: Content) -> str:
    """The Markdown of a paper: the template with every value, chart, table and comment in its place.

    template: `data/templates/<board>.md`; it may include others below its folder.
    Raises BadData with file, line and name for an unknown name, a broken tag or a missing file.
    """
    environment = Environment(
        loader=FileSystemLoader(template.parent, encoding="utf-8"),
        undefined=_Unknown,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    try:
        text = environment.get_template(template.name).render({**_functions(content), **content.values})
    except TemplateSyntaxError as fault:
        raise _fault(template, fault.name or template.name, fault.lineno, None, str(fault.message)) from None
    except TemplateNotFound as fault:
        where, line = _place(template, fault)
        raise _fault(
            template, where, line, fault.name, "no such template; expected a file beside the board's"
        ) from None
    except (UndefinedError, _NoSuch) as fault:
        name, _, expected = str(fault).partition("\n")
        raise _fault(template, *_place(template, fault), name, f"not in the pack; {expected}") from None
    return number_sources(_one_blank_line(text), content.references, str(SOURCES_HERE))


def _functions(content: Content) -> dict[str, Callable]:
    """What a template can call: `chart`, `table`, `commentary`, `source`, `sources`."""
    pictures = {picture.name: picture for picture in content.pictures}
    tables = {table.name: table for table in content.tables}
    references = {reference.id: reference for reference in content.references}

    def commentary(section: str) -> Markdown:
        return Markdown(_find(content.commentary, section).strip() or TO_BE_COMPLETED)

    def source(reference: str, locator: str = "") -> Markdown:
        return cite(_find(references, reference).id, locator)

    return {
        "chart": lambda name: picture_block(_find(pictures, name)),
        "table": lambda name, rows=None: table_block(_find(tables, name), rows),
        "commentary": commentary,
        "source": source,
        "sources": lambda: SOURCES_HERE,
    }


def _find(things: Mapping, name: str):
    if name not in things:
        raise _NoSuch(f"{name}\n{_expected(name, list(things))}")
    return things[name]


def _expected(name: str, known: list) -> str:
    alike = get_close_matches(name, [str(key) for key in known], n=3)
    names = alike or sorted(str(key) for key in known)[:8]
    return f"expected a name that the pack has{', such as ' + ', '.join(names) if names else ''}"


def _place(template: Path, fault: Exception) -> tuple[str, int | None]:
    """File and line of a template at which an error arose: jinja2 writes them into the traceback."""
    folder = template.parent.resolve()
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        path = Path(frame.filename)
        if path.is_absolute() and path.resolve().is_relative_to(folder):
            return path.resolve().relative_to(folder).as_posix(), frame.lineno
    return template.name, None


def _fault(template: Path, name: str, line: int | None, what: str | None, why: str) -> BadData:
    return BadData([Fault(f"{template.parent.name}/{name}", line, what, *_halves(why))])


def _halves(sentence: str) -> tuple[str, str]:
    value, _, expected = sentence.rstrip(".").partition("; ")
    return value, expected or "expected a template that Jinja2 can read"


def _one_blank_line(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip("\n") + "\n"
