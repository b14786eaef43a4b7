// Servers of every kind that the page may be on, and pages of other sites that have it in frames.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

const TYPES = { '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.png': 'image/png', '.json': 'application/json' };
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; script-src 'self' blob: 'unsafe-inline'";

/**
 * A server on a free port; `answer` returns its responses, [headers, body]; a body may be a
 * stream.
 */
async function listen(t, answer) {
  const server = createServer(async (request, response) => {
    try {
      const [headers, body] = await answer(new URL(request.url, 'http://localhost').pathname);
      response.writeHead(200, { 'cache-control': 'no-store', ...headers });
      if (body.pipe) body.pipe(response);
      else response.end(body);
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** The built page with other headers, and other types of files. */
const served = (headers, types = {}) => (t) =>
  listen(t, async (path) => {
    const name = decodeURIComponent(path.slice(1)) || 'index.html';
    const file = join(DIST, name.endsWith('/') ? `${name}index.html` : name);
    await readFile(file);
    return [{ 'content-type': { ...TYPES, ...types }[extname(file)] ?? 'text/plain', ...headers }, createReadStream(file)];
  });

/** Python's own server, with the page some folders down. */
async function python(t) {
  const root = await mkdtemp(join(tmpdir(), 'gradlens-'));
  await mkdir(join(root, 'courses', 'week 3'), { recursive: true });
  await symlink(DIST, join(root, 'courses', 'week 3', 'figure'));
  const server = spawn('python3', ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', root], { stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(async () => {
    server.kill();
    await rm(root, { recursive: true });
  });
  const port = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.stdout.on('data', (text) => {
      const found = /port (\d+)/.exec(text);
      if (found) resolve(found[1]);
    });
  });
  return `http://127.0.0.1:${port}/courses/week%203/figure/`;
}

/** Where the page may be: each returns the address of its folder. */
export const SERVERS = {
  'python http.server, nested': python,
  'no ACAO': served({}),
  'ACAO *': served({ 'access-control-allow-origin': '*' }),
  'wasm as octet-stream': served({}, { '.wasm': 'application/octet-stream' }),
  'CSP with wasm-unsafe-eval': served({ 'content-security-policy': `${POLICY} 'wasm-unsafe-eval'` }),
  'CSP without': served({ 'content-security-policy': POLICY }),
  'file://': async () => `${pathToFileURL(DIST)}/`,
};

/**
 * A page of another site; `body` is inserted when it is requested. Returns { address, show(body)
 * }.
 */
export async function hostPage(t, headers = {}) {
  let text = '';
  const home = await listen(t, () => [{ 'content-type': 'text/html; charset=utf-8', ...headers }, text]);
  return { address: home, show: async (body) => { text = page(body); } };
}

/** The same as a file. */
export async function hostFile(t) {
  const folder = await mkdtemp(join(tmpdir(), 'gradlens-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'host.html');
  return { address: String(pathToFileURL(file)), show: (body) => writeFile(file, page(body)) };
}

const page = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head><body style="margin:0">${body}</body></html>`;

const escaped = (address) => address.replaceAll('&', '&amp;');

/** A frame; `more`: further attributes. */
export const frame = (address, more = '') => `<iframe title="Gradlens" src="${escaped(address)}" style="border:0;display:block;width:100%;height:600px" ${more}></iframe>`;
