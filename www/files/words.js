// Every text about files of networks that a reader can see. Problems are parts of one sentence: a place, a colon, a problem, a full stop.

const count = (number, one, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;
const shape = (sizes) => `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`;

/** Numbers in order with runs cut short: 1 to 3, 5. */
function ranges(list) {
  const runs = [];
  for (const number of list) {
    if (runs.at(-1)?.at(-1) === number - 1) runs.at(-1)[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? from : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`)).join(', ');
}

const problems = {
  problem: (place, problem) => (place ? `${place}: ${problem}.` : `${problem[0].toUpperCase()}${problem.slice(1)}.`),
  notOpened: (file, reason) => `${file} was not opened. ${reason}`,
  entry: (name) => `entry ${name}`,
  tensor: (name) => `tensor ${name}`,
  norm: (name) => `norm ${name}`,
  layer: (number) => `layer ${number}`,
  byte: (number) => `byte ${number}`,
  entryAt: (row, column) => `row ${row}, column ${column}`,
  numberAt: (number) => `number ${number}`,
  header: 'the header',
  reference: 'the reference output',
  end: 'the end',

  // Any file
  unknownFormat: 'it is none of the formats that are read here: .npz, .npy, .safetensors, or a network file in JSON',
  unread: 'the browser could not read it',
  noMemory: 'the browser has too little memory for it',
  tooLargeFile: (bytes, limit) => `it has ${Math.ceil(bytes / 1e6)} MB, and at most ${limit / 1e6} MB can be read`,
  twoArchives: 'only one file with weights can be opened at a time',
  noRows: 'it is no array of rows; only an .npy file can be beside a file with weights',
  tooMany: (sizes, most) => `the shape ${shape(sizes)} has more than ${most} numbers`,
  tooManyInAll: (most) => `with this one there are more than ${most} numbers`,
  otherLength: (sizes, due, is) => `the shape ${shape(sizes)} needs ${count(due, 'byte')}, and there are ${is}`,
  endsIn: (bytes) => `it ends after ${count(bytes, 'byte')}`,
  longHeader: (bytes, most) => `it has ${bytes} bytes, and at most ${most} can be read`,
  unknownType: (name, why) => `numbers of the type ${name} cannot be read${why && `: ${why}`}`,
  types: { c: 'they are complex', V: 'they are raw bytes; call .float() or .astype("float32") before saving', S: 'they are bytes of a text', U: 'the texts are too long', f: 'this width is no standard one', M: 'they are dates', m: 'they are times' },
  packedType: 'it packs numbers into one byte or less; call .float() before saving',
  badShape: 'its shape is no list of sizes',
  notText: (key) => `its ${key} is no text`,

  // npy
  noMagic: 'it does not begin as an array of NumPy does',
  npyVersion: (version) => `it has version ${version} of the format, and versions 1 to 3 can be read`,
  objects: 'it holds Python objects, which are programs and never run here; save arrays of numbers',
  records: 'it is an array of records, and only plain arrays can be read',
  badHeader: (text) => `${text} cannot be read`,
  expected: (sign, is) => `there should be a ${sign} where ${is} is`,
  keyTwice: (key) => `the key ${key} is given twice`,
  moreHeader: 'something follows the description',
  noKey: (key) => `it lacks ${key}`,
  otherKey: (key) => `the key ${key} is unknown`,
  notFlag: 'its fortran_order is neither True nor False',

  // zip
  noDirectory: 'it has no directory at its end, so it is cut off or no zip file',
  noEnd64: 'the large directory that it names is not there',
  beyond: 'a size is beyond every file',
  tooManyEntries: (number, most) => `it has ${number} entries, and at most ${most} can be read`,
  badDirectory: (start, size) => `its directory of ${count(size, 'byte')} at byte ${start} does not fit into it`,
  noEntry: 'the directory has no entry there',
  noBytes: (bytes) => `its ${count(bytes, 'byte')} are not where the directory says`,
  otherName: (name) => `at its place stands ${name}`,
  encrypted: 'it is encrypted',
  method: (number) => `it is packed by method ${number}, and only stored and deflated entries can be read`,
  storedSizes: (packed, size) => `it is stored in ${count(packed, 'byte')} and said to have ${size}`,
  bomb: (packed, size) => `it is said to have ${size} bytes, which ${packed} cannot unpack to`,
  nameTwice: 'there are two of this name',
  overlap: (name) => `its bytes overlap those of ${name}`,
  notDeflated: (bytes) => `what is packed breaks after ${count(bytes, 'byte')}`,
  expands: (size) => `it unpacks to more than the ${count(size, 'byte')} that it is said to have`,
  unpacksTo: (is, size) => `it unpacks to ${count(is, 'byte')} and is said to have ${size}`,
  checksum: 'its checksum is wrong, so it was damaged',
  noArrays: (entries) => `it is a zip file of ${count(entries, 'entry', 'entries')}, and none is an array of NumPy`,

  // safetensors
  notJson: 'it cannot be read as JSON',
  noBrace: 'it does not begin with {',
  badRange: 'its data_offsets are no two bytes in order',
  overlaps: (from, end) => `it begins at byte ${from} of the numbers, before the one in front of it ends at ${end}`,
  gap: (end, from) => `bytes ${end} to ${from} of the numbers belong to no tensor`,
  endsAt: (to, bytes) => `it ends at byte ${to} of the numbers, and there are ${bytes}`,

  refused: {
    hdf: 'it is an HDF5 file (.h5), which cannot be read here; the line for Keras below makes an .npz of the same model',
    keras: 'it is a Keras file (.keras), which cannot be read here; the line for Keras below makes an .npz of the same model',
    torch: 'it is a file of torch.save (.pt, .pth), which is a program and never run here; the line for PyTorch below makes an .npz of the same model',
    pickle: 'it is a pickle (.pkl, .pt, .joblib), which is a program and never run here; the lines below make an .npz of the same model',
    onnx: 'it seems to be an ONNX file, which cannot be read here; the line for PyTorch below makes an .npz of the same model',
    gguf: 'it is a GGUF file, whose packed weights cannot be read here; the line for PyTorch below makes an .npz of the same model',
  },

  // The chain
  noLayers: (tensors) => `none of its ${count(tensors, 'tensor')} is a matrix of weights`,
  noFit: (before, inputs) => `the layer before has ${count(before, 'unit')}, and this one takes ${inputs}; it may be the wrong way round`,
  noBiasFit: (bias, outputs) => `its bias has ${count(bias, 'number')}, and this way round it has ${count(outputs, 'unit')}`,
  noNormFit: (width, here) => `it has ${count(width, 'number')}, and at its place there are ${count(here, 'unit')}`,
  notFinite: (value) => `it is ${value}, and only finite numbers can be used`,
  foldedBeyond: 'with its batch norm it has numbers that are not finite; a variance may be negative',
  twoNorms: 'with it there are two norms in one layer, which a network file cannot say',
  samePlace: (other) => `it is at the same place as ${other}`,
  notExact: (activation) => `its scale and shift stand before ${activation} and cannot go into weights exactly; only a norm without them, or one before the weights, can be shown`,
  atEnd: 'its scale and shift stand behind the last weights and cannot go into any exactly',

  // Rows
  otherRows: (sizes, length) => `its shape ${shape(sizes)} has no rows of ${count(length, 'number')}`,
  noRow: (number, rows) => `there is no row ${number}; there are rows 1 to ${rows}`,
  noNumber: (word) => `“${word}” is no number`,
  otherCount: (is, due) => `it has ${count(is, 'number')}, and the network has ${count(due, 'output')}`,
  ownLacks: (name) => `it says that it is a network of this page and lacks ${name}`,
  ownVersion: (version) => `it has version ${version} of the arrays of this page, and only version 1 can be read`,
  notMatrix: 'it is no matrix',
};

const notes = {
  skipped: {
    counter: 'a counter, not used when a network is evaluated',
    text: 'a text',
    empty: 'it has no numbers',
    axes: (axes) => `it has ${axes} axes; only matrices are layers`,
    matrix: 'a matrix with nothing that says it is a layer',
    vector: 'a vector that is no bias and no norm',
    recurrent: 'weights of a recurrent layer, which is no chain',
    embedding: 'an embedding, which is a table and no layer',
    attention: 'weights of attention, which is no chain',
    otherChain: 'not in this chain',
    noPlace: (width) => `a norm of ${count(width, 'number')}, and no layer has so many units`,
    noArray: 'no array of NumPy',
  },
  why: {
    shapes: (isUsual) => (isUsual ? 'only this way round the shapes fit' : 'only this way round the shapes fit, though the name says otherwise'),
    torch: 'the shapes fit both ways; “weight” is how PyTorch names them, and it stores outputs × inputs',
    keras: 'the shapes fit both ways; “kernel” is how Keras names them, and it stores inputs × outputs',
    sklearn: 'the shapes fit both ways; “coefs_” is how scikit-learn names them, and it stores inputs × outputs',
    numbered: 'the shapes fit both ways, and the name does not tell; inputs × outputs is assumed, as in x @ W',
    arrays: 'the shapes fit both ways; arrays without names come from Keras or scikit-learn, which store inputs × outputs',
    unknown: 'the shapes fit both ways, and the name does not tell; inputs × outputs is assumed',
    named: 'taken from the name',
    last: 'taken as linear, because softmax and the like belong to the loss',
    adjacent: 'linear, because nothing lies between this layer and the next one',
    assumed: 'assumed, because files of weights do not say it',
    index: 'its number tells where it stands',
    asked: 'the file does not tell whether it stands before or after the activation; this place is assumed',
  },
  rounded: (name) => `${name}: whole numbers beyond 2^53 became the nearest ones that 64 bits hold.`,
  agrees: (size) => (size === 0 ? 'The output is exactly the same.' : `The output agrees to ${size}.`),
  differs: (size, unit) => `The output differs by ${size.toPrecision(2)} at unit ${unit}.`,
};

const dialog = {
  title: 'Open a network',
  local: 'Nothing leaves this machine: the file is read in this page.',
  holds: (file, tensors, layers) => `${file} holds ${count(tensors, 'tensor')}. This chain has ${count(layers, 'layer')}.`,
  chain: 'Chain',
  chainOption: (first, last, sizes) => `${first === last ? first : `${first} … ${last}`} (${sizes.join(' → ')})`,
  layers: 'Layers',
  orientation: 'Which way round',
  reason: (part, list, why) => `${part}, ${list.length === 1 ? `layer ${list[0]}` : `layers ${ranges(list)}`}: ${why}.`,
  because: (why) => `${why[0].toUpperCase()}${why.slice(1)}.`,
  shapeOf: shape,
  turned: (inputs, outputs) => `${inputs} → ${outputs}`,
  transpose: 'transposed',
  transposeOf: (name) => `${name} is stored as outputs × inputs`,
  transposeAll: 'Transpose all',
  activation: 'Activation',
  activationOf: (name) => `Activation behind ${name}`,
  activationAll: 'All but the last one',
  differ: 'they differ',
  skip: 'Skip',
  skipIs: 'adds what enters a layer to this times what it makes, where both are equally wide; 0 is none',
  bias: 'Bias',
  noBias: 'none',
  norms: 'Norms',
  normsAre: 'Batch norms are those of evaluation mode: their statistics go into the weights. Scale and shift of other norms go into the weights behind them. So the gradients of these weights are those of the changed ones.',
  kinds: { batch: 'batch norm', layer: 'layer norm', rms: 'RMS norm' },
  normKind: (name) => `Kind of ${name}`,
  normPlace: (name) => `Place of ${name}`,
  normEps: (name) => `eps of ${name}`,
  eps: 'eps',
  place: ({ layer, side }) => (layer === 0 ? 'on the input' : `layer ${layer}, ${side} its activation`),
  leftOut: 'left out',
  skippedAre: (number) => `${count(number, 'tensor')} left out`,
  skippedOne: ({ name, shape: sizes, why }) => `${name}${sizes?.length ? ` ${shape(sizes)}` : ''}: ${why}.`,
  start: 'Input and loss',
  input: 'Input',
  inputs: { normal: 'random, normal', ones: 'all ones', row: 'a row of an array' },
  loss: 'Loss',
  losses: { unit: 'a random gradient of length 1', sum: 'the sum of the outputs', target: 'squared error against a row' },
  seed: 'Seed',
  row: 'Row',
  ofRows: (rows) => `of ${rows}`,
  array: 'Array',
  bytes: 'divide by 255',
  noRowsFor: (length) => `To choose a row, open an .npy file with rows of ${count(length, 'number')} together with the weights.`,
  check: 'Compare the output',
  checkIs: 'Choose all ones or a row of your own as input, and paste what your own program gives for it; a difference shows a wrong activation or a matrix the wrong way round. This check computes in plain 64-bit numbers.',
  reference: 'Reference output',
  referenceRow: 'or a row of',
  noReference: 'nothing',
  compare: 'Compare',
  open: 'Open',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser does not let this page write to the clipboard. The text is selected: copy it with Ctrl+C, or ⌘C on a Mac.',
  lines: 'How to save weights so that they open here',
  linesAre: 'np is NumPy. These lines save no activations: you choose them here.',
};

/** Who writes a file, and the line that does it. */
export const lines = [
  ['PyTorch', 'np.savez("m.npz", **{k: v.cpu().float().numpy() for k, v in model.state_dict().items()})'],
  ['Keras', 'np.savez("m.npz", *model.get_weights())'],
  ['scikit-learn', 'np.savez("m.npz", *[a for pair in zip(clf.coefs_, clf.intercepts_) for a in pair])'],
  ['safetensors', 'safetensors.torch.save_file(model.state_dict(), "m.safetensors")'],
];

/** The activation functions, in the order of the page. */
export const activations = {
  linear: 'linear', sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU', 'leaky-relu': 'leaky ReLU, 0.01', elu: 'ELU', selu: 'SELU', gelu: 'GELU',
  silu: 'SiLU', softplus: 'softplus', softsign: 'softsign', erf: 'erf', mish: 'Mish', sin: 'sin', arctan: 'arctan',
};

export const words = { ...problems, ...notes, dialog };
