#!/usr/bin/env python3
"""Writes the golden values of multiple testing, curves, betting and power, as JSON beside this script.

Run `python3 make_inference_golden.py`; packages of the versions below are installed into a temporary
virtual environment unless the interpreter has them already. Nothing here is shared with the Swift
code: each value comes from the package named at its place, or from quadrature of the formula there.
"""
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"lir": "1.3.1", "mpmath": "1.4.1", "numpy": "2.4.6", "scipy": "1.17.1",
          "scikit-learn": "1.9.1", "statsmodels": "0.14.5"}
oracles.require(PINNED)

import mpmath
import numpy as np
import scipy.integrate
import scipy.stats
from lir.algorithms.bayeserror import ELUBBounder
from lir.algorithms.invariance_bounds import IVBounder
from lir.algorithms.isotonic_regression import IsotonicCalibrator
from lir.data.models import LLRData
from lir.metrics import cllr, cllr_min
from lir.plotting.expected_calibration_error import calculate_ece
from sklearn.metrics import det_curve
from statsmodels.stats.multitest import multipletests

RANDOM = np.random.default_rng(20250611)


def write(name, value):
    oracles.write(Path(__file__).with_name(name + ".json"), PINNED, value, indent=0)


def multiplicity():
    families = [[0.05], [0.05, 0.05, 0.05], [1.0, 1.0], [0.01, 0.02, 0.03, 0.04, 0.9],
                [0.2, 0.0005, 0.03, 0.03, 0.7, 0.0005]]
    families += [np.round(RANDOM.uniform(size=n) ** 3, d) + 10.0**-d
                 for n, d in [(12, 3), (60, 2), (400, 4)]]
    families = [np.minimum(1, family) for family in families]
    adjusted = {name: [multipletests(f, method=method)[1] for f in families]
                for name, method in [("holm", "holm"), ("benjamini_hochberg", "fdr_bh")]}
    return {"families": families, **adjusted}


def curves():
    cases = []
    priors = np.linspace(-3, 3, 25)
    for n1, n0, decimals in [(12, 30, 1), (40, 25, 2), (15, 200, 6), (60, 60, 0)]:
        llrs = np.concatenate([
            RANDOM.normal(0.6, 0.7, n1), RANDOM.normal(-0.5, 0.8, n0)]).round(decimals) + 0.0
        labels = np.array([1] * n1 + [0] * n0)
        odds = 10.0**priors
        isotonic = IsotonicCalibrator().fit_transform(llrs.copy(), labels)
        false_positive, false_negative, thresholds = det_curve(
            labels, llrs, drop_intermediate=False)
        data = LLRData(features=llrs.reshape(-1, 1).copy(), labels=labels)
        bounded = {}
        for name, bounder in [("elub", ELUBBounder()), ("iv", IVBounder())]:
            clipped = bounder.fit(LLRData(features=llrs.reshape(-1, 1).copy(), labels=labels))
            clipped = clipped.transform(LLRData(features=llrs.reshape(-1, 1).copy(), labels=labels))
            bounded[name + "_clipped"] = clipped.llrs
            bounded[name + "_cllr"] = cllr(clipped)
        cases.append({
            "scores": llrs, "labels": labels == 1, "priors": priors,
            "given": calculate_ece(10.0**llrs, labels, odds / (1 + odds)),
            "isotonic": calculate_ece(10.0**isotonic, labels, odds / (1 + odds)),
            "neutral": calculate_ece(np.ones(len(llrs)), labels, odds / (1 + odds)),
            "thresholds": thresholds,
            "false_positive": false_positive, "false_negative": false_negative,
            "at_or_above": [[np.mean(llrs[labels == k] >= x) for x in np.unique(llrs)]
                            for k in (1, 0)],
            "cllr": cllr(data), "cllr_min": cllr_min(data), **bounded,
        })
    return {"cases": cases}


def mixture_wealth(successes, count, chance):
    """The uniform mixture over larger chances, by quadrature with 40 digits."""
    mpmath.mp.dps = 40
    m = mpmath.mpf(chance)
    ratio = lambda p: (p / m) ** successes * ((1 - p) / (1 - m)) ** (count - successes)
    middle = min(max(mpmath.mpf(successes) / max(count, 1), m), 1)
    points = sorted({m, middle, mpmath.mpf(1)})
    return mpmath.log(mpmath.quad(ratio, points, maxdegree=12) / (1 - m))


def betting_wealth(values, mean):
    """Waudby-Smith & Ramdas (2024) with fixed stakes, mixed: log of the mean of the products."""
    stakes = np.array([0.05, 0.1, 0.2, 0.4, 0.8])
    factors = 1 + np.outer((np.array(values) - mean) / mean, stakes)
    return np.log(np.cumprod(factors, axis=0).mean(axis=1))


def betting():
    runs = []
    for mean, a, b, n in [(0.5, 1, 1, 40), (0.2, 2, 3, 60), (0.9, 5, 1, 30)]:
        values = RANDOM.beta(a, b, size=n).round(3)
        runs.append({"mean": mean, "values": values, "log_wealth": betting_wealth(values, mean)})
    counts = [(k, n, m) for n in (1, 5, 30, 200) for m in (0.02, 0.3, 0.5, 0.9)
              for k in sorted({0, 1, n // 2, n})]
    return {"runs": runs, "counts": counts,
            "log_mixture": [mixture_wealth(k, n, m) for k, n, m in counts]}


def rank_power(lineages, level, shift):
    """Probability, by quadrature, that enough of the lineages stay below the suspect."""
    most = math.floor(level * (1 + lineages) + 1e-9) - 1
    if most < 0:
        return 0.0
    chance = lambda x: scipy.stats.norm.pdf(x - shift) * scipy.stats.binom.cdf(
        most, lineages, scipy.stats.norm.sf(x))
    return scipy.integrate.quad(chance, shift - 12, shift + 12, epsabs=1e-13, limit=400)[0]


def power():
    designs = [(n, level, shift) for n in (5, 19, 20, 40, 99, 150) for level in (0.01, 0.05)
               for shift in (0.0, 1.0, 3.0, 5.0)]
    return {"designs": designs, "power": [rank_power(*design) for design in designs]}


for part in (multiplicity, curves, betting, power):
    write(part.__name__, part())
