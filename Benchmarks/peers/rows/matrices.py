"""Matrix products against numpy, and the truncated SVD against scikit-learn."""
import numpy as np

from .row import Peer, Row, within

ORDER = 2_048
VECTORS, DIMENSIONS = 8_000, 384


class Product(Row):
    name = "sgemm"
    title = "product of two 2,048 x 2,048 matrices: what OpenBLAS reaches"
    work = 2.0 * ORDER**3
    peers = {"numpy": Peer(lambda: lambda pair: (pair[0] @ pair[1])[0], threads=True)}

    def write(self, folder):
        random = np.random.default_rng(5)
        for name in ("first.f32", "second.f32"):
            random.normal(size=(ORDER, ORDER)).astype(np.float32).tofile(folder / name)

    def read(self, folder):
        return [np.fromfile(folder / name, dtype=np.float32).reshape(ORDER, ORDER)
                for name in ("first.f32", "second.f32")]

    def agreement(self, mine, theirs):
        return within(mine, theirs, 1e-2)


class Cosines(Row):
    name = "cosines"
    title = "inner products of 8,000 vectors of 384 that arrive one by one"
    work = 1.0 * VECTORS**2 * DIMENSIONS
    peers = {"numpy": Peer(lambda: lambda vectors: numpy_gram(vectors), goal=0.8, threads=True)}

    def write(self, folder):
        vectors = np.random.default_rng(6).normal(size=(VECTORS, DIMENSIONS)) / DIMENSIONS**0.5
        vectors.astype(np.float32).tofile(folder / "vectors.f32")

    def read(self, folder):
        return list(np.fromfile(folder / "vectors.f32", dtype=np.float32).reshape(-1, DIMENSIONS))

    def agreement(self, mine, theirs):
        return within(mine, theirs, 1e-5)


def numpy_gram(vectors):
    matrix = np.array(vectors)
    return (matrix @ matrix.T)[-1]


ROWS, COLUMNS, COMPONENTS, PER_ROW, TOPICS = 155_000, 65_536, 256, 200, 400


def scikit_learn():
    from sklearn.decomposition import TruncatedSVD as Solver

    def work(matrix):
        solver = Solver(
            COMPONENTS, algorithm="randomized", n_iter=4, n_oversamples=10, random_state=1)
        solver.fit(matrix)
        return np.concatenate([solver.singular_values_, solver.components_.T.ravel()])
    return work


class TruncatedSVD(Row):
    name = "svd"
    title = "truncated SVD, 155,000 x 65,536 sparse (200 a row), k = 256"
    peers = {"scikit-learn, randomized": Peer(scikit_learn, goal=5, threads=True)}

    def write(self, folder):
        """Rows about one of some topics of falling size, with words of the topic and of all."""
        random = np.random.default_rng(7)
        topics = random.choice(TOPICS, ROWS, p=np.arange(TOPICS, 0, -1) / (TOPICS * (TOPICS + 1) / 2))
        common = (COLUMNS * random.random((ROWS, PER_ROW)) ** 3).astype(np.int32)
        near = (topics[:, None] * 163 + random.integers(0, 163, (ROWS, PER_ROW))).astype(np.int32)
        columns = np.where(random.random((ROWS, PER_ROW)) < 0.5, near, common)
        np.arange(0, ROWS * PER_ROW + 1, PER_ROW, dtype=np.int64).tofile(folder / "starts.i64")
        np.sort(columns, axis=1).astype(np.int32).tofile(folder / "columns.i32")
        values = np.full(ROWS * PER_ROW, PER_ROW**-0.5, dtype=np.float32)
        values.tofile(folder / "values.f32")

    def read(self, folder):
        from scipy.sparse import csr_matrix
        return csr_matrix(
            (np.fromfile(folder / "values.f32", dtype=np.float32),
             np.fromfile(folder / "columns.i32", dtype=np.int32),
             np.fromfile(folder / "starts.i64", dtype=np.int64)), shape=(ROWS, COLUMNS))

    def agreement(self, mine, theirs):
        """Singular values to one part in a hundred, and the same leading subspace."""
        ratio = mine[:COMPONENTS] / theirs[:COMPONENTS]
        assert (np.abs(ratio - 1) < 0.01).all(), "singular values differ"
        first, second = (v[COMPONENTS:].reshape(COLUMNS, COMPONENTS) for v in (mine, theirs))
        half = COMPONENTS // 2
        cosines = np.linalg.svd(first.T @ second[:, :half], compute_uv=False)
        assert cosines.min() > 0.99, f"subspaces differ: cosine {cosines.min():.3f}"
        return f"first {half} directions within cosine {cosines.min():.4f}"
