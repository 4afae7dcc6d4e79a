#!/usr/bin/env python3
"""Writes a made-up panel of any size, as a folder that `filiation assess --panel` reads.

Usage: panel.py SUBJECTS PROBES SAMPLES FOLDER [TUNED]

Half of the probes are choices of four, half free text of 24 words. Up to 20 makers have three models each.
Of the others, TUNED (80) are by turns tuned on people's answers and students of one of three makers, whose
answer they give every other time; of the rest nothing is documented. Errors have a favourite on each probe, texts begin with one
of their maker's phrases.
"""
import json
import sys
from pathlib import Path

import numpy as np

SOURCES, SHARE, WORDS = 3, 0.5, 20
random = np.random.default_rng(1)


def subjects(count, tuned):
    """(id, maker, teacher) of each; the first makers teach, each by its first model."""
    makers = min(20, max(SOURCES + 1, count // 8))
    first, last = 3 * makers, min(count, 3 * makers + tuned)
    return ([(f"s{n:04}", f"m{n % makers}", None) for n in range(first)]
            + [(f"s{n:04}", f"t{n}", n // 2 % SOURCES if n % 2 else None) for n in range(first, last)]
            + [(f"s{n:04}", f"u{n}", None) for n in range(last, count)])


def relation(maker, teacher):
    """Relation, teachers, generation and confidence, as the subjects table documents them."""
    if maker.startswith("m"):
        return "original", "", maker, "high"
    if maker.startswith("u"):
        return "", "", "", "low"
    return ("sft", "HUMAN", "", "high") if teacher is None else (
        "distilled-from", f"m{teacher}", "", "high")


def write_tables(folder, models, probes):
    with open(folder / "subjects.csv", "w") as file:
        file.write("subject,maker,family,lineage,relation,teachers,generation,confidence\n")
        for name, maker, teacher in models:
            documents = ",".join(relation(maker, teacher))
            file.write(f"{name},{maker},{maker},{maker},{documents}\n")
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


def main(count, probes, samples, folder, tuned=80):
    folder = Path(folder)
    folder.mkdir(parents=True)
    models = subjects(count, tuned)
    write_tables(folder, models, probes)
    vocabulary = [f"w{n:x}" for n in range(3_000)]
    ranks = (random.random((8_192, WORDS)) ** 3 * 3_000).astype(int)
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
