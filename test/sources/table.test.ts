import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { TableReading } from '../../geodata/sources/table.ts';
import { readTable } from '../../geodata/sources/table.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const read = (bytes: Uint8Array | string): Promise<TableReading> =>
  readTable(typeof bytes === 'string' ? utf8(bytes) : bytes, 'table.csv');

const cellsOf = ({ table }: TableReading): string[][] => [
  table.columns,
  ...table.rows.map(({ cells }) => cells),
];

const remarksOf = ({ diagnostics }: TableReading): unknown[] =>
  diagnostics.map(({ code, at }) => [code, at.line]);

describe('encodings', () => {
  const text = '地区,经费\n北京,1\n天津,2\n';
  const cells = [
    ['地区', '经费'],
    ['北京', '1'],
    ['天津', '2'],
  ];
  const gbk = Uint8Array.from(Buffer.from('b5d8c7f82cbeadb7d10ab1b1bea92c310accecbdf22c320a', 'hex'));

  test.each<[string, string, Uint8Array]>([
    ['utf-8', 'UTF-8', utf8(text)],
    ['utf-8', 'UTF-8 with a byte order mark', utf8(`\ufeff${text}`)],
    ['utf-16le', 'UTF-16 with a byte order mark', Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['utf-16le', 'UTF-16 without one', Uint8Array.from(Buffer.from('code,value\n1,2\n', 'utf16le'))],
    [
      'utf-16be',
      'UTF-16 of the other byte order',
      Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()),
    ],
    ['gb18030', 'GB 18030', gbk],
  ])('%s is found in %s', async (encoding, _, bytes) => {
    const reading = await read(bytes);
    expect(reading.table.encoding).toBe(encoding);
    expect(reading.diagnostics).toEqual([]);
    if (encoding !== 'utf-16le') expect(cellsOf(reading)).toEqual(cells);
  });

  test('accented letters that stand alone are Windows-1252, not Chinese', async () => {
    const reading = await read(
      Uint8Array.from(Buffer.from('Stadt;Wert\nZürich;1\nGenève;2\nKöln;3\n', 'latin1')),
    );
    expect(reading.table.encoding).toBe('windows-1252');
    expect(reading.table.rows.map(({ cells: [city] }) => city)).toEqual(['Zürich', 'Genève', 'Köln']);
  });

  test('Windows-1252 has printed characters where ISO 8859-1 has controls', async () => {
    const bytes = Buffer.from('Land,Tsd. \u0080\nOst\u0096West,\u008412\u0093\n\u00e9t\u00e9,1\n', 'latin1');
    expect(cellsOf(await readTable(bytes, 'table.csv'))).toEqual([
      ['Land', 'Tsd. €'],
      ['Ost–West', '„12“'],
      ['été', '1'],
    ]);
  });

  test('an encoding that is given wins; one that does not exist is told', async () => {
    expect((await readTable(gbk, 'table.csv', { encoding: 'gbk' })).table.columns).toEqual(['地区', '经费']);
    const { table, diagnostics } = await readTable(gbk, 'table.csv', { encoding: 'gbq' });
    expect(table.columns).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'table/unreadable', at: { file: 'table.csv' } }]);
  });
});

describe('delimiters', () => {
  test.each([
    [',', 'a,b\n1,2\n'],
    [';', 'a;b\n1,5;2,5\n1;2\n'],
    ['\t', 'a\tb\n1,5\t2\n'],
    ['|', 'a|b\n1|2\n'],
    [',', 'a,b\n"x; y; z",2\n"p;q",3\n'],
  ])('%j is found', async (delimiter, text) => {
    const { table } = await read(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.columns).toEqual(['a', 'b']);
  });
});

describe('lines', () => {
  test('are those an editor shows, also after cells of several lines, empty lines and other line ends', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '"one', 'two",1', '', '"three ""quoted""",2', ',', '4,5', ''].join(end);
      const reading = await read(text);
      expect(reading.table.rows).toEqual([
        { line: 2, cells: ['one\ntwo', '1'] },
        { line: 5, cells: ['three "quoted"', '2'] },
        { line: 7, cells: ['4', '5'] },
      ]);
      expect(reading.diagnostics).toEqual([]);
    }
  });

  test('any cells come back as they were written, each with its line', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '北', '"', ',', ';', '\n', ' ', '1', '|', '\t') });
    const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.array(
        fc
          .array(cell, { minLength: width, maxLength: width })
          .map((cells) => ['x', ...cells.slice(1, -1), 'z']),
        { minLength: 2, maxLength: 10 },
      ),
    );
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const header = rows[0]?.map((_, index) => `h${index}`) ?? [];
        const { table: found } = await read(Papa.unparse([header, ...rows], { newline: '\n' }));
        expect(found.rows.map(({ cells }) => cells)).toEqual(rows);
        const lineBreaks = rows.map((cells) => cells.join('').split('\n').length - 1);
        let line = 2;
        for (const [index, row] of found.rows.entries()) {
          expect(row.line).toBe(line);
          line += 1 + (lineBreaks[index] ?? 0);
        }
      }),
    );
  });
});

