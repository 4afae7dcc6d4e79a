#!/usr/bin/env python3
"""Sentences a second of PyTorch on the processor, beside `encoder` of `make bench`.

Usage: FILIATION_ENCODER=FOLDER python3 encoder_torch.py [THREADS ...]
Needs torch and transformers; the median of 30 runs after 5 that are not counted.
"""
import os
import statistics
import sys
import time

import torch
from transformers import AutoModel

model = AutoModel.from_pretrained(os.environ["FILIATION_ENCODER"]).eval()


def seconds(sentences):
    tokens = torch.full((sentences, 128), 2773)
    mask = torch.ones_like(tokens)
    times = []
    with torch.inference_mode():
        for _ in range(35):
            start = time.perf_counter()
            output = model(input_ids=tokens, attention_mask=mask).last_hidden_state.mean(1)
            torch.nn.functional.normalize(output)
            times.append(time.perf_counter() - start)
    return statistics.median(times[5:])


for threads in [int(t) for t in sys.argv[1:]] or [1]:
    torch.set_num_threads(threads)
    for sentences in (4, 32):
        took = seconds(sentences)
        print(f"torch {torch.__version__}, {threads} threads, {sentences} x 128 tokens: "
              f"{took * 1000:.1f} ms, {sentences / took:.1f} sentences/s")
