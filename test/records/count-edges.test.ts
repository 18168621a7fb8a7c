import { describe, expect, test } from 'vitest';
import type { CountingRule, RecordMapping } from '../../geodata/records/record-mapping.ts';
import { counted } from './counted.ts';

/** The worked example of docs/records.md: publication, date, applicants. */
const publications: [publication: string, date: string, applicants: string[]][] = [
  ['CN1A', '2018-02-01', ['A', 'B']],
  ['CN2A', '20180301', ['A', 'B', 'C']],
  ['CN3A', '2018/4/1', ['A', 'A', 'B']],
  ['CN4A', '2018', ['A', 'A']],
  ['CN5A', '2018.05.01', ['A', 'elsewhere']],
  ['CN6A', '2018年6月1日', ['A', 'C', 'elsewhere']],
  ['CN7B', '2020-01-01', ['A', 'C']],
  ['CN7A', '2019-01-01', ['A', 'B']],
  ['CN8A', '2019-02', ['B']],
  ['CN9A', 'unknown', ['B', 'C']],
  ['CN10A', '2019-12-31', ['A', 'A', 'B', 'B']],
];

const byText = {
  text: `id,date,places\n${publications.map(([id, date, list]) => `${id},${date},${list.join(' | ')}`).join('\n')}\n`,
  format: 'csv',
  mapping: {
    id: 'id',
    date: 'date',
    place: { column: 'places', kind: 'code' },
    applicants: { kind: 'text', separator: '|' },
    stripKind: true,
  } satisfies RecordMapping,
} as const;

const byRow = {
  text: `id,publication,date,place\n${publications
    .flatMap(([id, date, list]) => list.map((place) => `${id.slice(0, -1)},${id},${date},${place}`))
    .join('\n')}\n`,
  format: 'csv',
  mapping: {
    id: 'id',
    date: 'date',
    publication: 'publication',
    place: { column: 'place', kind: 'code' },
    applicants: { kind: 'row' },
  } satisfies RecordMapping,
} as const;

const jsonLines = (change: (place: string) => unknown): string =>
  publications.map(([id, date, list]) => JSON.stringify({ id, date, places: list.map(change) })).join('\n');

