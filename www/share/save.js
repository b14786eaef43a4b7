// What the buttons beside a picture do.
import { savePicture } from './pictures.js';
import { isOfTraining, saveTraining } from './training.js';
import { words } from './words.js';

/** `data-save` is the format, `data-picture` the name of the picture; the act of the training has formats without a picture. */
export function save(button) {
  const status = button.closest('.picture, .inside, .act').querySelector('[data-saved]');
  const { save: format, picture } = button.dataset;
  const [saved, problem] = isOfTraining(format) ? [saveTraining(format), words.notMade] : [savePicture(picture, format), words.notSaved];
  return saved
    .catch((error) => problem + error.message)
    .then((sentence) => { status.textContent = sentence; });
}
