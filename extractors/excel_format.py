"""Numbers, dates, times and percentages as Danish Excel shows them, from value and format code."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
          "november", "december")  # fmt: skip
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '#,##0 "kr."', 6: '#,##0 "kr."', 7: '#,##0.00 "kr."',
    8: '#,##0.00 "kr."', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd-mm-yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm",
    21: "hh:mm:ss", 22: "dd-mm-yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: '#,##0 "kr."', 43: "#,##0.00", 44: '#,##0.00 "kr."', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?P<locale>-[^\]]*)?\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|(?P<half>AM/PM|A/P)|(?P<general>General|Standard)"
    r"|(?P<date>y+|m+|d+|h+|s+|e+)|(?P<digits>[0#?][0#?,.]*(?:E[+-][0#?]+)?|\.[0#?]+)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LARGEST_SERIAL = 2958466  # the day after 31-12-9999


@lru_cache(maxsize=4096)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in TOKEN.finditer(section):
        kind = match.lastgroup or ""
        if kind == "locale":
            kind = "currency"
        if kind:
            found.append((kind, match[kind] or ""))
    return tuple(found)


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[str, ...]:
    parts, start, quoted = [], 0, False
    for at, letter in enumerate(code):
        quoted ^= letter == '"'
        if letter == ";" and not quoted and (at == 0 or code[at - 1] != "\\"):
            parts.append(code[start:at])
            start = at + 1
    return (*parts, code[start:])


@lru_cache(maxsize=4096)
def is_date(code: str) -> bool:
    """Whether a format code shows its value as a date or a time."""
    return any(kind in ("date", "elapsed") for kind, _ in _tokens(_sections(code)[0]))


def show(value: float, code: str, date1904: bool = False) -> str:
    """The number as Danish Excel shows it with this format code; nothing where it is none."""
    if not isfinite(value):
        return ""
    section, negative = _section(value, _sections(code))
    tokens = _tokens(section)
    if any(kind in ("date", "elapsed") for kind, _ in tokens):
        return _date(value, tokens, date1904)
    kinds = {kind for kind, _ in tokens}
    if not kinds & {"digits", "general"}:
        return _general(value) if "text" in kinds else _literal(tokens).strip()
    if ("plain", "/") in tokens:
        return _general(value)  # fractions are shown as decimals
    scaled = Decimal(repr(abs(value) if negative else value)) * (100 if "percent" in kinds else 1)
    return "".join(_piece(kind, text, scaled, tokens) for kind, text in tokens).strip()


def _section(value: float, sections: tuple[str, ...]) -> tuple[str, bool]:
    """The section of the format that applies, and whether it shows the sign itself."""
    for section in sections:
        condition = CONDITION.search(section)
        if condition and _holds(value, condition[1], float(condition[2])):
            return section, False
    if any(CONDITION.search(section) for section in sections):
        return next((one for one in sections if not CONDITION.search(one)), sections[-1]), False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(value: float, sign: str, limit: float) -> bool:
    return {"<": value < limit, ">": value > limit, "=": value == limit, "<=": value <= limit,
            ">=": value >= limit, "<>": value != limit}[sign]  # fmt: skip


def _literal(tokens: tuple[tuple[str, str], ...]) -> str:
    return "".join(text for kind, text in tokens if kind in ("quoted", "escaped", "plain", "currency"))


def _piece(kind: str, text: str, value: Decimal, tokens: tuple[tuple[str, str], ...]) -> str:
    if kind == "general":
        return _general(float(value))
    if kind == "percent":
        return "%"
    if kind == "digits":
        first = next(one for one in tokens if one[0] == "digits")
        return _digits(value, text) if first[1] is text else ""
    return text if kind in ("quoted", "escaped", "plain", "currency") else ""


def _general(value: float) -> str:
    if value == int(value) and abs(value) < 1e11:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",").replace("e", "E")


def _digits(value: Decimal, pattern: str) -> str:
    if "E" in pattern.upper():
        places = len(pattern.upper().split("E")[0].partition(".")[2])
        mantissa, _, power = f"{value:.{places}E}".partition("E")
        return f"{mantissa.replace('.', ',')}E{int(power):+03d}"
    whole, _, decimals = pattern.partition(".")
    scale = len(whole) - len(whole.rstrip(","))
    shown = abs(value) / 1000**scale
    shown = shown.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    integer, _, fraction = f"{shown:f}".partition(".")
    integer = integer.rjust(whole.count("0"), "0") if whole.count("0") else integer.lstrip("0")
    if "," in whole.rstrip(","):
        integer = f"{int(integer or 0):,}".replace(",", ".")
    keep = len(decimals.rstrip("#?"))
    fraction = fraction[:keep] + fraction[keep:].rstrip("0")
    sign = "-" if value < 0 and shown else ""
    return sign + integer + ("," + fraction if fraction else "")


def _date(value: float, tokens: tuple[tuple[str, str], ...], date1904: bool) -> str:
    if not 0 <= value < LARGEST_SERIAL:
        return _general(value)
    shift = 1 if not date1904 and value < 60 else 0  # Excel believes that 1900 was a leap year
    moment = (EPOCH_1904 if date1904 else EPOCH) + timedelta(days=shift, seconds=round(value * 86400))
    half = any(kind == "half" for kind, _ in tokens)
    shown, previous = "", ""
    for at, (kind, text) in enumerate(tokens):
        if kind == "date":
            following = next((t for k, t in tokens[at + 1 :] if k in ("date", "elapsed")), "")
            minutes = previous[:1] == "h" or following[:1].lower() == "s"
            shown += _date_part(text.lower(), moment, half, minutes)
            previous = text.lower()
        elif kind == "elapsed":
            shown += _elapsed(text.lower(), value)
            previous = text.lower()
        elif kind == "half":
            shown += "AM" if moment.hour < 12 else "PM"
        elif kind in ("quoted", "escaped", "currency"):
            shown += text
        elif kind == "plain":
            shown += "-" if text == "/" else text
    return shown.strip()


def _date_part(code: str, moment: datetime, half: bool, minutes: bool) -> str:
    letter, width = code[0], len(code)
    if letter == "m" and minutes and width < 3:
        return f"{moment.minute:0{width}d}"
    if letter == "m":
        name = MONTHS[moment.month - 1]
        return f"{moment.month:0{width}d}" if width < 3 else {3: name[:3], 5: name[0]}.get(width, name)
    if letter == "d":
        name = DAYS[moment.weekday()]
        return f"{moment.day:0{width}d}" if width < 3 else name[:2] if width == 3 else name
    if letter in "ye":
        return f"{moment.year % 100:02d}" if width < 3 and letter == "y" else f"{moment.year:04d}"
    if letter == "h":
        return f"{(moment.hour % 12 or 12) if half else moment.hour:0{min(width, 2)}d}"
    return f"{moment.second:0{min(width, 2)}d}"


def _elapsed(code: str, value: float) -> str:
    seconds = round(value * 86400)
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[code[0]]:0{len(code)}d}"
