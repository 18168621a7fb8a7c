import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { compileAtlas } from '../../geodata/build/compile.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { Diagnostic } from '../../geodata/model/diagnostic.ts';
import { reportDiagnostics } from '../../geodata/model/diagnostics-report.ts';
import { silentProgress } from '../../scripts/progress.ts';
import { expectGolden } from '../support/golden.ts';

// Every folder test/cases/places-* is what somebody drops who has coordinates and no boundaries, without an atlas.yaml:
// where the places were found, what they are worth, what links them, and every remark.

const cases = join(import.meta.dirname, '../cases');
const folders = readdirSync(cases).filter((name) => name.startsWith('places-'));

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'jiju-places-'));
});
afterAll(() => rmSync(out, { recursive: true }));

describe('tables with coordinates', () => {
  test.each(folders)('%s', { timeout: 120_000 }, async (name) => {
    const lines = await linesOf(join(cases, name, 'atlas'));
    expectGolden(join(cases, name, 'expected.txt'), `${lines.join('\n')}\n`);
  });
});

async function linesOf(folder: string): Promise<string[]> {
  try {
    return await describeAtlas(folder);
  } catch (error) {
    if (!(error instanceof AtlasError)) throw error;
    return [error.message, ...error.diagnostics.map(sentence)];
  }
}

async function describeAtlas(folder: string): Promise<string[]> {
  const { levels, columns, networks, diagnostics } = await compileAtlas(folder, out, silentProgress);
  const places = levels.flatMap((level) => {
    if (!level.isOfPoints) return [`level ${level.config.id} of ${level.regions.length} areas`];
    return [
      `level ${level.config.id} ${JSON.stringify(level.config.source)} key ${level.config.key}`,
      ...level.regions.map(
        ({ code, name, point, parent }) => `  ${code} ${name.zh} at ${point.join(', ')} in ${parent}`,
      ),
    ];
  });
  const values = columns.map(({ level, indicator, year, values: cells }) => {
    const { regions } = levels.find(({ config: { id } }) => id === level)!;
    const known = cells.flatMap((value, row) => (value === null ? [] : [`${regions[row]!.code} ${value}`]));
    return `${indicator} ${year ?? 'without year'} of ${level}: ${known.join(', ')}`;
  });
  const links = networks.flatMap(({ documents }) =>
    documents.flatMap(({ nodes, a, b, weight }) =>
      a.map((from, edge) => `link ${nodes[from]} - ${nodes[b[edge]!]}: ${weight[edge]}`),
    ),
  );
  const remarks = reportDiagnostics(diagnostics)
    .diagnostics.filter(({ code }) => code !== 'join/region-without-value' && !code.startsWith('measure/'))
    .map(sentence);
  return [...places, '', ...values, ...links, '', ...remarks];
}

const sentence = ({ code, severity, at, message }: Diagnostic): string =>
  `${severity} ${code} ${[at.file, at.line].filter((part) => part !== undefined).join(':')} ${message}`;
