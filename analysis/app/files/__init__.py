"""Files that a reader takes away from a card, each with what was chosen, the date and the sources printed in it."""

from analysis.app.files.parcel import KINDS, Parcel, pack_up

__all__ = ["KINDS", "Parcel", "pack_up"]
