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
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The folder of a course page: only relative addresses survive it. */
const FOLDER = '/course/week%203/gradlens/';

async function answer(root, request, response) {
  const path = new URL(request.url, 'http://localhost').pathname;
  const name = path.startsWith(FOLDER) ? decodeURIComponent(path.slice(FOLDER.length)) || 'index.html' : '';
  const file = normalize(join(root, name));
  const inside = name !== '' && file.startsWith(root + sep);
  const found = inside && (await stat(file).catch(() => null));
  if (!found || !found.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`not found: ${path}\n`);
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': found.size, 'cache-control': 'no-store' });
  createReadStream(file).pipe(response);
}

/** Serves the folder `root` on a free loopback port: { url, close }. */
export async function serve(root) {
  const server = createServer((request, response) => {
    answer(root, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${FOLDER}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
