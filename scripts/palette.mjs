// A PNG picture of a page (8-bit RGB, not interlaced) with at most 256 colours: a third of the
// size.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const BYTES_PER_PIXEL = 3;

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** The head and the filtered lines of a picture. */
function parts(png) {
  const packed = [];
  let head;
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + size);
    if (type === 'IHDR') head = Buffer.from(data);
    if (type === 'IDAT') packed.push(data);
    at += size + 12;
  }
  return { head, lines: inflateSync(Buffer.concat(packed)) };
}

/** Paeth's predictor, PNG filter type 4. */
function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

const PREDICTIONS = [() => 0, (a) => a, (a, b) => b, (a, b) => (a + b) >> 1, paeth];

/** The lines with their filters undone, one after the other. */
function pixels(lines, width) {
  const stride = width * BYTES_PER_PIXEL;
  const height = lines.length / (stride + 1);
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const predict = PREDICTIONS[lines[y * (stride + 1)]];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < BYTES_PER_PIXEL ? 0 : out[at - BYTES_PER_PIXEL];
      const above = y === 0 ? 0 : out[at - stride];
      const corner = x < BYTES_PER_PIXEL || y === 0 ? 0 : out[at - stride - BYTES_PER_PIXEL];
      out[at] = lines[y * (stride + 1) + 1 + x] + predict(left, above, corner);
    }
  }
  return out;
}

const distance = (a, b) => [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/**
 * The commonest colour of each small range of colours, so that a rare hue is not lost to many
 * greys; at most 256.
 */
function commonest(counts) {
  const ranges = new Map();
  for (const color of [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a))) {
    const range = [16, 8, 0].map((shift) => Math.round(((color >> shift) & 255) / 17)).join();
    if (!ranges.has(range)) ranges.set(range, color);
  }
  return [...ranges.values()].slice(0, 256);
}

/** The picture with its 256 commonest colours; the others become the nearest of them. */
export function palette(png) {
  const { head, lines } = parts(png);
  const width = head.readUInt32BE(0);
  const rgb = pixels(lines, width);
  const counts = new Map();
  for (let at = 0; at < rgb.length; at += BYTES_PER_PIXEL) {
    const color = rgb.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const colors = commonest(counts);
  const index = new Map(colors.map((color, i) => [color, i]));
  const nearest = (color) => colors.reduce((best, other, i) => (distance(other, color) < distance(colors[best], color) ? i : best), 0);
  const height = head.readUInt32BE(4);
  const out = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++) {
    const color = rgb.readUIntBE(i * BYTES_PER_PIXEL, 3);
    if (!index.has(color)) index.set(color, nearest(color));
    out[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = index.get(color);
  }
  head[9] = 3;
  const table = Buffer.alloc(colors.length * 3);
  colors.forEach((color, i) => table.writeUIntBE(color, i * 3, 3));
  const data = deflateSync(out, { level: 9, memLevel: 9 });
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', head), chunk('PLTE', table), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}
