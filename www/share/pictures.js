// Makes files: of pictures, whose button gives the name and the format, and of anything else.
import { words } from './words.js';

/** Pixels of a PNG per CSS pixel, at least. */
const SHARP = 2;
const TYPES = { svg: 'image/svg+xml', png: 'image/png', html: 'text/html', csv: 'text/csv', json: 'application/json', npz: 'application/zip', py: 'text/x-python' };
/** How long the browser may take to begin a download, in milliseconds. */
const LONG = 60000;

/** A drawing as pixels, `scale` of them for each of its own. */
export async function png(svg, scale = Math.max(SHARP, Math.ceil(devicePixelRatio))) {
  const image = new Image();
  image.src = `data:${TYPES.svg};charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, TYPES.png));
  if (!blob) throw new Error(words.noPng);
  return blob;
}

/** Hands a file to the browser; `content`: a text or a blob. Returns a sentence that reports it. */
export function download(content, name) {
  const type = TYPES[name.split('.').pop()];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LONG);
  // No browser tells a page whether a download was allowed; frames with an origin of their own
  // mostly forbid it.
  return origin === 'null' && window.parent !== window ? words.inFrame : words.handed + name;
}

/** Saves a picture of the page: `picture` as in window.gradlens.picture, `format`: png or svg. */
export async function savePicture(picture, format) {
  const { name, svg } = window.gradlens.picture(picture);
  return download(format === 'png' ? await png(svg) : svg, `${name}.${format}`);
}

/** What a button beside a picture does: `data-save` is the format, `data-picture` the name. */
export function save(button) {
  const status = button.closest('.picture, .inside, .act').querySelector('[data-saved]');
  return savePicture(button.dataset.picture, button.dataset.save)
    .catch((error) => words.notSaved + error.message)
    .then((sentence) => { status.textContent = sentence; });
}
