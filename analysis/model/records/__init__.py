"""Counting from case records: what each measure is, what is wrong with a record, what tells of a person.

Everything here makes Ibis expressions and looks at no record itself; an engine of `sources.records` works them out.
"""
