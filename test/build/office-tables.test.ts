import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { CompiledAtlas } from '../../geodata/build/compiled-atlas.ts';
import { compileAtlas } from '../../geodata/build/compile.ts';
import { reportDiagnostics } from '../../geodata/model/diagnostics-report.ts';
import { silentProgress } from '../../scripts/progress.ts';
import { expectGolden } from '../support/golden.ts';

// Every folder test/cases/office-* holds a table in the form in which an office or a spreadsheet writes it, without an
// atlas.yaml: what was guessed, which values came out of it, and every remark on what did not.

const cases = join(import.meta.dirname, '../cases');
const folders = readdirSync(cases).filter((name) => name.startsWith('office-'));

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'jiju-office-'));
});
afterAll(() => rmSync(out, { recursive: true }));

describe('tables as offices publish them', () => {
  test.each(folders)('%s', { timeout: 120_000 }, async (name) => {
    const atlas = await compileAtlas(join(cases, name, 'atlas'), out, silentProgress);
    const lines = [...atlas.columns.map((column) => valuesOf(column, atlas)), '', ...remarksOf(atlas)];
    expectGolden(join(cases, name, 'expected.txt'), `${lines.join('\n')}\n`);
  });
});

function valuesOf(
  { level, indicator, year, values, quality }: CompiledAtlas['columns'][number],
  { levels, indicators }: CompiledAtlas,
): string {
  const { regions } = levels.find(({ config }) => config.id === level)!;
  const { name, kind, unit } = indicators.get(indicator)!;
  const known = values.flatMap((value, position) =>
    value === null ? [] : [`${regions[position]!.name.en} ${value}${markOf(quality[position])}`],
  );
  const about = [name.zh, kind, unit.zh].filter((text) => text !== '').join(', ');
  return `${level} ${indicator} (${about}) ${year ?? 'all'}: ${known.join(', ')}`;
}

const markOf = (quality: string | null | undefined): string =>
  quality === null || quality === undefined || quality === 'measured' ? '' : ` [${quality}]`;

/** Remarks on the table, without those on the regions that it says nothing of and on what is measured. */
function remarksOf({ diagnostics }: CompiledAtlas): string[] {
  return reportDiagnostics(diagnostics)
    .diagnostics.filter(
      ({ code }) => /^(table|join|config)\//.test(code) && code !== 'join/region-without-value',
    )
    .map(({ severity, code, at, message, nearest = [] }) =>
      [
        `${severity} ${code} ${[at.file, at.line, at.column].filter((part) => part !== undefined).join(':')}: ${message}`,
        nearest.length === 0 ? '' : `Nearest: ${nearest.join(', ')}.`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    );
}
