import { expect, test } from 'vitest';
import { readAliases } from '../../geodata/join/aliases.ts';
import { readTable } from '../../geodata/sources/table.ts';

const read = async (text: string) => {
  const { table } = await readTable(new TextEncoder().encode(text), 'aliases.csv');
  return readAliases(table);
};

test('aliases have open or inclusive years, and codes as the register has them', async () => {
  const { aliases, diagnostics } = await read(
    'level,alias,code,valid_from,valid_to,note\nprefecture, 襄樊 ,420600.0,,2010,renamed\nprefecture,371200,370100,2019,,\n',
  );
  expect(diagnostics).toEqual([]);
  expect(aliases).toEqual([
    { level: 'prefecture', alias: '襄樊', code: '420600', validFrom: null, validTo: 2010, note: 'renamed' },
    { level: 'prefecture', alias: '371200', code: '370100', validFrom: 2019, validTo: null },
  ]);
});

test('columns that are missing and years that are none are told', async () => {
  expect((await read('level,alias\nprefecture,襄樊\n')).diagnostics).toMatchObject([
    { code: 'table/missing-column', found: 'code' },
  ]);
  const { aliases, diagnostics } = await read('level,alias,code,valid_to\nprefecture,襄樊,420600,soon\n');
  expect(aliases[0]?.validTo).toBeNull();
  expect(diagnostics).toMatchObject([
    { code: 'table/invalid-year', at: { line: 2, column: 'valid_to' }, found: 'soon' },
  ]);
});
