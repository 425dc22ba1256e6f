"""Questions, one SQL file each."""
