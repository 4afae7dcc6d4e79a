#!/usr/bin/env python3
"""The panels on which the built-in embedder and the encoder are compared.

Usage: encoder_panel.py PANEL OUT PROMPTS [rewritten]
Copies the PROMPTS prompts of PANEL whose id has the smallest SHA-256. With `rewritten`, the responses
of known students lose their first sentence, Markdown and line breaks, as if a filter stood before the
model; those of all others stay as they are.
"""
import csv
import gzip
import hashlib
import json
import os
import re
import shutil
import sys

MARKUP = re.compile(r"^\s*(?:#+|[-*+•>]|\(?\d+[.)])\s+|\*\*|__|`+", re.MULTILINE)


def rewritten(text):
    plain = " ".join(MARKUP.sub("", text).split())
    rest = re.split(r"(?<=[.!?:])\s+", plain, maxsplit=1)[1:]
    return rest[0] if rest else plain


def open_rows(folder, name, mode="rt"):
    return gzip.open(f"{folder}/{name}.jsonl.gz", mode, encoding="utf-8")


panel, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(out)
for name in ("subjects.csv", "pairs.csv"):
    shutil.copy(f"{panel}/{name}", out)
with open(f"{panel}/pairs.csv", encoding="utf-8", newline="") as pairs:
    changed = {pair["suspect"] for pair in csv.DictReader(pairs)
               if pair["label"] == "distilled" and "rewritten" in sys.argv}
with open_rows(panel, "probes") as probes:
    probes = [json.loads(line) for line in probes]
probes = {probe["id"]: probe for probe in sorted(
    probes, key=lambda probe: hashlib.sha256(probe["id"].encode()).digest())[:count]}
with open_rows(out, "probes", "wt") as kept:
    kept.writelines(json.dumps(probe) + "\n" for probe in probes.values())
with open_rows(panel, "responses") as rows, open_rows(out, "responses", "wt") as kept:
    for row in map(json.loads, rows):
        if row["probe"] in probes:
            if row["subject"] in changed:
                row["response"] = rewritten(row["response"])
            kept.write(json.dumps(row) + "\n")
