"""One file a signal; the file name is the signal's name."""
