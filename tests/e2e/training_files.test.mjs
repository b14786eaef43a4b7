// What is saved of a training: pictures, numbers, and programs, which are run and compared with the curve of the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { numpyTraining } from '../../www/share/training_numpy.js';
import { torchTraining } from '../../www/share/training_torch.js';
import { openPage, ready } from './harness/page.mjs';
import { hasModule, numbersOf, output } from './harness/python.mjs';

const CLASSES = 'depth=4&width=8~3,2&inputs=2';
/** Every rule, with and without clip, skips, norms, tied weights, every activation, both losses, all rows and batches of some, branches. */
const LINKS = [
  `v=1&${CLASSES}&act=tanh&seed=1&steps=300&at=300`,
  `v=1&${CLASSES}&act=relu&init=he-normal&seed=2&data=xor&rule=momentum&lr=0.05&steps=300&at=300`,
  `v=1&${CLASSES}&seed=3&data=circle&rule=adam&lr=0.01&steps=300&at=300`,
  `v=1&${CLASSES}&act=gelu&init=he-normal&seed=4&data=gauss&rule=adam&lr=0.01&batch=0&clip=0.1&steps=200&at=200`,
  'v=1&depth=5&width=12~4,1&inputs=1&act=tanh&bias=0.5&seed=5&data=sine&rule=momentum&lr=0.01&clip=0.5&steps=300&at=300',
  'v=1&depth=6&width=6&act=tanh&tied=1&seed=6&data=copy&lr=0.05&steps=200&at=200',
  'v=1&depth=6&width=6&act=linear,tanh~4,linear&tied=1&seed=6&data=copy&rule=adam&lr=0.005&steps=200&at=200',
  `v=1&${CLASSES}&act=relu&init=he-normal&skip=1&norm=layer&place=before&seed=7&lr=0.05&steps=200&at=200`,
  'v=1&depth=5&width=7~4,2&inputs=2&act=silu,elu,selu,softplus,linear&skip=0.5&norm=rms~2,layer~2,none&place=inside~2,after~2,inside&seed=8&rule=adam&lr=0.01&steps=200&at=200',
  'v=1&depth=5&width=7~4,2&inputs=2&act=leaky-relu~2,softsign,erf,linear&slope=0.3&seed=4294967295&data=circle&batch=50&steps=200&at=200',
  `v=1&${CLASSES}&act=mish,sin,arctan,linear&seed=10&data=circle&batch=200&steps=200&at=200`,
  // Layers that begin equal and are not tied.
  'v=1&depth=8&width=8&act=tanh&init=identity&seed=1&data=copy&steps=100&at=100',
  // Every second step is kept.
  `v=1&${CLASSES}&act=tanh&seed=11&data=xor&batch=7&steps=601&at=601`,
  // It has branched twice: another step size, clip and batch, then another rule.
  `v=1&${CLASSES}&act=tanh&seed=12&data=xor&rule=adam&lr=0.01&steps=200&before=20~momentum~0.1~16~0,60~momentum~0.02~0~0.5&at=200`,
  // No biases: a linear map, from balanced weights and from the network's own.
  'v=1&depth=3&width=6~2,5&inputs=5&act=linear&seed=1&data=teacher&start=0.01&lr=0.02&batch=0&steps=300&at=300',
  'v=1&depth=3&width=6~2,5&inputs=5&act=linear&skip=0.5&seed=2&data=teacher&rule=adam&lr=0.01&steps=100&at=100',
  // It ends early: the outputs of a layer are not finite.
  `v=1&${CLASSES}&act=linear&gain=4&seed=1&lr=100&steps=300`,
];
/** Roundings grow: a gradient that explodes and is clipped, and tied weights far from zero with momentum. */
const CHAOTIC = [
  'v=1&depth=12&width=10~11,2&inputs=2&act=relu&init=he-normal&gain=3&seed=1&data=circle&lr=0.01&clip=1&steps=300&at=300',
  'v=1&depth=8&width=8&act=tanh&gain=2&tied=1&seed=1&data=copy&rule=momentum&steps=300&at=300',
];
/** Relative: what programs with other orders of summation may differ by, as long as nothing amplifies it. */
const ERROR = 1e-9;
/** Roundings of all steps beside a change of every parameter in its last place at the first one, as for the reference runs. */
const ROOM = 30;

/** What the page gives of the training of a link once all of its steps are known. */
async function trained(page, link) {
  await page.evaluate((link) => window.gradlens.apply(link), link);
  if (link.includes('at=')) {
    await page.waitForFunction((at) => document.querySelector('[data-training="reading"]')?.textContent.startsWith(`step ${at}:`), /at=(\d+)/.exec(link)[1]);
    await ready(page);
  } else {
    await page.waitForFunction(() => document.getElementById('training').dataset.trainingState === 'rests');
    await page.locator('#train-run').click();
    await page.waitForFunction(() => document.getElementById('training').dataset.trainingState === 'over');
  }
  return page.evaluate(() => Object.fromEntries(['parts', 'json'].map((what) => [what, JSON.parse(window.gradlens.training(what))])));
}

