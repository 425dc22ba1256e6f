"""Fetch, archive, load, enrich, check, publish: the night."""
