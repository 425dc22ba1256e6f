"""A person's GitHub and resume against the signals employers state."""
