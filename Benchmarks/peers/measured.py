#!/usr/bin/env python3
"""One peer at one row, in a process of its own: measured.py ROW PEER FOLDER.

Reads the inputs, works under the clock, saves the values and prints the cost as a line of JSON.
"""
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from rows import ALL


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


name, peer, place = sys.argv[1:]
row = next(row for row in ALL if row.name == name)
inputs = row.read(Path(place))
work = row.peers[peer].prepared()
clock, before = time.perf_counter(), processor()
values = work(inputs)
cost = {
    "wall": time.perf_counter() - clock, "processor": processor() - before,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}
np.save(Path(place) / "peer.npy", np.asarray(values, dtype=np.float64))
print(json.dumps(cost))