describe('the worked example', () => {
  const expected: Record<CountingRule, string[]> = {
    full: ['2018 A B 3.0 3', '2018 A C 2.0 2', '2018 B C 1.0 1', '2019 A B 2.0 2'],
    newman: ['2018 A B 2.5 3', '2018 A C 1.5 2', '2018 B C 0.5 1', '2019 A B 2.0 2'],
    fractional: [`2018 A B ${7 / 3} 3`, `2018 A C ${1 + 1 / 3} 2`, `2018 B C ${1 / 3} 1`, '2019 A B 2.0 2'],
    applicant_pairs: ['2018 A B 4.0 3', '2018 A C 2.0 2', '2018 B C 1.0 1', '2019 A B 5.0 2'],
  };

  test.each(Object.keys(expected) as CountingRule[])('counted by the rule %s', async (rule) => {
    const { edges, parquetRows } = await counted({ ...byText, rule });
    expect(edges).toEqual(expected[rule].map((line) => `${line} observed`));
    expect(parquetRows).toBe(4);
  });

  test('gives nodes with what they share and what stays inside', async () => {
    const { nodes, counts, unplaced } = await counted(byText);
    // year, node, records, applicants, shared, internal, degree, strength
    expect(nodes).toEqual([
      '2018 A 6 8 4 1 2 5.0',
      '2018 B 3 3 3 0 2 4.0',
      '2018 C 2 2 2 0 2 3.0',
      '2019 A 2 3 2 0 1 2.0',
      '2019 B 3 4 2 0 1 2.0',
    ]);
    expect(counts).toMatchObject({
      rows: 11,
      records: 10,
      joint: 9,
      shared: 7,
      internal: 1,
      lost: 1,
      applicants: 24,
      unmapped: 2,
      undated: 1,
      undatedRows: 1,
      republished: 1,
      laterPublications: 1,
      invalidDates: [{ text: 'unknown', mentions: 1 }],
    });
    expect(unplaced).toEqual(['elsewhere no-known-name  2']);
  });

  test('is the same with a row for each applicant, as JSON lines, and as Parquet', async () => {
    const { edges, nodes } = await counted(byText);
    const list = { ...byText, format: 'jsonl', text: jsonLines((place) => place) } as const;
    const asList = { ...byText.mapping, applicants: { kind: 'list' } } as const;
    const asStructs = { ...byText.mapping, applicants: { kind: 'list', field: 'at' } } as const;
    const others = [
      await counted(byRow),
      await counted({ ...list, mapping: asList }),
      await counted({ ...list, text: jsonLines((at) => ({ name: 'x', at })), mapping: asStructs }),
      await counted({
        ...list,
        format: 'parquet',
        mapping: asList,
        convert: async (engine, path) => {
          await engine.query(`COPY (FROM read_json('${path}')) TO '${path}.parquet' (FORMAT parquet)`);
          return `${path}.parquet`;
        },
      }),
    ];
    for (const other of others) expect([other.edges, other.nodes]).toEqual([edges, nodes]);
  });

  test('over moving windows, over everything, and with all regions as nodes', async () => {
    const moving = await counted({ ...byText, window: { kind: 'moving', years: 2 } });
    expect(moving.edges).toEqual(
      ['2019 A B 5.0 5', '2019 A C 2.0 2', '2019 B C 1.0 1'].map((line) => `${line} observed`),
    );
    const all = await counted({ ...byText, window: { kind: 'all' } });
    expect(all.edges).toEqual([' A B 5.0 5', ' A C 2.0 2', ' B C 2.0 2'].map((line) => `${line} observed`));
    const framed = await counted({ ...byText, nodes: 'all', codes: ['A', 'B', 'C', 'D'] });
    expect(framed.nodes.filter((line) => / [CD] /.test(line))).toEqual([
      '2018 C 2 2 2 0 2 3.0',
      '2018 D 0 0 0 0 0 0.0',
      '2019 C 0 0 0 0 0 0.0',
      '2019 D 0 0 0 0 0 0.0',
    ]);
  });
});

