// The look of the dialog, in the colours of the page.
export const style = `
.share { width: min(47rem, calc(100vw - 24px)); height: min(37rem, calc(100vh - 24px)); height: min(37rem, calc(100dvh - 24px)); max-width: none; max-height: none; padding: 14px var(--gap) 0; border: 1px solid var(--edge); border-radius: 6px; background: var(--paper); color: var(--ink); overflow: hidden; }
.share[open] { display: flex; flex-direction: column; }
.share::backdrop { background: rgb(0 0 0 / 0.45); }
.share-head { display: flex; justify-content: space-between; align-items: center; }
.share .tabs { display: flex; flex-wrap: wrap; gap: 0 18px; margin: 0; border-bottom: 1px solid var(--rule); }
.share > .tabs { flex: none; }
.share .tabs [role="tab"] { margin-bottom: -1px; padding-inline: 2px; border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: none; color: var(--quiet); white-space: nowrap; }
.share .tabs [aria-selected="true"] { border-color: var(--accent); color: var(--ink); font-weight: 650; }
.share [data-hosts] { gap: 0 16px; }
.share-panel { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 14px 2px; margin-inline: -2px; }
.share-panel > * + *, .share-panel [data-given] > * + *, .share-panel [role="tabpanel"] > * + *, .share-panel section > * + * { margin-top: 10px; }
.share-panel > [data-given] { margin-top: 0; }
.share-panel section + section { margin-top: 20px; }
.share h3 { margin: 0; font-size: var(--small); font-weight: 600; }
.share .buttons { flex-wrap: wrap; gap: 8px; margin-top: 6px; }
.share-box { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 8px; align-items: start; }
.share-box + .share-box { margin-top: 12px; }
.share-kind { grid-column: 1 / -1; }
.share textarea { font: 0.875rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; width: 100%; padding: 6px 8px; border: 1px solid var(--edge); border-radius: 3px; background: var(--field); color: inherit; resize: vertical; overflow-wrap: anywhere; }
.share-code { display: flex; flex-wrap: wrap; gap: 10px 18px; align-items: end; }
.share-code svg { display: block; width: min(15rem, 60vw); height: auto; border: 1px solid var(--rule); forced-color-adjust: none; }
.share-code figcaption { display: block; color: var(--quiet); }
.share-code .buttons { display: flex; color: var(--ink); }
.share fieldset { margin: 8px 0 0; padding: 0; border: 0; display: flex; flex-wrap: wrap; gap: 2px 16px; }
.share [data-parts] { display: contents; }
.share legend { float: left; padding: 0; margin-right: 16px; line-height: 24px; }
.share .tick { color: var(--ink); }
.share-row { display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: center; margin-top: 8px; }
.share-row :is(select, input[type="number"]) { width: auto; }
.share-row input[type="number"] { max-width: 5em; }
.share-locks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: 0 28px; }
.share-locks > div { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 16px; align-items: center; min-height: 28px; border-bottom: 1px solid var(--rule); }
.share-pair { display: inline-flex; gap: 6px; align-items: center; margin-right: 14px; }
.share a { color: var(--accent); }
.share-said { flex: none; padding-block: 6px; border-top: 1px solid var(--rule); }
.share-said::after { content: "\\a0"; }
@media (width < 45em) {
  .share-box { grid-template-columns: minmax(0, 1fr); }
  .share-box > button { justify-self: start; }
  .share .tabs [role="tab"] { min-height: 36px; }
}
`;
