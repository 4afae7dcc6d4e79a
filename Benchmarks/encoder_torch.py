#!/usr/bin/env python3
"""Sentences a second of PyTorch on the processor, and the rate of its products alone, beside the
encoder's lines of `make bench`.

Usage: FILIATION_ENCODER=FOLDER python3 encoder_torch.py [THREADS ...]
Needs torch and transformers; medians of 12 runs after 3 that are not counted.
"""
import os
import statistics
import sys
import time

import torch
from transformers import AutoModel

model = AutoModel.from_pretrained(os.environ["FILIATION_ENCODER"]).eval()


def seconds(work):
    times = []
    with torch.inference_mode():
        for _ in range(15):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return statistics.median(times[3:])


def encoding(sentences):
    tokens = torch.full((sentences, 128), 2773)
    mask = torch.ones_like(tokens)

    def work():
        output = model(input_ids=tokens, attention_mask=mask).last_hidden_state.mean(1)
        torch.nn.functional.normalize(output)

    return work


def products(sentences):
    """The projections of all layers as matrix products, and their GFLOP."""
    layers = [layer for layer in model.encoder.modules() if isinstance(layer, torch.nn.Linear)]
    inputs = {layer.in_features: torch.randn(sentences * 128, layer.in_features)
              for layer in layers}

    def work():
        for layer in layers:
            torch.mm(inputs[layer.in_features], layer.weight.T)

    return work, sum(2 * sentences * 128 * layer.weight.numel() for layer in layers) / 1e9


for threads in [int(t) for t in sys.argv[1:]] or [1]:
    torch.set_num_threads(threads)
    for sentences in (4, 32):
        took = seconds(encoding(sentences))
        work, size = products(sentences)
        print(f"torch {torch.__version__}, {threads} threads, {sentences} x 128 tokens: "
              f"{took * 1000:.1f} ms, {sentences / took:.1f} sentences/s, "
              f"projections alone {size / seconds(work):.1f} GFLOP/s")
