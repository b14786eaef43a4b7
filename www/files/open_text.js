// The one place where files reach the program.

/**
 * Shows the network of a network file, `name` being the name of the file. Returns null, or what is wrong in one sentence. Only the whole
 * program reads files; where it cannot be loaded, its own sentence says so.
 */
export async function openText(text, name) {
  try {
    await window.gradlensWhole();
  } catch (error) {
    return error.message;
  }
  return window.gradlens.open(text, name);
}
