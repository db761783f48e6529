"""Bytes of a text as text: UTF-8, UTF-16 and GB18030, told by content rather than by what they claim."""

import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)|encoding\s*=\s*["']([\w-]+)""", re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")
_FEW = 20
_USUAL = re.compile(r"[\s\x20-\x7e\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]")


def decode(data: bytes) -> str:
    """The text; what cannot be decoded becomes U+FFFD. Line ends come out as newlines."""
    text = data.decode(encoding_of(data), errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def encoding_of(data: bytes) -> str:
    """Name of the codec that fits best. Pages often declare one and use another, so content goes first."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if codec := _wide(data[:4000]):
        return codec
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    sample = data[:200_000].decode("utf-8", errors="replace")
    foreign = sum(character > "\x7f" for character in sample)
    if sample.count("\ufffd") * _FEW < foreign:
        # Cut in the middle of a character, or a few bytes lost on the way.
        return "utf-8"
    return "big5hkscs" if _declared(data) == "big5" else "gb18030"


def is_text(text: str) -> bool:
    """Whether this reads as text at all, not as the bytes of something else."""
    sample = text[:20_000]
    return len(_CONTROL.findall(sample)) <= max(4, len(sample) * 0.03) and "\0" not in sample


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in zero bytes: line ends, digits and brackets have one each."""
    if len(sample) < 8 or b"\0" not in sample:
        return None
    sample = sample[: len(sample) // 2 * 2]
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, errors="replace")
        if len(_USUAL.findall(text)) > len(text) * 0.9:
            return codec
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4000])
    return (found[1] or found[2]).decode("ascii", "replace").lower() if found else None
