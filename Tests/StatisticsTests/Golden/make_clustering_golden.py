#!/usr/bin/env python3
"""Writes clustering.json: average linkage by scipy.cluster.hierarchy, for StatisticsTests.

Run `python3 make_clustering_golden.py`; packages of the versions below are installed into a
temporary virtual environment unless the interpreter has them already. Distances have no ties, so
that the tree does not depend on how ties are broken.
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
import oracles

PINNED = {"numpy": "2.4.6", "scipy": "1.17.1"}
oracles.require(PINNED)

import numpy
from scipy.cluster import hierarchy

draw = numpy.random.default_rng(20251125)


def clades(tree, count):
    members = [[item] for item in range(count)]
    for first, second, _, _ in tree:
        members.append(sorted(members[int(first)] + members[int(second)]))
    return members[count:]


def tree_of(condensed):
    return hierarchy.linkage(condensed, method="average")


def case(count):
    distances = [round(x, 9) for x in draw.uniform(0.05, 1, count * (count - 1) // 2)]
    assert len(set(distances)) == len(distances)
    return {"count": count, "distances": distances, "merges": tree_of(distances).tolist()}


def support(count, replicates):
    """A tree with structure, and how many of its perturbed copies hold each of its clades."""
    places = draw.normal(size=(count, 3)) + numpy.repeat(draw.normal(size=(3, 3)) * 2, count // 3, 0)
    base = numpy.array([numpy.linalg.norm(places[i] - places[j])
                        for i in range(count) for j in range(i + 1, count)])
    base = numpy.round(base, 9)
    copies = [numpy.round(base * draw.uniform(0.4, 1.6, base.size), 9) for _ in range(replicates)]
    held = [{tuple(c) for c in clades(tree_of(copy), count)} for copy in copies]
    return {
        "count": count, "distances": base.tolist(), "copies": [copy.tolist() for copy in copies],
        "held": [sum(tuple(c) in trees for trees in held)
                 for c in clades(tree_of(base), count)],
    }


golden = {
    "versions": [f"{name} {version}" for name, version in PINNED.items()],
    "trees": [case(count) for count in (2, 3, 5, 9, 24, 60)],
    "support": support(9, 40),
}
path = Path(__file__).with_name("clustering.json")
path.write_text(json.dumps(golden) + "\n")
