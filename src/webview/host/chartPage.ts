import { randomBytes } from 'node:crypto';
import { escapeHtml } from '../../common/escapeHtml';

/** A table of measurements with a bar in each row, and links that run commands. All texts are for the user. */
export interface Chart {
  /** The language of the texts. */
  language: string;
  title: string;
  subtitle: string;
  links: readonly { label: string; address: string }[];
  headers: readonly string[];
  rows: readonly ChartRow[];
  note: string;
}

export interface ChartRow {
  /** One text for each header; the first names the row. */
  cells: readonly string[];
  /** Length of the bar, 0–1. It stands in the cell `BAR_COLUMN`. */
  bar: number;
  /** Whether the row stands out. */
  strong: boolean;
}

/** The column with the bars. */
const BAR_COLUMN = 2;
/** Length of the longest bar, in CSS pixels. */
const BAR_LENGTH = 100;

/** The page of a chart. Its policy allows its own style and nothing else, so it has no scripts. */
export function chartPage(
  { language, title, subtitle, links, headers, rows, note }: Chart,
  nonce = randomBytes(16).toString('base64'),
): string {
  const actions = links.map(
    ({ label, address }) => `<a role="button" href="${escapeHtml(address)}">${escapeHtml(label)}</a>`,
  );
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'" />
    <title>${escapeHtml(title)}</title>
    <style nonce="${nonce}">${STYLE}</style>
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
      <p>${escapeHtml(subtitle)}</p>
      <p class="actions">${actions.join('\n')}</p>
      <table>
        <thead><tr>${headers.map((header) => `<th scope="col">${escapeHtml(header)}</th>`).join('')}</tr></thead>
        <tbody>
${rows.map(rowHtml).join('\n')}
        </tbody>
      </table>
      <p>${escapeHtml(note)}</p>
    </main>
  </body>
</html>
`;
}

function rowHtml({ cells: [name = '', ...values], bar, strong }: ChartRow): string {
  const width = (BAR_LENGTH * bar).toFixed(1);
  const svg = `<svg width="${BAR_LENGTH}" height="12" aria-hidden="true"><rect width="${width}" height="12" rx="2" /></svg> `;
  const cells = values.map((value, i) => `<td>${i + 1 === BAR_COLUMN ? svg : ''}${escapeHtml(value)}</td>`);
  return `<tr${strong ? ' class="strong"' : ''}><th scope="row">${escapeHtml(name)}</th>${cells.join('')}</tr>`;
}

const STYLE = `
  body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); padding: 8px 24px; }
  h1 { font-size: 1.5em; font-weight: 600; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); padding: 6px 10px;
    text-align: left; white-space: nowrap; }
  th { font-weight: 600; }
  thead th { vertical-align: bottom; white-space: normal; }
  .strong th, .strong td { font-weight: 700; }
  svg { vertical-align: middle; }
  rect { fill: var(--vscode-charts-blue, currentColor); }
  .strong rect { fill: var(--vscode-charts-green, currentColor); }
  .actions a { background: var(--vscode-button-background); border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 2px; color: var(--vscode-button-foreground); display: inline-block; margin: 0 8px 8px 0;
    padding: 4px 12px; text-decoration: none; }
  .actions a:hover { background: var(--vscode-button-hoverBackground); }
  .actions a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;
