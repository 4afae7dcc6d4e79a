#!/usr/bin/env python3
"""Writes the golden values of the metrics on embeddings and of the later lexical metrics, as JSON
files beside this script.

Run `python3 make_embedding_golden.py`; packages of the versions below are installed into a temporary
virtual environment unless the interpreter has them already. Nothing here is shared with the Swift
code. All vectors and texts are made up.

model-equality-testing imports torch, transformers and plotting for other purposes than its test
statistics: empty modules stand in for them, and the statistics run as published.
"""
import contextlib
import io
import math
import re
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {
    "hyppo": "0.5.2", "model-equality-testing": "0.0.2", "numpy": "2.4.6", "prdc": "0.2",
    "scikit-learn": "1.9.1", "scipy": "1.17.1",
}
oracles.require(PINNED, alone=["model-equality-testing"])

import numpy as np
from hyppo.independence.dcorr import _dcov
from hyppo.ksample import Energy
from prdc import compute_prdc
from scipy.sparse import random as sparse_random
from scipy.spatial import procrustes
from scipy.stats import energy_distance
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.neighbors import NearestNeighbors

STANDING_IN = [
    "torch", "torch.nn", "torch.nn.functional", "transformers", "matplotlib", "matplotlib.pyplot",
    "tqdm",
]
for name in STANDING_IN:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__getattr__ = lambda attribute: object
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, sys.modules[name])
sys.modules["torch"].cuda = types.SimpleNamespace(is_available=lambda: False)
from model_equality_testing.tests import _mmd, mmd_hamming

for name in STANDING_IN:
    del sys.modules[name]

RANDOM = np.random.default_rng(20240905)
BANDWIDTHS = [0.25, 0.5, 1, 2, 4]


def write(name, value):
    oracles.write(Path(__file__).with_name(name + ".json"), PINNED, value, separators=(",", ":"))


def nested(value):
    """Lists of plain numbers."""
    return np.asarray(value, dtype=np.float64).tolist()


def pairs(subjects, value, symmetric=True):
    """Subjects x subjects, suspect in the row; None on the diagonal and where there is no value."""
    table = [[None] * subjects for _ in range(subjects)]
    for a in range(subjects):
        for b in range(subjects):
            if a != b:
                table[a][b] = table[b][a] if symmetric and a > b else value(a, b)
    return table


# MARK: Vectors

def unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def world(subjects, probes, dimensions, samples, missing):
    """Subjects x probes x samples of vectors; an empty list is no answer."""
    topics = RANDOM.normal(size=(probes, dimensions))
    habits = RANDOM.normal(size=(subjects, dimensions))
    return [
        [
            [] if (s, p) in missing else [
                np.round(
                    topics[p] + 0.7 * habits[s // 2] + 0.5 * RANDOM.normal(size=dimensions), 3)
                for _ in range(samples(s, p))
            ]
            for p in range(probes)
        ]
        for s in range(subjects)
    ]


class Vectors:
    """One world with everything the metrics read."""

    def __init__(self, recorded, reference):
        self.recorded, self.reference = recorded, reference
        self.units = [
            [[unit(v) for v in probe] for probe in subject] for subject in recorded]
        self.count, self.probes = len(recorded), len(recorded[0])
        self.first = [np.array([p[0] for p in s if p]) for s in self.units]

    def common(self, a, b):
        """Mean vectors on the probes that both answered."""
        both = [p for p in range(self.probes) if self.units[a][p] and self.units[b][p]]
        return [np.array([np.mean(self.units[s][p], axis=0) for p in both]) for s in (a, b)]

    def median(self):
        order = sorted(range(self.probes), key=lambda p: f"t{p}")
        points = np.concatenate([
            np.array([s[p][0] for p in order if s[p]][:16])
            for s, r in zip(self.units, self.reference) if r])
        squared = distances(points, points) ** 2
        below = squared[np.tril_indices(len(points), -1)]
        return float(np.sort(below)[len(below) // 2])


def distances(x, y):
    return np.sqrt(((x[:, None] - y[None]) ** 2).sum(-1))


def kernel(x, y, width):
    return np.exp(-distances(x, y) ** 2 / width)


def unbiased(blocks, width):
    """The U-statistic by Model Equality Testing's own code, which compares within blocks."""
    def stacked(samples):
        return np.concatenate([
            np.concatenate([np.full((len(s), 1), i), s], axis=1)
            for i, s in enumerate(samples)])

    def kernels(x, y, *masks):
        return kernel(x, x, width), kernel(x, y, width), kernel(y, y, width)

    return float(_mmd(
        stacked([x for x, _ in blocks]), stacked([y for _, y in blocks]), kernels,
        normalize=False))


def unbiased_by_hyppo(x, y, width):
    """The same for one block from hyppo's unbiased distance covariance with the labels."""
    both = np.concatenate([x, y])
    n, m = len(x), len(y)
    labels = np.r_[np.zeros(n), np.ones(m)][:, None]
    covariance = _dcov(
        1 - kernel(both, both, width), np.abs(labels - labels.T), bias=False, only_dcov=True)
    size = n + m
    return float(
        covariance * size * (size - 3) / 2 * (1 / (n * (n - 1)) + 1 / (m * (m - 1)) + 2 / (n * m)))


def mean_square(blocks, width):
    means = []
    for x, y in blocks:
        k = kernel(np.concatenate([x, y]), np.concatenate([x, y]), width) ** 2
        means.append((k.sum() - np.trace(k)) / (len(k) * (len(k) - 1)))
    return float(np.mean(means))


def fused(blocks, median):
    """FUSE_N of Biggs, Schrab and Gretton 2023, written out."""
    pairs = sum(min(len(x), len(y)) * (min(len(x), len(y)) - 1) for x, y in blocks)
    rate = math.sqrt(pairs)
    terms = [
        rate * unbiased(blocks, b * median) / math.sqrt(mean_square(blocks, b * median))
        for b in BANDWIDTHS
    ]
    return float(np.log(np.mean(np.exp(terms))) / rate)


def energy(x, y):
    """Squared energy distance from hyppo, whose statistic is its scaled root."""
    n, m = len(x), len(y)
    scale = 2 * n**2 * m**2 / (n + m) ** 4
    return float(Energy(bias=True).statistic(x, y) ** 2 * scale)


def debiased_cka(x, y):
    """HSIC_1 of Song et al. 2012, equation 5, normalised."""
    def hsic(k, l):
        k, l = k - np.diag(np.diag(k)), l - np.diag(np.diag(l))
        n, one = len(k), np.ones(len(k))
        return (
            np.trace(k @ l) + one @ k @ one * (one @ l @ one) / ((n - 1) * (n - 2))
            - 2 / (n - 2) * (one @ k @ l @ one)) / (n * (n - 3))

    k, l = x @ x.T, y @ y.T
    return float(hsic(k, l) / math.sqrt(hsic(k, k) * hsic(l, l)))


def mutual_knn(x, y, neighbours=10):
    def nearest(z):
        search = NearestNeighbors(n_neighbors=neighbours, metric="cosine").fit(z)
        return search.kneighbors(return_distance=False)

    return float(np.mean([
        len(set(i) & set(j)) / neighbours for i, j in zip(nearest(x), nearest(y))]))


def coverage(vectors, a, b):
    with contextlib.redirect_stdout(io.StringIO()):
        return float(compute_prdc(vectors.first[b], vectors.first[a], 5)["coverage"])


def all_four(vectors, a, b):
    with contextlib.redirect_stdout(io.StringIO()):
        found = compute_prdc(vectors.first[b], vectors.first[a], 5)
    return [float(found[name]) for name in ("precision", "recall", "density", "coverage")]


def metrics(vectors):
    median = vectors.median()

    def table(value, symmetric=True):
        return pairs(vectors.count, value, symmetric)

    def pooled(a, b):
        return [(vectors.first[a], vectors.first[b])]

    return {
        "embedding.mmd": table(lambda a, b: -float(np.mean(
            [unbiased(pooled(a, b), f * median) for f in (0.25, 1, 4)]))),
        "embedding.energy": table(lambda a, b: -energy(vectors.first[a], vectors.first[b])),
        "embedding.cka": table(lambda a, b: debiased_cka(*vectors.common(a, b))),
        "embedding.procrustes": table(
            lambda a, b: math.sqrt(1 - procrustes(*vectors.common(a, b))[2])),
        "embedding.mutual-knn": table(lambda a, b: mutual_knn(*vectors.common(a, b))),
        "embedding.dkps": table(lambda a, b: -float(
            np.linalg.norm(np.subtract(*vectors.common(a, b)))
            / math.sqrt(len(vectors.common(a, b)[0])))),
        "embedding.prdc": table(lambda a, b: coverage(vectors, a, b), symmetric=False),
    }


def recorded(vectors):
    return [[[nested(v) for v in probe] for probe in subject] for subject in vectors.recorded]


def pooled_world(dimensions):
    vectors = Vectors(
        world(6, 26, dimensions, lambda s, p: 1 + (s == 1 and p % 3 == 0), {(2, 4), (5, 0)}),
        [True, True, True, True, False, True])
    median = vectors.median()
    x, y = vectors.first[0], vectors.first[2]
    return {
        "vectors": recorded(vectors), "reference": vectors.reference, "median": median,
        "metrics": {
            **metrics(vectors),
            "embedding.mmd-fuse": pairs(6, lambda a, b: -fused(
                [(vectors.first[a], vectors.first[b])], median)),
        },
        "discrepancies": [unbiased_by_hyppo(x, y, f * median) for f in BANDWIDTHS],
        "discrepancies_by_model_equality_testing": [
            unbiased([(x, y)], f * median) for f in BANDWIDTHS],
        "mean_squares": [mean_square([(x, y)], f * median) for f in BANDWIDTHS],
        "prdc": all_four(vectors, 0, 2),
    }


def repeated_world():
    vectors = Vectors(
        world(5, 12, 6, lambda s, p: 1 if (s, p) == (3, 2) else 3 + (s == 4), {(1, 7)}),
        [True, True, True, False, True])
    median = vectors.median()

    def blocks(a, b):
        return [
            (np.array(vectors.units[a][p]), np.array(vectors.units[b][p])) for p in range(12)
            if len(vectors.units[a][p]) > 1 and len(vectors.units[b][p]) > 1]

    def value(a, b):
        # Model Equality Testing pools pairs over prompts, which is the mean of prompts' values
        # where every prompt has as many samples: taken prompt by prompt it is one everywhere.
        every = blocks(a, b)
        rate = math.sqrt(sum(min(len(x), len(y)) * (min(len(x), len(y)) - 1) for x, y in every))
        terms = [
            rate * np.mean([unbiased([block], f * median) for block in every])
            / math.sqrt(mean_square(every, f * median)) for f in BANDWIDTHS]
        return -float(np.log(np.mean(np.exp(terms))) / rate)

    return {
        "vectors": recorded(vectors), "reference": vectors.reference, "median": median,
        "metrics": {"embedding.mmd-fuse": pairs(5, value)},
    }


def one_dimension():
    x, y = RANDOM.normal(size=9), RANDOM.normal(size=14) + 0.5
    return {"x": nested(x), "y": nested(y), "energy": float(energy_distance(x, y) ** 2)}


def truncated_svd():
    matrix = sparse_random(
        40, 25, density=0.2, random_state=np.random.default_rng(3), format="csr")
    matrix.data = np.float64(np.float32(matrix.data))
    model = TruncatedSVD(n_components=5, algorithm="arpack").fit(matrix)
    return {
        "matrix": nested(matrix.toarray()), "singular_values": nested(model.singular_values_),
        "components": nested(model.components_), "coordinates": nested(model.transform(matrix))}


# MARK: Texts

WORDS = ["alpha", "beta", "gamma", "delta", "épsilon", "zeta", "η", "theta", "iota", "kappa"]


def sentence(length, start):
    words = [WORDS[int(RANDOM.integers(len(WORDS)) ** 2 / len(WORDS))] for _ in range(length)]
    marks = [".", ",", "!", " 👍🏽", ":", ""]
    return " ".join(
        word + (marks[int(RANDOM.integers(len(marks)))] if RANDOM.random() < 0.3 else "")
        for word in [WORDS[start % len(WORDS)], *words])


def text(subject, probe):
    lines = [sentence(int(RANDOM.integers(2, 12)), subject // 2 + probe)
             for _ in range(int(RANDOM.integers(1, 6)))]
    prefix = ["", "- ", "1. ", "# ", "* **Bold** `code` "][subject % 5]
    return "\n".join(prefix + line if RANDOM.random() < 0.6 else line for line in lines)


SUBJECTS, PROBES = 8, 6
FAMILIES = ["f0", "f0", "f1", "f1", "f2", "f3", "f4", "f4"]
UNRELATED = [True, True, True, False, True, False, False, True]
AWKWARD = ["", "  \n\t", "one", "👩‍👩‍👧‍👦 é́ ǆ", "same words same words same words here",
           "Straße STRASSE\r\n\r\n- x\n  2) y\n\n#z\n• w\n• \n12345. no\nb. yes\n***\nend."]
TEXTS = [
    [
        [AWKWARD[s % len(AWKWARD)]] if p == 0
        else [] if (s, p) == (3, 2)
        else [text(s, p) for _ in range(1 + (s + p) % 3)]
        for p in range(PROBES)
    ]
    for s in range(SUBJECTS)
]

TOKEN = re.compile(r"\w+|[^\w\s]")
RULES = {
    "lexical.opening12": lambda text: TOKEN.findall(" ".join(text.split()[:12]).lower()),
    "lexical.closing": lambda text: TOKEN.findall(text.lower())[-30:],
}


def numbered(documents):
    known = {}
    return [[known.setdefault(term, len(known)) for term in terms] for terms in documents]


def cosines(rule, documents, reference):
    rows = [(s, text) for s, samples in enumerate(documents) for text in samples if text.strip()]
    counts = CountVectorizer(analyzer=RULES[rule]).fit_transform([text for _, text in rows])
    model = TfidfTransformer(norm="l2", use_idf=True, smooth_idf=True, sublinear_tf=True)
    model.fit(counts[[i for i, (s, _) in enumerate(rows) if reference[s]]])
    unit = model.transform(counts)
    products = (unit @ unit.T).toarray()
    owner = np.array([s for s, _ in rows])
    return pairs(len(documents), lambda a, b: float(
        products[np.ix_(owner == a, owner == b)].mean()) if a in owner and b in owner else None)


RUNS = CountVectorizer(token_pattern=TOKEN.pattern, ngram_range=(3, 3)).build_analyzer()


def rare(documents):
    """One probe: every pair's mean over pairs of samples, from sets of runs of three tokens."""
    runs = [[set(RUNS(t)) for t in samples] for samples in documents]
    runs = [[r for r in samples if r] for samples in runs]
    answering = {FAMILIES[s] for s in range(SUBJECTS) if UNRELATED[s] and runs[s]}
    using = {
        family: set().union(*(
            r for s in range(SUBJECTS) if UNRELATED[s] and FAMILIES[s] == family for r in runs[s]))
        for family in answering
    }

    def value(a, b):
        if not runs[a] or not runs[b]:
            return None
        others = answering - {FAMILIES[a], FAMILIES[b]}
        weights = [
            sum(
                math.log((1 + len(others)) / (1 + sum(run in using[f] for f in others)))
                for run in sorted(x & y)
            ) / math.sqrt(len(x) * len(y))
            for x in runs[a] for y in runs[b]]
        return float(np.mean(weights))

    return pairs(SUBJECTS, value)


def layout(text):
    lines = [line for line in text.split("\n") if line.strip()]
    symbols = re.findall(r"[^\w\s]", text)
    items = [line for line in lines
             if re.match(r"\s*(?:[-*+•–]|[0-9]{1,3}[.)]|[A-Za-z][.)])(?:\s|$)", line)]
    headings = [line for line in lines if line.strip().startswith("#")]
    return [
        math.log(1 + len(text)), math.log(1 + len(lines)), len(items) / max(1, len(lines)),
        len(headings) / max(1, len(lines)), len(symbols) / max(1, len(text)),
        math.log(1 + sum(symbol in "*`" for symbol in symbols))]


def layouts():
    """All probes: minus the mean difference of features in standard deviations of references."""
    features = [
        [[layout(t) for t in samples if t.strip()] for samples in row] for row in TEXTS]
    population = np.array([
        f for s in range(SUBJECTS) if REFERENCE[s] for samples in features[s] for f in samples])
    scales = population.std(axis=0)

    def on(probe):
        means = [np.mean(features[s][probe], axis=0) if features[s][probe] else None
                 for s in range(SUBJECTS)]
        return pairs(SUBJECTS, lambda a, b: None if means[a] is None or means[b] is None
                     else -float(np.mean(np.abs(means[a] - means[b]) / scales)))

    return {"features": [layout(t) for row in TEXTS for samples in row for t in samples],
            "scales": nested(scales), "similarities": [on(p) for p in range(PROBES)]}


REFERENCE = [True, True, True, True, False, True, True, True]


def lexical():
    by_probe = [[TEXTS[s][p] for s in range(SUBJECTS)] for p in range(PROBES)]
    texts = [t for probe in by_probe for samples in probe for t in samples]
    return {
        "probes": by_probe, "families": FAMILIES, "reference": REFERENCE, "unrelated": UNRELATED,
        "terms": {rule: numbered([f(t) for t in texts]) for rule, f in RULES.items()},
        "similarities": {
            **{rule: [cosines(rule, probe, REFERENCE) for probe in by_probe] for rule in RULES},
            "lexical.rare-ngram": [rare(probe) for probe in by_probe],
            "lexical.format": layouts()["similarities"],
            "lexical.hamming-mmd": [hamming(probe) for probe in by_probe],
        },
        "layout": {k: v for k, v in layouts().items() if k != "similarities"},
    }


class Sample:
    """What mmd_hamming reads of a CompletionSample: the prompt's number, then 1,000 characters."""

    def __init__(self, texts):
        rows = np.full((len(texts), 1001), -1)
        rows[:, 0] = 0
        for row, t in zip(rows, texts):
            points = [ord(c) for c in t[:1000]]
            row[1:1 + len(points)] = points
        self.sequences = types.SimpleNamespace(numpy=lambda: rows)


def hamming(documents):
    samples = [[t for t in texts if t.strip()] for texts in documents]
    return pairs(len(documents), lambda a, b: -float(
        mmd_hamming(Sample(samples[a]), Sample(samples[b])))
        if len(samples[a]) > 1 and len(samples[b]) > 1 else None)


write("embedding", {
    "few_dimensions": pooled_world(5), "many_dimensions": pooled_world(40),
    "repeated": repeated_world(), "one_dimension": one_dimension(),
    "truncated_svd": truncated_svd(),
})
# Drawn for values no longer kept, so that the following ones stay as they are.
RANDOM.normal(size=9 * 4 + 9 * 9)
write("further_lexical", lexical())
