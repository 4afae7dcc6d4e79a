#!/usr/bin/env python3
"""Writes the golden values of agreement on errors, answer distributions, first-token probabilities
and the repeated block, as errors-*.json beside this script.

Run `python3 make_errors_golden.py`; packages of the versions below are installed into a temporary
virtual environment unless the interpreter has them already. Nothing here is shared with the Swift
code: error consistency and CAPA come from lm-sim, divergences and tails from SciPy, the Hamming
discrepancy from model-equality-testing; joint distributions are listed outcome by outcome. What
model-equality-testing loads besides NumPy (torch and others, large) is replaced by stand-ins: the
statistic needs none of it. All data are made up.
"""
import itertools
import math
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"lm-sim": "0.1.1", "numpy": "2.4.6", "scipy": "1.17.1", "model-equality-testing": "0.0.2"}
oracles.require(PINNED, alone=["model-equality-testing"])

STAND_INS = ("torch", "torch.nn", "torch.nn.functional", "matplotlib", "matplotlib.pyplot", "tqdm",
             "transformers")
sys.modules.update({name: MagicMock() for name in STAND_INS})
from model_equality_testing.tests import mmd_hamming

for name in STAND_INS:
    del sys.modules[name]

import numpy as np
import scipy.stats
from lmsim.metrics import CAPA, EC
from scipy.spatial.distance import jensenshannon

RANDOM = np.random.default_rng(20250711)


def write(name, value):
    oracles.write(Path(__file__).with_name(f"errors-{name}.json"), PINNED, value, separators=(",", ":"))


def matrix(count, value, symmetric=True):
    """Subjects x subjects; None on the diagonal."""
    rows = [[None] * count for _ in range(count)]
    for a in range(count):
        for b in range(count):
            if a != b:
                rows[a][b] = value(max(a, b), min(a, b)) if symmetric else value(a, b)
    return rows


# Agreement, lm-sim


def consistency():
    options = RANDOM.integers(2, 6, size=50)
    keys = [int(RANDOM.integers(k)) for k in options]
    skills = [0.9, 0.85, 0.6, 0.4, 0.1]
    answers = [[key if RANDOM.random() < skill else int(RANDOM.integers(k))
                for k, key in zip(options, keys)] for skill in skills]
    hot = [[np.eye(k)[a] for k, a in zip(options, row)] for row in answers]
    soft = [[RANDOM.dirichlet(np.where(np.arange(k) == a, 4.0, 0.4)) for k, a in zip(options, row)]
            for row in answers]

    def run(measure, outputs, a, b):
        kappa = measure.compute_k(outputs[a], outputs[b], keys)
        return [float(measure.observed), float(measure.expected), float(kappa)]

    return {
        "options": [int(k) for k in options], "keys": keys, "answers": answers,
        "logprobs": [[[math.log(p) for p in item] for item in row] for row in soft],
        # Observed agreement, expected agreement, kappa.
        "consistency": matrix(5, lambda a, b: run(EC(), hot, a, b)),
        "capa": matrix(5, lambda a, b: run(CAPA(prob=True), soft, a, b)),
    }


# Answer copying


