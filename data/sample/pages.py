"""Writes an advert out: its sections in order, as plain text and as the uneven HTML that boards serve."""

from dataclasses import dataclass
from html import escape

from adverts import Advert
from lists import VOICES, Company
from wages import Pay

SYMBOLS = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "CAD": "CA$",
    "INR": "₹",
    "CHF": "CHF ",
    "SEK": "SEK ",
    "PLN": "PLN ",
}
PERIODS = {"year": "per year", "month": "per month", "hour": "per hour"}
LAKH = 100_000


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    heading: str
    lines: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()


def sections(advert: Advert) -> list[Section]:
    """The advert from top to bottom; what it does not say is left out."""
    heading = headings(advert.company)
    role = tuple(line for line in (advert.intro, advert.where, advert.remark) if line)
    paid = pay_lines(advert)
    found = [
        Section("about", heading["about"], (advert.about,)),
        Section("role", heading["role"], role),
        Section("duties", heading["duties"], bullets=advert.duties),
        Section("needs", heading["needs"], bullets=advert.needs),
        Section("pluses", heading["pluses"], bullets=advert.pluses),
        Section("pay", heading["pay"], paid[:1], paid[1:]),
        Section("benefits", heading["benefits"], bullets=advert.benefits),
        Section("legal", "Equal opportunity", tuple(line for line in (advert.equal, advert.visa) if line)),
    ]
    return [section for section in found if section.lines or section.bullets]


def headings(company: Company) -> dict[str, str]:
    voice: dict[str, str] = VOICES["voice"][company.number % len(VOICES["voice"])]
    return {kind: words.format(company=company.name) for kind, words in voice.items()}


def pay_lines(advert: Advert) -> tuple[str, ...]:
    """The sentence on pay, and a line a place where it is tiered."""
    if not advert.pay or not advert.pay_said:
        return ()
    if len(advert.pay) > 1:
        return (advert.pay_said, *(f"{pay.where}: {money(pay, advert.pay_look)}" for pay in advert.pay))
    pay = advert.pay[0]
    high = money(Pay(pay.high, pay.high, pay.currency, pay.period), advert.pay_look)
    return (advert.pay_said.format(range=money(pay, advert.pay_look), high=high, period=PERIODS[pay.period]),)


def money(pay: Pay, look: str) -> str:
    """A range as people write it: $165,000 – $205,000, £70k–£85k, 120,000 to 140,000 EUR, ₹28–42 LPA."""
    symbol, ends = SYMBOLS[pay.currency], sorted({pay.low, pay.high})
    if pay.currency == "INR":
        return f"₹{'–'.join(str(end // LAKH) for end in ends)} LPA"
    if look == "code":
        return f"{' to '.join(f'{end:,}' for end in ends)} {pay.currency}"
    if look == "thousands" and pay.low >= 10_000:
        return "–".join(f"{symbol}{end // 1_000}k" for end in ends)
    return " – ".join(f"{symbol}{end:,}" for end in ends)


def plain(parts: list[Section]) -> str:
    """The text beside the HTML, as sources derive it."""
    blocks = []
    for part in parts:
        bullets = [f" - {bullet}" for bullet in part.bullets]
        blocks += ["\n\n".join([part.heading.upper(), *part.lines]), "\n".join(bullets)]
    return "\n\n".join(block for block in blocks if block)


def html(parts: list[Section], company: Company) -> str:
    """The page in the company's house style."""
    style = (_tidy, _styled, _divided, _nested)[company.number % 4]
    return "".join(style(part) for part in parts)


def _tidy(part: Section) -> str:
    return f"<h3>{escape(part.heading)}</h3>\n{_paragraphs(part, '<p>', '</p>')}{_list(part)}"


def _styled(part: Section) -> str:
    """Every element with a style of its own, and empty paragraphs for air."""
    style = ' style="min-height:1.5em"'
    items = "".join(f"<li><p{style}>{_text(bullet)}</p></li>" for bullet in part.bullets)
    listed = f"<ul{style}>{items}</ul>" if items else ""
    heading = f"<p{style}><strong>{escape(part.heading)}</strong></p>"
    return f"{heading}{_paragraphs(part, f'<p{style}>', '</p>')}{listed}<p{style}></p>"


def _divided(part: Section) -> str:
    """Divisions and font sizes, with bullets typed by hand."""
    typed = "".join(f"<div>•&nbsp;{_text(bullet)}<br></div>" for bullet in part.bullets)
    heading = f'<div><b><span style="font-size: 16px">{escape(part.heading)}&nbsp;</span></b></div>'
    size = '<div><span style="font-size: 11pt;">'
    return f"{heading}{_paragraphs(part, size, '</span></div>')}{typed}<div><br></div>\n"


def _nested(part: Section) -> str:
    """Headings in bold, and long lists nested because somebody pasted them from a document."""
    heading = f"<p><strong>{escape(part.heading)}:</strong></p>"
    if len(part.bullets) < 5:
        return f"{heading}{_paragraphs(part, '<p>', '&nbsp;</p>')}{_list(part)}"
    first, rest = part.bullets[:3], part.bullets[3:]
    inner = "".join(f"<li>{_text(bullet)}</li>" for bullet in rest)
    outer = "".join(f"<li>{_text(bullet)}</li>\n" for bullet in first[:-1])
    return f"{heading}<ul>{outer}<li>{_text(first[-1])}<ul>{inner}</ul></li></ul>"


def _paragraphs(part: Section, opening: str, closing: str) -> str:
    return "".join(f"{opening}{_text(line)}{closing}" for line in part.lines)


def _list(part: Section) -> str:
    items = "\n".join(f"<li>{_text(bullet)}</li>" for bullet in part.bullets)
    return f"<ul>\n{items}\n</ul>\n" if items else ""


def _text(line: str) -> str:
    return escape(line, quote=False).replace("'", "&rsquo;")
