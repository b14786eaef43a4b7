// Finds a program that the tests start.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a program: from the environment variable `variable`, or the first of the usual
 * `names` on PATH, or one of the other `places`. Throws if there is none; `missing` is the sentence
 * for that.
 */
export function programPath({ variable, names, places = [], missing }) {
  const given = process.env[variable];
  if (given) {
    if (executable(given)) return given;
    throw new Error(`${variable} is "${given}", which cannot be run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find(executable);
  if (found) return found;
  throw new Error(missing);
}

/**
 * If the module `url` has been started as a program: prints what `paths` returns, or says what is
 * missing and fails.
 */
export function printPaths(url, paths) {
  if (url !== pathToFileURL(process.argv[1]).href) return;
  try {
    console.log(paths());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
