"""The sentences of a paper, each with the published figures behind it."""
