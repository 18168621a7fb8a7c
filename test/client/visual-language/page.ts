import { palettes } from '../../../client/map/palette.ts';
import { contrast, difference, seenColor, visions } from './colour-vision.ts';
import { readTokens } from './tokens.ts';

const { light, dark } = readTokens();
const themes = [
  ['light', light],
  ['dark', new Map([...light, ...dark])],
] as const;

/** Which colours stand on which grounds, and the least contrast that they need there. */
export const pairs = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent', 'seal', 'warning'].map((text) => ({
    text,
    grounds: ['paper', 'paper-shade', 'ground'],
    least: 4.5,
  })),
  { text: 'rule-strong', grounds: ['paper'], least: 3 },
];

export interface MeasuredPair {
  theme: string;
  text: string;
  ground: string;
  least: number;
  contrast: number;
}

export const measuredPairs = (): MeasuredPair[] =>
  themes.flatMap(([theme, tokens]) =>
    pairs.flatMap(({ text, grounds, least }) =>
      grounds.map((ground) => ({
        theme,
        text,
        ground,
        least,
        contrast: contrast(tokens.get(text)!, tokens.get(ground)!),
      })),
    ),
  );

/** Scales of the map as light and dark have them; which of their colours are neighbours is their order. */
export const scales = Object.entries(palettes).flatMap(([theme, { ramps }]) => [
  { theme, name: 'sequential', colors: ramps.sequential },
  { theme, name: 'diverging', colors: ramps.diverging },
  // Clusters lie anywhere beside each other, so that every pair must differ.
  { theme, name: 'clusters', colors: ramps.clusters },
]);

/** Least difference of two classes that lie beside each other, by kind of vision. */
export function leastDifferences({ name, colors }: (typeof scales)[number]): number[] {
  const beside = colors.flatMap((color, index) =>
    (name === 'clusters' ? colors.slice(index + 1) : colors.slice(index + 1, index + 2)).map(
      (other) => [color, other] as const,
    ),
  );
  return visions.map((vision) =>
    Math.min(...beside.map(([color, other]) => difference(color, other, vision))),
  );
}

/** Tables of the page, each by the marker it stands behind. */
export function tables(): Record<string, string> {
  const named = (prefix: string): [string, string][] =>
    [...light].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [`--${name}`, value]);
  return {
    type: table(['token', 'size'], [...named('text'), ...named('title'), ...named('display')]),
    space: table(['token', 'distance'], [...named('space'), ...named('radius'), ...named('target')]),
    colours: table(
      ['token', 'light', 'dark'],
      [...light]
        .filter(([, value]) => value.startsWith('#'))
        .map(([name, value]) => [`--${name}`, value, dark.get(name) ?? value]),
    ),
    contrast: table(
      ['text or line', 'least', ...themes.flatMap(([theme]) => [`${theme}: lowest contrast`, 'on'])],
      pairs.map(({ text, least }) => [
        `--${text}`,
        String(least),
        ...themes.flatMap(([theme]) => {
          const [lowest] = measuredPairs()
            .filter((pair) => pair.theme === theme && pair.text === text)
            .sort((a, b) => a.contrast - b.contrast);
          return [lowest!.contrast.toFixed(1), `--${lowest!.ground}`];
        }),
      ]),
    ),
    scales: table(
      ['scale', 'colours', ...visions],
      scales.map((scale) => [
        `${scale.name}, ${scale.theme}`,
        scale.colors.join(' '),
        ...leastDifferences(scale).map((least) => least.toFixed(1)),
      ]),
    ),
  };
}

/** The scales as each kind of vision sees them. */
export function drawScales(): string {
  const [cell, row, left] = [{ width: 56, height: 20 }, 24, 150];
  const rows = scales.flatMap((scale) => visions.map((vision) => ({ scale, vision })));
  const drawn = rows.map(({ scale, vision }, index) => {
    const y = index * row + Math.floor(index / visions.length) * 12;
    const cells = scale.colors.map(
      (color, at) =>
        `<rect x="${left + at * cell.width}" y="${y}" width="${cell.width}" height="${cell.height}" fill="${seenColor(color, vision)}"/>`,
    );
    const title = vision === 'all cones' ? `${scale.name}, ${scale.theme}` : vision;
    const weight = vision === 'all cones' ? 600 : 400;
    return `<text x="0" y="${y + 14}" font-weight="${weight}">${title}</text>${cells.join('')}`;
  });
  const height = rows.length * row + (scales.length - 1) * 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="430" height="${height}" viewBox="0 0 430 ${height}" font-family="sans-serif" font-size="12" fill="#4a5660">
${drawn.join('\n')}
</svg>
`;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
