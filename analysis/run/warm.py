"""Everything that a run imports, imported: processes forked from one that has this begin at once."""

import gc

import ipykernel.kernelapp  # noqa: F401
import papermill  # noqa: F401

import analysis.pack.assembly
import analysis.run.meeting  # noqa: F401

gc.freeze()
