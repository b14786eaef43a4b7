// The states in which the page is checked: by axe (access.test.mjs) and in pictures
// (scripts/screens.mjs). A new part of the page adds its states here.
import { fileURLToPath } from 'node:url';
import { asked, inLesson } from './lesson.mjs';
import { ready } from './ready.mjs';

const QUERY = 'v=1&depth=12&layer=9&seed=1';

/** Opens every <details> that a selector finds. */
const unfold = (page, selector) => page.locator(`${selector}:not([open]) > summary`).evaluateAll((all) => all.forEach((summary) => summary.click()));

/** What the fan shows, and the numbers of all pictures. */
const chips = (...names) => async (page) => {
  for (const name of names) await page.locator(`[data-chip="${name}"]`).click();
  await unfold(page, '[data-numbers]');
  await page.locator('#flow table').first().waitFor();
};

/**
 * name: of the picture; query: what is shown; open: what is then done on the page, if anything; alike: the elements are those of the default, with other
 * words, numbers and drawings, so accessibility is looked at in one way, and in every way under `make full`.
 */
export const STATES = [
  { name: 'default' },
  { name: 'settings', open: (page) => unfold(page, '#settings') },
  { name: 'bound-and-weights', query: 'v=1&gain=4&seed=1', open: chips('bound', 'weights') },
  { name: 'on-its-way', query: QUERY, open: async (page) => {
    for (let step = 0; step < 5; step += 1) await page.locator('#step').click();
  } },
  { name: 'runs', query: 'v=1&depth=20&width=16~10,8~10&act=tanh~19,linear&gain=1~19,2&seed=1' },
  { name: 'gradient-alone', query: QUERY, open: chips('directions') },
  { name: 'plain', query: 'v=1&depth=12&act=linear&seed=1', open: chips('plain') },
  { name: 'beside', query: 'v=1&depth=12&act=tanh&init=lecun-normal&seed=1', open: async (page) => {
    await chips('theory', 'seeds', 'formats')(page);
    await page.waitForFunction(() => /In 100 networks/.test(document.querySelector('#flow [data-notes]').textContent));
  } },
  { name: 'outputs', query: QUERY, open: (page) => page.locator('#outputs').evaluate((part) => part.scrollIntoView()) },
  { name: 'apart', query: QUERY, open: async (page) => {
    await page.locator('#dial').focus();
    await page.keyboard.press('PageUp');
  } },
  { name: 'level', alike: true, query: 'v=1&act=linear&init=orthogonal&gain=0.5&seed=1' },
  { name: 'deep', alike: true, query: 'v=1&depth=200&width=8&act=relu&init=he-normal&seed=1&view=spectrum' },
  { name: 'stable', alike: true, query: 'v=1&act=tanh&gain=1.2&seed=1' },
  { name: 'chaos', alike: true, query: 'v=1&act=tanh&gain=2.5&seed=1' },
  { name: 'cut', alike: true, query: 'v=1&act=relu&init=he-normal&seed=1' },
  { name: 'weight-trap', alike: true, query: 'v=1&depth=30&act=tanh&gain=0.6&seed=1&view=weights' },
  { name: 'bound-trap', alike: true, query: 'v=1&depth=30&act=tanh&gain=1.5&seed=1&view=bound' },
  { name: 'one-layer', alike: true, query: 'v=1&depth=1&seed=1' },
  { name: 'one-unit', alike: true, query: 'v=1&width=1&act=tanh&seed=1' },
  { name: 'wide', alike: true, query: 'v=1&width=128&act=tanh&gain=1.5&seed=1' },
  { name: 'dead', query: 'v=1&act=relu&init=zeros&seed=1' },
  { name: 'not-finite', query: 'v=1&depth=200&act=linear&gain=10&init=normal&width=64&seed=1' },
  { name: 'notices', query: 'v=1&depth=999&act=step&foo=1&gain=99&seed=1' },
  { name: 'presets', open: async (page) => {
    await page.locator('#open-presets').click();
    await page.waitForFunction(() => [...document.querySelectorAll('#presets [data-finding]')].every((one) => one.textContent !== ''));
  } },
  { name: 'chain', query: QUERY, open: async (page) => {
    await unfold(page, '#chain');
    await page.locator('#chain .factors button').first().waitFor();
    await page.locator('#chain').scrollIntoViewIfNeeded();
  } },
  { name: 'map', query: 'v=1&depth=20&width=8&act=tanh&seed=1&show=flow,map', open: async (page) => {
    await page.waitForFunction(() => document.getElementById('map').dataset.mapState === 'whole');
    await page.locator('#map').evaluate((act) => act.scrollIntoView());
  } },
  { name: 'training', query: 'v=1&depth=6&width=8~5,2&inputs=2&act=tanh&seed=1&steps=60&at=30', open: async (page) => {
    await page.waitForFunction(() => document.querySelector('[data-training="reading"]').textContent.startsWith('step 30'));
    await page.locator('#training').evaluate((act) => act.scrollIntoView());
  } },
  { name: 'inspector', query: 'v=1&depth=4&width=4&seed=1', open: async (page) => {
    await unfold(page, '#inspector');
    await page.locator('#maps-title').evaluate((heading) => heading.scrollIntoView());
  } },
  { name: 'compare', query: 'v=1&act=tanh&seed=1', open: async (page) => {
    await page.locator('#pin').click();
    await page.evaluate(() => window.gradlens.apply('v=1&act=tanh&gain=1.5&seed=1'));
    await ready(page);
    await unfold(page, '#compare details');
    await page.locator('#compare table').waitFor();
  } },
  { name: 'lesson', open: (page) => page.locator('#lesson-open').click() },
  { name: 'lesson-answered', query: 'v=1&act=tanh&seed=1&step=8', open: async (page) => {
    await asked(page);
    for (const wrong of ['7', '8']) {
      await page.locator('#lesson-number').fill(wrong);
      await page.locator('#lesson-question [type=submit]').click();
    }
    await page.locator('#lesson-keep').scrollIntoViewIfNeeded();
  } },
  { name: 'lesson-guess', query: 'v=1&seed=1&step=3', open: async (page) => {
    await asked(page);
    for (let i = 0; i < 10; i += 1) await page.locator('#guess').press('ArrowDown');
  } },
  { name: 'lesson-covered', query: 'v=1&gain=4&seed=1&step=14', open: (page) => asked(page) },
  { name: 'lesson-training', query: 'v=1&seed=1&step=21', open: async (page) => {
    await page.locator('#lesson-example').click();
    await asked(page);
    await inLesson(page, 'reveal').click();
  } },
  { name: 'refused', query: 'v=1&depth=4&width=4&seed=1', open: async (page) => {
    await unfold(page, '#inspector');
    await page.locator('#layer-gain').fill('none');
    await page.locator('#layer-gain').press('Enter');
    await page.locator('#notices').waitFor();
  } },
  { name: 'lesson-inspector', query: 'v=1&depth=4&width=4&act=tanh&seed=1&step=6', open: async (page) => {
    await asked(page);
    await inLesson(page, 'reveal').click();
    await page.locator('#maps-title').evaluate((heading) => heading.scrollIntoView());
  } },
  ...['Link', 'Embed', 'For students', 'Files'].map((name) => ({ name: `share-${name.toLowerCase().replace('for ', '')}`, query: QUERY, open: async (page) => {
    await page.locator('#open-share').click();
    await page.getByRole('dialog').getByRole('tab', { name, exact: true }).click();
  } })),
  { name: 'file', query: 'v=1&depth=4&width=4&seed=1', open: async (page) => {
    await page.evaluate(() => window.gradlens.whole());
    await ready(page);
    await page.evaluate(() => window.gradlens.open(JSON.stringify({ ...window.gradlens.network(), name: 'a network of my own' }), 'net.json'));
    await ready(page);
    await unfold(page, '#settings');
  } },
  ...['torch_named.npz', 'torch_mlp.pt'].map((name) => ({ name: `files-${name.split('.')[1]}`, query: QUERY, open: async (page) => {
    await page.locator('#file').setInputFiles(fileURLToPath(new URL(`../../files/cases/${name}`, import.meta.url)));
    await page.locator('#files[open]').waitFor();
    await unfold(page, '#files details');
  } })),
  { name: 'remedies', query: 'v=1&act=relu&init=he-normal&skip=0.5&norm=layer&place=after&tied=1&seed=1&layer=7', open: (page) => unfold(page, '#settings') },
  { name: 'remedy-layer', query: 'v=1&act=tanh&skip=1&seed=1&layer=7', open: (page) => page.locator('#card').evaluate((card) => card.scrollIntoView()) },
  { name: 'embed', query: `${QUERY}&embed=1` },
  { name: 'embed-parts', query: `${QUERY}&embed=1&show=bound,layer&hide=gain&lock=act`, open: (page) => unfold(page, '#settings') },
  { name: 'about', open: async (page) => {
    await unfold(page, '#about');
    await page.locator('#about .terms').first().waitFor();
    await page.locator('#about-words').evaluate((heading) => heading.scrollIntoView());
  } },
];

/** Brings a page into a state. `home`: the address of the page without a query. */
export async function enter(page, { query = 'v=1&seed=1', open }, home) {
  await page.goto(`${home}?${query}`);
  await ready(page);
  await open?.(page);
  await ready(page);
}
