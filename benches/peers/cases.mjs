// What is measured, on which networks, and how many operations it takes at least.

/** How many matrices take turns where one matrix is measured: more than one, so that no branch is learned by heart. */
const MATRICES = 8;
const WIDTHS = [8, 16, 32, 64, 128];
const SIZES = [
  [10, 8],
  [50, 64],
  [100, 128],
];

/** The jobs, as the report calls them. */
export const JOBS = {
  values: 'singular values of one H x H matrix',
  layers: 'per-layer job without the product: forward pass, K Jacobians, their singular values, backward pass',
  norms: 'the same, and ||w|| of every layer, which no other side computes',
  whole: 'per-layer job with the product: as *layers*, and the product of all K Jacobians',
  chain: 'exact chain for every h, with its check',
};

/**
 * The cases: a network and the jobs done on it. `quick` leaves out the largest networks, which take most of the time.
 * Each job of a case is measured in the same rounds.
 */
export function cases(quick) {
  const values = WIDTHS.map((width) => ({ name: `values ${width}`, depth: MATRICES, width, jobs: ['values'] }));
  const layers = SIZES.map(([depth, width]) => ({ name: `${depth} x ${width}`, depth, width, jobs: ['layers', 'norms', 'whole', 'chain'] }));
  return [...values, ...layers]
    .filter(({ depth, width }) => !quick || depth * width ** 2 < 1e6)
    .map((one, place) => ({ ...one, seed: 1 + place, file: `target/peers/networks/${one.name.replaceAll(' ', '')}.json` }));
}

/**
 * The operations (additions and multiplications) of one job: reduction to bidiagonal form 8/3 H^3, a product 2 H^3, a
 * matrix times a vector 2 H^2, a Jacobian H^2. The iteration that follows the reduction is not counted: it is short and
 * bound by latency. The chain has no such number, because its way depends on the
 * network, and neither have the norms, of which only the first value of a spectrum is needed.
 */
export function operations(job, depth, width) {
  const spectrum = (8 / 3) * width ** 3;
  const layers = depth * (spectrum + 5 * width ** 2);
  if (job === 'values') return spectrum;
  if (job === 'layers') return layers;
  return job === 'whole' ? layers + (depth - 1) * 2 * width ** 3 : null;
}
