// What the page shows at this moment, as far as sharing needs it.
import { homeOf, lasting } from './address.js';
import { description, fileName } from './network.js';
import { words } from './words.js';

/** The report of the newest complete analysis, or null before the first one. */
function newestReport() {
  try {
    return window.gradlens.report();
  } catch {
    return null;
  }
}

const named = (report) => description(report.widths.slice(1), report.layers.map(({ activation }) => activation));

/**
 * { home: the folder of the site or null, link, kept: what every link keeps of the page around the network, file: the name of the network
 * file or null, preset: its id or null, title, name: for files, isStopped, report: of what is shown, or null while it is missing }.
 */
export function shown() {
  const { gradlens } = window;
  const { gradlens: work, home } = document.documentElement.dataset;
  const link = gradlens.link();
  const report = newestReport();
  const file = document.querySelector('#from-file:not([hidden]) [data-name]')?.textContent ?? null;
  return {
    home: homeOf(location.href, home),
    link,
    kept: lasting(gradlens.frame(location.search + location.hash)),
    file,
    preset: document.getElementById('preset-name')?.dataset.id || null,
    title: words.title(report ? named(report) : words.aNetwork),
    name: fileName(link, file),
    isStopped: work === 'stopped',
    report: work === 'ready' ? report : null,
  };
}

/** Why there is no link that others could open, or null. */
export function refusal({ file, home }) {
  if (file !== null) return words.fromFile(file);
  return home === null ? words.noHome : null;
}
