"""Numbers to text: `numbers` rounds, `sentences` chooses how strong a statement may be; nothing else does either."""
