#!/usr/bin/env python3
"""Runs filiation and the packages it is measured against on the same bytes, one after another, and
prints a table of ratios.

Usage: compare.py [ROW ...] | --list | --table
Without rows, all of them. `PANELS` names a folder of recorded panels (alpaca-eval); rows that need one
are not run where it is not given, which is said. Results are kept in Benchmarks/.build/peers, so that rows
can be run one by one and `--table` prints them together.

The packages of requirements.txt are installed into Benchmarks/.build/peers the first time. Ratios are of
processor time (user and system) on one core with one thread; wall times are of that run and of one with
all cores, where a package uses them. Inputs are in memory before the clock starts, on both sides. A peer
that would take very long does a stated share of the work, and its times are scaled.
"""
import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / ".build" / "peers"
PYTHON = KEPT / "venv" / "bin" / "python"
BENCHMARKS = HERE.parent / ".build" / "release" / "Benchmarks"


def enter_environment():
    """Continues in the virtual environment, made the first time."""
    if Path(sys.prefix) == KEPT / "venv":
        return
    wanted = (HERE / "requirements.txt").read_text()
    stamp = KEPT / "installed.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(KEPT / "venv", with_pip=True)
        subprocess.check_call(
            [PYTHON, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"])
        stamp.write_text(wanted)
    os.execv(PYTHON, [str(PYTHON), str(Path(__file__).resolve()), *sys.argv[1:]])


def on_one_core():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def output(command, threads):
    """What a command prints last, as JSON."""
    environment = dict(os.environ)
    for name in ("OMP", "OPENBLAS", "MKL", "NUMBA"):
        environment[f"{name}_NUM_THREADS"] = str(threads)
    done = subprocess.run(
        [str(part) for part in command], env=environment, stdout=subprocess.PIPE, text=True,
        preexec_fn=on_one_core if threads == 1 else None)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure(row):
    """Everything about one row, as written to its file of results."""
    import numpy as np
    if row.needs_panel and "PANELS" not in os.environ:
        return {"skipped": "needs a panel (PANELS=...)"}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        row.write(folder)
        own = {
            threads: output([BENCHMARKS, "row", row.name, folder], threads)
            for threads in (1, os.cpu_count())}
        mine = np.fromfile(folder / "filiation.f64")
        peers = []
        for name, peer in row.peers.items():
            command = [PYTHON, HERE / "measured.py", row.name, name, folder]
            cost = output(command, 1)
            if peer.threads:
                cost["wall, all cores"] = output(command, os.cpu_count())["wall"]
            theirs = np.load(folder / "peer.npy")
            peers.append({"peer": name, "goal": peer.goal, "share": peer.share, **cost,
                          "agrees": row.agreement(mine, theirs)})
    return {"title": row.title, "date": date.today().isoformat(), "core": core(),
            "work": row.work, "own": own, "peers": peers}


def core():
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def seconds(value):
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def lines(result):
    """Of the table, one for each peer."""
    if "skipped" in result:
        return [f"| {result['title']} | not run: {result['skipped']} | | | | | | | | |"]
    own = result["own"]
    walls = [own[threads]["wall"] for threads in sorted(own, key=int)]
    table = []
    for peer in result["peers"]:
        theirs = peer["processor"] / peer["share"]
        waits = [peer[name] / peer["share"] for name in ("wall", "wall, all cores") if name in peer]
        ratio = theirs / own["1"]["processor"]
        met = "" if peer["goal"] is None else (
            f"{peer['goal']:g}: {'met' if ratio >= peer['goal'] else 'not met'}")
        scaled = "" if peer["share"] == 1 else f" (1/{1 / peer['share']:.0f} done)"
        rate = "" if result["work"] is None else (
            f", {result['work'] / own['1']['processor'] / 1e9:.0f} GFLOP/s")
        table.append(
            f"| {result['title']} | {peer['peer']}{scaled} | {seconds(theirs)} "
            f"| {' / '.join(map(seconds, waits))} | {seconds(own['1']['processor'])}{rate} "
            f"| {' / '.join(map(seconds, walls))} "
            f"| **{seconds(ratio)}x** | {met} | {peer['peak']:.0f} / {own['1']['peak']:.0f} "
            f"| {peer['agrees']} |")
    return table


def table(rows):
    heading = [
        "| row | peer | CPU s | wall s, 1 core / all | filiation, CPU s | wall s, 1 core / all | ratio "
        "| goal | peak MiB, both | values |", "|---|---|---|---|---|---|---|---|---|---|"]
    results = [KEPT / f"{row.name}.json" for row in rows]
    known = [json.loads(path.read_text()) for path in results if path.exists()]
    return "\n".join(heading + [line for result in known for line in lines(result)])


def main():
    enter_environment()
    from rows import ALL
    asked = sys.argv[1:]
    if asked == ["--list"]:
        return print("\n".join(row.name for row in ALL))
    if asked != ["--table"]:
        unknown = set(asked) - {row.name for row in ALL}
        if unknown:
            sys.exit(f"no row {', '.join(sorted(unknown))}; see --list")
        if not BENCHMARKS.exists():
            sys.exit(f"{BENCHMARKS} is missing; `make bench` builds it")
        for row in ALL:
            if not asked or row.name in asked:
                print(f"{row.name} ...", file=sys.stderr)
                result = {"title": row.title, **measure(row)}
                (KEPT / f"{row.name}.json").write_text(json.dumps(result, indent=1) + "\n")
    shown = [row for row in ALL if asked in ([], ["--table"]) or row.name in asked]
    print(table(shown))
    missing = [row.name for row in shown if row.needs_panel and "PANELS" not in os.environ]
    if missing and asked != ["--table"]:
        print(f"not run: {', '.join(missing)} (PANELS is not given)", file=sys.stderr)


if __name__ == "__main__":
    main()
