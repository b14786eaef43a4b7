// The dialog as HTML.
import { hosts, words } from './words.js';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text) => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter]);

const tab = (prefix, panel) => ([name, label]) => `<button type="button" role="tab" id="${prefix}-${name}" data-tab="${name}" aria-controls="${panel(name)}">${label}</button>`;
const tick = (attributes, label) => `<label class="tick"><input type="checkbox" ${attributes}> ${label}</label>`;

/** A text to copy. `label`: its name, which is seen only where `seen` is given. */
export const box = (label, rows, seen = '') => `<div class="share-box" data-box>${seen && `<p class="share-kind">${escaped(seen)}</p>`}<textarea readonly rows="${rows}" spellcheck="false" aria-label="${escaped(label)}"></textarea><button type="button" data-copy>${words.copy}<span class="hidden"> ${escaped(label)}</span></button></div>`;

const refused = `<div data-refused hidden><p data-sentence></p><p><button type="button" data-to-files>${words.toFiles}</button></p></div>`;

const link = `${refused}<div data-given>
  <p class="quiet">${words.addressIs}</p>
  ${box(words.address, 2)}
  <figure class="share-code"><div data-code></div><figcaption><span>${words.codeIs}</span> <span class="buttons"><button type="button" data-get-code="svg"><span class="hidden">${words.saveCode}</span>SVG</button> <button type="button" data-get-code="png"><span class="hidden">${words.saveCode}</span>PNG</button></span></figcaption></figure>
  <p class="quiet" data-no-code hidden>${words.codeTooLong}</p>
</div>`;

const choices = `<details><summary>${words.figure}</summary>
  <fieldset><legend>${words.panels}</legend><span data-parts></span></fieldset>
  <p class="quiet" data-no-panels hidden>${words.noPanels}</p>
  <p class="share-row"><label>${words.theme} <select data-theme-choice>${Object.entries(words.themes).map(([name, label]) => `<option value="${name}">${label}</option>`).join('')}</select></label>
  <label>${words.height} <input type="number" inputmode="numeric" min="200" max="1200" step="10" value="600" data-height> <span class="quiet">${words.pixels}</span></label>
  ${tick('data-still', words.still)}</p>
</details>`;

const embed = `${refused}<div data-given>
  <div class="tabs" role="tablist" aria-label="${words.hosts}" data-hosts>${Object.entries(hosts).map(([name, [label]]) => [name, label]).map(tab('share-host', () => 'share-snippets')).join('')}</div>
  <div role="tabpanel" id="share-snippets" aria-labelledby="share-host-html">
    <p class="quiet" data-hint></p>
    <div data-snippets></div>
  </div>
  <p class="quiet" data-restricted hidden></p>
  ${choices}
  <p><a data-look target="_blank" rel="noopener">${words.look}</a></p>
</div>`;

const students = `${refused}<div data-given>
  <p class="quiet">${words.studentsIs}</p>
  ${box(words.studentsLink, 2)}
  <div class="share-locks" data-locks></div>
</div>`;

const get = (name, label, before = '') => `<button type="button" data-get="${name}">${before && `<span class="hidden">${before} </span>`}${label}</button>`;
const row = (title, buttons, note = '') => `<section><h3>${title}</h3>${note && `<p class="quiet">${note}</p>`}<p class="buttons">${buttons}</p></section>`;
const picture = (name, label) => `<span class="share-pair">${label} ${get(`${name}.svg`, 'SVG', label)} ${get(`${name}.png`, 'PNG', label)}</span>`;

const files = [
  row(words.oneFile, get('page', words.saveOneFile), words.oneFileIs),
  row(words.pictures, picture('flow', words.flow) + picture('chart', words.chart)),
  row(words.numbers, get('layers', words.layersTable) + get('chain', words.chainTable) + get('report', words.report) + get('network', words.network) + get('npz', words.npz), words.numbersAre),
  row(words.programs, get('numpy', words.numpy) + get('torch', words.pytorch), words.programsAre),
  row(words.training, picture('training', words.trainingMap) + ['csv', 'json', 'numpy', 'torch'].map((name) => get(`training-${name}`, words.trainingFiles[name], words.training)).join(''), words.trainingIs),
].join('');

const PANELS = { link, embed, students, files };

const panel = ([name, html]) => `<div role="tabpanel" id="share-panel-${name}" class="share-panel" data-panel="${name}" aria-labelledby="share-tab-${name}" hidden>${html}</div>`;

export const markup = `<div class="share-head"><h2 id="share-title">${words.share}</h2><button type="button" data-close>${words.close}</button></div>
<div class="tabs" role="tablist" aria-label="${words.sections}" data-sections>${Object.keys(PANELS).map((name) => [name, words[name]]).map(tab('share-tab', (name) => `share-panel-${name}`)).join('')}</div>
${Object.entries(PANELS).map(panel).join('')}
<p class="share-said" role="status" data-said></p>`;

/** A tick for each part of a figure: its pictures, and what there is besides. */
export function parts() {
  const all = [['flow', words.flow], ['outputs', words.chart], ...Object.entries(words.extras)];
  return all.map(([name, label]) => tick(`data-panel-name="${name}"`, label)).join('');
}

/** A row for each setting that can be hidden or locked. `settings`: [[key, name], ...]. */
export const locks = (settings) => settings.map(([key, name]) => `<div role="group" aria-label="${escaped(name)}"><span aria-hidden="true">${escaped(name)}</span> ${['hide', 'lock'].map((way) => tick(`data-way="${way}" data-setting="${key}"`, `${words[way]}<span class="hidden"> ${escaped(name)}</span>`)).join(' ')}</div>`).join('');
