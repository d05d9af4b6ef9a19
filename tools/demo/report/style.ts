import { Html } from './html';

export const STYLE = new Html(`
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #fff; --ink: #1d2126; --muted: #66707a; --line: #e2dfd8;
  --table: #0b7a6b; --table-soft: #d9efe9; --queue: #b4530a; --queue-soft: #fbe6d0; --good: #0b7a6b; --bad: #b3261e; --code: #f4f2ec; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --card: #1c2024; --ink: #e8e6e1; --muted: #98a1a9; --line: #32383e;
  --table: #4cc9b0; --table-soft: #17382f; --queue: #f2a45c; --queue-soft: #402a15; --good: #4cc9b0; --bad: #ff8a80; --code: #22272c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
  -webkit-text-size-adjust: 100%; }
main { max-width: 1128px; margin: 0 auto; padding: 48px 24px 72px; }
header { margin-bottom: 28px; }
.kicker { margin: 0 0 6px; color: var(--muted); font-size: 14px; }
h1 { margin: 0; font-size: clamp(28px, 5vw, 44px); line-height: 1.15; letter-spacing: -.02em; font-weight: 650; text-wrap: balance; }
h1 span { display: inline-block; } h1 .table { color: var(--table); } h1 .queue { color: var(--queue); }
h2 { margin: 0 0 14px; font-size: 20px; letter-spacing: -.01em; font-weight: 650; }
section { margin-top: 44px; }
.muted { color: var(--muted); font-weight: 400; }
.verdict { margin: 18px 0 0; font-weight: 550; } .verdict.good { color: var(--good); } .verdict.bad { color: var(--bad); }
.verdict.good::before { content: '✓ '; } .verdict p { margin: 0; } .verdict ul { margin: 6px 0 0; padding-left: 20px; font-weight: 400; }
.flow { margin: 34px 0 0; } .flow svg { display: block; width: 100%; height: auto; overflow: visible; }
.flow .narrow { display: none; }
.box rect { fill: var(--card); stroke: var(--line); stroke-width: 1.5; } .box text { fill: var(--ink); font-family: inherit; }
.box .title { font-size: 15px; font-weight: 600; } .box .note, .label { font-size: 13px; fill: var(--muted); } .label { text-anchor: middle; font-family: inherit; }
.icon { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
.box.table .icon { stroke: var(--table); } .box.queue .icon { stroke: var(--queue); }
.box .count { font-size: 21px; font-weight: 650; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.box .count.long { font-size: 16px; letter-spacing: -.02em; }
.box.table rect { fill: var(--table-soft); stroke: var(--table); } .box.table .count { fill: var(--table); }
.box.queue rect { fill: var(--queue-soft); stroke: var(--queue); } .box.queue .count { fill: var(--queue); }
.box.unused rect { fill: none; stroke-dasharray: 5 5; } .box.unused text { fill: var(--muted); } .box.unused .count { font-size: 17px; font-weight: 400; }
.link { fill: none; stroke: var(--muted); stroke-width: 2; } .link.unused { stroke: var(--line); stroke-dasharray: 5 5; } .head { fill: var(--muted); }
.band { fill: none; opacity: .75; } .band.table { stroke: var(--table); } .band.queue { stroke: var(--queue); }
.files { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.files th, .files td { padding: 10px 0 10px 20px; text-align: right; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
.files th:first-child { padding-left: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; font-weight: 550; }
.files thead th, .files thead th:first-child { color: var(--muted); font-size: 14px; font-weight: 400; }
.files tfoot th:first-child, .files tfoot td { border-bottom: 0; font-weight: 650; }
small { color: var(--muted); font-weight: 400; font-size: 14px; } th small { display: block; margin-top: 5px; }
.share { display: flex; gap: 2px; max-width: 320px; height: 4px; margin: 7px 0 3px; } .share i { border-radius: 2px; }
.share .table { background: var(--table); } .share .queue { background: var(--queue); }
.bars { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
.bars li { display: grid; grid-template-columns: 1fr auto; gap: 4px 16px; font-variant-numeric: tabular-nums; }
.bars i { grid-column: 1 / -1; height: 10px; min-width: 3px; border-radius: 3px; background: var(--queue); }
.bars span { overflow-wrap: anywhere; }
pre, code { font: 13.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 0; padding: 16px 18px; background: var(--code); border-radius: 10px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 480px; overflow-y: auto; }
.group { margin-top: 26px; } .group h3 { margin: 0 0 6px; font-size: 15px; font-weight: 400; } .group p { margin: 0 0 8px; overflow-wrap: anywhere; }
.chip { padding: 3px 9px; border-radius: 5px; background: var(--queue-soft); color: var(--queue); font-weight: 600; font-size: 14px; }
.dead-letter summary { display: grid; grid-template-columns: minmax(0, 1fr) 150px 240px; gap: 2px 16px; padding: 8px 0; border-top: 1px solid var(--line); cursor: pointer;
  list-style: none; font-size: 14.5px; font-variant-numeric: tabular-nums; }
.dead-letter summary::-webkit-details-marker { display: none; }
.dead-letter summary span { overflow-wrap: anywhere; } .dead-letter summary span + span { color: var(--muted); text-align: right; }
.dead-letter summary span:first-child::before { content: '▸'; display: inline-block; width: 18px; color: var(--muted); }
.dead-letter[open] summary span:first-child::before { content: '▾'; } .dead-letter summary:hover span:first-child::before { color: var(--ink); } .dead-letter pre { margin-bottom: 14px; }
.more > summary { padding: 10px 0; border-top: 1px solid var(--line); cursor: pointer; color: var(--muted); font-size: 14.5px; }
:focus-visible { outline: 2px solid var(--table); outline-offset: 2px; border-radius: 3px; }
footer { margin-top: 56px; color: var(--muted); font-size: 14px; }
@media (max-width: 760px) {
  main { padding: 28px 16px 48px; } .flow .wide { display: none; } .flow .narrow { display: block; max-width: 440px; margin: 0 auto; }
  .files, .files tbody, .files tfoot { display: block; } .files thead { display: none; }
  .files tr { display: flex; flex-wrap: wrap; gap: 0 13px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  .files th, .files td { padding: 6px 0 0; border: 0; text-align: left; } .files th:first-child { flex: 0 0 100%; padding: 0; } .bars small { display: none; }
  .files td::before { content: attr(data-label); display: block; color: var(--muted); font-size: 13px; font-weight: 400; text-transform: capitalize; }
  .dead-letter summary { grid-template-columns: 1fr auto; } .dead-letter summary span:last-child { grid-column: 1 / -1; text-align: left; }
}
@media print { .dead-letter, pre { break-inside: avoid; } }
`);
