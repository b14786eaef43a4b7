// Files of networks: loaded when one is first opened that is no network file.
import { choices } from './choices.js';
import { filesDialog } from './dialog.js';
import { partsOf } from './network_of.js';
import { openParts } from './open.js';
import { isOwn, ownNetwork } from './own.js';
import { FileProblem } from './problem.js';
import { read } from './read.js';
import { words } from './words.js';

export { openText } from './open.js';
export { npz } from './write.js';

/** The largest file that is read, in bytes: what 2e8 numbers of 64 bits need. */
const LARGEST = 1.7e9;

let dialog;
/** How often files were chosen: what was chosen before the newest is dropped. */
let turn = 0;

async function bytesOf(file) {
  if (file.size > LARGEST) throw new FileProblem(words.tooLargeFile(file.size, LARGEST));
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new FileProblem(words.unread);
  }
  return new Uint8Array(bytes);
}

/** A problem with the name of its file. */
const named = async (file, act) => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileProblem) error.file = file.name;
    throw error;
  }
};

/**
 * Which of some files has the weights, and the arrays beside it: { file, tensors, skipped, companions }, or { text: the file } where it is
 * a text. Arrays alone are one network, each named by its file.
 */
async function sorted(files) {
  const all = [];
  for (const file of files) all.push({ file, ...(await named(file, async () => read(await bytesOf(file)))) });
  if (all.length === 1 && all[0].format === 'text') return { text: all[0].file };
  const isArray = ({ format }) => format === 'npy';
  const [first, second] = all.filter((one) => !isArray(one));
  const wrong = second ?? (first?.format === 'text' ? first : null);
  if (wrong) await named(wrong.file, () => { throw new FileProblem(wrong.format === 'text' ? words.noRows : words.twoArchives); });
  const arrays = all.filter(isArray).map(({ file, tensors: [tensor] }) => ({ ...tensor, name: file.name.replace(/\.npy$/i, '') }));
  if (first) return { file: first.file, tensors: first.tensors, skipped: first.skipped, companions: arrays };
  return { file: all[0].file, tensors: arrays, skipped: [], companions: [] };
}

/** `isNewest`: whether no other files have been chosen meanwhile. */
async function opened(files, isNewest) {
  const found = await sorted(files);
  if (!isNewest()) return null;
  if (found.text) {
    const share = await window.gradlensParts.share();
    return share.openFile(found.text);
  }
  const { file, tensors } = found;
  return named(file, async () => {
    if (isOwn(tensors)) return openParts(partsOf(ownNetwork(tensors)), file.name);
    dialog.show(choices({ ...found, file: file.name }));
    return null;
  });
}

/**
 * Opens files that the reader has chosen, dropped or pasted: shows the dialog, or the network where nothing is to be asked. Settles when
 * either can be seen.
 */
export async function openFiles(files) {
  dialog ??= filesDialog();
  const root = document.documentElement;
  root.dataset.reads = '';
  turn += 1;
  const own = turn;
  const isNewest = () => own === turn;
  try {
    return await opened([...files], isNewest);
  } catch (error) {
    if (!isNewest()) return null;
    // Where there is too little memory for the numbers, an array cannot be made.
    const problem = error instanceof RangeError ? Object.assign(new FileProblem(words.noMemory), { file: files[0].name }) : error;
    if (!(problem instanceof FileProblem)) throw problem;
    const sentence = words.notOpened(window.gradlens.name(problem.file), problem.message);
    dialog.refuse(sentence);
    return sentence;
  } finally {
    if (isNewest()) delete root.dataset.reads;
  }
}