class World:
    """Subjects of families who answer items with and without key, with and without options."""

    def __init__(self):
        self.family = [i % 8 for i in range(13)]
        self.in_cohort = [i % 4 != 3 for i in range(13)]
        self.unrelated = [i not in (1, 6) for i in range(13)]
        self.options = [[2, 3, 5, None][i % 4] for i in range(36)]
        self.keys = ["A" if i % 5 else None for i in range(36)]
        skills = [0.15 + 0.7 * RANDOM.random() for _ in self.family]
        self.answers = [[self.draw(s, k) for k in self.options] for s in skills]
        # The last copies the first on every third item.
        for item in range(0, 36, 3):
            self.answers[12][item] = self.answers[0][item]
        self.items = [(i, r) for i in range(36) if (r := self.keys[i] or self.modal(i)) is not None]
        self.ability = [self.error_rate(self.answers[s]) for s in range(13)]

    @staticmethod
    def draw(skill, options):
        if RANDOM.random() < 0.06:
            return None
        if RANDOM.random() < skill:
            return "A"
        if options is None:
            return f"w{int(1 / (0.08 + RANDOM.random()))}"
        return "BCDE"[int((options - 1) * RANDOM.random() * RANDOM.random())]

    @staticmethod
    def mode(values):
        counts = {v: values.count(v) for v in values}
        leaders = [v for v, c in counts.items() if c == max(counts.values())]
        return leaders[0] if len(leaders) == 1 else None

    def modal(self, item):
        votes = []
        for family in range(8):
            members = [s for s in range(13) if self.family[s] == family and self.in_cohort[s]]
            given = [self.answers[s][item] for s in members if self.answers[s][item]]
            votes.append(self.mode(given) if given else None)
        votes = [v for v in votes if v]
        return self.mode(votes) if votes else None

    def error_rate(self, row):
        given = [(row[i], right) for i, right in self.items if row[i]]
        return (sum(a != right for a, right in given) + 0.5) / (len(given) + 1)

    def families(self, *excluded):
        out = {self.family[s] for s in excluded}
        return [[s for s in range(13) if self.family[s] == f and self.unrelated[s]]
                for f in range(8) if f not in out]

    def wrong_rate(self, item, right, families):
        shares = []
        for members in families:
            given = [self.answers[s][item] for s in members if self.answers[s][item]]
            if given:
                shares.append(sum(a != right for a in given) / len(given))
        return (sum(shares) + 0.5) / (len(shares) + 1)

    def spread(self, item, right, families):
        """Probability of each wrong answer somebody gave, number and probability of the others."""
        support = {}
        for members in families:
            for wrong in {self.answers[s][item] for s in members} - {None, right}:
                support[wrong] = support.get(wrong, 0) + 1
        n = sum(support.values())
        k = self.options[item]
        if k:
            return ({w: (c + 1 / (k - 1)) / (n + 1) for w, c in support.items()},
                    k - 1 - len(support), 1 / (k - 1) / (n + 1))
        once = sum(c == 1 for c in support.values())
        twice = sum(c == 2 for c in support.values())
        mass = (once + 1) / (n + 2)
        unseen = max(1.0, once * (once - 1) / (2 * (twice + 1)))
        return ({w: max(mass / unseen, (1 - mass) * c / n) for w, c in support.items()},
                unseen, mass / unseen)

    def pair(self, a, b):
        """For each item both answered: item, right, P(a wrong), P(b wrong), spread."""
        families = self.families(a, b)
        rates = [self.wrong_rate(i, right, families) for i, right in self.items]
        mean = sum(rates) / len(rates)

        def moved(rate, subject):
            p = self.ability[subject]
            odds = rate / (1 - rate) * (p / (1 - p)) / (mean / (1 - mean))
            return min(0.98, max(0.02, odds / (1 + odds)))

        return [(i, right, moved(rate, a), moved(rate, b), self.spread(i, right, families))
                for (i, right), rate in zip(self.items, rates)
                if self.answers[a][i] and self.answers[b][i]]

    def given_source(self, suspect, source):
        """Probability that the suspect gives the source's answer, and whether it did."""
        rows = []
        for i, right, wrong, _, (spread, _, unseen) in self.pair(suspect, source):
            theirs = self.answers[source][i]
            p = 1 - wrong if theirs == right else wrong * spread.get(theirs, unseen)
            rows.append((p, int(self.answers[suspect][i] == theirs)))
        return rows

    def jointly(self, a, b):
        """Probabilities of a common right and a common wrong answer, and what happened."""
        rows = []
        for i, right, first, second, (spread, count, unseen) in self.pair(a, b):
            meeting = min(1, sum(q * q for q in spread.values()) + count * unseen * unseen)
            x, y = self.answers[a][i], self.answers[b][i]
            rows.append(((1 - first) * (1 - second), first * second * meeting,
                         0 if x != y else 1 if x == right else 2))
        return rows

    def omega(self, suspect, source):
        rows = self.given_source(suspect, source)
        spread = sum(p * (1 - p) for p, _ in rows)
        return sum(m - p for p, m in rows) / math.sqrt(spread)

    def gbt(self, a, b):
        rows = self.jointly(a, b)
        matches = sum(outcome > 0 for *_, outcome in rows)
        # SciPy's sf is 1 - cdf; the masses themselves are accurate.
        ps = [r + w for r, w, _ in rows]
        tail = sum(scipy.stats.poisson_binom.pmf(k, ps) for k in range(matches, len(ps) + 1))
        return -math.log10(min(1, tail))

    def m4(self, a, b):
        rows = self.jointly(a, b)
        masses = {(0, 0): 1.0}
        for r, w, _ in rows:
            new = {}
            for (x, y), mass in masses.items():
                for key, p in (((x, y), 1 - r - w), ((x + 1, y), r), ((x, y + 1), w)):
                    new[key] = new.get(key, 0) + mass * p
            masses = new
        table = np.zeros((len(rows) + 1, len(rows) + 1))
        for key, mass in masses.items():
            table[key] = mass
        upper = table[::-1, ::-1].cumsum(0).cumsum(1)[::-1, ::-1]
        seen = (sum(o == 1 for *_, o in rows), sum(o == 2 for *_, o in rows))
        return -math.log10(min(1, table[upper <= upper[seen] * (1 + 1e-9)].sum()))

    def k_index(self, suspect, source):
        wrong = [(i, right) for i, right in self.items
                 if self.answers[source][i] not in (None, right)]

        def tally(subject):
            given = [(self.answers[subject][i], self.answers[source][i])
                     for i, _ in wrong if self.answers[subject][i]]
            return sum(x == y for x, y in given), len(given)

        def distance(subject):
            return abs(self.ability[subject] - self.ability[suspect])

        matches, errors = tally(suspect)
        if errors < 5:
            return None
        nearest = []
        for members in self.families(suspect, source):
            if members:
                least = min(map(distance, members))
                nearest.append((least, [s for s in members if distance(s) == least]))
        limit = sorted(least for least, _ in nearest)[:5][-1]
        peers = [tally(s) for least, members in nearest if least <= limit for s in members]
        rate = (sum(m for m, _ in peers) + 0.5) / (sum(n for _, n in peers) + 1)
        return -math.log10(scipy.stats.binom.sf(matches - 1, errors, rate)) + 0.0


