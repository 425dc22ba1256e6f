"""Numbered SQL migrations, applied in name order."""
