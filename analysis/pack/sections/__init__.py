"""Sections of a pack that have names of their own in a template: a module each."""
