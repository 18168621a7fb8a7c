import { describe, expect, test } from 'vitest';
import type { SheetData } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { readTable } from '../../geodata/sources/table.ts';

const workbook = async (...sheets: SheetData[]): Promise<Uint8Array> =>
  new Uint8Array(
    await writeExcelFile(sheets.map((data, index) => ({ data, sheet: `表${index + 1}` }))).toBuffer(),
  );

const rows: SheetData = [
  [{ value: '各地区研发经费', columnSpan: 4 }, null, null, null],
  [{ value: '地区', rowSpan: 2 }, { value: '2022年', columnSpan: 2 }, null, { value: '更新', rowSpan: 2 }],
  [null, { value: '经费' }, { value: '强度' }, null],
  [
    { value: '北京' },
    { value: 0.1 + 0.2 },
    { value: 6.53 },
    { value: new Date('2023-09-18'), format: 'yyyy-mm-dd' },
  ],
  [null, null, null, null],
  [{ value: '天津' }, { value: 568_000_000_000 }, { value: '—' }, { value: true }],
];

describe('workbooks', () => {
  test('merged cells, numbers, dates and empty rows; lines are rows of the sheet', async () => {
    const { table, diagnostics } = await readTable(await workbook(rows), 'table.xlsx');
    expect(table.columns).toEqual(['地区', '2022年 经费', '2022年 强度', '更新']);
    expect(table.rows).toEqual([
      { line: 4, cells: ['北京', '0.30000000000000004', '6.53', '2023-09-18'] },
      { line: 6, cells: ['天津', '568000000000', '—', 'true'] },
    ]);
    expect(diagnostics).toMatchObject([{ code: 'table/rows-skipped', at: { line: 1 } }]);
  });

  test('a sheet is read by its name; one that is not there is told with those that are', async () => {
    const bytes = await workbook(rows, [
      [{ value: 'code' }, { value: 'v' }],
      [{ value: '1' }, { value: 2 }],
    ]);
    expect((await readTable(bytes, 'table.xlsx', { sheet: '表2' })).table.columns).toEqual(['code', 'v']);
    const { table, diagnostics } = await readTable(bytes, 'table.xlsx', { sheet: '表3' });
    expect(table.columns).toEqual([]);
    expect(diagnostics[0]?.message).toContain('表1');
  });
});
