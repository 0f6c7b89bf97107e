"""The commands of `dsva`, one module each.

Every import of the analysis stands inside its command: help must answer at once.
"""
