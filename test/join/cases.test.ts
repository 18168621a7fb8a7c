import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { parse } from 'yaml';
import { readAliases } from '../../geodata/join/aliases.ts';
import { joinTable } from '../../geodata/join/join-table.ts';
import { mergeTables } from '../../geodata/join/merge-tables.ts';
import { createRegionIndex } from '../../geodata/join/region-index.ts';
import type { TableSpec } from '../../geodata/join/table-spec.ts';
import { reportDiagnostics } from '../../geodata/model/diagnostics-report.ts';
import type { Diagnostic } from '../../geodata/model/diagnostic.ts';
import type { Alias } from '../../geodata/model/region.ts';
import { readTable } from '../../geodata/sources/table.ts';
import { prefectures, provinces } from '../support/china-regions.ts';
import { expectGolden } from '../support/golden.ts';
import { indicators } from './indicators.ts';

// Every folder test/cases/join-* is a table as people make them, what atlas.yaml would say about it, and what the join
// must make of it: observations, totals, blanks, and a remark on everything that went wrong.

interface Case {
  about: string;
  spec: Omit<TableSpec, 'file'>;
  totals?: string[];
  sources?: string[];
}

const cases = join(import.meta.dirname, '../cases');
const folders = readdirSync(cases).filter((name) => name.startsWith('join-'));

describe('tables as people make them', () => {
  test.each(folders)('%s', async (name) => {
    const folder = join(cases, name);
    const {
      spec,
      totals = [],
      sources = [],
    } = parse(readFileSync(join(folder, 'case.yaml'), 'utf8')) as Case;
    const { table, diagnostics } = await readTable(readFileSync(join(folder, 'table.csv')), 'table.csv');
    const index = createRegionIndex({
      regions: spec.level === 'province' ? provinces : prefectures,
      parents: spec.level === 'province' ? [] : provinces,
      aliases: await aliasesOf(folder),
      totals,
    });
    const joined = joinTable({
      table,
      spec: { ...spec, file: 'table.csv' },
      index,
      indicators,
      sources: sources.map((id) => ({ id })),
    });
    // Which regions have no row at all is the same remark in every case.
    const merged = mergeTables([], [joined], indicators);
    const { counts, diagnostics: remarks } = reportDiagnostics([
      ...diagnostics,
      ...joined.diagnostics,
      ...merged.diagnostics,
    ]);
    const { regionsOfLevel: _, file: __, ...summary } = joined.summary;
    const result = {
      observations: merged.observations.map(
        ({ region, indicator, year, value, quality, source }) =>
          `${region} ${indicator} ${year} = ${value} (${quality}, ${source})`,
      ),
      totals: merged.totals.map(
        ({ name: total, indicator, year, value }) => `${total} ${indicator} ${year} = ${value}`,
      ),
      blanks: merged.blanks.map(({ region, indicator, year }) => `${region} ${indicator} ${year}`),
      summary,
      counts,
      diagnostics: remarks.map(oneLine),
    };
    expectGolden(join(folder, 'expected.json'), `${JSON.stringify(result, null, 2)}\n`);
  });
});

async function aliasesOf(folder: string): Promise<Alias[]> {
  const path = join(folder, 'aliases.csv');
  if (!existsSync(path)) return [];
  const { table } = await readTable(readFileSync(path), 'aliases.csv');
  return readAliases(table).aliases;
}

const oneLine = ({ severity, code, at, message, nearest, count }: Diagnostic): string =>
  [
    `${severity} ${code} line ${at.line ?? '–'}: ${message}`,
    nearest === undefined || nearest.length === 0 ? '' : `Nearest: ${nearest.join(', ')}.`,
    count === undefined ? '' : `×${count}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
