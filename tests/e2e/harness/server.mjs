// A static web server for the built page, below a path that is not the root.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * A folder like that of a course page, where only relative addresses work; and others, with the
 * headers that each adds.
 */
const FOLDERS = {
  '/course/week%203/gradlens/': {},
  '/without-workers/': { 'content-security-policy': "worker-src 'none'" },
  '/for-everyone/': { 'access-control-allow-origin': '*' },
};

async function answer(root, request, response) {
  const path = new URL(request.url, 'http://localhost').pathname;
  const folder = Object.keys(FOLDERS).find((folder) => path.startsWith(folder));
  const name = folder ? decodeURIComponent(path.slice(folder.length)) || 'index.html' : '';
  const file = normalize(join(root, name));
  const inside = name !== '' && file.startsWith(root + sep);
  const found = inside && (await stat(file).catch(() => null));
  if (!found || !found.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`not found: ${path}\n`);
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': found.size, 'cache-control': 'no-store', ...FOLDERS[folder] });
  createReadStream(file).pipe(response);
}

/**
 * Serves the folder `root` on a free loopback port: { home, url, close }; `url` is the page in the
 * first of the folders.
 */
export async function serve(root) {
  const server = createServer((request, response) => {
    answer(root, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const home = `http://127.0.0.1:${server.address().port}`;
  return {
    home,
    url: home + Object.keys(FOLDERS)[0],
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
