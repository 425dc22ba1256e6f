"""Decodes files as people save them."""

import codecs

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Windows calls "Unicode"


def decoded(body: bytes) -> str:
    """The text of a file: UTF-16 where it says so, else UTF-8 with or without a mark, else Windows-1252."""
    if body.startswith(WIDE):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")
