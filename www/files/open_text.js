// The one place where files reach the program.

/** Shows the network of a network file, `name` being the name of the file. Returns null, or what is wrong in one sentence. */
export async function openText(text, name) {
  return window.gradlens.open(text, name);
}
