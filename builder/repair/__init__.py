"""Mending text that a machine damaged: pure functions, one a defect, by subject. Sound text stays as it is."""
