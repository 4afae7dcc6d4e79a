#!/usr/bin/env python3
"""Writes the golden values that SimilarityTests compare with, as JSON files beside this script.

Run `python3 make_golden.py`; packages of the versions below are installed into a temporary virtual
environment unless the interpreter has them already. Nothing here is shared with the Swift code:
terms come from `re` and scikit-learn's analyzers, cosines from its TfidfTransformer, agreement from
lm-sim. All texts are made up.
"""
import math
import re
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"lm-sim": "0.1.1", "numpy": "2.4.6", "scikit-learn": "1.9.1"}
oracles.require(PINNED)

import numpy as np
from lmsim.metrics import CAPA
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

RANDOM = np.random.default_rng(20240611)


def write(name, value):
    oracles.write(Path(__file__).with_name(name + ".json"), PINNED, value, separators=(",", ":"))


# Subjects x samples, for every probe. An empty list is a missing response.
PROBES = [
    [
        ["Sure! Here are three ideas:\n\n1. Walk\n2. Swim\n3. Read a book."],
        ["Sure, here's a list:\r\n\r\n1. Walk\r\n2. Swim\r\n3. Read a book."],
        ["  sure!   Here\tare three ideas   for you\n- walk\n- run, run, run"],
        ["As an AI, I can't walk; but I'd suggest hiking."],
        ["Ideas: hiking, reading, hiking again and reading again."],
    ],
    [
        ["Crème brûlée – naïve café, 100% «déjà vu»…", "creme brulee, naive cafe: 100 % deja vu"],
        ["Cre\u0300me bru\u0302le\u0301e – nai\u0308ve cafe\u0301, 100% «de\u0301ja\u0300 vu»…"],
        ["CRÈME BRÛLÉE – NAÏVE CAFÉ, 100% «DÉJÀ VU»…", "Straße STRASSE straße ǅungla",
         "crème crème crème"],
        [""],
        ["Ｆｕｌｌｗｉｄｔｈ １２３ ② Ⅳ x² ½ snake_case __init__ don't"],
    ],
    [
        ["👍🏽 Great 👩\u200d👩\u200d👧 family\ufe0f! 👍🏽👍🏽"],
        ["👍 Great 👩 family! 😀😀😀"],
        ["   \n\t \u00a0 "],
        ["你好，世界。今天天气很好！\n你好，世界。"],
        ["नमस्ते दुनिया। مرحبا بالعالم، שלום עולם 안녕하세요 こんにちは世界"],
    ],
    [
        ["# Title\n\n## Part\n* one\n* two\n> quote\n```python\nprint('x')\n```"],
        ["# Title\n\n## Part\n- one\n- two\n> quote\n```python\nprint('y')\n```"],
        ["a\u00a0b\u2003c\u0085d\u2028e f\x1cg", "a b c d e f g"],
        ["zero\u200bwidth no\u2060break soft\u00adhyphen", "old\rline\rends\nand new"],
        [],
    ],
    [
        ["same words here"], ["same words here"], ["words here same"],
        ["same same words words here here"],
        ["SAME WORDS HERE", "Same words elsewhere\nSame words anywhere\nsame as before"],
    ],
    [["x"], ["x y"], ["."], ["x x x x x x x x x x x x x x x x x x x x"], ["ab cd ef"]],
]
REFERENCES = [[True] * 5, [True, True, False, True, False]]

TOKEN = re.compile(r"\w+|[^\w\s]")
WORDS = CountVectorizer(token_pattern=TOKEN.pattern, ngram_range=(1, 2)).build_analyzer()
CHARACTERS = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()
RULES = {
    "lexical.opening4": lambda text: TOKEN.findall(" ".join(text.split()[:4]).lower()),
    "lexical.line-start": lambda text: [
        " ".join(TOKEN.findall(line.lower())[:2])
        for line in text.split("\n") if line.strip()
    ],
    "lexical.char-ngram": CHARACTERS,
    "lexical.word-ngram": WORDS,
}


def numbered(documents):
    """Every term replaced by its order of first appearance over all documents."""
    known = {}
    return [[known.setdefault(term, len(known)) for term in terms] for terms in documents]


def cosines(rule, documents, reference):
    """Subjects x subjects on one probe, the mean over samples; None where not both answered."""
    rows = [(s, text) for s, samples in enumerate(documents) for text in samples if text.strip()]
    counts = CountVectorizer(analyzer=RULES[rule]).fit_transform([text for _, text in rows])
    model = TfidfTransformer(norm="l2", use_idf=True, smooth_idf=True, sublinear_tf=True)
    model.fit(counts[[i for i, (s, _) in enumerate(rows) if reference[s]]])
    unit = model.transform(counts)
    products = (unit @ unit.T).toarray()
    owner = np.array([s for s, _ in rows])
    return [
        [
            float(products[np.ix_(owner == a, owner == b)].mean())
            if a != b and a in owner and b in owner else None
            for b in range(len(documents))
        ]
        for a in range(len(documents))
    ]


def log_length(samples):
    lengths = [math.log(1 + len(text)) for text in samples if text.strip()]
    return sum(lengths) / len(lengths) if lengths else None


def length_differences(documents):
    logs = [log_length(samples) for samples in documents]
    return [
        [None if a == b or x is None or y is None else abs(x - y) for b, y in enumerate(logs)]
        for a, x in enumerate(logs)
    ]


def lexical():
    texts = [text for probe in PROBES for samples in probe for text in samples]
    return {
        "probes": PROBES, "references": REFERENCES,
        "terms": {rule: numbered([f(text) for text in texts]) for rule, f in RULES.items()},
        "cosines": {
            rule: [[cosines(rule, probe, r) for probe in PROBES] for r in REFERENCES]
            for rule in RULES
        },
        "length_differences": [length_differences(probe) for probe in PROBES],
    }


def scalars():
    """Runs of code points of one class: w = word, s = space, x = other, - = unassigned."""
    runs, last = [], None
    for value in range(sys.maxunicode + 1):
        character = chr(value)
        if unicodedata.category(character) in ("Cn", "Cs"):
            kind = "-"
        else:
            kind = "w" if re.match(r"\w", character) else "s" if character.isspace() else "x"
        if kind != last:
            runs.append(value)
            runs.append("-wsx".index(kind))
            last = kind
    return {"unicode": unicodedata.unidata_version, "runs": runs}


def capa():
    options = RANDOM.integers(2, 6, size=60)
    keys = [int(RANDOM.integers(k)) for k in options]
    skills = [0.85, 0.8, 0.6, 0.3, 0.0]
    answers = [
        [key if RANDOM.random() < skill else int(RANDOM.integers(k))
         for k, key in zip(options, keys)]
        for skill in skills
    ]

    def one_hot(row):
        return [np.eye(k)[a] for k, a in zip(options, row)]

    kappas = [
        [None if a is b else float(CAPA(prob=False).compute_k(one_hot(a), one_hot(b), keys))
         for b in answers]
        for a in answers
    ]
    return {"options": [int(k) for k in options], "keys": keys, "answers": answers,
            "kappas": kappas}


for part in (lexical, scalars, capa):
    write(part.__name__, part())
