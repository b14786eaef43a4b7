"""Makes the files of tests/files/cases with the libraries that people save weights with, and what their networks give.

    python scripts/make_file_cases.py [FOLDER]

Needs NumPy, PyTorch, safetensors and scikit-learn; the files of Keras come from scripts/make_keras_cases.py. expected.json has for each network its input, its target and, from torch.autograd in 64 bits, the output, the
lengths of dL/dz^(h), h = 0..K, and of dL/dw^(h): those of the weights with norms folded in, which are the length of what enters the weights
times that of dL/da.
"""

import io
import json
import os
import pickle
import sys
import zipfile

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "tests", "files", "cases")
ACTIVATIONS = {nn.Tanh: "tanh", nn.ReLU: "relu", nn.Sigmoid: "sigmoid", nn.GELU: "gelu", nn.SiLU: "silu"}
expected = {}


def path(name):
    return os.path.join(FOLDER, name)


def parameters(module, scale=1.0):
    """Other numbers than those of a new model: gains that are not 1, statistics that are not 0 and 1."""
    for own in module.modules():
        if isinstance(own, nn.BatchNorm1d):
            own.running_mean.normal_(0, 0.5)
            own.running_var.uniform_(0.5, 2)
        if isinstance(own, (nn.BatchNorm1d, nn.LayerNorm)) and scale:
            with torch.no_grad():
                own.weight.uniform_(0.5, 1.5)
                own.bias.normal_(0, 0.3)
    return module.eval()


def kept(tensor):
    tensor.retain_grad()
    return tensor


def walk(modules, x):
    """The places z, the pre-activations and what enters the weights, as the page has them."""
    z, pre, entering = [kept(x)], [], []
    v, a, enters = x, None, x
    for module in modules:
        if isinstance(module, nn.Linear):
            if a is not None:
                z.append(a)
                v = enters = a
            entering.append(enters)
            a = kept(module(v))
            pre.append(a)
        elif isinstance(module, nn.BatchNorm1d) and a is not None:
            a = kept(module(a[None])[0])
            pre[-1] = a
        elif isinstance(module, nn.LayerNorm) and a is not None:
            a = kept(module(a))
        elif isinstance(module, nn.BatchNorm1d):
            v = module(v[None])[0]
        elif isinstance(module, nn.LayerNorm):
            enters = nn.functional.layer_norm(v, v.shape, eps=module.eps)
            v = module(v)
        else:
            v = enters = kept(module(a))
            z.append(v)
            a = None
    if a is not None:
        z.append(a)
    return z, pre, entering


def length(tensor):
    return float(tensor.norm())


def network(name, modules, seed, **more):
    """Writes down what this network gives. `more`: what the reader has to say, or what the file should be understood as."""
    torch.manual_seed(seed)
    modules = [module.double() for module in modules]
    linears = [module for module in modules if isinstance(module, nn.Linear)]
    x = torch.randn(linears[0].in_features, dtype=torch.float64, requires_grad=True)
    target = torch.randn(linears[-1].out_features, dtype=torch.float64)
    z, pre, entering = walk(modules, x)
    for module in modules:
        module.zero_grad()
    (0.5 * (z[-1] - target).square().sum()).backward()
    weight = [length(e.detach()) * length(p.grad) for e, p in zip(entering, pre)]
    if not any(isinstance(module, (nn.BatchNorm1d, nn.LayerNorm)) for module in modules):
        for own, module in zip(weight, linears):
            assert abs(own - length(module.weight.grad)) < 1e-12 * own
    acts, after = [], "linear"
    for module in reversed(modules):
        after = ACTIVATIONS.get(type(module), after)
        if isinstance(module, nn.Linear):
            acts.insert(0, after)
            after = "linear"
    expected[name] = {
        "widths": [linears[0].in_features] + [module.out_features for module in linears],
        "activations": acts,
        "input": x.tolist(),
        "target": target.tolist(),
        "output": z[-1].tolist(),
        "gradients": [length(one.grad) for one in z],
        "weights": weight,
        **more,
    }


def savez(name, **arrays):
    np.savez(path(name), **arrays)


def state(model):
    return {k: v.cpu().numpy() for k, v in model.state_dict().items()}


