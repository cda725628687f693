"""Figures with their uncertainty: pure functions over numpy and pandas."""
