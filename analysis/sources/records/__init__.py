"""Case-level extracts: what may be opened, the engines that count it, who looked at it, and invented ones to try.

The people in them are in danger. Nothing of a case is written here: engines spill to a private folder that is removed,
and the access log holds who asked, when, and a salted hash of the file.
"""
