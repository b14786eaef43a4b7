#!/usr/bin/env python3
"""Writes tests/reference/forward.json: forward passes through small networks, at 400 bits.

A list of {network, outputs, derivatives}: a network file, z^(0)..z^(K), and A'(a^(1))..A'(a^(K)). Numbers are written
m:e for m * 2^e.
usage: make_forward_oracle.py > tests/reference/forward.json
"""
import json
import random
from mpmath import mpf
from make_activation_oracle import TABLE, text


def normals(rng, count, deviation):
    return [rng.gauss(0, deviation) for _ in range(count)]


def layer(rng, shape, activation, deviation, bias=0.0):
    rows, columns = shape
    return {'w': [normals(rng, columns, deviation / rows ** 0.5) for _ in range(rows)],
            'b': normals(rng, columns, bias) if bias else None, 'activation': activation}


def network(rng, name, layers):
    inputs = len(layers[0]['w'])
    outputs = len([l for l in layers if l['w'] != 'same'][-1]['w'][0])
    return {'gradlens_network': 1, 'name': name, 'input': normals(rng, inputs, 1.0), 'target': normals(rng, outputs, 1.0), 'layers': layers}


def networks(rng):
    yield network(rng, 'every activation', [layer(rng, (5, 5), name, 1.2, 0.3) for name in TABLE])
    yield network(rng, 'changing widths', [layer(rng, shape, 'tanh', 1.5, 0.1) for shape in [(7, 3), (3, 9), (9, 1), (1, 4)]])
    yield network(rng, 'saturated', [layer(rng, (4, 4), name, 300.0, 1.0) for name in ['tanh', 'sigmoid', 'tanh', 'arctan', 'sigmoid', 'softsign', 'tanh', 'gelu']])
    yield network(rng, 'tied', [layer(rng, (4, 4), 'tanh', 1.1, 0.2)] + [{'w': 'same', 'b': normals(rng, 4, 0.2), 'activation': 'arctan'} for _ in range(9)])
    yield network(rng, 'up past f64', [layer(rng, (2, 2), 'linear', 1e60) for _ in range(20)] + [layer(rng, (2, 2), 'softsign', 1.0), layer(rng, (2, 2), 'sigmoid', 3.0)])
    yield network(rng, 'down past f64', [layer(rng, (2, 2), 'linear', 1e-60) for _ in range(20)] + [layer(rng, (2, 2), 'gelu', 1.0), layer(rng, (2, 2), 'mish', 1.0)])
    yield network(rng, 'the ends of f64', [layer(rng, (3, 3), 'linear', 1e307), layer(rng, (3, 3), 'relu', 1e-300), layer(rng, (3, 2), 'leaky-relu', 1e-307)])


def forward(spec):
    z = [mpf(v) for v in spec['input']]
    outputs, derivatives, w = [z], [], None
    for l in spec['layers']:
        w = w if l['w'] == 'same' else l['w']
        bias = l['b'] or [0.0] * len(w[0])
        a = [sum((mpf(w[i][j]) * z[i] for i in range(len(z))), mpf(0)) + mpf(bias[j]) for j in range(len(bias))]
        pairs = [TABLE[l['activation']](v) for v in a]
        z = [value for value, _ in pairs]
        outputs.append(z)
        derivatives.append([derivative for _, (derivative, _) in pairs])
    lists = lambda vectors: [[text(v) for v in vector] for vector in vectors]
    return {'network': spec, 'outputs': lists(outputs), 'derivatives': lists(derivatives)}


if __name__ == '__main__':
    rng = random.Random(2)
    print('[' + ',\n'.join(json.dumps(forward(spec)) for spec in networks(rng)) + ']')
