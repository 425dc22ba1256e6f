"""One file a source of postings; the file name is the source's name."""
