#!/usr/bin/env python3
"""Writes tests/reference/activations.txt: activation values and derivatives to full f64 precision, by mpmath at 400 bits.

One line per point: name, a, A(a), A'(a), size. Numbers are written m:e for m * 2^e; 0, 1 and so on stand for
themselves, nan where the program promises NaN. `size` is the size of the terms of A' over A', above 1 only near
a zero of A': the relative error of a derivative may grow by it.
usage: make_activation_oracle.py > tests/reference/activations.txt
"""
import random
from mpmath import mp, mpf, exp, expm1, log1p, tanh, cosh, erf, erfc, sqrt, pi, sin, cos, atan, frexp, ldexp, log, findroot

mp.prec = 400
SELU_ALPHA = mpf(1.6732632423543772848170429916717)
SELU_LAMBDA = mpf(1.0507009873554804934193349852946)
LIMIT = 2 ** 60


def power(x):
    """exp(x), 0 far below the range of the program"""
    return mpf(0) if x < -2 * LIMIT else exp(x)


def sigmoid(x):
    t = power(-abs(x))
    return (1 if x > 0 else t) / (1 + t)


def tail(x):
    """the normal distribution function"""
    return mpf(0) if x < -2 ** 32 else (mpf(1) if x > 2 ** 32 else erfc(-x / sqrt(mpf(2))) / 2)


def density(x):
    return power(-x * x / 2) / sqrt(2 * pi)


def softplus(x):
    return max(x, 0) + log1p(power(-abs(x)))


def terms(*parts):
    """a sum and the size of its terms over it"""
    total = sum(parts, mpf(0))
    return total, (sum(abs(p) for p in parts) / abs(total) if total else mpf(1))


def mish(x):
    s = softplus(x)
    c = power(-s)
    sech = 2 * c / (1 + c * c)
    w = (1 - c * c) / (1 + c * c)
    if s < mpf(2) ** -100:
        w = s
    return x * w, terms(w, x * sech * sech * sigmoid(x))


def kinked(right, left):
    return lambda x: right(x) if x > 0 else left(x)


def elu(alpha, scale):
    return kinked(lambda x: (scale * x, (scale, 1)), lambda x: (scale * alpha * (expm1(x) if x > -2 * LIMIT else -1), (scale * alpha * power(x), 1)))


def trigonometric(x):
    return (sin(x), (cos(x), 1)) if abs(x) < mpf(2) ** 1024 else (None, (None, 1))


TABLE = {
    'linear': lambda x: (x, (mpf(1), 1)),
    'sigmoid': lambda x: (sigmoid(x), (sigmoid(x) * sigmoid(-x), 1)),
    'tanh': lambda x: (tanh(x) if abs(x) < 1000 else mpf(1 if x > 0 else -1), (4 * sigmoid(2 * x) * sigmoid(-2 * x), 1)),
    'relu': kinked(lambda x: (x, (mpf(1), 1)), lambda x: (mpf(0), (mpf(0), 1))),
    'leaky-relu': kinked(lambda x: (x, (mpf(1), 1)), lambda x: (x * mpf(0.01), (mpf(0.01), 1))),
    'elu': elu(mpf(1), mpf(1)),
    'selu': elu(SELU_ALPHA, SELU_LAMBDA),
    'gelu': lambda x: (x * tail(x), terms(tail(x), x * density(x))),
    'silu': lambda x: (x * sigmoid(x), terms(sigmoid(x), x * sigmoid(x) * sigmoid(-x))),
    'softplus': lambda x: (softplus(x), (sigmoid(x), 1)),
    'softsign': lambda x: (x / (1 + abs(x)), (1 / (1 + abs(x)) ** 2, 1)),
    'erf': lambda x: (erf(x) if abs(x) < 1000 else mpf(1 if x > 0 else -1), (2 / sqrt(pi) * power(-x * x), 1)),
    'mish': mish,
    'sin': trigonometric,
    'arctan': lambda x: (atan(x), (1 / (1 + x * x), 1)),
}


def points(name, rng):
    sizes = [ldexp(mpf(1), -2000) * 3, ldexp(mpf(1), -1070), mpf(1e-300), mpf(1e-20), mpf(1e-9), mpf(1e-4),
             mpf(0.5), mpf(1), mpf(2), mpf(2.0000001), mpf(5), mpf(12), mpf(26.6), mpf(38.5), mpf(350), mpf(699.9), mpf(700), mpf(708.5), mpf(745.2),
             mpf(1e4), mpf(1e6), mpf(123456789.125), mpf(1e9), mpf(5e17), mpf(2e18), ldexp(mpf(1), 200), ldexp(mpf(1), 2000) * 3]
    sizes += [mpf(10 ** rng.uniform(-3, 2)) for _ in range(14)] + [mpf(10 ** rng.uniform(2, 6)) for _ in range(4)]
    near = {'gelu': [0.7517915935], 'silu': [1.2784645427610738], 'mish': [1.1924],
            'sin': [3.141592653589793, 1.5707963267948966, 6.283185307179586, 10.995574287564276, 1e15]}.get(name, [])
    for x in near:
        sizes += [mpf(x), mpf(x * (1 + 1e-9)), mpf(x * (1 - 1e-4))]
    return [mpf(0)] + [sign * x for x in sizes for sign in (1, -1)]


def text(value):
    if value is None:
        return 'nan'
    if value == 0:
        return '0'
    mantissa, exponent = frexp(value)
    if exponent < -LIMIT:
        return '0'
    return '%r:%d' % (float(mantissa), exponent)


def main():
    rng = random.Random(1)
    for name, function in TABLE.items():
        for a in points(name, rng):
            value, (derivative, size) = function(a)
            print(name, text(a), text(value), text(derivative), '%.3g' % float(size))


if __name__ == '__main__':
    main()
