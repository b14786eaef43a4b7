#!/usr/bin/env python3
"""NumPy as a side of the comparison: one JSON line in, one JSON line out, {"answer": ...} or {"error": ...}.

Requests are objects with one key: {"about": null}, {"load": FILE}, {"results": SIDE}, {"warm": [SIDE, JOB]},
{"time": [SIDE, JOB]}, {"unload": null}; times are milliseconds.
"""

import json
import platform
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from threadpoolctl import threadpool_info

ROOT = Path(__file__).resolve().parents[2]
BATCH = 0.030
WARM = 0.300


class Layers:
    """A network as stacked arrays: depth x width x width."""

    def __init__(self, network):
        self.input = np.array(network["input"])
        self.target = np.array(network["target"])
        self.weights = np.array([layer["w"] for layer in network["layers"]])
        self.transposed = np.ascontiguousarray(self.weights.transpose(0, 2, 1))
        self.depth = len(self.weights)
        self.forward()
        self.spectra = min((self.stacked, self.one_by_one), key=quickest)

    def forward(self):
        outputs = np.empty((self.depth, len(self.target)))
        output = self.input
        for layer in range(self.depth):
            output = np.tanh(output @ self.weights[layer])
            outputs[layer] = output
        self.output = output
        slopes = 1 - outputs**2
        self.jacobians = slopes[:, :, None] * self.transposed

    def stacked(self):
        return np.linalg.svd(self.jacobians, compute_uv=False)

    def one_by_one(self):
        return [np.linalg.svd(jacobian, compute_uv=False) for jacobian in self.jacobians]

    def product(self):
        product = self.jacobians[0]
        for jacobian in self.jacobians[1:]:
            product = jacobian @ product
        return product

    def backward(self):
        gradient = self.output - self.target
        for jacobian in self.jacobians[::-1]:
            gradient = gradient @ jacobian
        return gradient

    def layers(self):
        self.forward()
        return self.spectra(), self.backward()

    def whole(self):
        return self.layers(), self.product()

    def results(self):
        spectra, gradient = self.layers()
        product = self.product()
        return {
            "spectra": [values.tolist() for values in spectra],
            "gradient": gradient.tolist(),
            "product": product.tolist(),
        }


def seconds(run, repetitions):
    start = perf_counter()
    for _ in range(repetitions):
        run()
    return perf_counter() - start


def quickest(run):
    """The best of three runs."""
    return min(seconds(run, 1) for _ in range(3))


class Job:
    """A function that does `per` jobs at once; it remembers how many runs make a batch that is long enough."""

    def __init__(self, run, per):
        self.run = run
        self.per = per
        self.repetitions = 1

    def measured(self):
        while True:
            taken = seconds(self.run, self.repetitions)
            if taken >= BATCH:
                return 1000 * taken / self.repetitions / self.per
            self.repetitions = int(self.repetitions * min(10, 1.3 * BATCH / max(taken, 1e-6))) + 1

    def warmed(self):
        start = perf_counter()
        while perf_counter() - start < WARM:
            self.measured()


class Desk:
    """Answers one request after the other; each method is a request."""

    def about(self, _):
        blas = [
            f"{pool['internal_api']} {pool['version']}, kernels {pool['architecture']}, threads {pool['num_threads']}"
            for pool in threadpool_info()
        ]
        return {"python": platform.python_version(), "numpy": np.__version__, "blas": "; ".join(blas)}

    def load(self, file):
        self.layers = Layers(json.loads((ROOT / file).read_text()))
        self.jobs = {
            "values": Job(self.layers.one_by_one, self.layers.depth),
            "layers": Job(self.layers.layers, 1),
            "whole": Job(self.layers.whole, 1),
        }
        way = "stacked" if self.layers.spectra == self.layers.stacked else "one by one"
        return {"jobs": {"NumPy": list(self.jobs)}, "way": way}

    def unload(self, _):
        del self.layers, self.jobs

    def results(self, _):
        return self.layers.results()

    def warm(self, side_and_job):
        self.jobs[side_and_job[1]].warmed()

    def time(self, side_and_job):
        return self.jobs[side_and_job[1]].measured()


def reply(desk, line):
    try:
        [(name, value)] = json.loads(line).items()
        return {"answer": getattr(desk, name)(value)}
    except Exception as error:  # the caller prints it and stops
        return {"error": repr(error)}


def main():
    desk = Desk()
    for line in sys.stdin:
        print(json.dumps(reply(desk, line)), flush=True)


if __name__ == "__main__":
    main()
