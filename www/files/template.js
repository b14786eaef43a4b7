// The dialog as HTML: what stays, and what depends on the file.
import { activations, lines, words as all } from './words.js';
import { rowCount } from './rows.js';

const words = all.dialog;
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => String(text).replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter]);

/** A name of a file, which may be written in either direction. */
const named = (text) => `<bdi>${escaped(text)}</bdi>`;
const option = (value, label, chosen) => `<option value="${escaped(value)}"${String(value) === String(chosen) ? ' selected' : ''}>${escaped(label)}</option>`;
const options = (table, chosen) => Object.entries(table).map(([value, label]) => option(value, label, chosen)).join('');
const select = (id, inside, label = '') => `<select id="files-${id}" data-set="${id}"${label && ` aria-label="${escaped(label)}"`}>${inside}</select>`;
const entry = (id, value, { label = '', min = 0, step = 1 } = {}) => `<input type="number" id="files-${id}" data-set="${id}" min="${min}" step="${step}" value="${value}" inputmode="decimal"${label && ` aria-label="${escaped(label)}"`}>`;
const tick = (id, isOn, label, name = label) => `<label class="tick"><input type="checkbox" id="files-${id}" data-set="${id}"${isOn ? ' checked' : ''} aria-label="${escaped(name)}"> ${label}</label>`;

const line = ([who, text]) => `<div class="files-line" data-box><span>${who}</span><textarea readonly rows="2" spellcheck="false" aria-label="${who}">${escaped(text)}</textarea><button type="button" data-copy>${words.copy}<span class="hidden"> ${who}</span></button></div>`;

export const markup = `<h2 id="files-title">${words.title}</h2>
<div class="files-inside">
  <p class="quiet">${words.local}</p>
  <p class="files-wrong" role="alert" data-wrong hidden></p>
  <div data-network></div>
  <details data-lines><summary>${words.lines}</summary><p class="quiet">${words.linesAre}</p>${lines.map(line).join('')}</details>
</div>
<div class="files-foot"><p role="status" data-said></p><span class="buttons"><button type="button" data-cancel>${words.cancel}</button> <button type="button" class="files-open" data-open>${words.open}</button></span></div>`;

const widths = ({ layers }) => [layers[0].inputs, ...layers.map(({ outputs }) => outputs)];
const chainOption = (chain, i, chosen) => {
  const names = chain.layers.map(({ unit }) => unit.weight.name);
  return option(i, words.chainOption(names[0], names.at(-1), widths(chain)), chosen);
};

function layer({ unit, isTransposed, inputs, outputs, activation }, j) {
  const { name, shape } = unit.weight;
  const bias = unit.bias ? named(unit.bias.name) : words.noBias;
  return `<li><span class="files-name">${named(name)} <span class="quiet">${words.shapeOf(shape)}</span></span>
    <span class="files-size">${words.turned(inputs, outputs)}</span>
    ${tick(`turned-${j}`, isTransposed, words.transpose, words.transposeOf(name))}
    <span class="quiet">${words.bias}: ${bias}</span>
    ${select(`activation-${j}`, options(activations, activation), words.activationOf(name))}</li>`;
}

/** Reasons, each with the layers that it is for. */
function reasons(layers) {
  const found = new Map();
  layers.forEach(({ isCertain, why, whyActivation }, j) => {
    for (const [part, reason] of [[words.orientation, isCertain ? null : why], [words.activation, whyActivation]]) {
      if (!reason) continue;
      const key = `${part}\n${reason}`;
      found.set(key, [...(found.get(key) ?? []), j + 1]);
    }
  });
  return [...found].map(([key, list]) => {
    const [part, reason] = key.split('\n');
    return `<li>${words.reason(part, list, reason)}</li>`;
  }).join('');
}

function norm({ unit, kind, place, places, eps, why }, i) {
  const chosen = place ? places.findIndex(({ layer: j, side }) => j === place.layer && side === place.side) : -1;
  const kinds = kind === 'batch' ? words.kinds.batch : select(`kind-${i}`, options({ layer: words.kinds.layer, rms: words.kinds.rms }, kind), words.normKind(unit.stem));
  const where = places.map((one, k) => option(k, words.place(one), chosen)).join('') + option(-1, words.leftOut, chosen);
  return `<li><span class="files-name">${named(unit.stem)} <span class="quiet">(${unit.width})</span></span> ${kinds} ${select(`place-${i}`, where, words.normPlace(unit.stem))}
    <label>${words.eps} ${entry(`eps-${i}`, eps, { label: words.normEps(unit.stem), step: 'any' })}</label> ${why && `<span class="quiet">${words.because(why)}</span>`}</li>`;
}

