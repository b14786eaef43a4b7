// Chromium for measurements: the one that the tests use.
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../tests/e2e/harness/chromium.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser without a window. */
export const launch = () => chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