def torch_files():
    torch.manual_seed(1)
    mlp = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 3))
    np.savez(path("torch_mlp.npz"), **{k: v.cpu().float().numpy() for k, v in mlp.state_dict().items()})
    np.savez_compressed(path("torch_mlp_compressed.npz"), **state(mlp))
    save_file(mlp.state_dict(), path("torch_mlp.safetensors"))
    torch.save(mlp.state_dict(), path("torch_mlp.pt"))
    for name in ("torch_mlp.npz", "torch_mlp_compressed.npz", "torch_mlp.safetensors"):
        network(name, list(mlp), 10, transposed=[True, True, True])

    square = nn.Sequential(*[layer for _ in range(12) for layer in (nn.Linear(5, 5), nn.ReLU())][:-1])
    save_file(square.state_dict(), path("torch_square.safetensors"), {"format": "pt"})
    network("torch_square.safetensors", list(square), 11, transposed=[True] * 12)

    bn = parameters(nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 6, bias=False), nn.BatchNorm1d(6), nn.Sigmoid(), nn.Linear(6, 2), nn.BatchNorm1d(2)))
    savez("torch_bn.npz", **state(bn))
    network("torch_bn.npz", list(bn), 12, transposed=[True] * 3, norms=[[1, "before", "batch"], [2, "before", "batch"], [3, "before", "batch"]])

    after = parameters(nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 5), nn.Tanh(), nn.BatchNorm1d(5), nn.Linear(5, 3)))
    save_file(after.state_dict(), path("torch_bn_after.safetensors"))
    network("torch_bn_after.safetensors", list(after), 13, transposed=[True] * 2, norms=[[0, "after", "batch"], [1, "after", "batch"]])

    ln = nn.Sequential(parameters(nn.LayerNorm(5)), nn.Linear(5, 7), nn.Tanh(), parameters(nn.LayerNorm(7)), nn.Linear(7, 7), nn.ReLU(), nn.Linear(7, 2))
    save_file(ln.state_dict(), path("torch_ln.safetensors"))
    network("torch_ln.safetensors", list(ln), 14, transposed=[True] * 3, norms=[[0, "after", "layer"], [1, "after", "layer"]])

    # A norm with gains 1 before an activation, and one behind the next activation, whose gains go on into the weights.
    mixed = nn.Sequential(nn.Linear(5, 7), nn.LayerNorm(7), nn.GELU(), nn.Linear(7, 7), nn.ReLU(), parameters(nn.LayerNorm(7)), nn.Linear(7, 2))
    savez("torch_ln_mixed.npz", **state(mixed))
    network("torch_ln_mixed.npz", list(mixed), 26, transposed=[True] * 3, norms=[[1, "before", "layer"], [2, "after", "layer"]])

    crowded = nn.Sequential(nn.LayerNorm(5), nn.Linear(5, 7), nn.Tanh(), nn.LayerNorm(7), nn.Linear(7, 7), nn.LayerNorm(7), nn.ReLU(), nn.Linear(7, 2))
    save_file(crowded.state_dict(), path("torch_ln_crowded.safetensors"))

    inside = parameters(nn.Sequential(nn.Linear(4, 4), nn.LayerNorm(4), nn.Tanh(), nn.Linear(4, 2)))
    savez("torch_ln_inside.npz", **state(inside))

    half = nn.Sequential(nn.Linear(5, 9), nn.GELU(), nn.Linear(9, 4), nn.SiLU(), nn.Linear(4, 1)).half()
    half[2].bfloat16()
    save_file(half.state_dict(), path("torch_half.safetensors"))
    network("torch_half.safetensors", list(half), 15, transposed=[True] * 3)

    class Auto(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = nn.Sequential(nn.Linear(9, 5), nn.Tanh(), nn.Linear(5, 2), nn.Tanh())
            self.decoder = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 9))

    auto = Auto()
    save_file(auto.state_dict(), path("torch_autoencoder.safetensors"))
    network("torch_autoencoder.safetensors", [*auto.encoder, *auto.decoder], 16, transposed=[True] * 4, stems=["encoder.0", "encoder.2", "decoder.0", "decoder.2"])

    class Named(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1, self.fc2, self.fc10 = nn.Linear(4, 6), nn.Linear(6, 6), nn.Linear(6, 2)
            self.bn1, self.bn2 = parameters(nn.BatchNorm1d(6)), parameters(nn.BatchNorm1d(6))

    named = Named()
    savez("torch_named.npz", **state(named))
    network("torch_named.npz", [named.fc1, named.bn1, nn.ReLU(), named.fc2, named.bn2, nn.ReLU(), named.fc10], 17, transposed=[True] * 3, stems=["fc1", "fc2", "fc10"], norms=[[1, "before", "batch"], [2, "before", "batch"]])

    class Critic(nn.Module):
        def __init__(self):
            super().__init__()
            self.actor = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 3))
            self.critic = nn.Sequential(nn.Linear(4, 7), nn.Tanh(), nn.Linear(7, 1))
            self.steps = nn.Parameter(torch.zeros(2, 3, 4))

    critic = Critic()
    save_file(critic.state_dict(), path("torch_two_chains.safetensors"))
    network("torch_two_chains.safetensors", list(critic.critic), 18, transposed=[True] * 2, stems=["critic.0", "critic.2"])


def linear_of(w, b):
    """A Linear with these numbers, w being inputs x outputs."""
    layer = nn.Linear(*w.shape, bias=b is not None)
    layer.weight.data = torch.tensor(np.asarray(w, dtype=np.float64).T.copy())
    if b is not None:
        layer.bias.data = torch.tensor(np.asarray(b, dtype=np.float64))
    return layer


