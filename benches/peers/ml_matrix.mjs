// The jobs with ml-matrix: its own matrix type, products and singular values.
import { commonjs } from './files.mjs';

class MlMatrix {
  constructor(library, network) {
    this.library = library;
    this.input = library.Matrix.columnVector(network.input);
    this.target = library.Matrix.columnVector(network.target);
    this.weights = network.layers.map(({ w }) => new library.Matrix(w));
    this.transposed = this.weights.map((weights) => weights.transpose());
  }

  forward() {
    this.slopes = [];
    this.jacobians = [];
    this.output = this.input;
    for (const weights of this.transposed) {
      this.output = weights.mmul(this.output).tanh();
      const slope = this.output.clone().pow(2).neg().add(1);
      this.slopes.push(slope);
      this.jacobians.push(weights.clone().mulColumnVector(slope));
    }
  }

  spectrum(layer) {
    const options = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
    return new this.library.SVD(this.jacobians[layer], options).diagonal;
  }

  /** The product of all Jacobians, the last one on the left, in rows. */
  product() {
    const chain = this.jacobians.reduce((product, jacobian) => jacobian.mmul(product));
    return chain.to2DArray();
  }

  /** The gradient of half the squared error at the input. */
  backward() {
    let gradient = this.output.clone().sub(this.target);
    for (let layer = this.weights.length - 1; layer >= 0; layer -= 1) {
      gradient = this.weights[layer].mmul(gradient.mul(this.slopes[layer]));
    }
    return gradient.to1DArray();
  }

  free() {}
}

/** ml-matrix as a side of the comparison; `folder` holds the npm packages. */
export async function mlMatrix(folder) {
  const library = await commonjs(`${folder}/ml-matrix/matrix.umd.js`);
  return { name: 'ml-matrix', of: (network) => new MlMatrix(library, network) };
}