async function trainings(t, links) {
  const page = await openPage(t, { query: links[0] });
  const all = [];
  for (const link of links) {
    const { parts, json } = await trained(page, link);
    all.push({ link, training: { parts, report: json } });
  }
  return all;
}

const relative = (a, b) => (a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));

/** The losses of the program and of the page at each step; fails unless the page's are those of its report. */
function curves(printed, { records }) {
  return records.map(({ step, loss }) => {
    const [own, page, ...more] = printed.get(`loss ${step}`);
    assert.deepEqual([page, more], [loss, []], `step ${step}`);
    return { step, own, page };
  });
}

function compared(program, { report }) {
  const printed = numbersOf(output(program));
  const losses = curves(printed, report);
  assert.equal([...printed.keys()].filter((name) => name.startsWith('loss ')).length, losses.length);
  const worst = Math.max(...losses.map(({ own, page }) => relative(own, page)));
  assert.equal(printed.get('relative difference')[0], worst);
  return { printed, losses, worst };
}

/**
 * Fails unless curves [[step, loss, loss], ...] agree as far as roundings allow, by the curve that the program prints with every parameter
 * changed. How many steps are compared closely, and how far roundings have grown at the end.
 */
function assertWithinRoundings(curves, printed) {
  let grown = 0;
  let steps = 0;
  for (const [step, own, other] of curves) {
    grown = Math.max(grown, relative(own, printed.get(`changed ${step}`)[0]));
    assert.ok(relative(own, other) <= Math.max(ERROR, ROOM * grown), `step ${step}: ${own} and ${other}; a change in the last place does ${grown}`);
    if (ROOM * grown <= ERROR) steps += 1;
  }
  return { steps, grown };
}

const LIBRARIES = [['NumPy', numpyTraining, 'numpy'], ['PyTorch', torchTraining, 'torch']];

for (const [library, program, module] of LIBRARIES) {
  test(`the ${library} program finds the curve of the page`, async (t) => {
    if (!hasModule(module)) {
      t.skip(`this Python has no ${library}`);
      return;
    }
    for (const { link, training } of await trainings(t, LINKS)) {
      await t.test(link, () => {
        const { worst, losses } = compared(program(training, `https://example.org/?${link}`), training);
        assert.ok(losses.length > 2 && losses.at(-1).page !== losses[0].page, 'something happened');
        assert.ok(worst <= ERROR, `differs by ${worst}`);
      });
    }
  });

  test(`the ${library} program says how far roundings grow`, async (t) => {
    if (!hasModule(module)) {
      t.skip(`this Python has no ${library}`);
      return;
    }
    for (const { link, training } of await trainings(t, CHAOTIC)) {
      await t.test(link, () => {
        const { worst, losses, printed } = compared(program(training, `https://example.org/?${link}`), training);
        assert.ok(worst > ERROR, `differs by ${worst}, so that nothing is seen of it`);
        const { steps, grown } = assertWithinRoundings(losses.map(({ step, own, page }) => [step, own, page]), printed);
        assert.ok(steps >= 10, `${steps} steps are compared closely`);
        const first = losses.find(({ own, page }) => relative(own, page) > ERROR);
        assert.deepEqual(printed.get('above 1e-9 from step on'), [first.step]);
        assert.ok(relative(printed.get('what a change in the last place does')[0], grown) < 1e-12);
      });
    }
  });

  test(`the ${library} program with another number is found out`, async (t) => {
    if (!hasModule(module)) {
      t.skip(`this Python has no ${library}`);
      return;
    }
    const [{ link, training }] = await trainings(t, LINKS.slice(1, 2));
    const whole = program(training, `https://example.org/?${link}`);
    for (const [right, wrong] of [['LR = 0.05', 'LR = 0.0500001'], ['MOMENTUM = 0.9', 'MOMENTUM = 0.900001'], ['SEED = 2', 'SEED = 3'], ['BATCH = 32', 'BATCH = 33']]) {
      assert.equal(whole.split(right).length, 2, right);
      const { worst } = compared(whole.replace(right, wrong), training);
      assert.ok(worst > 1e-8, `${wrong} differs by ${worst}`);
    }
  });
}

test('both programs have a batch norm', async (t) => {
  if (!hasModule('torch')) {
    t.skip('this Python has no PyTorch');
    return;
  }
  const [{ training }] = await trainings(t, LINKS.slice(0, 1));
  const { parts, report } = training;
  const layers = parts.layers.map((layer, i) => ({ ...layer, norm: { kind: 'batch', place: ['input', 'pre-activation', 'output'][i % 3], eps: 1e-5 } }));
  const [numpy, torch] = LIBRARIES.map(([, program]) => numbersOf(output(program({ parts: { ...parts, layers }, report }, ''))));
  const [losses, others] = [numpy, torch].map((printed) => curves(printed, report));
  const { steps } = assertWithinRoundings(losses.map(({ step, own }, i) => [step, own, others[i].own]), numpy);
  assert.ok(steps >= 10, `${steps} steps are compared closely`);
  for (const { step, own, page } of losses) assert.ok(relative(own, page) > 1e-6, `step ${step}: the norm does something`);
});

