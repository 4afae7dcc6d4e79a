#!/usr/bin/env python3
"""How the cost of metrics grows with subjects and with probes, on synthetic panels, with the exponent
of a line fitted to the logarithms of the larger half of the points.

Usage: growth.py [METRIC ...]
"""
import json
import math
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1] / ".build" / "release" / "Benchmarks"
METRICS = ["lexical.word-ngram", "errors.capa", "errors.rare-agreement"]
SUBJECTS, PROBES = [25, 50, 100, 200, 400, 800], [100, 300, 1_000, 3_000, 10_000]


def cost(metric, subjects, probes):
    output = subprocess.check_output([BENCHMARKS, "growth", metric, str(subjects), str(probes)])
    return json.loads(output)


def exponent(sizes, values):
    """Least squares slope of log value on log size."""
    half = len(sizes) // 2
    x = [math.log(size) for size in sizes[half:]]
    y = [math.log(max(value, 1e-9)) for value in values[half:]]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)


def show(metric, what, sizes, costs):
    times = [c["processor"] for c in costs]
    cells = " | ".join(f"{c['processor']:.3g} s, {c['peak']:.0f} MiB" for c in costs)
    print(f"| {metric} | {what} | {cells} | {exponent(sizes, times):.2f} |", flush=True)


for metric in sys.argv[1:] or METRICS:
    print(f"\n| metric | of | {' | '.join(map(str, SUBJECTS))} subjects | exponent |\n"
          f"|{'---|' * (len(SUBJECTS) + 3)}")
    show(metric, "100 probes", SUBJECTS, [cost(metric, n, 100) for n in SUBJECTS])
    print(f"\n| metric | of | {' | '.join(map(str, PROBES))} probes | exponent |\n"
          f"|{'---|' * (len(PROBES) + 3)}")
    show(metric, "25 subjects", PROBES, [cost(metric, 25, n) for n in PROBES])
