#!/usr/bin/env python3
"""PyTorch as a side of the comparison of training: one JSON line in, one JSON line out, {"answer": ...} or {"error": ...}.

Requests are objects with one key: {"about": null}, {"load": FILE}, {"losses": [SIDE, COUNT]}, {"norms": SIDE}, {"warm": SIDE},
{"time": SIDE}; times are milliseconds of a step.
"""

import json
import platform
import sys
from itertools import islice
from pathlib import Path
from time import perf_counter

import torch

ROOT = Path(__file__).resolve().parents[3]
BATCH = 0.030
WARM = 0.300


class Steps:
    """A training: forward, backward, Adam, and all norms that Gradlens writes down of a step.

    In `Layered` each layer has its own tensors, as usual. In `Stacked` all layers, which have one shape, are one tensor, so that Adam and
    the norms of all of them are a few calls.
    """

    def __init__(self, case):
        self.inputs = torch.tensor(case["inputs"])
        self.targets = torch.tensor(case["targets"])
        self.batches = [torch.tensor(batch) for batch in case["batches"]]
        self.weights = torch.tensor([layer["w"] for layer in case["layers"]], dtype=torch.float64)
        self.biases = torch.tensor([layer["b"] for layer in case["layers"]], dtype=torch.float64)
        self.rule = case["optimizer"]
        self.step = 0

    def adam(self, parameters, **way):
        rule = self.rule
        return torch.optim.Adam(parameters, lr=rule["lr"], betas=(rule["beta1"], rule["beta2"]), eps=rule["eps"], **way)

    def passes(self, weights, biases):
        """Outputs z of all layers and the loss of the next batch; the gradients are those of the loss."""
        batch = self.batches[self.step % len(self.batches)]
        z = self.inputs[batch].requires_grad_()
        outputs = [z]
        for w, b in islice(zip(weights, biases), len(weights) - 1):
            z = torch.tanh(torch.addmm(b, z, w))
            outputs.append(z)
        outputs.append(torch.addmm(biases[-1], z, weights[-1]))
        for z in outputs[1:]:
            z.retain_grad()
        loss = (outputs[-1] - self.targets[batch]).square().sum() / (2 * len(batch))
        loss.backward()
        return outputs, loss

    def take(self, count):
        for _ in range(count):
            self.one()

    def losses(self, count):
        return [self.one() for _ in range(count)]

    def norms_of_outputs(self, outputs):
        """The mean over the rows of the norm of the gradient of a row's own loss."""
        return torch.stack([z.grad for z in outputs]).norm(dim=2).sum(dim=1)


class Layered(Steps):
    def __init__(self, case, **way):
        super().__init__(case)
        self.w = [w.clone().requires_grad_() for w in self.weights]
        self.b = [b.clone().requires_grad_() for b in self.biases]
        self.parameters = [*self.w, *self.b]
        self.rule = self.adam(self.parameters, **way)

    def gradients(self):
        for parameter in self.parameters:
            parameter.grad = None
        outputs, loss = self.passes(self.w, self.b)
        of_parameters = torch._foreach_norm([parameter.grad for parameter in self.parameters])
        weights = torch._foreach_norm([w.detach() for w in self.w])
        whole = torch.stack(of_parameters).norm()
        return loss, [self.norms_of_outputs(outputs), *of_parameters, *weights, whole]

    def one(self):
        loss, self.kept = self.gradients()
        before = [parameter.detach().clone() for parameter in self.parameters]
        self.rule.step()
        with torch.no_grad():
            torch._foreach_sub_(before, self.parameters)
        self.updates = torch._foreach_norm(before)
        self.step += 1
        return loss.item()

    def norms(self):
        _, kept = self.gradients()
        return torch.cat([norm.reshape(-1) for norm in kept]).tolist()


class Stacked(Steps):
    def __init__(self, case, **way):
        super().__init__(case)
        self.weights.requires_grad_()
        self.biases.requires_grad_()
        self.rule = self.adam([self.weights, self.biases], **way)

    def gradients(self):
        self.weights.grad = self.biases.grad = None
        outputs, loss = self.passes(self.weights.unbind(), self.biases.unbind())
        of_parameters = torch.cat([self.weights.grad.norm(dim=(1, 2)), self.biases.grad.norm(dim=1)])
        weights = self.weights.detach().norm(dim=(1, 2))
        return loss, [self.norms_of_outputs(outputs), of_parameters, weights, of_parameters.norm().reshape(1)]

    def one(self):
        loss, self.kept = self.gradients()
        weights, biases = self.weights.detach().clone(), self.biases.detach().clone()
        self.rule.step()
        with torch.no_grad():
            self.updates = [(weights - self.weights).norm(dim=(1, 2)), (biases - self.biases).norm(dim=1)]
        self.step += 1
        return loss.item()

    def norms(self):
        return torch.cat(self.gradients()[1]).tolist()


SIDES = {"PyTorch": Layered, "PyTorch, all layers in one tensor": Stacked}
WAYS = {"tensor by tensor": False, "with foreach": True}


def seconds(steps, count):
    start = perf_counter()
    steps.take(count)
    return (perf_counter() - start) / count


class Training:
    """One side, with the quicker way of Adam."""

    def __init__(self, kind, case):
        times = {way: self.trial(kind(case, foreach=foreach)) for way, foreach in WAYS.items()}
        self.way = min(times, key=times.get)
        self.count = max(1, int(BATCH / times[self.way]))
        self.steps = kind(case, foreach=WAYS[self.way])

    def trial(self, steps):
        """The best of some runs, after a warm-up."""
        steps.take(10)
        return min(seconds(steps, 10) for _ in range(5))

    def warm(self):
        start = perf_counter()
        while perf_counter() - start < WARM:
            self.steps.take(self.count)


class Desk:
    """Answers one request after the other; each method is a request."""

    def about(self, _):
        torch.ones(2, 2) @ torch.ones(2, 2)
        parts = Path("/proc/self/maps").read_text().split() if Path("/proc/self/maps").exists() else []
        blas = sorted({Path(part).name for part in parts if "blas" in Path(part).name.lower()})
        return {"torch": torch.__version__, "python": platform.python_version(), "blas": blas, "threads": torch.get_num_threads()}

    def load(self, file):
        case = json.loads((ROOT / file).read_text())
        self.trainings = {name: Training(kind, case) for name, kind in SIDES.items()}
        return {name: f"Adam {training.way}" for name, training in self.trainings.items()}

    def losses(self, side_and_count):
        side, count = side_and_count
        return self.trainings[side].steps.losses(count)

    def norms(self, side):
        return self.trainings[side].steps.norms()

    def warm(self, side):
        self.trainings[side].warm()

    def time(self, side):
        training = self.trainings[side]
        return 1000 * seconds(training.steps, training.count)


def reply(desk, line):
    try:
        [(name, value)] = json.loads(line).items()
        return {"answer": getattr(desk, name)(value)}
    except Exception as error:  # the caller prints it and stops
        return {"error": repr(error)}


def main():
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    desk = Desk()
    for line in sys.stdin:
        print(json.dumps(reply(desk, line)), flush=True)


if __name__ == "__main__":
    main()
