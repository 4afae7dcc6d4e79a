#!/usr/bin/env python3
"""How cost grows with subjects and with probes, on made-up panels: of the whole `assess` (everything on,
2,000 replicates, from files to the report) and of single metrics. Labelled subjects are students or tuned
on people's answers, each a lineage; a third of the subjects, at most 30, unless they are counted. Prints tables with the exponent of a line fitted to the
logarithms of the larger half of the points, and draws them.

Usage: growth.py [--plot FILE.svg] [assess | METRIC ...]
"""
import argparse
import json
import math
import os
import subprocess
import tempfile
import time
from pathlib import Path

import panel

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "Benchmarks" / ".build" / "release" / "Benchmarks"
PROGRAM = ROOT / ".build" / "release" / "filiation"
METRICS = ["lexical.word-ngram", "errors.capa", "errors.rare-agreement"]
LABELLED = [8, 16, 32, 64]
SUBJECTS, PROBES = [25, 50, 100, 200, 400, 800], [100, 300, 1_000, 3_000, 10_000]


def cost_of_metric(metric, subjects, probes):
    output = subprocess.check_output([BENCHMARKS, "growth", metric, str(subjects), str(probes)])
    return json.loads(output)


def cost_of_assess(subjects, probes, labelled=None):
    labelled = min(subjects // 3, 30) if labelled is None else labelled
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "panel"
        panel.main(subjects, probes, 1, folder, tuned=labelled, makers=5)
        before = time.perf_counter()
        process = subprocess.Popen(
            [PROGRAM, "assess", "--panel", folder, "--out", Path(place) / "results"],
            stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"assess of {subjects} subjects x {probes} probes failed: {status}")
        return {
            "wall": time.perf_counter() - before, "processor": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss / 1024}


def exponent(sizes, values):
    """Least squares slope of log value on log size."""
    half = len(sizes) // 2
    x = [math.log(size) for size in sizes[half:]]
    y = [math.log(max(value, 1e-9)) for value in values[half:]]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)


def series(name, unit, other, sizes, cost):
    """Measures one line of a table and prints it."""
    print(f"\n| {name}, {other} | {' | '.join(f'{n:,}' for n in sizes)} {unit} | exponent |\n"
          f"|{'---|' * (len(sizes) + 2)}", flush=True)
    costs = [cost(size) for size in sizes]
    for key, label, digits in [("processor", "CPU s", 3), ("wall", "wall s", 3), ("peak", "MiB", 4)]:
        values = [c[key] for c in costs]
        print(f"| {label} | {' | '.join(f'{v:.{digits}g}' for v in values)} | "
              f"{exponent(sizes, values):.2f} |", flush=True)
    times = [c["processor"] for c in costs]
    return {"name": name, "unit": unit, "sizes": sizes, "values": times,
            "exponent": exponent(sizes, times)}


def measured(names):
    for name in names:
        if name == "assess":
            yield series(name, "subjects", "100 probes", SUBJECTS, lambda n: cost_of_assess(n, 100))
            yield series(
                name, "labelled subjects", "100 subjects x 100 probes", LABELLED,
                lambda n: cost_of_assess(100, 100, n))
            yield series(name, "probes", "25 subjects", PROBES[:-1], lambda n: cost_of_assess(25, n))
        else:
            yield series(
                name, "subjects", "100 probes", SUBJECTS, lambda n: cost_of_metric(name, n, 100))
            yield series(
                name, "probes", "25 subjects", PROBES, lambda n: cost_of_metric(name, 25, n))


class Diagram:
    """One log-log diagram: size across, processor seconds up."""

    WIDTH, HEIGHT, MARGIN, LEGEND = 460, 380, 60, 80
    COLOURS = ["#1b4f8a", "#b3471d", "#3b7d3b", "#7b3f8c", "#8a7a1b", "#555555"]

    def __init__(self, unit, lines, left):
        self.unit, self.lines, self.left = unit, lines, left
        sizes = [n for line in lines for n in line["sizes"]]
        values = [v for line in lines for v in line["values"]]
        self.x = (math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes))))
        self.y = (math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))))

    def place(self, size, value):
        across = (math.log10(size) - self.x[0]) / (self.x[1] - self.x[0])
        up = (math.log10(value) - self.y[0]) / max(self.y[1] - self.y[0], 1)
        return (self.left + self.MARGIN + across * (self.WIDTH - 2 * self.MARGIN),
                self.HEIGHT - self.MARGIN - up * (self.HEIGHT - 2 * self.MARGIN))

    def svg(self):
        parts = []
        for decade in range(self.x[0], self.x[1] + 1):
            x, bottom = self.place(10 ** decade, 10 ** self.y[0])
            _, top = self.place(10 ** decade, 10 ** self.y[1])
            parts.append(f'<path d="M{x:.1f} {bottom:.1f}V{top:.1f}" stroke="#ddd"/>'
                         f'<text x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">'
                         f'{10 ** decade:,}</text>')
        for decade in range(self.y[0], self.y[1] + 1):
            x, y = self.place(10 ** self.x[0], 10 ** decade)
            right, _ = self.place(10 ** self.x[1], 10 ** decade)
            parts.append(f'<path d="M{x:.1f} {y:.1f}H{right:.1f}" stroke="#ddd"/>'
                         f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">'
                         f'{10.0 ** decade:g} s</text>')
        for number, line in enumerate(self.lines):
            colour = self.COLOURS[number % len(self.COLOURS)]
            points = [self.place(*point) for point in zip(line["sizes"], line["values"])]
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
            parts.append(
                f'<text x="{self.left + self.MARGIN + 8}" y="{self.HEIGHT + 16 * number}" '
                f'fill="{colour}">{line["name"]}: exponent {line["exponent"]:.2f}</text>')
        middle = self.left + self.WIDTH / 2
        parts.append(f'<text x="{middle}" y="{self.HEIGHT - 16}" text-anchor="middle">'
                     f'{self.unit}</text><text x="{middle}" y="{self.MARGIN - 24}" '
                     f'text-anchor="middle">processor time by {self.unit}</text>')
        return "".join(parts)


def plot(lines, path):
    units = sorted({line["unit"] for line in lines}, reverse=True)
    diagrams = [Diagram(unit, [line for line in lines if line["unit"] == unit], number * Diagram.WIDTH)
              for number, unit in enumerate(units)]
    width, height = Diagram.WIDTH * len(diagrams), Diagram.HEIGHT + Diagram.LEGEND
    Path(path).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'{"".join(diagram.svg() for diagram in diagrams)}</svg>\n')


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plot", metavar="FILE.svg")
    parser.add_argument("names", nargs="*", metavar="assess | METRIC", default=["assess"] + METRICS)
    chosen = parser.parse_args()
    lines = list(measured(chosen.names))
    if chosen.plot:
        plot(lines, chosen.plot)
