#!/usr/bin/env python3
"""How near asking comes to the ideal time, what an exchange costs and whether memory grows, against a
server on this machine that answers after 200 ms.

Usage: asking.py [IN_FLIGHT EXCHANGES ...]; by default 64 3200 512 25600. The server is a process of its
own on the same processors; its processor time is printed too, for both share them. Every answer has an
id and a text of its own, so that three files of exact bytes are recorded for it.

FOLDER names where the studies are left, to be looked at; they are removed otherwise, but only at the
end: ext4 does not use the places of files again that were removed in the last minutes, and looks for
others long. A run shortly after another that removed much is slower for this reason.
"""
import asyncio
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PROGRAM = Path(os.environ.get("PROGRAM", Path(__file__).resolve().parents[2] / ".build/release/filiation"))
LATENCY = 0.2
SUBJECTS = 8
BODY = json.dumps({
    "id": "answer-%012d", "object": "chat.completion", "created": 1, "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant",
                             "content": "Answer %012d is 12. " + "The sum is taken twice. " * 8}}],
    "usage": {"prompt_tokens": 20, "completion_tokens": 60, "total_tokens": 80},
})
ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
          + str(len(BODY % (0, 0))) + "\r\n\r\n" + BODY)


class Server(asyncio.Protocol):
    """Counts answers, and notes when the first request came and the last answer left."""
    answers = 0

    def __init__(self, first, last):
        self.first, self.last, self.bytes = first, last, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.first.value = self.first.value or time.monotonic()
        self.bytes += data
        while True:
            head, separator, rest = self.bytes.partition(b"\r\n\r\n")
            if not separator:
                return
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            if len(rest) < length:
                return
            self.bytes = rest[length:]
            asyncio.get_running_loop().call_later(LATENCY, self.answer)

    def answer(self):
        Server.answers += 1
        self.transport.write((ANSWER % (Server.answers, Server.answers)).encode())
        self.last.value = time.monotonic()


def serve(port, first, last):
    async def forever():
        server = await asyncio.get_running_loop().create_server(
            lambda: Server(first, last), "127.0.0.1", 0, backlog=1024)
        port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()
    asyncio.run(forever())


def study(folder, port, in_flight, exchanges):
    """The same number of questions to every subject; ten samples of each where there are many."""
    samples = 10 if exchanges > 100_000 else 1
    probes = [{"id": "small", "version": 1, "licence": "CC0-1.0", "summary": "Small sums",
               "strata": [{"id": "sums", "construction": "two numbers"}],
               "sampling": {"samples": samples, "temperature": 0, "max_tokens": 64}}]
    probes += [{"id": f"p{n}", "stratum": "sums", "kind": "free-text",
                "prompt": f"What is {n} plus {3 * n}, and why?"}
               for n in range(exchanges // (SUBJECTS * samples))]
    (folder / "small-v1.jsonl").write_text("".join(json.dumps(line) + "\n" for line in probes))
    endpoint = (f"{{provider: openai, base_url: 'http://127.0.0.1:{port}/v1', model: m, "
                f"concurrency: {in_flight // SUBJECTS}}}")
    controls = "".join(
        f"  - {{id: c{n}, endpoint: {endpoint}, family: f{n}, lineage: l{n}, relation: unrelated}}\n"
        for n in range(SUBJECTS - 2))
    (folder / "study.yml").write_text(
        f"study: small\nsuspect: {{id: s, endpoint: {endpoint}}}\n"
        f"sources: [{{id: t, endpoint: {endpoint}}}]\ncontrols:\n{controls}"
        "probes: [{set: ./small-v1.jsonl}]\nidentity: {samples: 0}\n")


def processor(who):
    return who.ru_utime + who.ru_stime


def watch(pid, head, samples):
    """Appends the lines recorded and the resident MiB of a process, again and again until it ends."""
    while True:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            return
        if pages == 0:
            return
        if head.exists():
            samples.append((int(head.read_text().split()[0]), pages * resource.getpagesize() / 2**20))
        time.sleep(0.5)


def growth(samples, exchanges):
    """Resident MiB at every tenth of the exchanges, and the bytes that one adds after the first."""
    tenths = []
    for tenth in range(1, 10):
        reached = [memory for lines, memory in samples if lines >= exchanges * tenth / 10]
        tenths.append(reached[0] if reached else float("nan"))
    later = [(lines, memory) for lines, memory in samples if 0.1 <= lines / exchanges <= 0.99]
    if len(later) < 10:
        return tenths, float("nan")
    count = len(later)
    x, y = sum(a for a, _ in later) / count, sum(b for _, b in later) / count
    slope = sum((a - x) * (b - y) for a, b in later) / sum((a - x) ** 2 for a, _ in later)
    return tenths, slope * 2**20


def measure(place, in_flight, exchanges):
    before = processor(resource.getrusage(resource.RUSAGE_CHILDREN))
    port, first, last = (multiprocessing.Value(kind, 0) for kind in "idd")
    server = multiprocessing.Process(target=serve, args=(port, first, last), daemon=True)
    server.start()
    while port.value == 0:
        time.sleep(0.01)
    place.mkdir()
    study(place, port.value, in_flight, exchanges)
    samples = []
    start = time.monotonic()
    asking = subprocess.Popen([PROGRAM, "ask", "study.yml"], cwd=place,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    watcher = threading.Thread(target=watch, args=(asking.pid, place / "small.study/log.head", samples))
    watcher.start()
    errors = asking.stderr.read()
    _, status, used = os.wait4(asking.pid, 0)
    wall = time.monotonic() - start
    watcher.join()
    if status != 0:
        sys.exit(f"asking failed:\n{errors}")
    lines = sum(1 for line in open(place / "small.study" / "log.jsonl"))
    assert lines >= exchanges, f"{lines} lines for {exchanges} exchanges"
    server.terminate()
    server.join()
    serving = processor(resource.getrusage(resource.RUSAGE_CHILDREN)) - before - processor(used)
    ideal = exchanges / in_flight * LATENCY
    asked = last.value - first.value
    tenths, slope = growth(samples, exchanges)
    print(f"| {in_flight} | {exchanges:,} | {ideal:.1f} | {asked:.1f} | {asked / ideal - 1:.1%} "
          f"| {first.value - start:.1f} + {start + wall - last.value:.1f} "
          f"| {1000 * processor(used) / exchanges:.2f} | {1000 * serving / exchanges:.2f} "
          f"| {used.ru_maxrss / 1024:.0f} | {' '.join(f'{memory:.0f}' for memory in tenths)} "
          f"| {slope:.0f} |", flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]] or [64, 3_200, 512, 25_600]
    print("| in flight | exchanges | ideal s | asking s | over | s before + after | CPU ms each "
          "| server's CPU ms each | peak MiB | resident MiB at each tenth | bytes each |\n"
          "|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(os.environ.get("FOLDER", temporary))
        for number, (in_flight, exchanges) in enumerate(zip(numbers[::2], numbers[1::2])):
            measure(folder / f"run-{number + 1}", in_flight, exchanges)
