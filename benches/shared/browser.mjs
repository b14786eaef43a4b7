// Chromium for measurements: the one that the tests use.
import { chromium } from 'playwright-core';
import { FLAGS, chromiumPath } from '../../tests/e2e/harness/chromium.mjs';

/** A browser without a window. */
export const launch = () => chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
