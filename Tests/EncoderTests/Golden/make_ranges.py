#!/usr/bin/env python3
"""Writes Sources/Encoder/Tokens/CharacterRanges.swift: how tokenizers 0.23.3 classes every scalar.

Run `python3 make_ranges.py`; the package is installed into a temporary virtual environment unless the
interpreter has it already. Each class is found by asking the reference about one scalar at a time.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"tokenizers": "0.23.3"}
oracles.require(PINNED)

from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

OFF = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)


def normalizer(step):
    return BertNormalizer(**{**OFF, step: True}).normalize_str


clean, strip = normalizer("clean_text"), normalizer("strip_accents")
spaced, split = normalizer("handle_chinese_chars"), BertPreTokenizer().pre_tokenize_str

CLASSES = [
    ("removed", "Dropped: controls, format characters, private use and U+FFFD.",
     lambda c: clean(c) == ""),
    ("spaces", "White space.", lambda c: len(split(f"a{c}a")) == 2),
    ("punctuation", "Words of their own.", lambda c: len(split(f"a{c}a")) == 3),
    ("marks", "Non-spacing marks, dropped where accents are.", lambda c: strip(c) == ""),
    ("ideographs", "Put between spaces.", lambda c: len(spaced(c)) == 3),
]


def ranges(holds):
    found, start = [], None
    for code in range(0x110001):
        is_scalar = code < 0x110000 and not 0xD800 <= code < 0xE000
        inside = is_scalar and holds(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def table(name, summary, holds):
    lines, line = [f"  /// {summary}", f"  static let {name}: [ClosedRange<UInt32>] = ["], "   "
    for low, high in ranges(holds):
        item = f" 0x{low:X}...0x{high:X},"
        if len(line) + len(item) > 100:
            lines.append(line)
            line = "   "
        line += item
    return "\n".join(lines + [line, "  ]"])


HEAD = """/// The classes of Unicode scalars that BERT's normalisation tells apart.
///
/// Its reference implementation, tokenizers 0.23.3, carries tables of an earlier Unicode than the
/// standard library does; these are its ranges, written by Tests/EncoderTests/Golden/make_ranges.py.
enum CharacterRanges {
"""
target = Path(__file__).parents[3] / "Sources/Encoder/Tokens/CharacterRanges.swift"
target.write_text(HEAD + "\n\n".join(table(*c) for c in CLASSES) + "\n}\n")
