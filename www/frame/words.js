// All texts of a frame: for its reader, and for the page around it, where page authors read them.
export const words = {
  notComputed: 'The computation has been stopped before it was complete, so there is nothing to give.',
  noWayOut: (address) => `The page around does not let this figure open another one. Its address is ${address}`,
  link: (given) => `link: "${short(given)}" is not allowed (pairs such as depth=50&act=tanh, of letters, digits and . _ ~ , -, at most 4096 characters); nothing has changed.`,
  type: (given) => `type: "${short(given)}" is not allowed (hello, set, get, preset, reset, focus); it is ignored.`,
  what: (given) => `what: "${short(given)}" is not allowed (state, report, svg, png, csv); it is ignored.`,
  picture: (given) => `picture: "${short(given)}" is not allowed (flow, chart); it is ignored.`,
  preset: (given) => `name: "${short(given)}" is not the name of a preset; nothing has changed.`,
};

/** The beginning of what was given, whatever it is. */
function short(given) {
  const text = typeof given === 'string' ? given : given === undefined ? 'nothing' : JSON.stringify(given);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
