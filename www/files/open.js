// The one place where files reach the program. Only the whole one reads files; where it cannot be loaded, its own sentence says so.
const opened = async (open) => {
  try {
    await window.gradlensWhole();
  } catch (error) {
    return error.message;
  }
  return open(window.gradlens);
};

/** Shows the network of a network file, `name` being the name of the file. Returns null, or what is wrong in one sentence. */
export const openText = (text, name) => opened((program) => program.open(text, name));

/** The same of a network of partsOf, whose numbers are copied once. */
export const openParts = ({ header, numbers }, name) => opened((program) => program.openParts(header, numbers, name));
