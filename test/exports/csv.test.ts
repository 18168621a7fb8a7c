import * as fc from 'fast-check';
import { parse } from 'papaparse';
import { expect, test } from 'vitest';
import { csv } from '../../geodata/exports/csv.ts';
import type { FeatureTable } from '../../geodata/model/feature-table.ts';
import { emptyTable, plainTable, sampleTable, textOf } from './sample-table.ts';

const rowsOf = (text: string): string[][] => parse<string[]>(text.trimEnd()).data;

test('has a header, the id first, and a line per row', async () => {
  const [header, ...rows] = rowsOf(await textOf(csv, sampleTable));
  expect(header).toEqual(['id', ...sampleTable.columns.map((column) => column.name)]);
  expect(rows).toEqual([
    ['320500', '320500', '苏州市', '', '3.0', '12748262', ''],
    [
      '9007199254740991',
      '9007199254740991',
      'Quote " comma , line\r\nend 𠮷',
      '0.1',
      '-2.5',
      '9007199254740991',
      'true',
    ],
    ['0', '', ' ', '100.0', '1e-7', '-5', 'false'],
  ]);
});

test('is the same for a table without geometry, and has a header where there are no rows', async () => {
  expect(await textOf(csv, plainTable)).toBe(await textOf(csv, sampleTable));
  expect(await textOf(csv, emptyTable)).toMatch(/^id,code,[\w,]+\r\n$/);
});

test('tells an empty text from no data', async () => {
  const table: FeatureTable = {
    ...plainTable,
    columns: plainTable.columns.slice(0, 2),
    rows: [{ id: 1, values: ['', null], geometry: null }],
  };
  expect(await textOf(csv, table)).toBe('id,code,name\r\n1,"",\r\n');
});

test('begins with a byte order mark only on demand', async () => {
  expect((await textOf(csv, sampleTable)).charCodeAt(0)).toBe('i'.charCodeAt(0));
  expect(await textOf(csv, sampleTable, { bom: true })).toBe(`\ufeff${await textOf(csv, sampleTable)}`);
});

test('keeps every text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), async (texts) => {
      const table: FeatureTable = {
        ...plainTable,
        columns: [plainTable.columns[0]!],
        rows: texts.map((text, index) => ({ id: index, values: [text], geometry: null })),
      };
      const text = await textOf(csv, table);
      const found = parse<string[]>(text.slice(0, -2), { delimiter: ',', newline: '\r\n' }).data.slice(1);
      expect(found.map((row) => row[1])).toEqual(texts);
    }),
  );
});
