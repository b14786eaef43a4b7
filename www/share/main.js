// Sharing, files of pictures and networks: loaded when one of them is first asked for.
import { address } from './address.js';
import { copyText } from './copy.js';
import { shareDialog } from './dialog.js';
import { shown } from './state.js';

export { openFile } from './open.js';
export { png } from './pictures.js';
export { save } from './save.js';
export { chainTable, layersTable } from './tables.js';

let open;

/** Opens the dialog; `opener` is the button that gets the focus back. */
export function share(opener) {
  open ??= shareDialog();
  open(opener);
}

/** Copies the address of what is shown; the result is reported beside the button. */
export function copyLink(button) {
  const { home, link, kept } = shown();
  return copyText(address(home ?? '', link, kept), button);
}