/** The controls of a row of an array: which array, which row. */
function rowOf(part, { tensor, row }, { arrays, length }) {
  const at = arrays.indexOf(tensor);
  const list = arrays.map((one, i) => option(i, one.name, at)).join('');
  return `<label>${words.array} ${select(`${part}-array`, list)}</label> <label>${words.row} ${entry(`${part}-row`, row, { min: 1 })}</label> <span class="quiet">${words.ofRows(rowCount(arrays[at] ?? arrays[0], length))}</span>`;
}

/** A choice of kinds, with what the chosen one needs. `kinds`: { value: label }. */
function choice(part, label, { kinds, chosen, arrays, length }) {
  const isRow = chosen.kind === 'row' || chosen.kind === 'target';
  const isRandom = chosen.kind === 'normal' || chosen.kind === 'unit';
  const allowed = Object.fromEntries(Object.entries(kinds).filter(([kind]) => arrays.length > 0 || (kind !== 'row' && kind !== 'target')));
  const more = [
    isRandom && `<label>${words.seed} ${entry(`${part}-seed`, chosen.seed)}</label>`,
    isRow && rowOf(part, chosen, { arrays, length }),
    isRow && chosen.tensor?.dtype === 'uint8' && tick(`${part}-bytes`, chosen.isDivided, words.bytes),
    arrays.length === 0 && part === 'input' && `<span class="quiet">${words.noRowsFor(length)}</span>`,
  ].filter(Boolean);
  return `<p class="files-row"><label>${label} ${select(`${part}-kind`, options(allowed, chosen.kind))}</label> ${more.join(' ')}</p>`;
}

function check({ reference }, outputs) {
  const own = outputs.arrays.length > 0 ? `<p class="files-row"><label>${words.referenceRow} ${select('reference-array', option(-1, words.noReference, outputs.arrays.indexOf(reference.tensor)) + outputs.arrays.map((one, i) => option(i, one.name, outputs.arrays.indexOf(reference.tensor))).join(''))}</label> <label>${words.row} ${entry('reference-row', reference.row, { min: 1 })}</label></p>` : '';
  return `<details data-check${reference.isOpen ? ' open' : ''}><summary>${words.check}</summary><p class="quiet">${words.checkIs}</p>
    <textarea id="files-reference-text" data-set="reference-text" rows="3" spellcheck="false" aria-label="${words.reference}">${escaped(reference.text)}</textarea>${own}
    <p class="files-row"><button type="button" data-compare>${words.compare}</button> <span role="status" data-compared></span></p></details>`;
}

/**
 * What a file can be. `state`: { file, count, chains, chosen, skip, input, loss, reference, notes }; `inputs` and `outputs`: { arrays, length },
 * the arrays that have rows of this length.
 */
export function network(state, { inputs, outputs }) {
  const chain = state.chains[state.chosen];
  const { layers, norms, skipped } = chain;
  const hidden = new Set(layers.slice(0, -1).map(({ activation }) => activation));
  const all = layers.length > 1 ? `<label>${words.activationAll} ${select('activation-all', (hidden.size > 1 ? option('', words.differ, '') : '') + options(activations, hidden.size > 1 ? '' : [...hidden][0]))}</label>` : '';
  const picker = state.chains.length > 1 ? `<p class="files-row"><label>${words.chain} ${select('chain', state.chains.map((one, i) => chainOption(one, i, state.chosen)).join(''))}</label></p>` : '';
  return `<p>${words.holds(named(state.file), state.count, layers.length)}</p>${picker}
    <section><h3>${words.layers}</h3><p class="files-row">${all} <button type="button" id="files-turn-all" data-turn-all>${words.transposeAll}</button></p>
    <ol class="files-layers">${layers.map(layer).join('')}</ol>${layers.some((one) => one.inputs === one.outputs) ? `<p class="files-row"><label>${words.skip} ${entry('skip', state.skip, { min: -10, step: 'any' })}</label> <span class="quiet">${words.skipIs}</span></p>` : ''}<ul class="files-notes">${reasons(layers)}${state.notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul></section>
    ${norms.length > 0 ? `<section><h3>${words.norms}</h3><p class="quiet">${words.normsAre}</p><ul class="files-layers">${norms.map(norm).join('')}</ul></section>` : ''}
    ${skipped.length > 0 ? `<details><summary>${words.skippedAre(skipped.length)}</summary><ul class="files-notes">${skipped.map((one) => `<li>${escaped(words.skippedOne(one))}</li>`).join('')}</ul></details>` : ''}
    <section><h3>${words.start}</h3>${choice('input', words.input, { kinds: words.inputs, chosen: state.input, ...inputs })}${choice('loss', words.loss, { kinds: words.losses, chosen: state.loss, ...outputs })}</section>
    ${check(state, outputs)}`;
}
