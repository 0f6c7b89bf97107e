"""What counts: one of three engines behind the same four things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.reference.case_format import CaseColumn, CaseFormat

if TYPE_CHECKING:
    import ibis

CASES, NUMBERED, ROW = "cases", "numbered_cases", "row_number"
TYPES = {"day": "date", "moment": "timestamp"}


@dataclass(frozen=True)
class Engine:
    """An engine with the cases of one extract.

    dialect: of its SQL, as Ibis names it; columns: of the form that the extract has.
    ask: the rows of a query, each by name; row_of: the row of the file, counted as a person does, of a `row_number`;
    has_rows: whether records have an order at all: those of a warehouse have none; text_of: what stands in a column of
    a `row_number`, where the engine keeps less than that.
    """

    dialect: str
    columns: tuple[CaseColumn, ...]
    ask: Callable[[str], list[dict[str, Any]]]
    row_of: Callable[[int], int] = int
    has_rows: bool = True
    text_of: Callable[[str, int], Any] | None = None

    @property
    def cases(self) -> "ibis.Table":
        """The cases, as expressions name them."""
        return self._table(CASES)

    @property
    def numbered(self) -> "ibis.Table":
        """The cases with `row_number`."""
        return self._table(NUMBERED, **{ROW: "int64"})

    def rows(self, expression: "ibis.Table") -> list[dict[str, Any]]:
        """The rows of an expression, worked out."""
        import ibis

        return self.ask(str(ibis.to_sql(expression, dialect=self.dialect)))

    def _table(self, name: str, **more: str) -> "ibis.Table":
        import ibis

        types = {column.id: TYPES.get(column.kind, "string") for column in self.columns}
        return ibis.table(types | more, name=name)


def columns_of(form: CaseFormat, names: tuple[str, ...]) -> tuple[CaseColumn, ...]:
    """The columns of the form with these names, in the order of the names."""
    return tuple(form.column(name) for name in names)
