// The facts that the lesson uses: from a report, or else from the tables of numbers on the page.
import assert from 'node:assert/strict';
import { NOT_FINITE, NO_NUMBER, assertShown, log10Of, numbersIn } from './numbers.mjs';

/** Below this, all that is known about a magnitude is that it is not zero. */
const UNDERFLOW = -1.7e17;
/** The largest slopes of some activations. */
const STEEPEST = { sigmoid: 0.25, tanh: 1, linear: 1, relu: 1, elu: 1 };

/** A magnitude of a report, as in numbers.mjs. */
function magnitude(log10, isResolved = true) {
  if (log10 === null) return 0;
  if (typeof log10 === 'string') return NOT_FINITE;
  return isResolved && log10 > UNDERFLOW ? { log10 } : { below: log10 };
}

const spectrum = ({ log10_singular_values: values, rank, resolved }) => values.map((log10, i) => magnitude(log10, i < resolved || i >= rank));

/** The quotient of two magnitudes; NO_NUMBER if one of them is not known or zero. */
export const over = (a, b) => (a.log10 === undefined || b.log10 === undefined ? NO_NUMBER : { log10: a.log10 - b.log10 });

/** What the steps need from a report. `layer`: the selected one. */
export function factsOf(report) {
  const { depth: K, widths, layers, chain } = report;
  const h = Number(new URLSearchParams(report.link).get('layer') ?? 1);
  const [own, last, first] = [layers[h - 1], layers[K - 1], layers[0]];
  const gradient = (layer, name) => magnitude(layer.gradient[`log10_${name}`], layer.gradient.resolved);
  const whole = spectrum(chain[0]);
  const least = Math.min(chain[0].resolved, chain[0].rank) - 1;
  const w = magnitude(own.log10_weight_norm);
  const limit = magnitude(own.log10_sup_bound);
  const known = STEEPEST[own.activation];
  // ∂L/∂w of layer 1 is the product of the input and ∂L/∂a, so its length is the product of theirs.
  const input = over(gradient(first, 'weight'), gradient(first, 'preactivation'));
  const sup = over(limit, w) === NO_NUMBER ? { log10: Math.log10(known) } : over(limit, w);
  if (known) assert.ok(Math.abs(sup.log10 - Math.log10(known)) < 1e-12, own.activation);
  return {
    K, h, widths, w, limit, sup, whole, least, input, link: report.link,
    rows: widths[h], columns: widths[h - 1],
    diag: magnitude(own.log10_diag_norm),
    bound: magnitude(own.log10_bound),
    jacobian: spectrum(own.jacobian),
    y: magnitude(last.log10_output_norm),
    start: gradient(last, 'output'),
    before: K === 1 ? magnitude(report.log10_input_gradient, report.input_gradient_resolved) : gradient(layers[K - 2], 'output'),
    end: magnitude(report.log10_input_gradient, report.input_gradient_resolved),
    entering: h === 1 ? input : magnitude(layers[h - 2].log10_output_norm),
    weightGradient: gradient(own, 'weight'),
    preactivation: gradient(own, 'preactivation'),
    firstWeights: gradient(first, 'weight'),
    lastWeights: gradient(last, 'weight'),
    chainBound: magnitude(chain[0].log10_bound),
  };
}

/**
 * A table of the page, once it has this caption and this column heading: its rows, each as
 * heading -> number in its cell.
 */
async function rows(page, place, caption, head) {
  const table = page.locator(`${place} table`).filter({ has: page.locator('caption', { hasText: caption }) }).filter({ has: page.locator('th', { hasText: head }) });
  const [heads, ...cells] = await table.locator('tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  return cells.map((row) => (name) => {
    const text = row[heads.indexOf(name)];
    const numbers = numbersIn(text);
    assert.equal(numbers.length, 1, `${caption}, ${name}: ${text}`);
    return { same: numbers[0] };
  });
}

/**
 * What the tables on the page say about the network that is shown: the length of the input, the
 * smallest, the middle and the largest slope of the selected layer, and what plain f64 and f32 give
 * for the smallest resolved singular value of the chain.
 */
export async function tablesOf(page) {
  const { h, least, rows: count } = factsOf(await page.evaluate(() => window.gradlens.report()));
  for (const id of ['#flow', '#chart']) await page.locator(`${id} [data-numbers] > summary`).click();
  const table = async (id, caption, head) => {
    await page.locator(`${id} caption`, { hasText: caption }).waitFor();
    await page.locator(`${id} th`, { hasText: head }).first().waitFor();
    return rows(page, id, caption, head);
  };
  const input = (await table('#flow', 'The gradient and the', '‖z⁽ʰ⁾‖'))[0]('‖z⁽ʰ⁾‖');
  const spread = (await table('#chart', 'Outputs and slopes', '|A′| median'))[h - 1];
  await page.locator('[data-chip="plain"]').click();
  // The chain from the input to the output comes first, with its largest value.
  const plain = (await table('#flow', 'Singular values of every layer', 'plain f32'))[least];
  await page.locator('[data-chip="plain"]').click();
  await page.locator('#inspector > summary').click();
  await page.locator('#inspector-numbers > summary').click();
  await page.locator('#inspector-table caption', { hasText: 'The units of the layer' }).waitFor();
  const units = await rows(page, '#inspector-table', 'The units of the layer', 'A′(aᵢ)');
  assert.equal(units.length, count, 'all units of the layer');
  for (const fold of ['#inspector-numbers', '#inspector', '#chart [data-numbers]', '#flow [data-numbers]']) await page.locator(`${fold} > summary`).click();
  const slopes = ['smallest', 'median', 'largest'].map((name) => spread(`|A′| ${name}`));
  assertMiddle(slopes, units.map((unit) => unit('A′(aᵢ)').same));
  return { input, slopes, plain: least < 0 ? [] : [plain('plain f64'), plain('plain f32')] };
}

/**
 * Fails unless three slopes are the smallest, the middle and the largest of all slopes of a layer.
 */
function assertMiddle(slopes, all) {
  const sorted = all.filter(({ below }) => below === undefined).sort((a, b) => log10Of(a) - log10Of(b));
  if (sorted.length < all.length) return;
  const last = sorted.length - 1;
  assertShown([0, Math.round(last / 2), last].map((i) => sorted[i]), slopes, 'smallest, middle and largest slope');
}
