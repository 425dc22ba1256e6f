"""The statements of the night, one file a step."""
