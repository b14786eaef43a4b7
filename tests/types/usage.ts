// A page of a TypeScript author. It is never run: that it is accepted, and that its mistakes are not, is the test (tests/e2e/element_types.test.mjs).
import type { FromFrame, GradLensElement, Notice, Report, State, ToFrame } from '../../www/embed.js';

const made: GradLensElement = document.createElement('grad-lens');
made.setAttribute('depth', '50');
const found = document.querySelector('grad-lens');
const link: string | null | undefined = found?.state;

export async function use(): Promise<[number, string, Blob, string, string | null | undefined]> {
  const state: State = await made.set('v=1&depth=5');
  const { report }: { report: Report } = await made.get('report');
  const { svg } = await made.get('svg', 'flow');
  const { png } = await made.get('png');
  const { layers, chain } = await made.get('csv');
  await made.preset('relu-he');
  await made.reset();
  made.focus();
  return [report.depth, state.verdict + svg + layers, png, chain, link];
}

made.addEventListener('notice', ({ detail }) => detail.notices.map(({ field, given, used, allowed, text }: Notice) => [field, given, used, allowed, text]));
made.addEventListener('ready', ({ detail: { version, title } }) => console.log(version, title));
made.addEventListener('click', (event) => event.preventDefault());

const ask: ToFrame[] = [
  { gradlens: 1, type: 'hello' },
  { gradlens: 1, type: 'set', link: 'v=1', id: 7 },
  { gradlens: 1, type: 'get', what: 'png', picture: 'chart', id: 'mine' },
  { gradlens: 1, type: 'preset', name: 'relu-he' },
];
addEventListener('message', ({ data }: MessageEvent<FromFrame>) => {
  if (data.type === 'resize') console.log(data.height + 1, ask);
  if (data.type === 'report') console.log(data.report.widths);
  if (data.type === 'error') console.log(data.message.length);
});

// @ts-expect-error There is no such thing to ask for.
void made.get('html');
// @ts-expect-error A link is a text.
void made.set(5);
// @ts-expect-error It is set by its methods and attributes.
made.state = 'v=1';
// @ts-expect-error There is no such picture.
void made.get('svg', 'inside');
// @ts-expect-error A number comes with every message.
export const anonymous: ToFrame = { type: 'hello' };
// @ts-expect-error A preset has a name.
export const nameless: ToFrame = { gradlens: 1, type: 'preset' };
made.addEventListener('state', ({ detail }) => {
  // @ts-expect-error A state has no height.
  console.log(detail.height);
});
