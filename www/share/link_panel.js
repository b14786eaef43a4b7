// The first panel: address and QR code of what is shown.
import { address } from './address.js';
import { download, png } from './pictures.js';
import { qrCode } from './qr.js';
import { words } from './words.js';

/** Pixels of a PNG for each unit of the drawing: 16 for a module, sharp on any projector. */
const SHARP = 2;

export function linkPanel(panel, say) {
  const code = panel.querySelector('[data-code]');
  let drawn;
  let name;
  panel.addEventListener('click', async ({ target }) => {
    const format = target.closest('[data-get-code]')?.dataset.getCode;
    if (!format) return;
    try {
      say(download(format === 'png' ? await png(drawn.svg, SHARP) : drawn.svg, `${name}-qr.${format}`));
    } catch (error) {
      say(words.notMade + error.message);
    }
  });
  return (state) => {
    const link = address(state.home, state.link, state.kept);
    panel.querySelector('textarea').value = link;
    name = state.name;
    drawn = qrCode(link, words.code);
    code.innerHTML = drawn?.svg ?? '';
    panel.querySelector('.share-code').hidden = !drawn;
    panel.querySelector('[data-no-code]').hidden = Boolean(drawn);
  };
}
