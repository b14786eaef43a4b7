// An .npz that this page has written: the network as it was, without questions.
import { FileProblem } from './problem.js';
import { words } from './words.js';

const MARK = 'gradlens_network';

export const isOwn = (tensors) => tensors.some(({ name }) => name === MARK);

/** The parts of the network, as of `networkOf`. Throws a FileProblem. */
export function ownNetwork(tensors) {
  const all = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const data = (name, isText = false) => {
    const tensor = all.get(name);
    if (!tensor || (tensor.dtype === 'text') !== isText) throw new FileProblem(words.ownLacks(name));
    return tensor.data;
  };
  const optional = (name, isText) => (all.has(name) ? data(name, isText) : []);
  if (data(MARK)[0] !== 1) throw new FileProblem(words.ownVersion(data(MARK)[0]));
  const activations = data('activation', true);
  const [skips, slopes, kinds, placesOf, eps] = [optional('skip'), optional('slope'), optional('norm', true), optional('norm_place', true), optional('norm_eps')];
  const layers = activations.map((activation, j) => {
    const w = data(`w${j + 1}`);
    const { shape } = all.get(`w${j + 1}`);
    if (shape.length !== 2) throw new FileProblem(words.notMatrix, words.tensor(`w${j + 1}`));
    return {
      w, inputs: shape[0], outputs: shape[1], b: all.has(`b${j + 1}`) ? data(`b${j + 1}`) : null, activation,
      ...(skips[j] !== undefined && !Number.isNaN(skips[j]) && { skip: skips[j] }),
      ...(slopes[j] !== undefined && !Number.isNaN(slopes[j]) && { slope: slopes[j] }),
      ...(kinds[j] && { norm: { kind: kinds[j], place: placesOf[j] ?? '', eps: eps[j] ?? NaN } }),
    };
  });
  const loss = all.has('target') ? { target: data('target') } : { gradient: data('gradient') };
  return { name: optional('name', true)[0] ?? '', layers, input: data('input'), ...loss };
}
