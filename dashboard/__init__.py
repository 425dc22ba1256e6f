"""Pages: read, choose, draw."""
