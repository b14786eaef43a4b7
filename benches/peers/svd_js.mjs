// The jobs with svd-js: it only has the decomposition of an array of rows; products are plain loops over such arrays.
import { commonjs } from './files.mjs';

const zeros = (rows, columns) => Array.from({ length: rows }, () => new Float64Array(columns));

/** left times right. The innermost loop adds four rows at once: the quickest of a few plain ways, all widths being multiples of 4. */
function times(left, right) {
  const product = zeros(left.length, right[0].length);
  for (let i = 0; i < left.length; i += 1) {
    const row = product[i];
    const factors = left[i];
    for (let k = 0; k < right.length; k += 4) {
      const [a, b, c, d] = [factors[k], factors[k + 1], factors[k + 2], factors[k + 3]];
      const [first, second, third, fourth] = [right[k], right[k + 1], right[k + 2], right[k + 3]];
      for (let j = 0; j < row.length; j += 1) row[j] += a * first[j] + b * second[j] + c * third[j] + d * fourth[j];
    }
  }
  return product;
}

/** diag(slope) times a matrix. */
function scaled(matrix, slope) {
  const product = zeros(matrix.length, matrix[0].length);
  for (let i = 0; i < matrix.length; i += 1) {
    const [row, weights] = [product[i], matrix[i]];
    for (let j = 0; j < row.length; j += 1) row[j] = slope[i] * weights[j];
  }
  return product;
}

/** A matrix times a vector. */
function applied(matrix, vector) {
  const image = new Float64Array(matrix.length);
  for (let i = 0; i < matrix.length; i += 1) {
    const row = matrix[i];
    let sum = 0;
    for (let j = 0; j < row.length; j += 1) sum += row[j] * vector[j];
    image[i] = sum;
  }
  return image;
}

class SvdJs {
  constructor(decomposition, network) {
    this.decomposition = decomposition;
    this.input = Float64Array.from(network.input);
    this.target = Float64Array.from(network.target);
    this.weights = network.layers.map(({ w }) => w.map((row) => Float64Array.from(row)));
    this.transposed = this.weights.map((w) => Array.from(w[0], (_, unit) => Float64Array.from(w, (row) => row[unit])));
  }

  forward() {
    this.slopes = [];
    this.jacobians = [];
    this.output = this.input;
    for (const weights of this.transposed) {
      this.output = applied(weights, this.output).map(Math.tanh);
      const slope = this.output.map((z) => 1 - z * z);
      this.slopes.push(slope);
      this.jacobians.push(scaled(weights, slope));
    }
  }

  /** The library leaves the values in the order in which they were found. */
  spectrum(layer) {
    return this.decomposition(this.jacobians[layer], false, false).q.sort((a, b) => b - a);
  }

  /** The product of all Jacobians, the last one on the left, in rows. */
  product() {
    return this.jacobians.reduce((product, jacobian) => times(jacobian, product));
  }

  /** The gradient of half the squared error at the input. */
  backward() {
    let gradient = this.output.map((z, unit) => z - this.target[unit]);
    for (let layer = this.weights.length - 1; layer >= 0; layer -= 1) {
      const slope = this.slopes[layer];
      gradient = applied(this.weights[layer], gradient.map((value, unit) => value * slope[unit]));
    }
    return Array.from(gradient);
  }

  free() {}
}

/** svd-js as a side of the comparison; `folder` holds the npm packages. */
export async function svdJs(folder) {
  const { SVD } = await commonjs(`${folder}/svd-js/build-umd/svd-js.min.js`);
  return { name: 'svd-js', of: (network) => new SvdJs(SVD, network) };
}
