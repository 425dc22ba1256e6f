"""Small PDFs written by hand: content streams in, bytes out."""

from __future__ import annotations


def pdf(*streams: str, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with one page a content stream; fonts F1 (plain) and F2 (bold), G0 is zero opacity."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(streams)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        5: "<< /Type /ExtGState /ca 0 /CA 0 >>",
        6: "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        "/Filter /ASCIIHexDecode /Length 25 >>\nstream\n1020304050607080901122AA>\nendstream",
    }
    for n, stream in enumerate(streams):
        objects[10 + 2 * n] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {11 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /ExtGState << /G0 5 0 R >> "
            "/XObject << /I0 6 0 R >> >> >>"
        )
        objects[11 + 2 * n] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    out, offsets = "%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start, last = len(out), max(objects)
    out += f"xref\n0 {last + 1}\n0000000000 65535 f \n"
    for number in range(1, last + 1):
        out += f"{offsets.get(number, 0):010} 00000 {'n' if number in offsets else 'f'} \n"
    out += f"trailer << /Size {last + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def text(
    words: str, x: float, y: float, *, size: float = 11, font: str = "F1", before: str = "", mode: int = 0
) -> str:
    """Words at a place, y from the bottom."""
    safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {before} BT /{font} {size} Tf {mode} Tr {x} {y} Td ({safe}) Tj ET Q\n"


def column(rows: list[str], x: float, top: float, *, size: float = 11, step: float = 16) -> str:
    """Lines below each other; a leading # makes a heading."""
    out = ""
    for n, row in enumerate(rows):
        bold = row.startswith("#")
        out += text(row.lstrip("# "), x, top - n * step, size=size + 3 * bold, font="F2" if bold else "F1")
    return out
