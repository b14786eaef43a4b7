// The look of the dialog, in the colours of the page.
export const style = `
.files { width: min(54rem, calc(100vw - 24px)); max-width: none; max-height: calc(100vh - 24px); max-height: calc(100dvh - 24px); padding: 14px var(--gap) 0; border: 1px solid var(--edge); border-radius: 6px; background: var(--paper); color: var(--ink); overflow: hidden; }
.files[open] { display: flex; flex-direction: column; }
.files::backdrop { background: rgb(0 0 0 / 0.45); }
.files h2 { margin: 0; }
.files-inside { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 10px 4px; margin-inline: -4px; }
.files-inside > * + *, .files [data-network] > * + *, .files section > * + *, .files details[open] > * + * { margin-top: 10px; }
.files [data-network]:empty { display: none; }
.files section { padding-top: 4px; }
.files h3 { margin: 0; font-size: var(--small); font-weight: 600; }
.files bdi { overflow-wrap: anywhere; }
.files-wrong { padding: 8px 10px; border: 1px solid var(--warning); border-radius: 3px; background: var(--warning-paper); color: var(--warning); overflow-wrap: anywhere; }
.files-row, .files-layers li { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; }
.files :is(select, input[type="number"]) { width: auto; max-width: 100%; }
.files input[type="number"] { width: 7em; }
.files label { max-width: 100%; }
.files-layers { margin: 0; padding: 0; list-style: none; counter-reset: layer; max-height: 17rem; overflow-y: auto; border-block: 1px solid var(--rule); }
.files-layers li { padding: 5px 2px; counter-increment: layer; }
.files-layers li + li { border-top: 1px solid var(--rule); }
.files ol.files-layers li::before { content: counter(layer); min-width: 1.6em; text-align: right; color: var(--quiet); font-variant-numeric: tabular-nums; }
.files-name { flex: 1 1 12em; min-width: 0; overflow-wrap: anywhere; }
.files-size { font-variant-numeric: tabular-nums; white-space: nowrap; }
.files .tick { color: var(--ink); }
.files-notes { margin-block: 8px 0; padding-left: 1.2em; color: var(--quiet); overflow-wrap: anywhere; }
.files-notes:empty { display: none; }
.files-line { display: grid; grid-template-columns: 7em minmax(0, 1fr) auto; gap: 4px 8px; align-items: start; margin-top: 8px; }
.files textarea { font: 0.875rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; width: 100%; padding: 6px 8px; border: 1px solid var(--edge); border-radius: 3px; background: var(--field); color: inherit; resize: vertical; overflow-wrap: anywhere; }
.files-foot { flex: none; display: flex; gap: 12px; justify-content: space-between; align-items: center; padding-block: 8px; border-top: 1px solid var(--rule); }
.files-foot .buttons { display: flex; gap: 8px; }
.files .files-open { border-color: var(--accent); background: var(--accent); color: var(--paper); }
@media (forced-colors: active) { .files .files-open { border-color: ButtonText; background: ButtonFace; color: ButtonText; } }
@media (width < 45em) {
  .files { padding-inline: 12px; }
  .files-layers { max-height: none; }
  .files-line { grid-template-columns: minmax(0, 1fr); }
  .files-line > button { justify-self: start; }
}
`;
