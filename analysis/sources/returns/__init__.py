"""Providers' quarterly returns: the form, the template, what is wrong with a file, and the store of what was loaded.

The only writer of `data/returns/`. A return is untrusted: nothing of it is believed before it has been checked.
"""