def copying():
    world = World()
    return {
        "family": world.family, "in_cohort": world.in_cohort, "unrelated": world.unrelated,
        "options": world.options, "keys": world.keys, "answers": world.answers,
        "given_source": [world.given_source(*pair) for pair in ((12, 0), (2, 5))],
        "jointly": [world.jointly(*pair) for pair in ((12, 0), (5, 2))],
        "omega": matrix(13, world.omega, symmetric=False),
        "gbt": matrix(13, world.gbt), "m4": matrix(13, world.m4),
        "k_index": matrix(13, world.k_index, symmetric=False),
    }


# Answer distributions


def answers():
    subjects, probes, samples = 6, 9, 7
    given = [[[None if RANDOM.random() < 0.1 else
               str(int(6 * RANDOM.random() ** (1 + (subject + probe) % 3)))
               for _ in range(1 if (subject, probe) == (1, 2) else samples - subject % 3)]
              for probe in range(probes)] for subject in range(subjects)]

    def shares(values):
        kinds = [str(k) for k in range(6)]
        return np.array([values.count(k) for k in kinds]) / len(values)

    def valid(subject, probe):
        return [a for a in given[subject][probe] if a is not None]

    def halves(values):
        return shares(values[0::2]), shares(values[1::2])

    def jensen(p, q):
        return 1 - jensenshannon(p, q, base=2) ** 2

    def overlap(p, q):
        return 1 - np.abs(p - q).sum() / 2

    def ceiling(term):
        def value(a, b):
            common = [p for p in range(probes) if min(len(valid(a, p)), len(valid(b, p))) > 1]
            between = np.mean([np.mean([term(x, y) for x in halves(valid(a, p))
                                        for y in halves(valid(b, p))]) for p in common])
            own = [np.mean([term(*halves(valid(s, p))) for p in common]) for s in (a, b)]
            return float(between / math.sqrt(own[0] * own[1]))
        return value

    def nei(a, b):
        common = [p for p in range(probes) if min(len(valid(a, p)), len(valid(b, p))) > 1]
        between = np.mean([(shares(valid(a, p)) * shares(valid(b, p))).sum() for p in common])
        own = []
        for subject in (a, b):
            agree = []
            for p in common:
                pairs = list(itertools.combinations(valid(subject, p), 2))
                agree.append(sum(x == y for x, y in pairs) / len(pairs))
            own.append(np.mean(agree))
        return float(between / math.sqrt(own[0] * own[1]))

    return {
        "answers": given, "jensen_shannon": matrix(subjects, ceiling(jensen)),
        "total_variation": matrix(subjects, ceiling(overlap)), "nei": matrix(subjects, nei),
    }