describe('tables as people make them', () => {
  test.each([
    ['sep=;\r\nLand;Wert\r\nA;1,5\r\nB;2,5\r\n', ';'],
    ['sep=|\nLand|Wert\nA|1\nB|2\n', '|'],
    ['SEP=\t\nLand\tWert\nA\t1\nB\t2\n', '\t'],
  ])('a first line sep= states the delimiter and is no title', async (text, delimiter) => {
    const reading = await read(text);
    expect(reading.table).toMatchObject({ delimiter, columns: ['Land', 'Wert'] });
    expect(reading.table.rows.map(({ line }) => line)).toEqual([3, 4]);
    expect(reading.diagnostics).toEqual([]);
  });

  test('keys that stand packed in the first column become columns', async () => {
    const reading = await read('freq,geo\\TIME_PERIOD\t2020 \t2021 \nA,AT\t1 \t2 p\nA,BE\t: \t3 \n');
    expect(cellsOf(reading)).toEqual([
      ['freq', 'geo', '2020', '2021'],
      ['A', 'AT', '1 ', '2 p'],
      ['A', 'BE', ': ', '3 '],
    ]);
  });

  test('packed keys may have more commas than the years have tabs', async () => {
    const reading = await read(
      'freq,sector,unit,geo\\TIME_PERIOD\t2020 \nA,BES,EUR,AT\t1 \nA,GOV,EUR,AT\t2 \n',
    );
    expect(reading.table.columns).toEqual(['freq', 'sector', 'unit', 'geo', '2020']);
  });

  test('titles, a merged header of three rows, a gap, a note and its second line', async () => {
    const reading = await read(
      [
        '表1 各地区研发,,,,',
        '单位：亿元,,,,',
        '地区,2012年,,2013年,',
        ',经费,人员,经费,人员',
        ',（亿元）,（人）,（亿元）,（人）',
        '北京,1,2,3,4',
        ',,,,',
        '西藏,,,,',
        '注：1. 数据来源于公报。,,,,',
        '2. 含军队。,,,,',
      ].join('\n'),
    );
    expect(cellsOf(reading)).toEqual([
      ['地区', '2012年 经费 （亿元）', '2012年 人员 （人）', '2013年 经费 （亿元）', '2013年 人员 （人）'],
      ['北京', '1', '2', '3', '4'],
      ['西藏', '', '', '', ''],
    ]);
    expect(remarksOf(reading)).toEqual([
      ['table/rows-skipped', 1],
      ['table/rows-skipped', 2],
      ['table/rows-skipped', 9],
      ['table/rows-skipped', 10],
    ]);
  });

  test.each([
    ['a list of words has one header row', '市,大学\n北京,清华\n上海,复旦\n', ['市', '大学']],
    [
      'an empty first column is no merged header',
      '备注,市,大学\n,北京,清华\n,上海,复旦\n',
      ['备注', '市', '大学'],
    ],
    ['years are headings', '地区,2012,2013\n北京,1,2\n', ['地区', '2012', '2013']],
    ['one column', '城市\n北京\n上海\n', ['城市']],
    ['line breaks in headings are spaces', '"地\n区",b\n1,2\n', ['地 区', 'b']],
    ['columns and rows that are empty to the end are not there', 'a,b,,\n1,2,,\n,,,\n,,,\n', ['a', 'b']],
  ])('%s', async (_, text, columns) => {
    const reading = await read(text);
    expect(reading.table.columns).toEqual(columns);
    expect(reading.diagnostics).toEqual([]);
  });

  test('headings that are missing or come twice get a name of their own', async () => {
    const reading = await read('code,value,value,\n1,2,3,4\n5,6,7,8\n');
    expect(reading.table.columns).toEqual(['code', 'value', 'value (2)', 'column 4']);
    expect(remarksOf(reading)).toEqual([['table/duplicate-column', undefined]]);
  });

  test('rows with too few or too many cells are told and cut to the header', async () => {
    const reading = await read('a,b\n1\n1,2,3\n1,2,\n4,5\n');
    expect(reading.table.rows.map(({ cells }) => cells)).toEqual([
      ['1', ''],
      ['1', '2'],
      ['1', '2'],
      ['4', '5'],
    ]);
    expect(remarksOf(reading)).toEqual([
      ['table/ragged-row', 2],
      ['table/ragged-row', 3],
    ]);
  });
});

describe('what cannot be read', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', utf8('')],
    ['empty lines', utf8('\n\n,,\n')],
    ['a broken workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3)],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)],
  ])('%s is a remark, and a table without columns', async (_, bytes) => {
    const { table, diagnostics } = await read(bytes);
    expect(table).toMatchObject({ name: 'table.csv', columns: [], rows: [] });
    expect(diagnostics).toMatchObject([
      { code: 'table/unreadable', severity: 'error', at: { file: 'table.csv' } },
    ]);
  });

  test('a quote that is never closed is told with the line it stands on', async () => {
    const reading = await read('a,b\n1,2\n"x,1\ny,2\n');
    expect(reading.diagnostics[0]).toMatchObject({ code: 'table/unreadable', at: { line: 3 } });
  });

  test('no bytes make it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { table } = await read(bytes);
        expect(table.rows.every(({ cells }) => cells.length === table.columns.length)).toBe(true);
      }),
    );
  });
});
