// Every text of sharing that a reader can see.
export const words = {
  share: 'Share',
  close: 'Close',
  sections: 'What to share',
  link: 'Link',
  embed: 'Embed',
  students: 'For students',
  files: 'Files',

  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser does not let this page write to the clipboard. The text is selected: copy it with Ctrl+C, or ⌘C on a Mac.',
  waiting: 'Still computing. Please try again when the verdict at the top is there.',
  stopped: 'The computation was stopped, so there are no numbers of these settings yet. “Continue” at the top goes on.',

  address: 'Address of what is shown',
  addressIs: 'It opens the same network with the same numbers, in every browser and in years to come.',
  code: 'QR code of this address',
  codeIs: 'To scan from the projector.',
  codeTooLong: 'This address is too long for a QR code.',
  saveCode: 'Save the QR code as ',
  noHome: 'This page was opened from a file and does not know its address on the web, so there is no link that others could open. Hand the page around as one file instead:',
  fromFile: (name) => `The numbers come from the network file “${name}”. A link holds settings and has no room for them. Hand the page around as one file instead, with the network inside:`,
  toFiles: 'To “Save as one file”',

  hosts: 'Where the figure goes',
  snippet: 'Text to paste',
  look: 'Look at it in a new tab',
  figure: 'What the figure has',
  panels: 'Parts',
  noPanels: 'With no part ticked the figure has the usual ones.',
  extras: { layer: 'Layer', inside: 'Inside the layer', lesson: 'Lesson' },
  theme: 'Colours',
  themes: { auto: 'as the reader’s system', light: 'light', dark: 'dark' },
  still: 'No motion',
  height: 'Height',
  pixels: 'pixels, 200 to 1200; 600 for columns from 720 pixels on, 1100 for narrower ones',
  restricted: (list) => `Chosen for students, and used here too: ${list}.`,
  openSimulation: 'Open the simulation',

  studentsIs: 'What is hidden is left out of the form, what is locked is shown and cannot be changed. This is a convenience and no security: whoever edits the address changes everything.',
  setting: 'Setting',
  hide: 'hide',
  lock: 'lock',
  hidden: (names) => `hidden: ${names}`,
  locked: (names) => `locked: ${names}`,
  view: 'What the link is about',
  step: 'Lesson',
  studentsLink: 'Link for students',

  oneFile: 'The whole page',
  oneFileIs: 'One file with this network inside. It opens with a double click, without the web, and can be sent or put into a course as it is.',
  saveOneFile: 'Save as one .html file',
  pictures: 'Pictures',
  flow: 'The fan',
  chart: 'Outputs and slopes',
  numbers: 'Numbers',
  layersTable: 'Layers, CSV',
  chainTable: 'Chain, CSV',
  report: 'Report, JSON',
  network: 'Network, JSON',
  npz: 'Network, .npz',
  numbersAre: 'All magnitudes are log10. In the CSV files −inf is an exact 0, and nan has no value. The network file and the .npz, which is for NumPy, open here again.',
  programs: 'The same in Python',
  programsAre: 'A program with these very weights that prints gradients and singular values, to run and to change.',
  numpy: 'NumPy',
  pytorch: 'PyTorch',

  noPng: 'This browser cannot make a PNG of it.',
  handed: 'Handed to the browser: ',
  inFrame: 'Handed to the browser. If nothing is saved, this frame forbids downloads: open the page in a tab of its own.',
  notSaved: 'The picture cannot be saved. ',
  notMade: 'The file cannot be saved. ',
  notFetched: 'The page in one file could not be loaded. Please check the connection and try again.',

  tooLarge: (name, size, limit) => `${name} was not opened: it has ${size}, and at most ${limit} can be read.`,
  megabytes: (number) => `${number} MB`,
  isEmpty: (name) => `${name} was not opened: it is empty.`,
  notNetwork: (name) => `${name} was not opened: it is no network file, which begins with {, and no .npz, .npy or .safetensors file.`,
  notText: (name) => `${name} was not opened: it is not a text file in UTF-8.`,
  notRead: (name) => `${name} was not opened: the browser could not read it.`,

  described: (layers, widths, activations) => `${layers} with ${widths}, ${activations}`,
  title: (described) => `Interactive: the gradient of ${described}`,
  aNetwork: 'a deep network',
  layers: (count) => (count === 1 ? '1 layer' : `${count} layers`),
  neurons: (count) => (count === 1 ? '1 neuron each' : `${count} neurons each`),
  otherWidths: (least, most) => `${least} to ${most} neurons`,
  alternative: 'The gradient on its way back through the network, as a picture. ',
};

/**
 * Each place where a figure can go, in the order of the tabs: name, and what to do with the text.
 */
export const hosts = {
  html: ['HTML', 'For any page of your own. The link below the frame is for readers whose browser or printer has no frames.'],
  lms: ['Canvas, Moodle', 'Open the HTML view of the editor (Canvas: “</>”, Moodle: “Tools”, “Source code”) and paste. In Moodle texts of students keep the link only.'],
  quarto: ['Quarto, reveal', 'data-external keeps Quarto from copying the page into the document. Click into the figure before using its keys.'],
  myst: ['MyST', 'For Jupyter Book 2 and MyST Markdown. The line below is the caption.'],
  wordpress: ['WordPress', 'For the block “Custom HTML”. Where your role may not use frames, the link remains.'],
  markdown: ['Markdown', 'For places without frames, such as GitHub.'],
};

/** Names of the texts of a host where there are two. */
export const kinds = {
  frame: 'Frame',
  element: 'Or as an element that finds its own height',
  quarto: 'Quarto (.qmd)',
  reveal: 'reveal.js (.html)',
  block: 'Block “Custom HTML”',
  address: 'Or, for this preset, where this site was built with its own address: that alone in a line',
};

/** Words in programs and in the heads of files. */
export const program = {
  made: (library, described) => `The gradient of ${described}, in ${library}.`,
  link: 'See it: ',
  file: (name) => `From the network file "${name}".`,
  text: [
    'z[h] is the output of layer h and z[0] = x the input; a = w.T z + b is the pre-activation of a layer, A its activation',
    'function. Row i of w holds the weights that leave unit i of the layer before. J(h) = diag[A\'(a)] w.T is the Jacobian of',
    'layer h, and P(0) = J(K) ... J(1) the whole chain. Norms of gradients are lengths, ||dL/dw|| the root of the sum of squares.',
    '',
    'The product of the Jacobians is multiplied out here in plain float64. That loses small singular values: those below',
    'about 1e-16 times the largest one are noise. Gradlens computes them without that loss.',
  ],
};
