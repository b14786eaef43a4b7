/**
 * Types of <grad-lens>, the element that embed.js defines, and of the messages between a frame of Gradlens and the page around it.
 */

/** Settings as a link: `v=1&depth=50&act=tanh&seed=1`, without an address. */
export type Link = string;

/** The parts of the page that `show` can name, separated by commas. */
export type Panel = 'flow' | 'gradients' | 'spectrum' | 'bound' | 'outputs' | 'weights' | 'layer' | 'map' | 'training' | 'inside' | 'lesson';

/** One value that could not be taken as given. */
export interface Notice {
  field: string;
  given: string;
  /** What is used instead; empty where nothing is. */
  used: string;
  allowed: string;
  /** All of it as one sentence. */
  text: string;
}

/** What is shown. */
export interface State {
  /** Null while a network file is shown. */
  link: Link | null;
  /** The sentence at the top; null until everything is computed. */
  verdict: string | null;
  /** Whether everything is computed. */
  ready: boolean;
}

/** The numbers, as README.md describes them; magnitudes are log10, an exact zero is null. */
export interface Report {
  gradlens_report: 1;
  name: string | null;
  link: Link | null;
  depth: number;
  widths: number[];
  verdict: { state: string; decades: number | null; per_layer: number | null; first_bad_layer: number | null };
  [more: string]: unknown;
}

/** A picture as a document of its own; `name` is one for a file, without an ending. */
export interface Svg { name: string; svg: string }
export interface Png { name: string; png: Blob }
/** Tables as CSV: one row per layer, and one row per start of the chain. */
export interface Csv { layers: string; chain: string }

/** What can be asked for, and what comes. */
export interface Answers { state: State; report: { report: Report }; svg: Svg; png: Png; csv: Csv }

interface Asked { id?: string | number }

/** From the page around to the frame. An answer has the `id` of its question. Messages over 8 kB, or more than 60 in a second, are dropped. */
export type ToFrame = { gradlens: 1 } & Asked & (
  | { type: 'hello' }
  | { type: 'set'; link: Link }
  | { type: 'get'; what: keyof Answers; picture?: 'flow' | 'chart' }
  | { type: 'preset'; name: string }
  | { type: 'reset' }
  | { type: 'focus' }
);

/** From the frame to the page around it. */
export type FromFrame = { gradlens: 1 } & Asked & (
  | { type: 'ready'; version: string; link: Link | null; title: string }
  | ({ type: 'state' } & State)
  | { type: 'report'; report: Report }
  | ({ type: 'svg' } & Svg)
  | ({ type: 'png' } & Png)
  | ({ type: 'csv' } & Csv)
  | { type: 'notice'; notices: Notice[] }
  | { type: 'resize'; height: number }
  | { type: 'exit' }
  | { type: 'error'; message: string }
);

export interface GradLensEvents {
  ready: CustomEvent<{ version: string; link: Link | null; title: string }>;
  state: CustomEvent<State>;
  notice: CustomEvent<{ notices: Notice[] }>;
  error: CustomEvent<{ message: string }>;
  exit: CustomEvent<Record<string, never>>;
}

/** <grad-lens depth="50" act="tanh" seed="42">: attributes are the keys of links, and show, hide, lock, theme, motion. */
export interface GradLensElement extends HTMLElement {
  /** The link of what is shown; null before the frame is there, and while it shows a network file. */
  readonly state: Link | null;
  set(link: Link): Promise<State>;
  get<What extends keyof Answers>(what: What, picture?: 'flow' | 'chart'): Promise<Answers[What]>;
  preset(name: string): Promise<State>;
  reset(): Promise<State>;
  addEventListener<Name extends keyof GradLensEvents>(name: Name, listener: (event: GradLensEvents[Name]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap { 'grad-lens': GradLensElement }
}
