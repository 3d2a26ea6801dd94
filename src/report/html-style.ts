/** The style sheet inside an HTML report: the panel's colours, light and dark by the reader's system, plain on paper. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --text: #1f1f1f; --muted: #56595e; --line: #dadce0; --bar: #f6f8fb; --surface: #fff;
  --good: #146c2e; --note: #8f4e00; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e8eaed; --muted: #a9afb7; --line: #45474b; --bar: #292a2d;
  --surface: #202124; --good: #81c995; --note: #fdb95a; --bad: #f6a49d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--surface); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 16px 20px 40px; overflow-wrap: anywhere; }
h1 { font-size: 22px; margin: 0 0 8px; }
h2 { font-size: 17px; margin: 28px 0 8px; border-bottom: 1px solid var(--line); }
h3 { font-size: 15px; margin: 0 0 4px; }
h4 { font-size: 13px; margin: 10px 0 2px; color: var(--muted); }
p { margin: 4px 0; }
ul { margin: 4px 0; padding-left: 20px; }
dl { display: grid; margin: 6px 0; }
dl > div { display: grid; grid-template-columns: 130px 1fr; gap: 8px; }
dt { color: var(--muted); }
dd { margin: 0; }
code { font: 12px/1.45 ui-monospace, Menlo, Consolas, monospace; }
p.muted, p.muted code { color: var(--muted); }
p.note { color: var(--note); }
p.bad { color: var(--bad); }
.group { margin: 10px 0; padding: 8px 12px; border: 1px solid var(--line); border-left: 4px solid var(--muted); }
.group.good { border-left-color: var(--good); }
.group.note { border-left-color: var(--note); }
.group.bad { border-left-color: var(--bad); }
.good strong { color: var(--good); }
.note strong { color: var(--note); }
.bad strong { color: var(--bad); }
.table { overflow-x: auto; border: 1px solid var(--line); }
.table:focus-visible { outline: 2px solid var(--note); }
table { width: 100%; border-collapse: collapse; font-size: 12px; overflow-wrap: normal; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--bar); white-space: nowrap; }
td { max-width: 320px; overflow-wrap: break-word; }
@media (max-width: 560px) { dl > div { grid-template-columns: 1fr; gap: 0; } }
@media print { :root { color-scheme: light; --text: #000; --muted: #444; --line: #bbb; --bar: #fff; --surface: #fff;
  --good: #0b5123; --note: #6d3b00; --bad: #8c1d18; }
  main { max-width: none; padding: 0; } .table { overflow: visible; border: 0; } table { font-size: 9px; }
  thead { display: table-header-group; } tr, h2, h3, h4 { break-inside: avoid; break-after: auto; } h2, h3, h4 { break-after: avoid; } }
`;
