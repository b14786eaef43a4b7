// The checksum of zip files: CRC-32 with the polynomial 0xedb88320, eight bytes a step by eight tables.

const TABLES = [new Uint32Array(256)];
for (let i = 0; i < 256; i += 1) {
  let rest = i;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  TABLES[0][i] = rest;
}
for (let t = 1; t < 8; t += 1) TABLES.push(TABLES[t - 1].map((rest) => (rest >>> 8) ^ TABLES[0][rest & 255]));

export function crc32(bytes) {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES;
  let rest = 0xffffffff;
  let i = 0;
  for (const whole = bytes.length - (bytes.length % 8); i < whole; i += 8) {
    rest ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    rest = t7[rest & 255] ^ t6[(rest >>> 8) & 255] ^ t5[(rest >>> 16) & 255] ^ t4[rest >>> 24] ^ t3[bytes[i + 4]] ^ t2[bytes[i + 5]] ^ t1[bytes[i + 6]] ^ t0[bytes[i + 7]];
  }
  for (; i < bytes.length; i += 1) rest = (rest >>> 8) ^ t0[(rest ^ bytes[i]) & 255];
  return (rest ^ 0xffffffff) >>> 0;
}
