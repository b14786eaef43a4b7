// The jobs with emlapack: CLAPACK and its BLAS as WebAssembly. Its memory is fixed at 16 MiB, less than a large network
// needs, so it gets one matrix at a time; what is only a matrix times a vector is done outside, where the matrix lies.
import { bytes, commonjs } from './files.mjs';

const NUMBER = 8;

/** dgesdd and dgemm for square matrices of one width, column by column. Fortran takes the addresses of its arguments. */
class Lapack {
  constructor(library, width) {
    this.library = library;
    this.width = width;
    this.places = [];
    const block = width ** 2 * NUMBER;
    const names = ['matrix', 'product', 'next'];
    for (const name of names) this[name] = this.allocate(block);
    this.values = this.allocate(width * NUMBER);
    this.integers = this.allocate(8 * width * 4);
    this.none = this.allocate(1);
    library.HEAPU8[this.none] = 'N'.charCodeAt(0);
    [this.size, this.info] = [this.integer(width), this.integer(0)];
    [this.one, this.zero] = [this.number(1), this.number(0)];
    this.reserveWork();
  }

  allocate(size) {
    const place = this.library._malloc(size);
    if (place === 0) throw new Error('emlapack: its memory is full.');
    this.places.push(place);
    return place;
  }

  integer(value) {
    const place = this.allocate(4);
    this.library.HEAP32[place >> 2] = value;
    return place;
  }

  number(value) {
    const place = this.allocate(NUMBER);
    this.library.HEAPF64[place >> 3] = value;
    return place;
  }

  /** The numbers that begin at an address. */
  at(place, length) {
    return this.library.HEAPF64.subarray(place >> 3, (place >> 3) + length);
  }

  /** A length of -1 asks for the best length. */
  reserveWork() {
    this.length = this.integer(-1);
    this.work = this.number(0);
    this.decompose();
    const wanted = this.library.HEAPF64[this.work >> 3];
    this.work = this.allocate(wanted * NUMBER);
    this.library.HEAP32[this.length >> 2] = wanted;
  }

  decompose() {
    const { library, none, size, matrix, values, work, length, integers, info } = this;
    library._dgesdd_(none, size, size, matrix, size, values, matrix, size, matrix, size, work, length, integers, info);
    const failed = library.HEAP32[info >> 2];
    if (failed !== 0) throw new Error(`emlapack: dgesdd answers ${failed}.`);
  }

  /** Descending. dgesdd overwrites its matrix, so a copy is needed in any case. */
  singularValues(columns) {
    this.at(this.matrix, columns.length).set(columns);
    this.decompose();
    return this.at(this.values, this.width).slice();
  }

  /** The product of matrices, the last one on the left. */
  chain(matrices) {
    const { library, none, size, one, zero, matrix } = this;
    const [first, ...others] = matrices;
    this.at(this.product, first.length).set(first);
    for (const columns of others) {
      this.at(matrix, columns.length).set(columns);
      library._f2c_dgemm(none, none, size, size, size, one, matrix, size, this.product, size, zero, this.next, size);
      [this.product, this.next] = [this.next, this.product];
    }
    return this.at(this.product, first.length).slice();
  }

  free() {
    for (const place of this.places) this.library._free(place);
  }
}

class Emlapack {
  constructor(library, network) {
    this.width = network.target.length;
    this.lapack = new Lapack(library, this.width);
    this.input = Float64Array.from(network.input);
    this.target = Float64Array.from(network.target);
    // Row i of w holds the weights that leave unit i: its rows one after the other are the columns of w^T.
    this.weights = network.layers.map(({ w }) => Float64Array.from(w.flat()));
  }

  forward() {
    this.jacobians = [];
    this.output = this.input;
    for (const weights of this.weights) {
      this.output = this.image(weights, this.output).map(Math.tanh);
      this.jacobians.push(this.jacobian(weights, this.output.map((z) => 1 - z * z)));
    }
  }

  /** The matrix times a vector, a column at a time. */
  image(columns, vector) {
    const image = new Float64Array(this.width);
    for (let column = 0; column < this.width; column += 1) {
      const start = column * this.width;
      for (let row = 0; row < this.width; row += 1) image[row] += columns[start + row] * vector[column];
    }
    return image;
  }

  /** diag(slope) w^T */
  jacobian(columns, slope) {
    const jacobian = new Float64Array(columns.length);
    for (let start = 0; start < columns.length; start += this.width) {
      for (let row = 0; row < this.width; row += 1) jacobian[start + row] = slope[row] * columns[start + row];
    }
    return jacobian;
  }

  spectrum(layer) {
    return this.lapack.singularValues(this.jacobians[layer]);
  }

  /** The product of all Jacobians, the last one on the left, in rows. */
  product() {
    const columns = this.lapack.chain(this.jacobians);
    return Array.from({ length: this.width }, (_, i) => Float64Array.from({ length: this.width }, (_, j) => columns[j * this.width + i]));
  }

  /** The gradient of half the squared error at the input. */
  backward() {
    let gradient = this.output.map((z, unit) => z - this.target[unit]);
    for (const columns of this.jacobians.toReversed()) gradient = this.transposedImage(columns, gradient);
    return gradient;
  }

  transposedImage(columns, vector) {
    const image = new Float64Array(this.width);
    for (let column = 0; column < this.width; column += 1) {
      const start = column * this.width;
      let sum = 0;
      for (let row = 0; row < this.width; row += 1) sum += columns[start + row] * vector[row];
      image[column] = sum;
    }
    return image;
  }

  free() {
    this.lapack.free();
  }
}

/** emlapack as a side of the comparison; `folder` holds the npm packages. */
export async function emlapack(folder) {
  const wasmBinary = await bytes(`${folder}/emlapack/emlapack.wasm`);
  const library = await new Promise((resolve, reject) => {
    const Module = {
      wasmBinary,
      // Neither a web page nor Node: so it reads no files and hangs no handler on the process.
      ENVIRONMENT: 'SHELL',
      print() {},
      printErr() {},
      quit: (_, reason) => reject(reason),
      onRuntimeInitialized: () => resolve(Module),
    };
    commonjs(`${folder}/emlapack/wasm.js`, { Module }).catch(reject);
  });
  return { name: 'emlapack', of: (network) => new Emlapack(library, network) };
}
