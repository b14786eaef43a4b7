// Files of the training that the page shows: its numbers, and programs that compute it again.
import { address } from './address.js';
import { download } from './pictures.js';
import { shown } from './state.js';
import { numpyTraining } from './training_numpy.js';
import { torchTraining } from './training_torch.js';
import { words } from './words.js';

/** A text about the training as window.gradlens.training has it, or null; a first program without training has none. */
const text = (what) => window.gradlens.training?.(what) ?? null;

/** What a program needs. */
const training = () => ({ parts: JSON.parse(text('parts')), report: JSON.parse(text('json')) });

/** What each format saves: the ending of its name, and its text. */
const FORMATS = {
  csv: ['-training.csv', () => text('csv')],
  json: ['-training.json', () => text('json')],
  numpy: ['-training-numpy.py', (link) => numpyTraining(training(), link)],
  torch: ['-training-pytorch.py', (link) => torchTraining(training(), link)],
};

/** Whether it is one of the formats of a training, and none of a picture. */
export const isOfTraining = (format) => format in FORMATS;

/** Saves the training that is shown, as far as it is known. Returns a sentence that reports it. */
export async function saveTraining(format) {
  if (text('json') === null) return words.noTraining;
  const { home, link, name } = shown();
  const [ending, content] = FORMATS[format];
  return download(content(address(home ?? '', link)), name + ending);
}
