import { beforeAll, describe, expect, test } from 'vitest';
import { loadAddressBooks } from '../../geodata/build/address-books.ts';
import { tableAsRecords } from '../../geodata/build/infer-inputs.ts';
import type { AddressBook, RecordSample } from '../../geodata/join/infer-records.ts';
import { inferRecords, mayHoldAddresses } from '../../geodata/join/infer-records.ts';
import { readTable } from '../../geodata/sources/table.ts';

let books: AddressBook[] = [];
beforeAll(async () => {
  books = await loadAddressBooks();
});

const ofCsv = async (text: string): Promise<RecordSample> =>
  tableAsRecords((await readTable(new TextEncoder().encode(text), 'data.csv')).table);

const suzhou = '江苏省苏州市工业园区星湖街218号';
const hangzhou = '浙江省杭州市西湖区浙大路38号';
const xian = '陕西省西安市雁塔区太白南路2号';

describe('inferRecords', () => {
  test.each([
    [
      'several applicants in a text',
      `申请号,申请日,地址\nCN2019100001A,2019-05-07,${suzhou};${hangzhou}\nCN2019100002B,2019-06-01,${xian}\nCN2019100003A,2020-06-01,${xian};${suzhou}\n`,
      {
        level: 'prefecture',
        record: '申请号',
        stripKind: true,
        date: '申请日',
        applicants: { column: '地址', separator: ';' },
        sampled: 5,
        placed: 5,
      },
    ],
    [
      'an applicant a row',
      `id,year,applicant,address\n7,2019,甲,${suzhou}\n7,2019,乙,${hangzhou}\n8,2020,甲,${suzhou}\n8,2020,丙,${xian}\n9,2020,丁,见说明书\n`,
      {
        record: 'id',
        stripKind: false,
        date: 'year',
        applicants: { column: 'address', name: 'applicant' },
        sampled: 5,
        placed: 4,
      },
    ],
    [
      'addresses in English',
      'doi,authors\n10.1/a,"Zhejiang Univ, Hangzhou, Zhejiang, Peoples R China|Nanjing Univ, Nanjing, Jiangsu, Peoples R China"\n10.1/b,"Xidian Univ, Xian, Shaanxi, Peoples R China|MIT, Cambridge, MA, USA"\n',
      { record: 'doi', date: null, applicants: { column: 'authors', separator: '|' }, placed: 3 },
    ],
  ])('%s', async (_, text, roles) => {
    const sample = await ofCsv(text);
    expect(mayHoldAddresses(sample)).toBe(true);
    expect(inferRecords(sample, books)).toMatchObject(roles);
  });

  test('lists of texts and of objects', () => {
    const rows = [
      [1, '2019-01-01', [suzhou, hangzhou]],
      [2, '2019-02-01', [xian]],
    ];
    const columns = ['number', 'date', 'places'];
    expect(inferRecords({ file: 'a.jsonl', columns, rows }, books)).toMatchObject({
      record: 'number',
      date: 'date',
      applicants: { column: 'places', list: true },
    });
    const objects = rows.map(([id, date, places]) => [
      id,
      date,
      (places as string[]).map((address) => ({ name: '某公司', address })),
    ]);
    expect(inferRecords({ file: 'a.jsonl', columns, rows: objects }, books)).toMatchObject({
      applicants: { column: 'places', list: true, field: 'address' },
    });
  });

  test.each([
    ['one address a row is a list of places', `name,address\n甲,${suzhou}\n乙,${hangzhou}\n丙,${xian}\n`],
    ['texts that are no addresses', 'id,abstract\n1,一种机器人; 其控制方法\n2,一种电池; 其电极材料\n'],
    ['nothing that numbers the records', `x,address\n,${suzhou};${hangzhou}\n,${xian};${suzhou}\n`],
    ['a table of cities', '城市,专利\n苏州市,1\n杭州市,2\n'],
    ['an empty file', ''],
  ])('%s', async (_, text) => {
    expect(inferRecords(await ofCsv(text), books)).toBeNull();
  });

  test('names of cities are too short to be looked up as addresses', async () => {
    expect(mayHoldAddresses(await ofCsv('城市,专利\n苏州市,1\n杭州市,2\n'))).toBe(false);
    expect(mayHoldAddresses({ file: 'a', columns: ['x'], rows: [] })).toBe(false);
  });
});
