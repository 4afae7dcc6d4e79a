"""Maximum mean discrepancies against hyppo, model-equality-testing and numpy."""
import contextlib
import io

import numpy as np

from .row import Peer, Row, within

POINTS, DIMENSIONS, RELABELLINGS, BANDWIDTH = 1_000, 384, 10_000, 768


def centred(kernel):
    """U-centred: zeros on the diagonal, rows that sum to zero."""
    n = len(kernel)
    np.fill_diagonal(kernel, 0)
    sums = kernel.sum(0)
    kernel = kernel - (sums[:, None] + sums) / (n - 2) + sums.sum() / ((n - 1) * (n - 2))
    np.fill_diagonal(kernel, 0)
    return kernel


def numpy_discrepancy():
    def work(samples):
        points = np.concatenate(samples)
        squares = (points * points).sum(1)
        distances = squares[:, None] + squares - 2 * (points @ points.T)
        kernel = centred(np.exp(distances / np.float32(-BANDWIDTH)))
        n = POINTS
        scale = 2 / (n * (n - 1)) + 2 / (n * n)
        random = np.random.default_rng(1)
        groups = np.zeros((RELABELLINGS, 2 * n), dtype=np.float32)
        for group in groups:
            group[random.permutation(2 * n)[:n]] = 1
        values = scale * ((groups @ kernel) * groups).sum(1)
        first = np.repeat(np.array([1, 0], dtype=np.float32), n)
        return [scale * (first @ kernel @ first), values.mean(), values.std()]
    return work


def hyppo_discrepancy(relabellings):
    def prepared():
        from hyppo.ksample import MMD

        def work(samples):
            test = MMD(compute_kernel="gaussian", gamma=1 / BANDWIDTH)
            test.test(*samples, reps=relabellings, auto=False)
            return [np.nan] * 3
        # Compiles what is compiled at the first call.
        work(np.random.default_rng(1).normal(size=(2, 30, DIMENSIONS)).astype(np.float32))
        return work
    return prepared


class Discrepancy(Row):
    name = "mmd"
    title = "unbiased MMD, 10,000 relabellings, n = m = 1,000, d = 384"
    work = 2.0 * RELABELLINGS * (2 * POINTS) ** 2 / 2
    peers = {
        "hyppo": Peer(hyppo_discrepancy(20), goal=500, share=20 / RELABELLINGS),
        "numpy": Peer(numpy_discrepancy, goal=1.5, threads=True),
    }

    def write(self, folder):
        random = np.random.default_rng(1)
        for name in ("first.f32", "second.f32"):
            random.normal(size=(POINTS, DIMENSIONS)).astype(np.float32).tofile(folder / name)

    def read(self, folder):
        return [np.fromfile(folder / name, dtype=np.float32).reshape(POINTS, DIMENSIONS)
                for name in ("first.f32", "second.f32")]

    def agreement(self, mine, theirs):
        """The discrepancy itself; of the relabelled ones, drawn differently, the spread."""
        if np.isnan(theirs).all():
            return "by way of numpy"
        assert abs(mine[2] / theirs[2] - 1) < 0.05, "spreads of the relabelled differ"
        return within(mine[:1], theirs[:1], 1e-6)


PROMPTS, SAMPLES, LENGTH, PERMUTATIONS = 20, 10, 1_000, 1_000


def numpy_strings():
    def work(samples):
        texts = np.concatenate(samples, axis=1)
        count = 2 * SAMPLES
        kernels = np.array([
            [(text == block).mean(1) for text in block] for block in texts])
        kernels[:, np.arange(count), np.arange(count)] = 0
        random = np.random.default_rng(1)
        orders = random.random((PERMUTATIONS, PROMPTS, count)).argsort(-1)
        signs = np.where(orders < SAMPLES, 1.0, 0.0)
        signs = np.concatenate([np.repeat([1.0, 0.0], SAMPLES) * np.ones((1, PROMPTS, count)), signs])
        rows = np.einsum("rpi,pij->rpj", signs, kernels, optimize=True)
        within_first = (rows * signs).sum((1, 2))
        within_second = (kernels.sum() - 2 * (signs * kernels.sum(1)).sum((1, 2)) + within_first)
        across = (signs * kernels.sum(1)).sum((1, 2)) - within_first
        pairs = PROMPTS * SAMPLES * (SAMPLES - 1)
        values = (within_first + within_second) / pairs - 2 * across / (PROMPTS * SAMPLES**2)
        p = (1 + (values[1:] >= values[0] - 1e-12).sum()) / (1 + PERMUTATIONS)
        return [values[0], p]
    return work


def model_equality_testing(permutations):
    def prepared():
        from model_equality_testing.algorithm import run_two_sample_test
        from model_equality_testing.distribution import CompletionSample

        def work(samples):
            prompts = np.repeat(np.arange(PROMPTS), SAMPLES)
            first, second = (
                CompletionSample(prompts, sample.reshape(-1, LENGTH).astype(np.int64), PROMPTS)
                for sample in samples)
            with contextlib.redirect_stderr(io.StringIO()):
                p, value = run_two_sample_test(
                    first, second, pvalue_type="permutation_pvalue", stat_type="mmd_hamming",
                    b=permutations)
            return [value, p]
        return work
    return prepared


class Strings(Row):
    name = "strings"
    title = "Hamming kernel MMD, 20 prompts x 10 x 1,000 characters, 1,000 permutations"
    peers = {
        "model-equality-testing": Peer(
            model_equality_testing(100), goal=100, share=100 / PERMUTATIONS),
        "numpy": Peer(numpy_strings, goal=2),
    }

    def write(self, folder):
        """Texts that share a beginning, the more so within a prompt."""
        random = np.random.default_rng(2)
        base = random.integers(97, 123, (PROMPTS, 1, LENGTH))
        for name in ("first.u32", "second.u32"):
            own = random.integers(97, 123, (PROMPTS, SAMPLES, LENGTH))
            texts = np.where(random.random(own.shape) < 0.4, base, own)
            texts.astype(np.uint32).tofile(folder / name)

    def read(self, folder):
        return [np.fromfile(folder / name, dtype=np.uint32).reshape(PROMPTS, SAMPLES, LENGTH)
                for name in ("first.u32", "second.u32")]

    def agreement(self, mine, theirs):
        """The discrepancy; the permutations are drawn differently, so their p-values are near."""
        assert abs(mine[1] - theirs[1]) < 0.15, "p-values differ"
        return within(mine[:1], theirs[:1], 1e-6)
