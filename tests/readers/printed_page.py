"""PDFs made by hand: text at places on pages, in the fonts every reader has."""

from dataclasses import dataclass

FONTS = {"body": "Helvetica", "bold": "Helvetica-Bold", "mono": "Courier"}


@dataclass(frozen=True)
class Text:
    """Words at a place; x and y in points from the lower left corner of an A4 page."""

    x: float
    y: float
    words: str
    size: float = 10
    font: str = "body"


def lines(x: float, y: float, *words: str, size: float = 10, font: str = "body") -> list[Text]:
    """Lines under each other."""
    return [Text(x, y - place * size * 1.2, line, size, font) for place, line in enumerate(words)]


def pdf(*pages: list[Text], title: str = "", scale: float = 1) -> bytes:
    """A PDF with these pages, all that is on them drawn at a scale."""
    names = list(FONTS)
    fonts = " ".join(f"/{name} {3 + place} 0 R" for place, name in enumerate(names))
    first = 3 + len(names)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    for name in names:
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{FONTS[name]} /Encoding /WinAnsiEncoding >>")
    for place, page in enumerate(pages):
        stream = f"{scale} 0 0 {scale} 0 0 cm\n" + "\n".join(
            f"BT /{text.font} {text.size} Tf {text.x} {text.y} Td ({_escaped(text.words)}) Tj ET" for text in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << {fonts} >> >>"
            f" /Contents {first + 2 * place + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    return _file(objects)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[str]) -> bytes:
    content = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return (content + end + trailer + f"startxref\n{len(content)}\n%%EOF\n").encode("latin-1")
