// The QR code of a text as an SVG. Pure.
import { encode } from 'uqr';

/** Light modules around the code, which readers need. */
const QUIET = 4;

/** Runs of dark modules, row by row, as one path. */
function path(data) {
  let path = '';
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      let length = 0;
      while (row[x + length]) length += 1;
      if (length > 0) path += `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`;
      x += length;
    }
  });
  return path;
}

/**
 * Dark on white whatever the page looks like. `title` is its text alternative. Null if the text is
 * too long for any code.
 */
export function qrCode(text, title) {
  try {
    const { size, data } = encode(text, { ecc: 'M', border: 0 });
    const side = size + 2 * QUIET;
    const name = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return {
      modules: side,
      svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side * 8}" height="${side * 8}" role="img" shape-rendering="crispEdges"><title>${name}</title><rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${path(data)}"/></svg>`,
    };
  } catch {
    return null;
  }
}
