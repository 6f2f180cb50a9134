/** The look of the exported page: the product's tokens in a file that must live without it. */
export const htmlStyle = `
:root { color-scheme: light dark;
  --bg: light-dark(oklch(0.993 0.0015 130), oklch(0.19 0.009 165)); --sunken: light-dark(oklch(0.975 0.003 130), oklch(0.17 0.008 165));
  --line: light-dark(oklch(0.914 0.006 155), oklch(0.268 0.01 165)); --ink: light-dark(oklch(0.235 0.02 165), oklch(0.945 0.006 140));
  --ink-2: light-dark(oklch(0.42 0.017 165), oklch(0.775 0.009 155)); --ink-3: light-dark(oklch(0.515 0.015 165), oklch(0.665 0.011 160));
  --mark-soft: light-dark(oklch(0.967 0.038 92), oklch(0.262 0.036 86)); --mark-ink: light-dark(oklch(0.475 0.095 70), oklch(0.86 0.115 88));
  --sy: light-dark(oklch(0.45 0.085 186), oklch(0.8 0.11 184)); --y: light-dark(oklch(0.51 0.088 186), oklch(0.72 0.09 186));
  --n: light-dark(oklch(0.54 0.128 52), oklch(0.775 0.13 62)); --sn: light-dark(oklch(0.545 0.205 28), oklch(0.7 0.185 27)); }
* { box-sizing: border-box; margin: 0; }
body { background: var(--bg); color: var(--ink); font: 15px/23px ui-sans-serif, system-ui, sans-serif; padding: 40px 24px 80px; overflow-wrap: anywhere; }
main, header { max-width: 760px; margin: 0 auto; }
h1 { font-size: 34px; line-height: 40px; letter-spacing: -0.03em; }
h2 { font-size: 22px; line-height: 30px; letter-spacing: -0.02em; margin: 56px 0 12px; padding-top: 20px; border-top: 1px solid var(--line); }
h3 { font-size: 17px; line-height: 25px; margin: 32px 0 8px; }
h4 { font-size: 13px; line-height: 20px; color: var(--ink-3); font-weight: 500; margin: 20px 0 4px; }
p, li, dd { max-width: 70ch; }
ul, ol { padding: 0; list-style: none; }
.dim { color: var(--ink-2); } .faint { color: var(--ink-3); font-size: 13px; line-height: 20px; }
.said { font: 17px/26px ui-serif, Georgia, serif; white-space: pre-wrap; }
.vote { font-weight: 600; } .v1 { color: var(--sn); } .v2 { color: var(--n); } .v3 { color: var(--y); } .v4 { color: var(--sy); }
table { width: 100%; border-collapse: collapse; margin-top: 8px; }
th { text-align: left; font-weight: 500; color: var(--ink-3); font-size: 13px; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin-top: 12px; } dt { color: var(--ink-3); }
.log li { display: grid; grid-template-columns: 56px minmax(0, 1fr); gap: 8px; padding: 5px 0; }
time, .num { font-variant-numeric: tabular-nums; color: var(--ink-3); font-size: 13px; }
mark { background: var(--mark-soft); color: var(--mark-ink); border-radius: 3px; padding: 0 4px; }
pre { font: 12.5px/19px ui-monospace, Menlo, monospace; background: var(--sunken); border-radius: 6px; padding: 12px 14px; white-space: pre-wrap; margin-top: 6px; }
@media (max-width: 600px) { body { padding: 24px 16px 48px; } }
@media print {
  :root { color-scheme: light; } @page { margin: 18mm 16mm; } body { padding: 0; font-size: 10.5pt; line-height: 1.5; }
  h2 { break-before: page; border: 0; padding-top: 0; margin-top: 0; } h2:first-of-type { break-before: auto; margin-top: 24px; }
  h2, h3, h4 { break-after: avoid; } tr, .log li, .said { break-inside: avoid; } pre { border: 1px solid var(--line); }
}
`
