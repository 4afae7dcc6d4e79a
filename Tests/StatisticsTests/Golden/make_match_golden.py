#!/usr/bin/env python3
"""Writes match_distributions.json: tails of sums of unequal chances, for StatisticsTests.

Run `python3 make_match_golden.py`; packages of the versions below are installed into a temporary
virtual environment unless the interpreter has them already. Everything is computed from the
definitions with 60 digits (mpmath), small cases by listing all outcomes; that SciPy agrees to its
own accuracy is checked here.
"""
import itertools
import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"mpmath": "1.3.0", "numpy": "2.4.6", "scipy": "1.17.1"}
oracles.require(PINNED)

import mpmath
import scipy.stats

mpmath.mp.dps = 60


def chances(count, modulus, divisor):
    """The test makes the same: numbers between 0 and 1 in no particular order."""
    return [((i * 37) % modulus + 1) / divisor for i in range(count)]


def binomial_sum(ps):
    masses = [mpmath.mpf(1)]
    for p in map(mpmath.mpf, ps):
        masses = [
            (masses[k] * (1 - p) if k < len(masses) else 0) + (masses[k - 1] * p if k > 0 else 0)
            for k in range(len(masses) + 1)
        ]
    return masses


def log(value):
    return "-inf" if value == 0 else float(mpmath.log(value))


def poisson_binomial():
    cases = []
    for count, modulus, divisor in [(1, 97, 100), (5, 97, 100), (40, 97, 100), (40, 97, 1000),
                                    (300, 89, 90), (1500, 97, 200)]:
        ps = chances(count, modulus, divisor)
        masses = binomial_sum(ps)
        upper = list(itertools.accumulate(reversed(masses)))[::-1]
        step = max(1, count // 15)
        for k in sorted({0, 1, count - 1, count, *range(0, count + 1, step)}):
            value = upper[k]
            theirs = scipy.stats.poisson_binom.sf(k - 1, ps)
            assert abs(theirs - float(value)) < 1e-12, (count, k)
            cases.append([count, modulus, divisor, k, log(value)])
    return cases


def joint(firsts, seconds):
    masses = {(0, 0): mpmath.mpf(1)}
    for p, q in zip(map(mpmath.mpf, firsts), map(mpmath.mpf, seconds)):
        new = {}
        for (x, y), mass in masses.items():
            for key, chance in (((x, y), 1 - p - q), ((x + 1, y), p), ((x, y + 1), q)):
                new[key] = new.get(key, 0) + mass * chance
        masses = new
    return masses


def listed(firsts, seconds):
    """The same by going through all outcomes of all trials."""
    masses = {}
    for outcome in itertools.product(range(3), repeat=len(firsts)):
        chance = mpmath.mpf(1)
        for result, p, q in zip(outcome, firsts, seconds):
            p, q = mpmath.mpf(p), mpmath.mpf(q)
            chance *= (1 - p - q, p, q)[result]
        key = (outcome.count(1), outcome.count(2))
        masses[key] = masses.get(key, 0) + chance
    return masses


def tail(masses, first, second):
    """Outcomes whose upper orthant is no more probable."""
    def orthant(x, y):
        return sum(m for (a, b), m in masses.items() if a >= x and b >= y)

    limit = orthant(first, second) * (1 + mpmath.mpf(10) ** -12)
    return sum(mass for key, mass in masses.items() if orthant(*key) <= limit)


def generalized_trinomial():
    cases = []
    for count in (1, 4, 7, 24):
        firsts = [p * 0.6 for p in chances(count, 97, 100)]
        seconds = [0.35 * (1 - p) for p in chances(count, 97, 100)]
        masses = joint(firsts, seconds)
        if count <= 7:
            for key, mass in listed(firsts, seconds).items():
                assert abs(mass / masses[key] - 1) < 1e-40
        step = max(1, count // 6)
        for x in range(0, count + 1, step):
            for y in range(0, count + 1 - x, step):
                cases.append([count, x, y, log(tail(masses, x, y))])
    return cases


def beta():
    """ln of the regularised incomplete beta function."""
    cases = []
    for a, b, x in [(1, 1, 0.3), (0.5, 3, 0.001), (7, 2.5, 0.9), (40, 60, 0.01), (4000, 2001, 0.2),
                    (900.5, 4000.25, 0.05), (3000, 1, 0.4), (2, 5000, 0.9), (12, 12, 0.5)]:
        # The series of I_x(a, b), which converges for every x < 1.
        x, a, b = map(mpmath.mpf, (x, a, b))
        terms, term, n = mpmath.mpf(0), mpmath.mpf(1), 0
        while term > terms * mpmath.mpf(10) ** -50 or n < 5:
            terms += term
            term *= (a + b + n) / (a + 1 + n) * x
            n += 1
        front = a * mpmath.log(x) + b * mpmath.log(1 - x) - mpmath.log(a) - (
            mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b))
        value = front + mpmath.log(terms)
        theirs = scipy.stats.beta.cdf(float(x), float(a), float(b))
        assert theirs < 1e-300 or abs(math.log(theirs) - value) < 1e-9 * max(1, abs(value)), (a, b, x)
        cases.append([float(a), float(b), float(x), float(value)])
    return cases


value = {"versions": PINNED, "poisson_binomial": poisson_binomial(),
         "generalized_trinomial": generalized_trinomial(), "beta": beta()}
text = json.dumps(value, separators=(",", ":"))
Path(__file__).with_name("match_distributions.json").write_text(text + "\n")
