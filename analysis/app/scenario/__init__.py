"""The scenario that a visitor assumes: its choices, its form, and the pictures that follow from it."""
