#!/usr/bin/env python3
"""Write data/digits.txt: 500 of the 1797 images of the UCI optical digits, as scikit-learn has them.

usage: make_digits.py          needs scikit-learn (made with 1.7.2)

Kept are the first 50 images of each digit, in the order of the data set. data/README.md explains the
format, and names the source and its licence.
"""
from pathlib import Path

from sklearn.datasets import load_digits

OF_EACH = 50
LEVELS = "0123456789abcdefg"

digits = load_digits()
left = [OF_EACH] * 10
lines = []
for image, label in zip(digits.data.astype(int), digits.target):
    if left[label] > 0:
        left[label] -= 1
        lines.append(f"{label} {''.join(LEVELS[level] for level in image)}\n")
Path(__file__).parent.parent.joinpath("data/digits.txt").write_text("".join(lines), encoding="ascii")
