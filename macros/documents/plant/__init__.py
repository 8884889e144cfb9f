"""Planting: one mistake of the catalogue is put into a good document."""
