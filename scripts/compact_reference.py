#!/usr/bin/env python3
"""Pack high-precision reference results into tests/reference/.

usage: compact_reference.py FOLDER
       compact_reference.py --cases FOLDER
       compact_reference.py --theory FILE

FOLDER holds pairs NAME.json (a network) and NAME.ref.json (its results, as decimal strings of 30
digits). Each pair becomes tests/reference/NAME.json.gz:

    { "network": a network file, numbers digit for digit as they were,
      "expected": the results under the names of the report format, log10 rounded to 13 decimals,
                  exact zeros as null }

13 decimals of log10 are 1.2e-13 of the value: far below the 1e-11 that the tests ask for.

With --cases, FOLDER holds pairs NAME.json (a network file) and NAME.truth.json (log10 of the singular values
of every J and of every P^(h)). Each pair becomes tests/reference/cases/NAME.json.gz, { "network", "expected" },
both unchanged.

With --theory, FILE holds rows of mean-field theory, numbers as decimal strings of 20 digits. It becomes
tests/reference/theory/theory.json.gz, unchanged but for line breaks.
"""

import gzip
import json
import sys
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 40
TARGET = Path(__file__).resolve().parent.parent / "tests" / "reference"
ACTIVATIONS = {"identity": "linear", "leaky_relu": "leaky-relu"}


def log10(value):
    """log10 of a decimal number, 13 decimals; None for an exact zero."""
    value = Decimal(value)
    return None if value == 0 else round(float(value.log10()), 13)


def norm(values):
    return sum((Decimal(v) ** 2 for v in values), Decimal(0)).sqrt()


def spectrum(sigma):
    values = [log10(s) for s in sigma]
    return {"rank": sum(v is not None for v in values), "log10_singular_values": values}


def network_of(raw):
    """The network in the format that Gradlens reads."""
    layers = []
    for layer in raw["layers"]:
        activation = ACTIVATIONS.get(layer["activation"], layer["activation"])
        more = {key: layer[key] for key in ("residual", "skip", "norm") if layer.get(key) is not None}
        layers.append({"w": layer["w"], "b": layer["b"], "activation": activation, **more})
    return {
        "gradlens_network": 1,
        "name": raw["name"],
        "input": raw["input"],
        "target": raw["target"],
        "layers": layers,
    }


def layer_of(ref, j):
    """Layer j in the report format; j counts from 1."""
    layer = ref["layers"][j - 1]
    return {
        "layer": j,
        "log10_output_norm": log10(norm(ref["layer_outputs"][j])),
        "jacobian": spectrum(layer["jacobian"]["sigma"]),
        "log10_diag_norm": log10(layer["diag_norm2"]),
        "log10_weight_norm": log10(layer["w_norm2"]),
        "log10_bound": log10(layer["bound"]),
        "gradient": {
            "log10_output": log10(ref["grad_z_norm"]["value"][j]),
            "log10_preactivation": log10(ref["grad_b_norm"]["value"][j - 1]),
            "log10_weight": log10(ref["grad_w_frobenius"]["value"][j - 1]),
        },
    }


def chain_of(ref):
    """P^(h) for h = 0..K-1, with the product of the bounds of the layers h+1..K."""
    chain = []
    for suffix in ref["suffix"]:
        bound = Decimal(1)
        for layer in ref["layers"][suffix["h"] :]:
            bound *= Decimal(layer["bound"])
        chain.append({"from": suffix["h"], **spectrum(suffix["sigma"]), "log10_bound": log10(bound)})
    return sorted(chain, key=lambda c: c["from"])


def expected_of(ref):
    """The results in the report format."""
    vectors = ref["end_to_end_vectors"]
    return {
        "depth": ref["K"],
        "widths": ref["widths"],
        "log10_loss": log10(ref["loss"]),
        "layers": [layer_of(ref, j) for j in range(1, ref["K"] + 1)],
        "log10_input_gradient": log10(ref["grad_z_norm"]["value"][0]),
        "chain": chain_of(ref),
        "end_to_end": {which: {side: vectors[which][side] for side in "uv"} for which in ("first", "last")},
    }


def pack(path, case):
    """Writes one case, compressed, and returns its size."""
    text = json.dumps(case, separators=(",", ":")).encode()
    assert json.loads(text) == case
    packed = gzip.compress(text, 9, mtime=0)
    path.write_bytes(packed)
    print(f"{path.name}: {len(packed)} bytes")
    return len(packed)


def pack_cases(folder):
    for path in sorted(folder.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        network = json.loads((folder / f"{name}.json").read_text())
        case = {"network": network, "expected": json.loads(path.read_text())}
        pack(TARGET / "cases" / f"{name}.json.gz", case)


def main(folder):
    total = 0
    for path in sorted(folder.glob("*.ref.json")):
        ref = json.loads(path.read_text())
        network = network_of(json.loads((folder / f"{ref['name']}.json").read_text()))
        case = {"network": network, "expected": expected_of(ref)}
        total += pack(TARGET / f"{ref['name']}.json.gz", case)
    print(f"total: {total} bytes")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--cases", folder]:
            pack_cases(Path(folder))
        case ["--theory", path]:
            pack(TARGET / "theory" / "theory.json.gz", json.loads(Path(path).read_text()))
        case [folder]:
            main(Path(folder))
        case _:
            sys.exit(__doc__)