def scikit_files():
    from sklearn.neural_network import MLPRegressor

    rng = np.random.default_rng(3)
    x = rng.normal(size=(40, 4))
    clf = MLPRegressor((7, 7), activation="relu", max_iter=30, random_state=1).fit(x, np.sin(x).sum(axis=1))
    np.savez(path("sklearn_coefs.npz"), *clf.coefs_)
    savez("sklearn_named.npz", **{f"coefs_{i}": w for i, w in enumerate(clf.coefs_)}, **{f"intercepts_{i}": b for i, b in enumerate(clf.intercepts_)})
    layers = [linear_of(w, b) for w, b in zip(clf.coefs_, clf.intercepts_)]
    network("sklearn_named.npz", [layers[0], nn.ReLU(), layers[1], nn.ReLU(), layers[2]], 20, transposed=[False] * 3)
    own = expected["sklearn_named.npz"]
    assert abs(clf.predict([own["input"]])[0] - own["output"][0]) < 1e-12
    bare = [linear_of(w, None) for w in clf.coefs_]
    network("sklearn_coefs.npz", [bare[0], nn.ReLU(), bare[1], nn.ReLU(), bare[2]], 21, transposed=[False] * 3)


def numpy_files():
    rng = np.random.default_rng(4)
    w = [rng.normal(size=size) / 2 for size in ((3, 4), (4, 4))]
    b = [rng.normal(size=4) for _ in w]
    last = rng.normal(size=4)
    savez("numpy_w.npz", W1=w[0], b1=b[0], W2=w[1].astype(">f8"), b2=b[1], W3=last)
    layers = [linear_of(*one) for one in zip(w, b)] + [linear_of(last[:, None], None)]
    network("numpy_w.npz", [layers[0], nn.Tanh(), layers[1], nn.Tanh(), layers[2]], 22, transposed=[False] * 3)
    np.savez(path("numpy_fortran.npz"), *[np.asfortranarray(w[0]), b[0], np.asfortranarray(w[1]), b[1], last, np.zeros(1)])
    network("numpy_fortran.npz", [layers[0], nn.Tanh(), layers[1], nn.Tanh(), linear_of(last[:, None], np.zeros(1))], 23, transposed=[False] * 3)

    class Pipe(io.RawIOBase):
        """A stream that cannot go back, so that sizes follow the entries."""

        def __init__(self, file):
            self.file = file

        def writable(self):
            return True

        def write(self, data):
            return self.file.write(data)

    with open(path("numpy_descriptors.npz"), "wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as pack:
        for i, one in enumerate([*w, last[:, None]]):
            held = io.BytesIO()
            np.save(held, one)
            pack.writestr(f"arr_{i}.npy", held.getvalue())
    network("numpy_descriptors.npz", [linear_of(w[0], None), nn.Tanh(), linear_of(w[1], None), nn.Tanh(), linear_of(last[:, None], None)], 24, transposed=[False] * 3)

    types = {}
    values = np.array([[-3, 0, 7], [100, -128, 5]])
    for name in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?"):
        for order in "<>":
            types[f"{'bool' if name == '?' else name}{'little' if order == '<' else 'big'}"] = np.abs(values).astype(f"{order}{name}") if name[0] == "u" else values.astype(f"{order}{name}")
    types["long"] = np.array([2**53 + 1, 2**63 - 1], dtype="<i8")
    types["tiny"] = np.array([2**-24, 65504, -0.0, np.inf, np.nan], dtype="<f2")
    types["cube"] = np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))
    types["scalar"] = np.array(2.5)
    types["empty"] = np.zeros((0, 3))
    types["names"] = np.array(["a", "äß∂"])
    np.savez_compressed(path("numpy_types.npz"), **types)
    np.save(path("rows.npy"), np.arange(5 * 2 * 3, dtype=np.uint8).reshape(5, 2, 3) * 8)
    np.lib.format.write_array(open(path("version2.npy"), "wb"), rng.normal(size=(2, 6)).astype("<f4"), version=(2, 0))
    np.lib.format.write_array(open(path("version3.npy"), "wb"), np.zeros(3, dtype=[("ß", "<f4")]), version=(3, 0))
    np.save(path("objects.npy"), np.array([{"a": 1}, None], dtype=object))
    with open(path("list.pkl"), "wb") as file:
        pickle.dump([1, 2, 3], file)


def keras_networks():
    """From the saved arrays, so that it needs no Keras."""
    arrays = list(np.load(path("keras_get_weights.npz")).values())
    norm = nn.BatchNorm1d(6, eps=1e-3)
    for own, array in zip((norm.weight, norm.bias, norm.running_mean, norm.running_var), arrays[3:7]):
        own.data = torch.tensor(array)
    layers = [linear_of(arrays[0], arrays[1]), nn.Tanh(), linear_of(arrays[2], None), norm.eval(), nn.ReLU(), linear_of(*arrays[7:])]
    for name in ("keras_get_weights.npz", "keras_named.npz"):
        network(name, layers, 25, transposed=[False] * 3, norms=[[2, "before", "batch"]])


os.makedirs(FOLDER, exist_ok=True)
torch_files()
scikit_files()
numpy_files()
keras_networks()
with open(path("expected.json"), "w") as file:
    json.dump(expected, file, indent=1)
