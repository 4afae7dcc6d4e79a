#!/usr/bin/env python3
"""Writes the golden values that StatisticsTests compare with, as JSON files beside this script.

Run `python3 make_golden.py`; packages of the versions below are installed into a temporary virtual
environment unless the interpreter has them already. Infinities are written as strings. Nothing here
is shared with the Swift code: each value comes from the package or the formula named at its place.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"lir": "1.3.1", "numpy": "2.4.6", "scipy": "1.17.1", "scikit-learn": "1.9.1"}
oracles.require(PINNED)

import numpy as np
import scipy.integrate
import scipy.interpolate
import scipy.optimize
import scipy.stats
from lir.algorithms.bayeserror import elub
from lir.algorithms.invariance_bounds import calculate_invariance_bounds
from lir.algorithms.isotonic_regression import IsotonicCalibrator
from lir.algorithms.kde import KDECalibrator
from lir.data.models import LLRData
from lir.metrics import cllr, cllr_min
from lir.metrics.devpav import devpav
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve

RANDOM = np.random.default_rng(20240517)


def write(name, value):
    oracles.write(Path(__file__).with_name(name + ".json"), PINNED, value, indent=0)


def linear_algebra():
    a = RANDOM.normal(size=(9, 5)).round(4)
    b = RANDOM.normal(size=(5, 7)).round(4)
    return {
        "a": a, "b": b, "product": a @ b, "row_gram": a @ a.T,
        "singular_values": np.linalg.svd(a, compute_uv=False),
        "absolute_r": np.abs(np.linalg.qr(a)[1]),
        "nuclear_norm": np.linalg.norm(a, "nuc"),
    }


def logistic():
    cases = []
    for features, c, n in [(1, 1.0, 40), (2, 1.0, 50), (3, 0.05, 60), (10, 10.0, 80), (2, 1e6, 60)]:
        x = RANDOM.normal(size=(n, features)).round(4)
        signal = x @ RANDOM.normal(size=features) + RANDOM.logistic(size=n)
        labels = signal > np.quantile(signal, 0.6)
        weights = RANDOM.integers(0, 4, size=n) + RANDOM.integers(0, 2, size=n) / 2
        model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-13, max_iter=10000)
        model.fit(x, labels, sample_weight=weights)
        cases.append({
            "c": c, "features": x, "labels": labels, "weights": weights,
            "intercept": model.intercept_[0], "slopes": model.coef_[0],
        })
    return {"cases": cases}


def equal_error_rate(fpr, tpr):
    line = scipy.interpolate.interp1d(fpr, tpr)
    return scipy.optimize.brentq(lambda x: 1 - x - line(x), 0, 1, xtol=1e-15)


def measures():
    cases = []
    for n1, n0, decimals in [(12, 30, 1), (40, 25, 2), (15, 200, 6), (60, 60, 0)]:
        scores = np.concatenate([
            RANDOM.normal(0.6, 0.7, n1), RANDOM.normal(-0.5, 0.8, n0)]).round(decimals) + 0.0
        labels = np.array([1] * n1 + [0] * n0)
        counts = RANDOM.integers(0, 4, size=n1 + n0)
        fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
        weighted = roc_curve(labels, scores, sample_weight=counts, drop_intermediate=False)
        kept = counts > 0
        llrs = LLRData(features=scores.reshape(-1, 1), labels=labels)
        repeated = LLRData(
            features=np.repeat(scores, counts).reshape(-1, 1), labels=np.repeat(labels, counts))
        lower, upper, _, _ = calculate_invariance_bounds(10.0 ** scores, labels)
        cases.append({
            "scores": scores, "labels": labels == 1, "counts": counts,
            "auc": roc_auc_score(labels, scores),
            "weighted_auc": roc_auc_score(labels[kept], scores[kept], sample_weight=counts[kept]),
            "fpr": fpr, "tpr": tpr, "weighted_fpr": weighted[0], "weighted_tpr": weighted[1],
            "tpr_at": [max(t for f, t in zip(fpr, tpr) if f <= limit)
                       for limit in (0.0, 0.01, 0.05, 0.2, 1.0)],
            "eer": equal_error_rate(fpr, tpr),
            "cllr": cllr(llrs), "cllr_min": cllr_min(llrs),
            "weighted_cllr": cllr(repeated), "weighted_cllr_min": cllr_min(repeated),
            "devpav": devpav(scores.copy(), labels),
            "elub": elub(scores.copy(), labels),
            "iv": np.log10([lower, upper]),
            "isotonic": IsotonicCalibrator().fit_transform(scores, labels),
        })
    return {"cases": cases}


def bi_gaussian_cost(spread):
    """Cllr of ln LRs that are N(+-s^2/2, s^2), by adaptive quadrature."""
    density = scipy.stats.norm(spread**2 / 2, spread).pdf
    bits = lambda x: np.logaddexp(0, -x) / np.log(2)
    ends = (spread**2 / 2 - 10 * spread, spread**2 / 2 + 10 * spread)
    return scipy.integrate.quad(
        lambda x: density(x) * bits(x), *ends, epsabs=1e-14, epsrel=1e-12, limit=400)[0]


def bi_gaussian(scores, labels, queries):
    standard = (scores - scores.mean()) / scores.std()
    model = LogisticRegression(
        C=1.0, class_weight="balanced", solver="newton-cholesky", tol=1e-13, max_iter=1000)
    model.fit(standard.reshape(-1, 1), labels)
    llrs = model.decision_function(standard.reshape(-1, 1)) / np.log(10)
    target = cllr(LLRData(features=llrs.reshape(-1, 1), labels=labels))
    spread = scipy.optimize.brentq(
        lambda s: bi_gaussian_cost(s) - target, 0.01, 15, xtol=1e-13, rtol=1e-13)
    widths = [scores[labels == k].std() * (4 / (3 * (labels == k).sum())) ** 0.2 for k in (0, 1)]
    mixture = lambda x: np.mean([
        scipy.stats.norm.cdf((x - scores[labels == k]) / widths[k]).mean() for k in (0, 1)])
    both = lambda y: np.mean([
        scipy.stats.norm.cdf((y - sign * spread**2 / 2) / spread) for sign in (-1, 1)])
    mapped = [scipy.optimize.brentq(lambda y: both(y) - mixture(x), -90, 90, xtol=1e-13)
              for x in queries]
    return spread, np.array(mapped) / np.log(10)


def calibrations():
    cases = []
    for n1, n0, shift in [(9, 20, 1.5), (40, 40, 3.0), (25, 60, 0.5)]:
        scores = np.concatenate([
            RANDOM.normal(shift, 1, n1), RANDOM.normal(0, 1, n0)]).round(1) + 0.0
        labels = np.array([1] * n1 + [0] * n0)
        queries = np.linspace(-3, 5, 17)
        kde = KDECalibrator(bandwidth="silverman")
        densities = kde.fit(scores, labels).transform(queries)
        rates = RANDOM.uniform(0.5, 2, n1 + n0).round(3)
        probabilities = IsotonicRegression(out_of_bounds="clip").fit(
            scores, labels, sample_weight=rates * np.where(
                labels, 1 / rates[labels == 1].sum(), 1 / rates[labels == 0].sum())
        ).predict(queries)
        spread, mapped = bi_gaussian(scores, labels, queries)
        cases.append({
            "scores": scores, "labels": labels == 1, "queries": queries, "kde": densities,
            "weights": rates, "weighted_isotonic_probability": probabilities,
            "spread": spread, "bi_gaussian": mapped,
        })
    spreads = [0.1, 0.5, 1.0, 2.0, 4.0, 8.0]
    return {"cases": cases, "spreads": spreads, "costs": [bi_gaussian_cost(s) for s in spreads]}


def distributions():
    z = [-38.0, -12.5, -5.0, -1.959963984540054, -0.3, 0.0, 0.7, 2.5758, 6.0, 8.2]
    p = [1e-300, 1e-20, 1e-6, 0.025, 0.074, 0.3, 0.5, 0.77, 0.93, 0.975, 1 - 1e-10]
    beta = [(a, b, x) for a in (0.5, 1, 3, 40.5, 2000) for b in (0.5, 2, 77, 5000)
            for x in (1e-6, 0.02, 0.3, 0.7, 0.995)]
    counts = [(0, 1), (1, 1), (0, 20), (1, 20), (7, 20), (20, 20), (3, 1000), (500, 1000),
              (2, 39), (61, 61), (123456, 1000000)]
    proportions = []
    for k, n in counts:
        test = scipy.stats.binomtest(k, n)
        for confidence in (0.9, 0.95, 0.99):
            interval = test.proportion_ci(confidence, method="exact")
            one_sided = scipy.stats.binomtest(k, n, alternative="less")
            upper = one_sided.proportion_ci(confidence, method="exact").high
            proportions.append([k, n, confidence, interval.low, interval.high, upper])
    tails = [[k, n, rate, scipy.stats.binom.sf(k - 1, n, rate), scipy.stats.binom.cdf(k, n, rate)]
             for k, n in counts for rate in (0.001, 0.05, 0.12, 0.5, 0.9)]
    return {
        "z": z, "normal_cdf": scipy.stats.norm.cdf(z),
        "p": p, "normal_quantile": scipy.stats.norm.ppf(p),
        "beta": beta, "beta_cdf": [scipy.stats.beta.cdf(x, a, b) for a, b, x in beta],
        "proportions": proportions, "tails": tails,
    }


def fitting():
    x = RANDOM.normal(3, 2, 25).round(3)
    y = (1.5 - 0.7 * x + RANDOM.normal(0, 0.4, 25)).round(3)
    w = RANDOM.uniform(0, 2, 25).round(3)
    w[3] = 0.0
    slope, intercept = np.polyfit(x, y, 1, w=np.sqrt(w))
    plain_slope, plain_intercept = np.polyfit(x, y, 1)
    mean = np.average(x, weights=w)
    shares = [0.0, 0.025, 0.1, 0.5, 0.77, 0.975, 1.0]
    return {
        "x": x, "y": y, "weights": w, "slope": slope, "intercept": intercept,
        "plain_slope": plain_slope, "plain_intercept": plain_intercept,
        "mean": mean, "variance": np.average((x - mean) ** 2, weights=w),
        "plain_variance": x.var(), "plain_sample_variance": x.var(ddof=1),
        "standardised": (x - x.mean()) / x.std(),
        "shares": shares, "quantiles": np.quantile(x, shares),
        "interval_90": [np.quantile(x, 0.05, method="lower"),
                        np.quantile(x, 0.95, method="higher")],
    }


MASK = 2**64 - 1


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def xoshiro(key, count):
    """Published xoshiro256** after SplitMix64 filled its state, in Python's exact integers."""
    rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
    state = [mixed((key + (i + 1) * 0x9E3779B97F4A7C15) & MASK) for i in range(4)]
    output = []
    for _ in range(count):
        output.append(rotate(state[1] * 5 & MASK, 7) * 9 & MASK)
        shifted = state[1] << 17 & MASK
        state[2] ^= state[0]
        state[3] ^= state[1]
        state[1] ^= state[2]
        state[0] ^= state[3]
        state[2] ^= shifted
        state[3] = rotate(state[3], 45)
    return output


def child(key, name, index):
    digest = 0xCBF29CE484222325
    for byte in name.encode():
        digest = (digest ^ byte) * 0x100000001B3 & MASK
    named = mixed(key ^ mixed(digest))
    return mixed((named + (index + 1) * 0xD1B54A32D192ED03) & MASK)


def random_stream():
    key = mixed((1 + 0x9E3779B97F4A7C15) & MASK)
    words = xoshiro(key, 8)
    sub = xoshiro(child(child(key, "bootstrap", 3), "größe", -1), 4)
    text = lambda values: [f"{value:016x}" for value in values]
    return {
        "seed_1": text(words), "seed_1_bootstrap_3_size_minus_1": text(sub),
        "seed_1_uniform": [(w >> 11) * 2.0**-53 for w in words],
        "seed_1_normal": scipy.stats.norm.ppf([((w >> 12) + 0.5) * 2.0**-52 for w in words]),
        "seed_1_below_10": [w * 10 >> 64 for w in words],
    }


for part in (linear_algebra, logistic, measures, calibrations, distributions, fitting,
             random_stream):
    write(part.__name__, part())
