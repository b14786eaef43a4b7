// Nothing is timed before every side has the same results as NumPy.

/** The largest difference, relative to the largest singular value, or to the length of a gradient or product. */
const TOLERANCE = 1e-9;

/** Throws a sentence if two lists differ; NaN differs from everything. */
function compare(what, found, expected, size) {
  if (found.length !== expected.length) throw new Error(`${what}: ${found.length} numbers instead of ${expected.length}.`);
  found.forEach((value, place) => {
    if (Math.abs(value - expected[place]) <= TOLERANCE * size) return;
    throw new Error(`${what}: number ${place + 1} is ${value}, NumPy says ${expected[place]}; nothing was timed.`);
  });
}

/** Compares the results of one side with those of NumPy; a side may leave out the gradient or the product. */
export function agree(who, { spectra, gradient, product }, expected) {
  if (spectra.length !== expected.spectra.length) throw new Error(`${who}: ${spectra.length} spectra instead of ${expected.spectra.length}.`);
  spectra.forEach((values, layer) => {
    const right = expected.spectra[layer];
    compare(`${who}, singular values of layer ${layer + 1}`, values, right, right[0]);
  });
  if (gradient) compare(`${who}, gradient at the input`, gradient, expected.gradient, Math.hypot(...expected.gradient));
  if (product) {
    const right = expected.product.flat();
    compare(`${who}, product of all Jacobians`, product.flat(), right, Math.sqrt(right.reduce((sum, value) => sum + value ** 2, 0)));
  }
}
