// The npm packages as sides of the comparison. A library is a class with forward(), spectrum(layer), product(), backward()
// and free(); here they become the jobs, the same ones in the same order for each library.
import { emlapack } from './emlapack.mjs';
import { mlMatrix } from './ml_matrix.mjs';
import { svdJs } from './svd_js.mjs';

/** A network in the hands of one library. */
class Peer {
  constructor(library, depth) {
    this.library = library;
    this.depth = depth;
    library.forward();
    this.jobs = {
      values: { per: depth, run: () => this.spectra() },
      layers: { per: 1, run: () => this.layers() },
      whole: { per: 1, run: () => [this.layers(), library.product()] },
    };
  }

  spectra() {
    return Array.from({ length: this.depth }, (_, layer) => this.library.spectrum(layer));
  }

  layers() {
    this.library.forward();
    return [this.spectra(), this.library.backward()];
  }

  /** The results, to be compared before anything is timed. */
  results() {
    const [spectra, gradient] = this.layers();
    const product = Array.from(this.library.product(), (row) => Array.from(row));
    return { spectra: spectra.map((values) => Array.from(values)), gradient: Array.from(gradient), product };
  }

  free() {
    this.library.free();
  }
}

/** The sides: { name, load(text of a network file) }; `folder` holds the npm packages. */
export async function peers(folder) {
  const libraries = [await mlMatrix(folder), await svdJs(folder), await emlapack(folder)];
  return libraries.map(({ name, of }) => ({
    name,
    load(text) {
      const network = JSON.parse(text);
      return new Peer(of(network), network.layers.length);
    },
  }));
}
