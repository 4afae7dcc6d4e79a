#!/usr/bin/env python3
"""How near asking comes to the ideal time, and what an exchange costs, against a server on this
machine that answers after 200 ms.

Usage: asking.py [IN_FLIGHT EXCHANGES ...]; by default 64 3200 512 25600. The server is a process of its
own on the same processors; its processor time is printed too, for both share them.
"""
import asyncio
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(os.environ.get("PROGRAM", Path(__file__).resolve().parents[2] / ".build/release/filiation"))
LATENCY = 0.2
BODY = json.dumps({
    "id": "x", "object": "chat.completion", "created": 1, "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop",
                 "message": {"role": "assistant", "content": "The answer is 12. " * 10}}],
    "usage": {"prompt_tokens": 20, "completion_tokens": 60, "total_tokens": 80},
}).encode()
ANSWER = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
          + str(len(BODY)).encode() + b"\r\n\r\n" + BODY)


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.bytes = transport, b""

    def data_received(self, data):
        self.bytes += data
        while True:
            head, separator, rest = self.bytes.partition(b"\r\n\r\n")
            if not separator:
                return
            length = next(
                int(line.split(b":")[1]) for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length:"))
            if len(rest) < length:
                return
            self.bytes = rest[length:]
            asyncio.get_running_loop().call_later(LATENCY, self.transport.write, ANSWER)


def serve(port):
    async def forever():
        server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0, backlog=1024)
        port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()
    asyncio.run(forever())


def study(folder, port, in_flight, exchanges):
    """Half of the questions go to the suspect, half to the source."""
    probes = [{"id": "small", "version": 1, "licence": "CC0-1.0", "summary": "Small sums",
               "strata": [{"id": "sums", "construction": "two numbers"}],
               "sampling": {"samples": 1, "temperature": 0, "max_tokens": 64}}]
    probes += [{"id": f"p{n}", "stratum": "sums", "kind": "free-text",
                "prompt": f"What is {n} plus {3 * n}, and why?"} for n in range(exchanges // 2)]
    (folder / "small-v1.jsonl").write_text("".join(json.dumps(line) + "\n" for line in probes))
    endpoint = (f"{{provider: openai, base_url: 'http://127.0.0.1:{port}/v1', model: m, "
                f"concurrency: {in_flight // 2}}}")
    (folder / "study.yml").write_text(
        f"study: small\nsuspect: {{id: s, endpoint: {endpoint}}}\n"
        f"sources: [{{id: t, endpoint: {endpoint}}}]\ncontrols: []\n"
        "probes: [{set: ./small-v1.jsonl}]\nidentity: {samples: 0}\n")


def processor(who):
    return who.ru_utime + who.ru_stime


def measure(in_flight, exchanges):
    before = processor(resource.getrusage(resource.RUSAGE_CHILDREN))
    port = multiprocessing.Value("i", 0)
    server = multiprocessing.Process(target=serve, args=(port,), daemon=True)
    server.start()
    while port.value == 0:
        time.sleep(0.01)
    with tempfile.TemporaryDirectory() as place:
        study(Path(place), port.value, in_flight, exchanges)
        start = time.perf_counter()
        asking = subprocess.Popen([PROGRAM, "ask", "study.yml"], cwd=place,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        errors = asking.stderr.read()
        _, status, used = os.wait4(asking.pid, 0)
        wall = time.perf_counter() - start
        if status != 0:
            sys.exit(f"asking failed:\n{errors}")
        lines = sum(1 for line in open(Path(place) / "small.study" / "log.jsonl"))
        assert lines >= exchanges, f"{lines} lines for {exchanges} exchanges"
    server.terminate()
    server.join()
    serving = processor(resource.getrusage(resource.RUSAGE_CHILDREN)) - before - processor(used)
    ideal = exchanges / in_flight * LATENCY
    print(f"| {in_flight} | {exchanges:,} | {ideal:.1f} | {wall:.1f} | {wall / ideal - 1:.0%} "
          f"| {1000 * processor(used) / exchanges:.2f} | {1000 * serving / exchanges:.2f} "
          f"| {used.ru_maxrss / 1024:.0f} |", flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]] or [64, 3_200, 512, 25_600]
    print("| in flight | exchanges | ideal s | wall s | over | CPU ms each | server's CPU ms each "
          "| peak MiB |\n|---|---|---|---|---|---|---|---|")
    for in_flight, exchanges in zip(numbers[::2], numbers[1::2]):
        measure(in_flight, exchanges)
