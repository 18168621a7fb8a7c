import type { Quality } from '../model/indicator.ts';
import type { TableRoles } from '../model/roles.ts';
import { columnCells, findColumn } from './infer-columns.ts';
import { qualityOfStatus } from './status-letters.ts';

const qualityPattern = /^(measured|approx|interpolated|extrapolated|suspect|modelled)$/;

/** Headings of columns that say yes or no, and what yes means. */
const marks: readonly [RegExp, Quality][] = [
  [/interpol|插值|插补/i, 'interpolated'],
  [/extrapol|forecast|外推|预测/i, 'extrapolated'],
  [/model+ed|模拟|推算/i, 'modelled'],
  [/estimate|imputed|provisional|估计|估算|初步/i, 'approx'],
];
const yes = /^(true|yes|y|1|是|有)$/i;
const no = /^(false|no|n|0|否|无)$/i;

const statusHeading = /status|flag|标志|标记/i;

/** Guesses which column says how good a figure is, and what its words stand for where they are its own. */
export function inferQuality(
  columns: readonly string[],
  sample: readonly string[][],
  taken: ReadonlySet<number>,
): { position: number; quality: NonNullable<TableRoles['quality']> } | null {
  const stated = findColumn(columns, sample, taken, (cell) => qualityPattern.test(cell));
  if (stated !== null) return { position: stated, quality: columns[stated] ?? '' };
  for (const [position, column] of columns.entries()) {
    if (taken.has(position)) continue;
    const words = [...new Set(columnCells(sample, position))].filter((word) => word !== '').toSorted();
    const means = words.length === 0 ? null : (meansOfMark(column, words) ?? meansOfStatus(column, words));
    if (means !== null) return { position, quality: { column, means } };
  }
  return null;
}

type Means = Record<string, Quality>;

function meansOfMark(column: string, words: readonly string[]): Means | null {
  const meant = marks.find(([heading]) => heading.test(column))?.[1];
  if (meant === undefined || !words.every((word) => yes.test(word) || no.test(word))) return null;
  return Object.fromEntries(words.map((word) => [word, yes.test(word) ? meant : 'measured']));
}

function meansOfStatus(column: string, words: readonly string[]): Means | null {
  if (!statusHeading.test(column)) return null;
  const means: Means = {};
  for (const word of words) {
    const quality = qualityOfStatus(word);
    if (quality === null) return null;
    means[word] = quality;
  }
  return means;
}
