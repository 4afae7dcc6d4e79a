"""Cosines of all pairs of a recorded panel against scikit-learn."""
import gzip
import json
import os
from pathlib import Path

import numpy as np

from .row import Peer, Row


def cosines(settings):
    from sklearn.feature_extraction.text import TfidfVectorizer

    def work(probes):
        """The mean over the probes that both answered, lower triangle."""
        count = len(probes[0])
        sums, both = np.zeros((count, count)), np.zeros((count, count))
        for texts in probes:
            answered = [s for s, text in enumerate(texts) if text]
            weights = TfidfVectorizer(sublinear_tf=True, **settings).fit_transform(
                [texts[s] for s in answered])
            places = np.ix_(answered, answered)
            sums[places] += (weights @ weights.T).toarray()
            both[places] += 1
        with np.errstate(invalid="ignore"):
            return (sums / both)[np.tril_indices(count, -1)]
    return work


class Grams(Row):
    needs_panel = True

    def read(self, _):
        """Texts by probe and subject; empty where there is none."""
        panel = Path(os.environ["PANELS"]) / "alpaca-eval"
        with open(panel / "subjects.csv") as file:
            subjects = {line.partition(",")[0]: i for i, line in enumerate(file.readlines()[1:])}
        with gzip.open(panel / "probes.jsonl.gz") as file:
            probes = {json.loads(line)["id"]: i for i, line in enumerate(file)}
        texts = [[""] * len(subjects) for _ in probes]
        with gzip.open(panel / "responses.jsonl.gz") as file:
            for line in file:
                row = json.loads(line)
                if row["response"].strip():
                    texts[probes[row["probe"]]][subjects[row["subject"]]] = row["response"]
        return texts


class Characters(Grams):
    name = "characters"
    title = "cosines of character 3-5-grams, 193 models x 805 probes"
    peers = {"scikit-learn": Peer(
        lambda: cosines({"analyzer": "char_wb", "ngram_range": (3, 5)}), goal=25)}


def lowercased(text):
    """A capital I with a dot becomes two characters, of which Python counts the second as no part of the
    word; filiation does. A letter stands in for it."""
    return text.replace("\u0130", "i\u0131").lower()


class Words(Grams):
    name = "words"
    title = "cosines of word 1-2-grams, 193 models x 805 probes"
    peers = {"scikit-learn": Peer(
        lambda: cosines({"preprocessor": lowercased, "token_pattern": r"\w+|[^\w\s]",
                         "ngram_range": (1, 2)}), goal=25)}
