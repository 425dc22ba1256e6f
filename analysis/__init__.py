"""Reads text and answers questions about the market. Pure: imports nothing else of ours."""
