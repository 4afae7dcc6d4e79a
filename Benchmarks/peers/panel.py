#!/usr/bin/env python3
"""Writes a made-up panel of any size, as a folder that `filiation assess --panel` reads.

Usage: panel.py SUBJECTS PROBES SAMPLES FOLDER [WORDS]

Half of the probes are choices of four, half free text of WORDS words (20). Up to 20 makers have three
models each; of the others, by turns, one is tuned on people's answers and one is a student of one of three
makers, whose answer it gives every other time. Errors have a favourite on each probe, texts begin with one
of their maker's phrases.
"""
import json
import sys
from pathlib import Path

import numpy as np

SOURCES, SHARE = 3, 0.5
random = np.random.default_rng(1)


def subjects(count):
    """(id, maker, teacher) of each; the first makers teach, each by its first model."""
    makers = min(20, max(SOURCES + 1, count // 8))
    originals = [(f"s{n:04}", f"m{n % makers}", None) for n in range(3 * makers)]
    tuned = [(f"s{n:04}", f"t{n}", n // 2 % SOURCES if n % 2 else None)
             for n in range(3 * makers, count)]
    return originals + tuned


def relation(maker, teacher):
    """Relation, teachers and generation, as the subjects table documents them."""
    if maker.startswith("m"):
        return "original", "", maker
    return ("sft", "HUMAN", "") if teacher is None else ("distilled-from", f"m{teacher}", "")


def write_tables(folder, models, probes):
    with open(folder / "subjects.csv", "w") as file:
        file.write("subject,maker,family,lineage,relation,teachers,generation,confidence\n")
        for name, maker, teacher in models:
            documents = ",".join(relation(maker, teacher))
            file.write(f"{name},{maker},{maker},{maker},{documents},high\n")
    with open(folder / "pairs.csv", "w") as file:
        file.write("suspect,source_model,label,confidence\n")
        for name, maker, teacher in models:
            if teacher is not None:
                file.write(f"{name},s{teacher:04},distilled,high\n")
            elif maker.startswith("t"):
                for source in range(SOURCES):
                    file.write(f"{name},s{source:04},independent,high\n")
    with open(folder / "probes.jsonl", "w") as file:
        for number in range(probes):
            probe = {"id": f"p{number:05}", "prompt": "?"}
            if number % 2:
                probe |= {"kind": "free-text"}
            else:
                probe |= {"kind": "choice", "choices": ["one", "two", "three", "four"],
                          "key": "ABCD"[number // 2 % 4]}
            file.write(json.dumps(probe) + "\n")


def choices(models, keys, samples):
    """Codes of answers, probes x models x samples: a third wrong, most of them the favourite."""
    shape = (len(keys), len(models), samples)
    wrong = (keys[:, None, None] + 1 + random.choice(3, shape, p=[0.7, 0.2, 0.1])) % 4
    return np.where(random.random(shape) < 0.35, wrong, keys[:, None, None])


def copied(values, models):
    """Students give the answer of their teacher every other time."""
    for number, (_, _, teacher) in enumerate(models):
        if teacher is not None:
            copies = random.random(values[:, number].shape) < SHARE
            values[:, number] = np.where(copies, values[:, teacher], values[:, number])
    return values


def main(count, probes, samples, folder, words=20):
    folder = Path(folder)
    folder.mkdir(parents=True)
    models = subjects(count)
    write_tables(folder, models, probes)
    vocabulary = [f"w{n:x}" for n in range(3_000)]
    ranks = (random.random((8_192, words)) ** 3 * 3_000).astype(int)
    bodies = [" ".join(vocabulary[n] for n in row) for row in ranks]
    phrases = [" ".join(vocabulary[n] for n in random.integers(0, 3_000, 4)) for _ in range(400)]
    makers = np.array([int(maker[1:]) for _, maker, _ in models])
    batch = 50
    with open(folder / "responses.jsonl", "w", buffering=1 << 22) as file:
        for start in range(0, probes, batch):
            numbers = np.arange(start, min(start + batch, probes))
            keys = numbers // 2 % 4
            answers = copied(choices(models, keys, samples), models)
            shape = answers.shape
            begins = (makers[None, :, None] * 7 + random.integers(0, 12, shape)) % 400
            begins = copied(begins, models)
            rest = random.integers(0, len(bodies), shape)
            for row, number in enumerate(numbers):
                middle = f'","probe":"p{number:05}","sample":'
                for column, (name, _, _) in enumerate(models):
                    head = '{"subject":"' + name + middle
                    for sample in range(samples):
                        text = (f"{phrases[begins[row, column, sample]]} {bodies[rest[row, column, sample]]}"
                                if number % 2 else "ABCD"[answers[row, column, sample]])
                        file.write(f'{head}{sample},"response":"{text}"}}\n')


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), sys.argv[4], *map(int, sys.argv[5:6]))