describe('odd input', () => {
  const mapping = byRow.mapping;
  const header = 'id,publication,date,place\n';

  test('without rows', async () => {
    const { counts, edges, nodes } = await counted({ ...byRow, text: header });
    expect(counts).toMatchObject({ rows: 0, records: 0, edges: 0, nodes: 0 });
    expect([edges, nodes]).toEqual([[], []]);
  });

  test('of one region: no edges, everything internal', async () => {
    const { counts, edges, nodes } = await counted({
      ...byRow,
      text: `${header}1,1,2018,A\n1,1,2018,A\n2,2,2018,A\n`,
    });
    expect(edges).toEqual([]);
    expect(nodes).toEqual(['2018 A 2 3 0 1 0 0.0']);
    expect(counts).toMatchObject({ shared: 0, internal: 1 });
  });

  test('without ids, places or usable dates: counted, never lost', async () => {
    const text = `${header},x,2018,A\n1,1,2018-13-01,A\n1,1,2018-13-01,B\n2,2,,\n3,3,20189,A\n`;
    const { counts, edges } = await counted({ ...byRow, text });
    expect(counts).toMatchObject({
      rows: 5,
      nameless: 1,
      undatedRows: 4,
      records: 3,
      undated: 3,
      unmapped: 1,
    });
    expect(edges).toEqual([]);
    const all = await counted({ ...byRow, text, window: { kind: 'all' } });
    expect(all.edges).toEqual([' A B 1.0 1 observed']);
  });

  test('records without any applicant are records', async () => {
    const text = '{"id":"1","date":"2018","places":[]}\n{"id":"2","date":"2018"}\n';
    const { counts } = await counted({
      text,
      format: 'jsonl',
      mapping: { ...byText.mapping, applicants: { kind: 'list' } },
    });
    expect(counts).toMatchObject({ records: 2, applicants: 2, unmapped: 2 });
  });

  test('applicants by name are counted once where their rows repeat', async () => {
    const text = 'id,date,name,place\n1,2018,x,A\n1,2018,x,A\n1,2019,y,B\n';
    const { publication: _, ...unpublished } = mapping;
    const named = { ...unpublished, applicant: 'name' };
    const { edges } = await counted({ ...byRow, text, mapping: named, rule: 'applicant_pairs' });
    expect(edges).toEqual(['2018 A B 1.0 1 observed']);
  });

  test('columns and values with quotes are data, not SQL', async () => {
    const text = `"i""d",date,"pl'ace; DROP TABLE x"\n1',2018,A\n1',2018,B\n`;
    const { edges } = await counted({
      text,
      format: 'csv',
      mapping: {
        id: 'i"d',
        date: 'date',
        place: { column: "pl'ace; DROP TABLE x", kind: 'code' },
        applicants: { kind: 'row' },
      },
    });
    expect(edges).toEqual(['2018 A B 1.0 1 observed']);
  });

  test('with semicolons, Windows line ends and breaks inside cells', async () => {
    const text = '\uFEFFid;publication;date;place\r\n"1";x;"2018\r\n";A\r\n1;x;2018;B\r\n';
    const { edges, counts } = await counted({ ...byRow, text });
    expect(counts.rows).toBe(2);
    expect(edges).toEqual(['2018 A B 1.0 1 observed']);
  });

  test.each([
    ['no header', '', /no header/],
    ['too many cells', `${header}1,1,2018,A,B\n`, /Line: 2/],
    ['an open quote', `${header}1,1,2018,"A\n`, /Line: 2/],
    ['two columns of one name', 'id,id,publication,date,place\n', /Two columns are called "id"/],
  ])('with %s stops and says where', async (_, text, message) => {
    await expect(counted({ ...byRow, text })).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringMatching(message) as string,
    });
  });

  test('in another encoding stops and says what to do', async () => {
    const text = Buffer.concat([
      Buffer.from(`${header}1,1,2018,`),
      Buffer.from([0xb1, 0xb1, 0xbe, 0xa9, 10]),
    ]);
    await expect(counted({ ...byRow, text })).rejects.toMatchObject({
      message: expect.stringContaining('UTF-8') as string,
    });
  });

  test('a column that is not there stops with its name', async () => {
    await expect(counted({ ...byRow, mapping: { ...mapping, id: 'number' } })).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringContaining('number') as string,
    });
  });
});

describe('records that are published again and again', () => {
  const lines = [
    ['CN1A', '2019-05-01', 'A|B'],
    ['CN1B', '2018-05-01', 'A|C'],
    ['CN1C', '2020-05-01', 'B|C'],
    // The same row twice is one publication, not two.
    ['CN2A', '2018-01-01', 'A|B'],
    ['CN2B', '2018-01-01', 'A|B'],
    // Without a date it is never the earliest.
    ['CN3A', '', 'A|B'],
    ['CN3B', '2021-01-01', 'B|C'],
  ];
  const text = (order: string[][]): string =>
    `id,date,places\n${order.map((cells) => cells.join(',')).join('\n')}\n`;

  test('count once, in the year of the earliest publication', async () => {
    const { counts, edges } = await counted({ ...byText, text: text(lines) });
    expect(edges).toEqual(['2018 A B 1.0 1 observed', '2018 A C 1.0 1 observed', '2021 B C 1.0 1 observed']);
    expect(counts).toMatchObject({
      rows: 7,
      records: 3,
      laterPublications: 3,
      republished: 2,
      undatedRows: 1,
    });
  });

  test('count the same in whatever order they stand, and on one day the same one of them', async () => {
    const sameDay = lines.map(([id = '', , places = '']) => [id, '2018-01-01', places]);
    const [one, other] = [
      await counted({ ...byText, text: text(sameDay) }),
      await counted({ ...byText, text: text(sameDay.toReversed()) }),
    ];
    expect(one.edges).toEqual(other.edges);
    expect(one.counts).toEqual(other.counts);
  });
});
