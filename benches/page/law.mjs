// The law: the map of gain and depth, and many networks beside the fan, from the act of the reader to the picture.
import { close, pause, PAUSE } from './place.mjs';

const ACTIVATIONS = ['tanh', 'relu', 'gelu', 'sigmoid'];
const link = (act, seed) => `v=1&depth=20&width=16&act=${act}&seed=${seed}`;
const OPENINGS = 5;
const SEEDS = 5;

/** In the page: notes when the map is first seen, and when all of it is, since `window.from`. */
function watchMap() {
  const act = document.getElementById('map');
  window.found = {};
  let isNew = act.dataset.mapState !== 'whole';
  const look = () => {
    const { found } = window;
    const state = act.dataset.mapState;
    isNew ||= state !== 'whole';
    if (isNew && (state === 'some' || state === 'whole')) found.first ??= performance.now() - window.from;
    if (isNew && state === 'whole') found.whole ??= performance.now() - window.from;
  };
  new MutationObserver(look).observe(act, { attributes: true, attributeFilter: ['data-map-state'] });
}

const ended = async (page) => {
  await page.waitForFunction(() => window.found.whole, null, { polling: 20 });
  return page.evaluate(() => window.found);
};

/** From the opening of the act in a new page. */
async function opened(place, act) {
  const page = await place.open(link(act, 1));
  await pause(PAUSE);
  await page.evaluate(watchMap);
  await page.evaluate(() => {
    window.from = performance.now();
    document.querySelector('#map > summary').click();
  });
  return { page, times: await ended(page) };
}

/** From another seed while the map is open. */
async function changed(page, act, seed) {
  await pause(PAUSE);
  await page.evaluate(watchMap);
  await page.evaluate((link) => {
    window.from = performance.now();
    window.gradlens.apply(link);
  }, link(act, seed));
  return ended(page);
}

async function map(place, act) {
  console.error(`page: the map of ${act}`);
  const [openings, changes] = [[], []];
  for (let left = OPENINGS; left > 0; left -= 1) {
    const { page, times } = await opened(place, act);
    openings.push(times);
    for (let seed = 2; left === 1 && seed < 2 + SEEDS; seed += 1) changes.push(await changed(page, act, seed));
    await close(page);
  }
  return { name: act, openings, changes };
}

/**
 * In the page: notes when the gradients of all networks are said, since `window.from`, and when the table has their
 * directions, too; tables are written at rest, so that this is later than the picture.
 */
function watchSeeds() {
  const flow = document.getElementById('flow');
  const said = () => flow.querySelector('[data-notes]').textContent;
  const before = said();
  window.found = {};
  const look = () => {
    const { found } = window;
    const text = said();
    if (text !== before && /In 100 networks/.test(text)) found.first ??= performance.now() - window.from;
    if (found.first && /directions of 100 of them/.test(flow.querySelector('[data-table]').textContent)) found.whole ??= performance.now() - window.from;
    if (!found.whole) setTimeout(look, 5);
  };
  window.from = performance.now();
  look();
}

/** A hundred networks of another recipe while the chip is pressed: milliseconds to their gradients and to their chains. */
async function seeds(place, act) {
  console.error(`page: many networks, ${act}`);
  const page = await place.open(link(act, 1));
  await page.locator('#flow [data-numbers] > summary').click();
  await page.evaluate(watchSeeds);
  await page.locator('#chips [data-chip="seeds"]').click();
  await ended(page);
  const times = [];
  for (let seed = 2; seed < 2 + SEEDS; seed += 1) {
    await pause(PAUSE);
    await page.evaluate(watchSeeds);
    await page.evaluate((link) => {
      window.from = performance.now();
      window.gradlens.apply(link);
    }, `${link(act, 1)}&gain=${(1 + seed / 100).toFixed(2)}&chips=gradient,directions,seeds`);
    times.push(await ended(page));
  }
  await close(page);
  return { name: act, times };
}

/** Both, for each activation. */
export async function law(place) {
  const [maps, many] = [[], []];
  for (const act of ACTIVATIONS) {
    maps.push(await map(place, act));
    many.push(await seeds(place, act));
  }
  return { maps, many };
}
