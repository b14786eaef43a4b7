// The last panel: files of the page, its pictures, its numbers, and programs.
import { address } from './address.js';
import { numpyProgram, torchProgram } from './code.js';
import { named, networkFile } from './network.js';
import { baked } from './one_file.js';
import { download, savePicture } from './pictures.js';
import { chainTable, layersTable } from './tables.js';
import { saveTraining } from './training.js';
import { words } from './words.js';

/** The page in one file as it was made: from inside of it, or from beside this page. */
async function single() {
  if (window.gradlensSingle) return window.gradlensSingle();
  const response = await fetch('./gradlens.html').catch(() => null);
  if (!response?.ok) throw new Error(words.notFetched);
  return response.text();
}

const network = () => window.gradlens.network();

async function page({ file, home, link }) {
  const isFile = file !== null;
  return baked(await single(), { link: isFile ? null : link, home, network: isFile ? networkFile(network(), link) : null });
}

const whole = ({ file, home, link }) => (file === null ? address(home ?? '', link) : null);

/** What each button saves: the ending of its name, and its text. */
const FILES = {
  page: ['.html', page],
  layers: ['-layers.csv', ({ report }) => layersTable(report)],
  chain: ['-chain.csv', ({ report }) => chainTable(report)],
  report: ['-report.json', ({ report }) => JSON.stringify(report, null, 2)],
  network: ['-network.json', ({ link }) => networkFile(network(), link)],
  npz: ['.npz', async ({ link }) => (await window.gradlensParts.files()).npz(named(network(), link))],
  numpy: ['-numpy.py', (state) => numpyProgram(network(), whole(state))],
  torch: ['-pytorch.py', (state) => torchProgram(network(), whole(state))],
};

/** A picture of the training, such as training.svg, or a file of it, such as training-csv. */
function training(what) {
  if (!window.gradlens.training?.('json')) return words.noTraining;
  return what.includes('.') ? savePicture(...what.split('.')) : saveTraining(what.split('-')[1]);
}

async function saved(what, state) {
  if (what.startsWith('training')) return training(what);
  if (!state.report) return state.isStopped ? words.stopped : words.waiting;
  const [picture, format] = what.split('.');
  if (format) return savePicture(picture, format);
  const [ending, text] = FILES[what];
  return download(await text(state), state.name + ending);
}

export function filesPanel(panel, say) {
  let state;
  panel.addEventListener('click', ({ target }) => {
    const what = target.closest('[data-get]')?.dataset.get;
    if (what) saved(what, state).catch((error) => words.notMade + error.message).then(say);
  });
  return (shown) => { state = shown; };
}