/** What a button saves: { name, text }. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

const NAME = 'gradlens-depth-4-width-8-3-2-inputs-2-act-tanh-seed-1-steps-60-at-60-training';
const QUERY = `v=1&${CLASSES}&act=tanh&seed=1&steps=60&at=60`;
const FILES = [['CSV', '.csv'], ['JSON', '.json'], ['NumPy', '-numpy.py'], ['PyTorch', '-pytorch.py']];

/** Fails unless they are the training of the page. */
async function assertFiles(page, [csv, json, numpy, torch]) {
  const texts = await page.evaluate(() => ['csv', 'json', 'parts'].map((what) => window.gradlens.training(what)));
  assert.deepEqual([csv.text, json.text], texts.slice(0, 2));
  const report = JSON.parse(json.text);
  const training = { parts: JSON.parse(texts[2]), report };
  const address = `${page.url().split('?')[0]}?${QUERY}`;
  assert.equal(report.link, QUERY);
  assert.equal(report.records.length, 61);
  assert.equal(csv.text.trim().split('\r\n').length, 62);
  assert.match(csv.text, /^"step","loss","right","‖∂L\/∂w‖, layer 1",/);
  assert.equal(numpy.text, numpyTraining(training, address));
  assert.equal(torch.text, torchTraining(training, address));
  for (const { text } of [numpy, torch]) assert.ok(text.includes(`# See it: ${address}\n`));
  assert.deepEqual([csv, json, numpy, torch].map(({ name }) => name), FILES.map(([, ending]) => NAME + ending));
}

test('the act saves numbers and programs', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await trained(page, QUERY);
  const files = [];
  for (const [format] of FILES) {
    if (!(await page.locator('#training .saves').evaluate((fold) => fold.open))) await page.locator('#training .saves summary').click();
    const name = /Py/.test(format) ? `Save the training as a program in ${format}` : `Save the training as ${format}`;
    files.push(await saved(page, page.getByRole('button', { name, exact: true })));
  }
  await assertFiles(page, files);
  assert.equal(await page.locator('#training [data-saved]').innerText(), `Handed to the browser: ${NAME}-pytorch.py`);
});

test('the dialog saves the same, and a picture', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await trained(page, QUERY);
  await page.locator('#open-share').click();
  await page.getByRole('tab', { name: 'Files' }).click();
  const button = (name) => page.locator('#share').getByRole('button', { name, exact: true });
  const files = [];
  for (const name of ['Kept steps, CSV', 'Report, JSON', 'NumPy', 'PyTorch']) files.push(await saved(page, button(`The training ${name}`)));
  await assertFiles(page, files);
  const { name, text } = await saved(page, button('Layers and steps SVG'));
  assert.match(name, /^gradlens-training-depth-4-.*\.svg$/);
  assert.ok(text.startsWith('<svg '));
});

test('without a training the dialog says so', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&seed=1' });
  await page.locator('#open-share').click();
  await page.getByRole('tab', { name: 'Files' }).click();
  for (const name of ['The training NumPy', 'Layers and steps PNG']) {
    await page.locator('#share').getByRole('button', { name, exact: true }).click();
    await page.locator('#share [data-said]').filter({ hasText: 'Nothing is trained here yet.' }).waitFor();
  }
});

test('the act saves its picture', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await trained(page, QUERY);
  const save = async (format) => {
    const fold = page.locator('#training .saves');
    if (!(await fold.evaluate((fold) => fold.open))) await fold.locator('summary').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Save the training as ${format}`, exact: true }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const svg = await save('SVG');
  assert.match(svg.name, /^gradlens-training-depth-4-width-8-3-2-.*\.svg$/);
  const shown = await page.locator('.training-map:not(.training-against) canvas').evaluate((canvas) => [canvas.clientWidth, canvas.clientHeight, canvas.getAttribute('aria-label')]);
  const line = (await page.locator('[data-training="line"]').evaluate((line) => line.firstChild.textContent)).trim();
  const { texts, size, title, description, error } = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = document.documentElement;
    return {
      error: document.querySelector('parsererror')?.textContent ?? null,
      size: ['width', 'height'].map((side) => Number(root.getAttribute(side))),
      title: root.querySelector('title').textContent,
      description: root.querySelector('desc').textContent,
      texts: [...root.querySelectorAll('text')].map((text) => text.textContent.trim()),
    };
  }, svg.bytes.toString('utf8'));
  assert.equal(error, null);
  assert.equal(title, 'Which layers learn, and which stand still');
  assert.equal(texts[0], title);
  assert.equal(description, shown[2]);
  assert.ok(size[0] > shown[0] && size[0] < shown[0] + 60 && size[1] > shown[1], `${size} around ${shown}`);
  const all = texts.join(' ');
  for (const text of [line, 'data Two spirals', 'step size 0.1', 'steps 60', 'seed 1']) assert.ok(all.includes(text), `${text} in ${all}`);
  assert.ok(texts.join('').includes(`?${QUERY}`), all);
  const png = await save('PNG');
  assert.equal(png.name, svg.name.replace(/svg$/, 'png'));
  assert.equal(png.bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], size.map((side) => 2 * side));
});
