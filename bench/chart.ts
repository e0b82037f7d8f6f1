/** A chart of horizontal bars, with a group of bars for each name; values start at 0. */
export interface BarChart {
  title: string;
  note: string;
  /** What each bar of a group stands for. */
  series: readonly string[];
  bars: readonly { name: string; values: readonly number[] }[];
}

const COLOURS = ['#4c78a8', '#f58518', '#54a24b'];
const [WIDTH, LEFT, BAR, GAP, TOP] = [720, 190, 16, 14, 70];

/** Draws a chart as an SVG that is readable on light and dark backgrounds. */
export function barChart({ title, note, series, bars }: BarChart): string {
  const most = Math.max(...bars.flatMap(({ values }) => values));
  const scale = (WIDTH - LEFT - 70) / most;
  const group = series.length * BAR + GAP;
  const height = TOP + bars.length * group;
  const text = (x: number, y: number, value: string, rest = ''): string =>
    `<text x="${x}" y="${y}" ${rest}>${value.replace(/[&<]/g, (mark) => (mark === '&' ? '&amp;' : '&lt;'))}</text>`;
  const lines = [
    text(10, 20, title, 'font-weight="bold"'),
    text(10, 38, note, 'font-size="11"'),
    ...series.map(
      (name, i) =>
        `<rect x="${LEFT + i * 90}" y="48" width="10" height="10" fill="${COLOURS[i] ?? '#888'}"/>${text(LEFT + 14 + i * 90, 57, name, 'font-size="11"')}`,
    ),
    ...bars.flatMap(({ name, values }, row) => {
      const y = TOP + row * group;
      return [
        text(LEFT - 8, y + (series.length * BAR) / 2 + 4, name, 'text-anchor="end"'),
        ...values.map((value, i) => {
          const width = (value * scale).toFixed(1);
          const rect = `<rect x="${LEFT}" y="${y + i * BAR}" width="${width}" height="${BAR - 2}" fill="${COLOURS[i] ?? '#888'}"/>`;
          return rect + text(LEFT + value * scale + 6, y + i * BAR + 11, value.toFixed(3), 'font-size="11"');
        }),
      ];
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13" fill="#888">
${lines.join('\n')}
</svg>
`;
}
