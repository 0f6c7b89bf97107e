"""Demand against funding for the domestic abuse and sexual violence services of LLR."""

import sys

# Where PySpark is installed, pandera would load all of it, with a warning about pandas 3, at every start of every
# command. Nothing here uses pandas on Spark: it is declared to be absent, and PySpark's SQL is not touched by that.
sys.modules.setdefault("pyspark.pandas", None)  # type: ignore[arg-type]
