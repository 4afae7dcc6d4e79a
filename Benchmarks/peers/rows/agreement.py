"""Agreement of all pairs on choice items against lm-sim and a one-hot matrix product in numpy."""
import numpy as np

from .row import Peer, Row, within

SUBJECTS, ITEMS, OPTIONS = 30, 12_032, 10
PAIRS = SUBJECTS * (SUBJECTS - 1) // 2
#: lm-sim compares this many of the pairs.
COMPARED = 9


def one_hot(statistic):
    def prepared():
        def work(inputs):
            codes, keys = inputs
            hot = (codes[:, :, None] == np.arange(OPTIONS, dtype=np.uint8)).reshape(SUBJECTS, -1)
            hot = hot.astype(np.float32)
            right = (codes == keys).astype(np.float32)
            accuracy = right.mean(1, dtype=np.float64)
            if statistic == "capa":
                observed, chance = (hot @ hot.T) / ITEMS, 1 / (OPTIONS - 1)
            else:
                wrong = 1 - right
                observed, chance = (right @ right.T + wrong @ wrong.T) / ITEMS, 1
            expected = np.outer(accuracy, accuracy) + chance * np.outer(1 - accuracy, 1 - accuracy)
            return ((observed - expected) / (1 - expected))[np.tril_indices(SUBJECTS, -1)]
        return work
    return prepared


def lm_sim(statistic):
    def prepared():
        from lmsim.metrics import CAPA, EC

        def work(inputs):
            codes, keys = inputs
            hot = (codes[:, :, None] == np.arange(OPTIONS)).astype(float)
            metric = CAPA(prob=False) if statistic == "capa" else EC()
            values = np.full(PAIRS, np.nan)
            for pair, (a, b) in enumerate(zip(*np.tril_indices(SUBJECTS, -1))):
                if pair < COMPARED:
                    values[pair] = metric.compute_k(list(hot[a]), list(hot[b]), list(keys))
            return values
        return work
    return prepared


class Agreement(Row):
    tolerance = 1e-6

    def write(self, folder):
        """Half of the answers right, the wrong ones drawn to some options more than to others."""
        random = np.random.default_rng(4)
        keys = random.integers(0, OPTIONS, ITEMS)
        wrong = (keys + 1 + random.integers(0, OPTIONS - 1, (SUBJECTS, ITEMS)) // 2) % OPTIONS
        codes = np.where(random.random((SUBJECTS, ITEMS)) < 0.5, keys, wrong)
        keys.astype(np.uint8).tofile(folder / "keys.u8")
        codes.astype(np.uint8).tofile(folder / "codes.u8")

    def read(self, folder):
        return (np.fromfile(folder / "codes.u8", dtype=np.uint8).reshape(SUBJECTS, ITEMS),
                np.fromfile(folder / "keys.u8", dtype=np.uint8))

    def agreement(self, mine, theirs):
        compared = ~np.isnan(theirs)
        return within(mine[compared], theirs[compared], self.tolerance)


class Capa(Agreement):
    name = "capa"
    title = "CAPA, all pairs of 30 models x 12,032 items"
    peers = {
        "lm-sim": Peer(lm_sim("capa"), goal=1_000, share=COMPARED / PAIRS),
        "numpy, one-hot product": Peer(one_hot("capa"), goal=1, threads=True),
    }


class Consistency(Agreement):
    name = "consistency"
    title = "error consistency, the same answers"
    peers = {
        "lm-sim": Peer(lm_sim("consistency"), goal=1_000, share=COMPARED / PAIRS),
        "numpy, matrix product": Peer(one_hot("consistency"), goal=1, threads=True),
    }


class RareAgreement(Agreement):
    name = "rare"
    title = "rare agreement, the same answers (no peer has it: beside CAPA)"
    peers = {"lm-sim, CAPA": Peer(lm_sim("capa"), goal=1_000, share=COMPARED / PAIRS)}

    def agreement(self, mine, theirs):
        assert np.isfinite(mine).all() and len(mine) == PAIRS
        return "another statistic"
