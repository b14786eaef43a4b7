// Makes files of pictures: a button says which picture and which format, window.gradlens.picture gives the SVG.
(() => {
  // All that it may say.
  const words = {
    noPng: 'This browser cannot make a PNG of it.',
    handed: 'Handed to the browser: ',
    inFrame: 'Handed to the browser. If nothing is saved, this frame forbids downloads: open the page in a tab of its own.',
    notSaved: 'The picture cannot be saved. ',
  };
  /** Pixels of a PNG per CSS pixel, at least. */
  const SHARP = 2;
  const TYPES = { svg: 'image/svg+xml', png: 'image/png' };

  async function png(svg) {
    const image = new Image();
    image.src = `data:${TYPES.svg};charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const scale = Math.max(SHARP, Math.ceil(devicePixelRatio));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, TYPES.png));
    if (!blob) throw new Error(words.noPng);
    return blob;
  }

  function download(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function save({ save: format, picture }) {
    const { name, svg } = window.gradlens.picture(picture);
    const file = `${name}.${format}`;
    download(format === 'png' ? await png(svg) : new Blob([svg], { type: TYPES.svg }), file);
    // No browser tells a page whether a download was allowed; frames with an origin of their own mostly forbid it.
    return origin === 'null' ? words.inFrame : words.handed + file;
  }

  addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-save]');
    if (!button) return;
    const status = button.closest('.picture, .inside').querySelector('[data-saved]');
    save(button.dataset)
      .catch((error) => words.notSaved + error.message)
      .then((sentence) => { status.textContent = sentence; });
  });
})();
