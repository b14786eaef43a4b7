// Opens the built page in Firefox. One browser per test file, started when first needed; for each test a server of its own, hence an origin
// of its own with nothing stored, and a tab of its own with a history of its own.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Builder, By, Key } from 'selenium-webdriver';
import firefox from 'selenium-webdriver/firefox.js';
import { PATIENCE, ready } from '../e2e/harness/ready.mjs';
import { serve } from '../e2e/harness/server.mjs';
import { firefoxPath, geckodriverPath } from './programs.mjs';

export { Key, ready };
export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** geckodriver turns most services of Firefox off. These go too, and whatever is left ends at a proxy that is not there. */
const PREFERENCES = {
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  // The pictures of a system that asks for nothing special.
  'ui.prefersReducedMotion': 0,
  'intl.accept_languages': 'en-US',
};

/** What is wrong about an event of the browser, if anything; `homes`: where requests may go. */
const RULES = {
  'log.entryAdded': ({ level, type, text }) => level === 'error' && `${type}: ${text}`,
  // A page that is left for another gives up what it was loading.
  'network.fetchError': ({ request, errorText }) => errorText !== 'NS_BINDING_ABORTED' && `failed: ${request.url} ${errorText}`,
  'network.responseCompleted': ({ request, response: { status } }) => status >= 400 && `failed: ${request.url} ${status}`,
  'network.beforeRequestSent': ({ request: { url } }, homes) => /^(https?|wss?):/.test(url) && !homes.some((home) => url.startsWith(home)) && `left the site: ${url}`,
};

/** Everything that goes wrong from now on, in every frame, from the very first script. */
function watch(t, bidi, homes) {
  const problems = [];
  for (const [name, rule] of Object.entries(RULES)) {
    const hear = (event) => {
      const problem = rule(event, homes);
      if (problem) problems.push(problem);
    };
    bidi.on(name, hear);
    t.after(() => bidi.off(name, hear));
  }
  return problems;
}

let started;

async function start() {
  assert.ok(existsSync(`${DIST}/index.html`), 'dist/ holds no page: run "make dist" first');
  // Firefox refuses the home of somebody else, and writes nothing into one that is thrown away.
  const home = mkdtempSync(join(tmpdir(), 'gradlens-firefox-'));
  const options = new firefox.Options().setBinary(firefoxPath()).addArguments('-headless', '--width=1280', '--height=900').enableBidi();
  for (const [name, value] of Object.entries(PREFERENCES)) options.setPreference(name, value);
  const service = new firefox.ServiceBuilder(geckodriverPath()).setEnvironment({ ...process.env, HOME: home, MOZ_HEADLESS: '1', MOZ_CRASHREPORTER_DISABLE: '1' });
  const driver = await new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service).build();
  const bidi = await driver.getBidi();
  await bidi.subscribe(Object.keys(RULES));
  return { driver, bidi, home };
}

after(async () => {
  if (!started) return;
  const { driver, home } = await started;
  await driver.quit();
  rmSync(home, { recursive: true, force: true });
});

/** Has `body` run in every page and frame before their own scripts, until the test ends. */
async function prepare(t, bidi, body) {
  const { result } = await bidi.send({ method: 'script.addPreloadScript', params: { functionDeclaration: String(body) } });
  t.after(() => bidi.send({ method: 'script.removePreloadScript', params: { script: result.script } }));
}

/** A tab. What the tests in Chromium share is written with a few words of Playwright's, which are the same here. */
class Page {
  constructor(driver, site, problems) {
    Object.assign(this, { driver, site, problems });
  }

  /** Runs a function in the page, or in the frame that has been entered. */
  evaluate(body, given = null) {
    return this.driver.executeScript(`return (${body})(arguments[0])`, given);
  }

  /** Waits until a function in the page gives something true. */
  waitForFunction(body, given = null, { timeout = PATIENCE } = {}) {
    return this.driver.wait(() => this.evaluate(body, given), timeout, `${body} ${JSON.stringify(given)}`, 50);
  }

  find(selector) {
    return this.driver.findElement(By.css(selector));
  }

  async goto(address) {
    await this.driver.get(address);
  }

  async click(selector) {
    await this.find(selector).click();
  }

  async press(selector, ...keys) {
    await this.find(selector).sendKeys(...keys);
  }

  /** Clicks on a box, types in place of what a box holds, and finishes with Enter. */
  async entry(selector, text) {
    await this.click(selector);
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).sendKeys(text, Key.ENTER).perform();
  }

  text(selector) {
    return this.find(selector).getText();
  }

  value(selector) {
    return this.find(selector).getAttribute('value');
  }

  /** Moves the mouse to a place on an element, in parts of its size from its middle. */
  async point(selector, [x, y], ...more) {
    await this.evaluate((selector) => document.querySelector(selector).scrollIntoView({ block: 'center' }), selector);
    const { width, height } = await this.find(selector).getRect();
    const at = { origin: this.find(selector), x: Math.round(x * width), y: Math.round(y * height) };
    await more.reduce((actions, name) => actions[name](), this.driver.actions().move(at)).perform();
  }

  link() {
    return this.evaluate(() => window.gradlens.link());
  }

  report() {
    return this.evaluate(() => window.gradlens.report());
  }

  /** Does something within the frame of that place among the frames of the page. */
  async within(place, what) {
    await this.driver.switchTo().frame(place);
    try {
      return await what(this);
    } finally {
      await this.driver.switchTo().defaultContent();
    }
  }
}

/**
 * A tab of its own for the test `t`, closed when it ends; the test fails if anything went wrong in it. `page.site` is what `serve` gives.
 * `homes`: where its requests may go, apart from its server; `before`: runs in every page and frame before their own scripts.
 */
export async function openTab(t, { homes = [], before } = {}) {
  started ??= start();
  const { driver, bidi } = await started;
  const site = await serve(DIST);
  t.after(() => site.close());
  const [first] = await driver.getAllWindowHandles();
  await driver.switchTo().newWindow('tab');
  t.after(async () => {
    await driver.close();
    await driver.switchTo().window(first);
  });
  if (before) await prepare(t, bidi, before);
  const problems = watch(t, bidi, [`${site.home}/`, ...homes]);
  t.after(async () => {
    // The answer to a question comes after all that was said before.
    await bidi.status;
    assert.deepEqual(problems, [], 'nothing goes wrong on the page');
  });
  return new Page(driver, site, problems);
}

/** Runs before the scripts of a page. */
function seen() {
  try {
    localStorage.setItem('gradlens', 'seen');
  } catch { /* an empty page stores nothing */ }
}

/** The page in a tab of its own, at rest; not on a first visit, when the gradient goes back by itself. */
export async function openPage(t, { query = '', hash = '', before = seen, ...options } = {}) {
  const page = await openTab(t, { before, ...options });
  await page.goto(`${page.site.url}${query && `?${query}`}${hash && `#${hash}`}`);
  await ready(page);
  return page;
}
