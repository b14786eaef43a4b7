"""Makes the files of Keras in tests/files/cases, before scripts/make_file_cases.py says what they give.

    python scripts/make_keras_cases.py [FOLDER]

Needs keras, jax, h5py and NumPy.
"""

import os
import sys

import numpy as np

os.environ["KERAS_BACKEND"] = "jax"
import keras

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "tests", "files", "cases")

keras.utils.set_random_seed(5)
model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(6, activation="tanh"), keras.layers.Dense(6, use_bias=False), keras.layers.BatchNormalization(), keras.layers.Activation("relu"), keras.layers.Dense(2)])
rng = np.random.default_rng(6)
model.set_weights([np.abs(rng.normal(size=w.shape)) + 0.2 if v.path.endswith("variance") else rng.normal(size=w.shape) * 0.6 for v, w in zip(model.weights, model.get_weights())])
np.savez(os.path.join(FOLDER, "keras_get_weights.npz"), *model.get_weights())
np.savez(os.path.join(FOLDER, "keras_named.npz"), **{v.path: v.numpy() if hasattr(v, "numpy") else np.asarray(v) for v in model.weights})
model.save(os.path.join(FOLDER, "keras_model.keras"))
model.save_weights(os.path.join(FOLDER, "keras_model.weights.h5"))
