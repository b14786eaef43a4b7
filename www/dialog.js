// What the dialogs of the page have in common.

/** A dialog in the page, filled with `markup`, with the styles of its own; its title is `#ID-title`. */
export function dialogOf({ id, style, markup }) {
  const sheet = document.createElement('style');
  sheet.textContent = style;
  document.head.append(sheet);
  const dialog = document.createElement('dialog');
  dialog.id = id;
  dialog.className = id;
  dialog.setAttribute('aria-labelledby', `${id}-title`);
  dialog.innerHTML = markup;
  document.body.append(dialog);
  return dialog;
}

/** Copies the text of a box on the page, in whatever way the browser allows; whether it was copied. */
export async function copied(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    // Frames mostly have no clipboard, and pages without https neither; this older way works in both.
    box.focus();
    box.select();
    return document.execCommand('copy');
  }
}
