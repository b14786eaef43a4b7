// The page in one file with a network inside. Pure.

const START = /<html((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/i;
/** What the running page has inserted itself, or what an earlier copy carried. */
const OWN = /\s+data-(?:link|home|embed|show|hide|theme|motion|glue)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?(?=[\s>]|$)/gi;
// This script is a part of that page itself: its own text must not be taken for an element, and as
// written here it does not contain the end of one.
const NETWORK = /(?<=<\/script>)<script type="application\/json" id="network">[^]*?<\/script>/;
/** The program of the page; the network is inserted before it. */
const PROGRAM = /(?<=<\/script>)<script id="gradlens-glue">/;

const attribute = (name, value) => (value ? ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"` : '');

/**
 * `html`: the page in one file as it was made. `network`: the text of a network file, or null if
 * the link is enough.
 */
export function baked(html, { link, home, network }) {
  if (!START.test(html) || !PROGRAM.test(html)) throw new Error('not the page in one file');
  const data = network && `<script type="application/json" id="network">${network.replaceAll('<', '\\u003c')}</script>`;
  return html
    .replace(START, (all, own) => `<html${own.replaceAll(OWN, '')}${attribute('data-link', link)}${attribute('data-home', home)}>`)
    .replace(NETWORK, '')
    .replace(PROGRAM, (tag) => `${data ?? ''}${tag}`);
}
