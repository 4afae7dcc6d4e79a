"""Reading a panel against gunzip and orjson."""
import os
from pathlib import Path

from .row import Peer, Row, within


def orjson_lines():
    import gzip

    import orjson

    def work(path):
        rows = [orjson.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        return [len(rows), sum(len(row["response"].encode()) for row in rows)]
    return work


class Reading(Row):
    name = "reading"
    title = "reading alpaca-eval: 86 MB of gzip, 255 MB of JSON lines"
    needs_panel = True
    peers = {"gunzip and orjson": Peer(orjson_lines, goal=1)}

    def read(self, _):
        return Path(os.environ["PANELS"]) / "alpaca-eval" / "responses.jsonl.gz"

    def agreement(self, mine, theirs):
        return within(mine, theirs, 0)
