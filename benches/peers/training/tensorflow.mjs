// TensorFlow.js as sides of the comparison, one for each backend that works here: cpu, wasm (simd, one thread) and webgl.
import { address } from '../files.mjs';

const SCRIPTS = ['tfjs/dist/tf.min.js', 'tfjs-backend-wasm/dist/tf-backend-wasm.min.js'];
export const BACKENDS = ['cpu', 'wasm', 'webgl'];
export const called = (backend) => `TensorFlow.js, ${backend}`;

/** The packages are made for script elements; the second one adds to the global `tf` of the first. */
function script(path) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    Object.assign(element, { src: address(path), onload: resolve, onerror: () => reject(new Error(`${path} cannot be loaded.`)) });
    document.head.append(element);
  });
}

/** A training with tensors of float32; a variable for each matrix and each vector of biases. */
class Training {
  constructor(tf, { layers, inputs, targets, batches, optimizer }) {
    Object.assign(this, { tf, batches });
    Object.assign(this, { step: 0, back: [] });
    this.inputs = tf.tensor2d(inputs);
    this.targets = tf.tensor2d(targets);
    this.rows = batches.map((batch) => tf.tensor1d(batch, 'int32'));
    this.weights = layers.map(({ w }) => tf.variable(tf.tensor2d(w)));
    this.biases = layers.map(({ b }) => tf.variable(tf.tensor1d(b)));
    this.all = [...this.weights, ...this.biases];
    this.rule = tf.train.adam(optimizer.lr, optimizer.beta1, optimizer.beta2, optimizer.eps);
    const norm = (x) => x.square().sum().sqrt();
    const ofRows = (dz) => dz.square().sum(1).sqrt().sum();
    /** z itself; on the way back the norms of its gradient are kept. */
    const watched = tf.customGrad((z) => ({ value: z.clone(), gradFunc: (dz) => (this.back.push(tf.keep(ofRows(dz))), dz) }));
    Object.assign(this, { norm, ofRows, watched });
  }

  /** The loss of these rows. */
  loss(rows, input) {
    const { tf, watched } = this;
    let z = input;
    this.weights.forEach((w, layer) => {
      z = z.matMul(w).add(this.biases[layer]);
      z = watched(layer < this.weights.length - 1 ? z.tanh() : z);
    });
    return z.sub(this.targets.gather(rows)).square().sum().div(tf.scalar(2 * rows.size));
  }

  /** Loss and all norms of the next batch, and the gradients. */
  gradients() {
    const { tf, norm, ofRows } = this;
    tf.dispose(this.back);
    this.back = [];
    const rows = this.rows[this.step % this.rows.length];
    const input = this.inputs.gather(rows);
    const { value, grads } = tf.valueAndGrads((z) => this.loss(rows, z))([input, ...this.all]);
    const [ofInput, ...gradients] = grads;
    const ofGradients = gradients.map(norm);
    const whole = norm(tf.stack(ofGradients));
    const record = [value, ofRows(ofInput), ...this.back.reverse(), ...ofGradients, ...this.weights.map(norm), whole];
    return { named: gradients.map((tensor, place) => ({ name: this.all[place].name, tensor })), record };
  }

  /** A step; what is written down of it. */
  take() {
    const { tf } = this;
    return tf.tidy(() => {
      const { named, record } = this.gradients();
      const before = this.all.map((variable) => variable.clone());
      this.rule.applyGradients(named);
      const updates = this.all.map((variable, place) => this.norm(before[place].sub(variable)));
      this.step += 1;
      return tf.stack([...record, ...updates]).dataSync();
    });
  }

  losses(count) {
    return Array.from({ length: count }, () => this.take()[0]);
  }

  norms() {
    return this.tf.tidy(() => this.tf.stack(this.gradients().record).dataSync()).subarray(1);
  }
}

/** The sides: { name, load(text of a case) }; `folder` holds the npm packages. */
export async function tensorflow(folder) {
  for (const path of SCRIPTS) await script(`${folder}/@tensorflow/${path}`);
  const { tf } = globalThis;
  tf.wasm.setWasmPaths(String(address(`${folder}/@tensorflow/tfjs-backend-wasm/dist/`)));
  const sides = [];
  for (const backend of BACKENDS) {
    if (!(await tf.setBackend(backend).catch(() => false))) continue;
    sides.push({
      name: called(backend),
      async load(text) {
        await tf.setBackend(backend);
        const training = new Training(tf, JSON.parse(text));
        const on = (method) => (...given) => {
          tf.setBackend(backend);
          return training[method](...given);
        };
        return { losses: on('losses'), norms: on('norms'), take: on('take'), free: () => tf.disposeVariables() };
      },
    });
  }
  return sides;
}
