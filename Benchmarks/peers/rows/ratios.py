"""Measures and calibrations of likelihood ratios against lir."""
import numpy as np

from .row import Peer, Row, within

CASES = 100_000


def lir():
    from lir.algorithms.bayeserror import elub
    from lir.algorithms.isotonic_regression import IsotonicCalibrator
    from lir.algorithms.logistic_regression import LogitCalibrator
    from lir.data.models import LLRData
    from lir.metrics import cllr, cllr_min

    def work(inputs):
        scores, labels = inputs
        data = LLRData(features=scores, labels=labels)
        isotonic = IsotonicCalibrator().fit_transform(scores, labels)
        logistic = LogitCalibrator().fit(scores, labels)
        calibrated = logistic.transform(scores)
        origin, one = logistic.transform(np.array([0.0, 1.0]))
        return np.concatenate([
            [cllr(data), cllr_min(data), one - origin, origin, *elub(scores.copy(), labels)],
            isotonic, calibrated])
    return work


class Ratios(Row):
    name = "ratios"
    title = "Cllr, Cllr_min, PAV, logistic, ELUB of 100,000 scores"
    peers = {"lir": Peer(lir, goal=10)}

    def write(self, folder):
        random = np.random.default_rng(3)
        labels = (np.arange(CASES) % 10 == 0).astype(np.uint8)
        scores = random.normal(np.where(labels == 1, 0.8, -0.6), 0.8)
        labels.tofile(folder / "labels.u8")
        scores.tofile(folder / "scores.f64")

    def read(self, folder):
        scores = np.fromfile(folder / "scores.f64")
        return scores, np.fromfile(folder / "labels.u8", dtype=np.uint8).astype(np.int64)

    def agreement(self, mine, theirs):
        """The logistic fit is scikit-learn's, which stops earlier: with its tolerance at 1e-10 slope and
        intercept differ by 1e-8."""
        fit = np.r_[2:4, 6 + CASES:6 + 2 * CASES]
        within(mine[fit], theirs[fit], 5e-3)
        rest = np.r_[0:2, 4:6, 6:6 + CASES]
        return within(mine[rest], theirs[rest], 1e-6)