# First tokens


def logprobs():
    words = ["A", " A", "B", "C", "The", " the", "\n", "42"]
    tokens = []
    for subject in range(5):
        row = []
        for probe in range(8):
            p = RANDOM.dirichlet([0.6] * len(words))
            top = sorted(range(len(words)), key=lambda i: -p[i])[:5]
            row.append(None if (subject, probe) == (2, 3) else
                       [[words[i], math.log(p[i])] for i in top])
        tokens.append(row)

    def merged(top):
        shares = {}
        for token, value in top:
            shares[token.strip()] = shares.get(token.strip(), 0) + math.exp(value)
        return shares

    def similarity(a, b):
        values = []
        for x, y in zip(tokens[a], tokens[b]):
            if x is None or y is None:
                continue
            x, y = merged(x), merged(y)
            kinds = sorted(set(x) | set(y))
            p = [x.get(k, 0) for k in kinds]
            q = [y.get(k, 0) for k in kinds]
            values.append(1 - jensenshannon(p + [1 - sum(p)], q + [1 - sum(q)], base=2) ** 2)
        return float(np.mean(values))

    return {"tokens": tokens, "similarity": matrix(5, similarity)}


# The repeated block


def discrepancy(first, second):
    """model-equality-testing's statistic; texts of prompt p are rows [p, code points..., -1...]."""
    length = max(len(t) for prompt in first + second for t in prompt)

    def sample(prompts):
        rows = [[p, *map(ord, text), *[-1] * (length - len(text))]
                for p, texts in enumerate(prompts) for text in texts]
        array = np.array(rows)
        return SimpleNamespace(sequences=SimpleNamespace(numpy=lambda: array))

    return float(mmd_hamming(sample(first), sample(second)))


def identity():
    words = ["blue", "Blue.", "green", "red", "ultramarine", "", "蓝色", "bleu 🟦"]

    def draw(count, power):
        return [[words[int(len(words) * RANDOM.random() ** power)] for _ in range(n)] for n in count]

    cases = []
    for counts, powers in (([5, 4, 6], (1, 1)), ([8, 8], (1, 3)), ([3], (2, 0.5))):
        first, second = draw(counts, powers[0]), draw([n + 1 for n in counts], powers[1])
        cases.append({"first": first, "second": second, "value": discrepancy(first, second)})
    # All ways of splitting the texts to one prompt: the exact permutation p-value.
    first, second = [["aa", "ab", "aa", "bb"]], [["ba", "bb", "bc", "bb"]]
    pooled = first[0] + second[0]
    observed = discrepancy(first, second)
    values = [discrepancy([[pooled[i] for i in chosen]],
                          [[pooled[i] for i in range(8) if i not in chosen]])
              for chosen in itertools.combinations(range(8), 4)]
    exact = sum(v >= observed - 1e-12 for v in values) / len(values)
    return {"cases": cases, "first": first, "second": second, "exact_p": exact}


for part in (consistency, copying, answers, logprobs, identity):
    write(part.__name__, part())
